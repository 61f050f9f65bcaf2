"""What the whole office is asked about: rows of each inspection, summed by the database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from states.breaches import Breach
from states.ledger import Account
from states.lost import Spell, Stretch
from states.stays import Stay
from tiendo.listing import PAGE, Wanted
from tiendo.store.breaching import Breaching
from tiendo.store.engine import Database
from tiendo.store.narrowed import narrowed
from tiendo.store.rows import fields_of
from tiendo.store.staying import Staying
from tiendo.store.tables import BREACH, BURDEN, INSPECTION, LOST, STAY
from tiendo.sums import Burden, Loser, Lost, Party, Sort, Summed, Sums, Weight

_B, _I, _L = BURDEN.c, INSPECTION.c, LOST.c
_STALE = _I.summed != _I.version
_SEAL = (
    update(INSPECTION)
    .where(_I.stream == bindparam("_stream"), _I.version == bindparam("_version"))
    .values(summed=bindparam("_version"))
)


def forget_sums(connection: Connection) -> None:
    """Have everything summed again, what is closed too, in the transaction of what changed."""
    kept = select(_I.stream).where(_I.summed != 0)
    in_order = kept.order_by(_I.stream).with_for_update().subquery()  # as other writers lock
    connection.execute(select(func.count()).select_from(in_order))
    connection.execute(update(INSPECTION).where(_I.summed != 0).values(summed=0))


class SqlSums(Staying, Breaching):
    """The sums of a database that has been migrated."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waiting(self) -> int:
        """How many inspections are still to be summed as they stand now; 0 when none is."""
        asked = select(func.count()).select_from(INSPECTION).where(_STALE)
        return int(self._all(asked)[0][0])

    def unsummed(self, limit: int) -> tuple[tuple[str, int], ...]:
        """Inspections that are not summed as they stand now, with their versions."""
        asked = select(_I.stream, _I.version).where(_STALE).order_by(_I.stream).limit(limit)
        return tuple((str(stream), int(version)) for stream, version in self._all(asked))

    def of(self, streams: Sequence[str]) -> Mapping[str, Sums]:
        """What is kept of these inspections, where it is of them as they stand now."""
        fresh = select(_I.stream).where(_I.stream.in_(streams), _I.summed == _I.version)
        burdens, lost = dict[str, list[Burden]](), dict[str, list[Spell]]()
        stays, breaches = dict[str, list[Stay]](), dict[str, list[Breach]]()
        with self._database.reading() as connection:
            known = [str(stream) for stream in connection.execute(fresh).scalars()]
            asked = select(BURDEN).where(_B.stream.in_(known))
            for stream, sort, *rest in connection.execute(asked.order_by(_B.sort, _B.key)):
                burdens.setdefault(stream, []).append(Burden(Sort(sort), *rest))
            spells = select(LOST).where(_L.stream.in_(known))
            order = (_L.account, _L.party, _L.room, _L.year)
            for stream, account, *rest in connection.execute(spells.order_by(*order)):
                lost.setdefault(stream, []).append(Spell(Account(account), *rest))
            staying = select(STAY).where(STAY.c.stream.in_(known)).order_by(STAY.c.phase)
            for stream, *rest in connection.execute(staying):
                stays.setdefault(stream, []).append(Stay(*rest))
            late = select(BREACH).where(BREACH.c.stream.in_(known)).order_by(BREACH.c.rule)
            for stream, *rest in connection.execute(late):
                breaches.setdefault(stream, []).append(Breach(*rest))
        return {
            s: Sums(
                tuple(burdens.get(s, ())),
                tuple(lost.get(s, ())),
                tuple(stays.get(s, ())),
                tuple(breaches.get(s, ())),
            )
            for s in known
        }

    def put(self, batch: Sequence[Summed]) -> None:
        """Keep what was worked out; of an inspection that has moved on nothing is kept."""
        ordered = sorted(batch, key=lambda each: each.stream)  # writers of the same never cross
        with self._database.writing() as connection:
            kept = [each for each in ordered if _sealed(connection, each)]
            if not kept:
                return
            streams = [each.stream for each in kept]
            for table in (BURDEN, LOST, STAY, BREACH):
                connection.execute(delete(table).where(table.c.stream.in_(streams)))
            for table, rows in _rows(kept):
                if rows:
                    connection.execute(insert(table), rows)

    def forget(self) -> None:
        """Have everything summed again: what it rests on has changed."""
        with self._database.writing() as connection:
            forget_sums(connection)

    def heaviest(self, wanted: Wanted, on: date, sort: Sort, limit: int) -> tuple[Weight, ...]:
        """What holds up the most inspections on a day, then for the most days."""
        day = on.toordinal()
        days = func.count() * (day + 1) - func.sum(_B.since_day)
        asked = select(_B.key, func.count(), days)
        asked = asked.where(_B.sort == sort.value, _B.from_day <= day)
        asked = _of(asked, BURDEN, narrowed(wanted, on)).group_by(_B.key)
        ordered = asked.order_by(func.count().desc(), days.desc(), _B.key).limit(limit)
        return tuple(Weight(sort, str(key), int(n), int(d)) for key, n, d in self._all(ordered))

    def owned(
        self, wanted: Wanted, on: date, sort: Sort, owners: Mapping[str, str]
    ) -> Mapping[str, tuple[int, int]]:
        """By owner of keys: how many inspections they hold up, each by its longest; the days."""
        if not owners:
            return {}
        owner = case(dict(owners), value=_B.key).label("owner")
        each = select(owner, func.min(_B.since_day).label("since"))
        each = each.where(_B.sort == sort.value, _B.key.in_(list(owners)))
        each = _of(each.where(_B.from_day <= on.toordinal()), BURDEN, narrowed(wanted, on))
        one = each.group_by(owner, _B.stream).subquery()
        asked = select(one.c.owner, func.count(), func.sum(one.c.since)).group_by(one.c.owner)
        return {
            str(name): (int(count), int(count) * (on.toordinal() + 1) - int(since))
            for name, count, since in self._all(asked)
        }

    def held(
        self, wanted: Wanted, on: date, sort: Sort, keys: Sequence[str], limit: int = PAGE
    ) -> tuple[str, ...]:
        """The inspections that any of these keys holds up, in order of stream id."""
        asked = select(_B.stream).where(_B.sort == sort.value, _B.key.in_(keys))
        asked = asked.where(_B.from_day <= on.toordinal()).group_by(_B.stream)
        asked = _of(asked, BURDEN, narrowed(wanted, on)).order_by(_B.stream).limit(limit)
        return tuple(str(row[0]) for row in self._all(asked))

    def losses(self, wanted: Wanted, stretch: Stretch) -> tuple[Lost, ...]:
        """Days lost to each party, the most first."""
        days = func.sum(_days(stretch))
        asked = select(_L.account, _L.party, _L.room, func.count(), days).where(
            _counts(stretch), _days(stretch) > 0
        )
        asked = _of(asked, LOST, narrowed(wanted, date.fromordinal(stretch.until)))
        asked = asked.group_by(_L.account, _L.party, _L.room)
        asked = asked.order_by(days.desc(), _L.account, _L.party, _L.room)
        return tuple(
            Lost(Party(str(account), str(party), str(room)), int(count), int(lost))
            for account, party, room, count, lost in self._all(asked)
        )

    def losers(
        self,
        wanted: Wanted,
        stretch: Stretch,
        party: Party,
        limit: int = PAGE,
        after: Loser | None = None,
    ) -> tuple[Loser, ...]:
        """The inspections that lost days to a party, those that lost most first."""
        days = _days(stretch)
        asked = (
            select(_L.stream, _I.short_name, days)
            .join(INSPECTION, _I.stream == _L.stream)
            .where(_L.account == party.account, _L.party == party.party, _L.room == party.room)
            .where(_counts(stretch), days > 0)
            .where(*narrowed(wanted, date.fromordinal(stretch.until)))
        )
        if after:
            asked = asked.where(
                or_(days < after.days, and_(days == after.days, _L.stream > after.stream))
            )
        found = self._all(asked.order_by(days.desc(), _L.stream).limit(limit))
        return tuple(Loser(str(stream), str(name), int(n)) for stream, name, n in found)

    def _all(self, asked: Select[Any]) -> list[Any]:
        with self._database.reading() as connection:
            return list(connection.execute(asked).all())


def _rows(kept: Sequence[Summed]) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """What is written into each table."""
    yield (
        BURDEN,
        [
            {"stream": each.stream, **fields_of(one), "sort": one.sort.value}
            for each in kept
            for one in each.sums.burdens
        ],
    )
    yield (
        LOST,
        [
            {"stream": each.stream, **fields_of(one), "account": one.account.value}
            for each in kept
            for one in each.sums.lost
        ],
    )
    stays = [{"stream": e.stream, **fields_of(one)} for e in kept for one in e.sums.stays]
    yield STAY, stays
    breaches = [{"stream": e.stream, **fields_of(one)} for e in kept for one in e.sums.breaches]
    yield BREACH, breaches


def _sealed(connection: Connection, each: Summed) -> bool:
    values = {"_stream": each.stream, "_version": each.version}
    return connection.execute(_SEAL, values).rowcount == 1


def _of(asked: Select[Any], table: Any, conditions: list[ColumnElement[bool]]) -> Select[Any]:
    """Of the inspections wanted; asked of the table alone where all are."""
    if not conditions:
        return asked
    return asked.join(INSPECTION, _I.stream == table.c.stream).where(*conditions)


def _counts(stretch: Stretch) -> ColumnElement[bool]:
    """The rows of the year, and those of before that go on in it."""
    return or_(_L.year == stretch.year, _L.after_day.is_not(None), _L.after_worked.is_not(None))


def _days(stretch: Stretch) -> ColumnElement[int]:
    """As ``states.lost.Stretch.lost`` counts them."""

    def behind(after: ColumnElement[int], before: int, until: int) -> ColumnElement[int]:
        return case(
            (after.is_(None), 0),
            (after >= until, 0),
            (after > before, until - after),
            else_=max(0, until - before),
        )

    over = case((_L.year == stretch.year, _L.days), else_=0)
    every = behind(_L.after_day, stretch.before, stretch.until)
    return over + every + behind(_L.after_worked, stretch.before_worked, stretch.until_worked)

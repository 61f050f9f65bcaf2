"""Writing to one stream: its events, the projection they leave, and the notices that go with them.

The statements stand ready (tiendo/store/prepared.py): this is what every act waits for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table, bindparam, insert, select, tuple_

from tiendo.agendabook import AgendaRow
from tiendo.identity import Claim
from tiendo.listing import InspectionRow, columns_of
from tiendo.ports import AlreadyClaimed, Conflict, NewEvent, Notice, Person, StoredEvent
from tiendo.store.chain import GENESIS, linked
from tiendo.store.errors import refusing
from tiendo.store.glances import as_known, entries_of, known_as
from tiendo.store.inserts import correction, renewal, written
from tiendo.store.prepared import OURS, Prepared, Task
from tiendo.store.rows import (
    fields_of,
    named,
    put_parts,
    tasks_for_people,
    tasks_for_stalls,
    these_alone,
)
from tiendo.store.tables import AGENDA, EVENT, INSPECTION, OUTBOX
from tiendo.store.tokens import claiming

_HEAD = Prepared(
    select(EVENT.c.version, EVENT.c.hash)
    .where(EVENT.c.stream == bindparam("stream"))
    .order_by(EVENT.c.version.desc())
    .limit(1)
)
_TELL = Prepared(insert(EVENT), EVENT.c.keys())
_BEFORE = EVENT.alias("before")
_BEHIND = (
    select(*(bindparam(f"{OURS}{c.name}", type_=c.type) for c in EVENT.c))
    .where(
        select(_BEFORE.c.version)
        .where(
            _BEFORE.c.stream == bindparam(f"{OURS}stream"),
            _BEFORE.c.version == bindparam(f"{OURS}version") - 1,
            _BEFORE.c.hash == bindparam(f"{OURS}prev_hash"),
        )
        .exists()
    )
)  # fmt: skip
_TELL_ON = Prepared(insert(EVENT).from_select(EVENT.c.keys(), _BEHIND))
"""Behind the very event that it says, or not at all."""
_TELL_ON_BY = Prepared(
    insert(EVENT).from_select(
        EVENT.c.keys(),
        _BEHIND.where(
            entries_of(bindparam(f"{OURS}stream")) == bindparam(f"{OURS}version") - 1, *as_known()
        ),
    )
)
"""The same, where no entry is missing, and by somebody who is still who he was."""
_OWE = Prepared(insert(OUTBOX), (*Notice.__dataclass_fields__, "created_at"))
_BEGIN = {table: Prepared(insert(table), written(table)) for table in (INSPECTION, AGENDA)}
_By: TypeAlias = Mapping[Table, Sequence[tuple[Prepared, int | None]]]
_BEGIN_WITH: _By = {table: ((its, 1),) for table, its in _BEGIN.items()}
_RENEW = {table: Prepared(renewal(table)) for table in (INSPECTION, AGENDA)}
_NAMED = ("name", "short_name", "entity", "locality", "room", "block", "team_head")
_LASTING = (*_NAMED, "year", "regime", "hold")
_CHANGING = [name for name in written(INSPECTION) if name not in _LASTING]
_GO_ON: _By = {
    AGENDA: ((_RENEW[AGENDA], 1),),
    INSPECTION: (
        (Prepared(renewal(INSPECTION, _CHANGING)), 1),
        (Prepared(correction(INSPECTION, _LASTING)), None),
    ),
}  # half the indexes of an inspection are over columns that hardly an act changes
_KEEPS = attrgetter(*_LASTING, "involved")


@cache
def _as_they_stand(count: int) -> Prepared:
    """Goes on where what hardly an act changes, and so many people, stand as they are said."""
    said = tuple_(*(bindparam(f"{OURS}{n}", type_=INSPECTION.c[n].type) for n in _LASTING))
    stands = tuple_(*(INSPECTION.c[name] for name in _LASTING))
    its = renewal(INSPECTION, _CHANGING)
    return Prepared(its.where(stands.is_not_distinct_from(said), *these_alone(count)))


_LOCKS = {
    table: Prepared(
        select(table.c.version).where(table.c.stream == bindparam("stream")).with_for_update()
    )
    for table in (INSPECTION, AGENDA)
}


def append_to(
    connection: Connection,
    stream: str,
    after: int,
    new: Sequence[NewEvent],
    row: InspectionRow | AgendaRow,
    notices: Sequence[Notice],
    head: str = "",
) -> str:
    """Write all of it; the hash of the last event. Raises Conflict, AlreadyClaimed.

    1. Queue behind other writers of the stream. 2. Refuse unless ``after`` is the head, with that
    hash where one is given.
    3. Events. 4. Projection. 5. Notices, each claimed by its key.
    """
    table = INSPECTION if isinstance(row, InspectionRow) else AGENDA
    version, last_hash = _head(connection, stream, table)
    if version != after or head not in ("", last_hash):
        raise Conflict(stream, after + 1)
    with refusing(Conflict(stream, after + 1)):  # two writers of a first event
        for each in linked(stream, after, last_hash, new):
            _TELL.run(connection, fields_of(each))
            last_hash = each.hash
        _project(connection, table, row)
    if isinstance(row, InspectionRow):
        put_parts(connection, [row])
    _claim(connection, notices, new[-1].recorded_at)
    return last_hash


def tasks_of(
    new: Sequence[StoredEvent],
    row: InspectionRow | AgendaRow,
    notices: Sequence[Notice],
    claim: Claim | None,
    before: InspectionRow | None = None,
    by: Person | None = None,
) -> list[Task]:
    """The same as tasks, for events linked behind a head that is known, ``by`` whoever is known.

    The projection of a stream is taken before its events, as everywhere, so that two writers
    queue and never cross.
    """
    first, *rest = new
    at = new[-1].recorded_at
    if first.version == 1:
        found = [Task(_TELL, fields_of(first)), *_whole(row, _BEGIN_WITH)]
    else:
        found = [*_further(row, before), _told_on(first, by)]
    found += [Task(_TELL, fields_of(each)) for each in rest]
    found += [Task(_OWE, _owed(each, at)) for each in _in_order(notices)]
    return [*found, claiming(claim, at)] if claim else found


def _told_on(event: StoredEvent, by: Person | None) -> Task:
    if by is None:
        return Task(_TELL_ON, fields_of(event), 1)
    return Task(_TELL_ON_BY, {**fields_of(event), **known_as(by)}, 1)


def _further(row: InspectionRow | AgendaRow, before: InspectionRow | None) -> list[Task]:
    """A projection that goes on.

    What an act leaves as it stood ``before`` is compared together with what it changes; where
    it stands otherwise, nothing is touched, and whoever asked goes step by step.
    """
    if isinstance(row, InspectionRow) and before and _KEEPS(before) == _KEEPS(row):
        values = {**columns_of(row), **named(row.involved)}
        return [Task(_as_they_stand(len(row.involved)), values, 1), *tasks_for_stalls(row)]
    return _whole(row, _GO_ON)


def _whole(row: InspectionRow | AgendaRow, by: _By) -> list[Task]:
    table, columns = INSPECTION if isinstance(row, InspectionRow) else AGENDA, _columns(row)
    found = [Task(each, columns, touches) for each, touches in by[table]]
    if isinstance(row, InspectionRow):
        found += [*tasks_for_stalls(row), *tasks_for_people(row)]
    return found


def _head(connection: Connection, stream: str, table: Table) -> tuple[int, str]:
    """The version and hash of the last event of a stream, which is ours from here on.

    SQLite's writer already holds the whole file. The projection is locked rather than an
    event, so that nobody needs the right to update events.
    """
    if connection.dialect.name == "postgresql":
        _LOCKS[table].rows(connection, {"stream": stream})
    last = _HEAD.rows(connection, {"stream": stream})
    return (last[0][0], last[0][1]) if last else (0, GENESIS)


def _project(connection: Connection, table: Table, row: InspectionRow | AgendaRow) -> None:
    columns = _columns(row)
    if not _RENEW[table].run(connection, columns):
        _BEGIN[table].run(connection, columns)


def _claim(connection: Connection, notices: Sequence[Notice], at: datetime) -> None:
    for notice in _in_order(notices):
        with refusing(AlreadyClaimed(notice.key)):
            _OWE.run(connection, _owed(notice, at))


def _columns(row: InspectionRow | AgendaRow) -> dict[str, Any]:
    return columns_of(row) if isinstance(row, InspectionRow) else fields_of(row)


def _in_order(notices: Sequence[Notice]) -> list[Notice]:
    """One order of keys everywhere: two sweeps then wait for each other, and never cross."""
    return sorted(notices, key=lambda each: each.key)


def _owed(notice: Notice, at: datetime) -> dict[str, Any]:
    return {**fields_of(notice), "created_at": at}

"""Writing to one stream: its events, the projection they leave, and the notices that go with them.

The statements stand ready (tiendo/store/prepared.py): this is what every act waits for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Table,
    bindparam,
    func,
    insert,
    select,
    tuple_,
)

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
from tiendo.store.tables import AGENDA, EVENT, INSPECTION, OUTBOX, STALL
from tiendo.store.tokens import claiming

_HEAD = Prepared(
    select(EVENT.c.version, EVENT.c.hash)
    .where(EVENT.c.stream == bindparam("stream"))
    .order_by(EVENT.c.version.desc())
    .limit(1)
)
_TELL = Prepared(insert(EVENT), EVENT.c.keys())
_OWE = Prepared(insert(OUTBOX), (*Notice.__dataclass_fields__, "created_at"))
_BEGIN = {table: Prepared(insert(table), written(table)) for table in (INSPECTION, AGENDA)}
_RENEW = {table: Prepared(renewal(table)) for table in (INSPECTION, AGENDA)}
_NAMED = ("name", "short_name", "entity", "locality", "room", "block", "team_head")
_LASTING = (*_NAMED, "year", "regime", "hold")
_CHANGING = {
    INSPECTION: [name for name in written(INSPECTION) if name not in _LASTING],
    AGENDA: written(AGENDA),
}  # half the indexes of an inspection are over columns that hardly an act changes
_CORRECT = Prepared(correction(INSPECTION, _LASTING))
_KEEPS = attrgetter(*_LASTING, "involved")


@cache
def _goes_on(table: Table, *, by: bool) -> Prepared:
    """Renews a projection behind the very event that is said, by whoever is said."""
    return Prepared(renewal(table, _CHANGING[table]).where(*_behind(by=by)))


@cache
def _as_it_stands(people: int, *, by: bool) -> Prepared:
    """The same where what hardly an act changes, the people and the stalls stand as they are said.

    Of the stalls only how many there are: each is written anew where it says something else.
    """
    said = tuple_(*(bindparam(f"{OURS}{n}", type_=INSPECTION.c[n].type) for n in _LASTING))
    stands = tuple_(*(INSPECTION.c[name] for name in _LASTING))
    stalls = select(func.count()).where(STALL.c.stream == bindparam(f"{OURS}stream"))
    return Prepared(
        renewal(INSPECTION, _CHANGING[INSPECTION]).where(
            stands.is_not_distinct_from(said),
            *these_alone(people),
            stalls.scalar_subquery() == bindparam(f"{OURS}stalls"),
            *_behind(by=by),
        )
    )


def _behind(*, by: bool) -> tuple[ColumnElement[bool], ...]:
    """That a stream has the event it goes on from; and ``by``: none is missing, and who acts.

    Asked with the projection: an insert that reads its own table is written down twice.
    """
    stream: BindParameter[Any] = bindparam(f"{OURS}stream")
    after: BindParameter[Any] = bindparam(f"{OURS}after")
    of_it = EVENT.c.stream == stream, EVENT.c.version == after
    there = select(EVENT.c.version).where(*of_it, EVENT.c.hash == bindparam(f"{OURS}head"))
    return (there.exists(), *((entries_of(stream) == after, *as_known()) if by else ()))


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
        found = [Task(_TELL, fields_of(first)), *_begun(row)]
    else:
        behind = {"after": first.version - 1, "head": first.prev_hash}
        found = [*_further(row, before, behind, by), Task(_TELL, fields_of(first))]
    found += [Task(_TELL, fields_of(each)) for each in rest]
    found += [Task(_OWE, _owed(each, at)) for each in _in_order(notices)]
    return [*found, claiming(claim, at)] if claim else found


def _begun(row: InspectionRow | AgendaRow) -> list[Task]:
    if isinstance(row, InspectionRow):
        parts = (*tasks_for_stalls(row), *tasks_for_people(row))
        return [Task(_BEGIN[INSPECTION], _columns(row), 1), *parts]
    return [Task(_BEGIN[AGENDA], _columns(row), 1)]


def _further(
    row: InspectionRow | AgendaRow,
    before: InspectionRow | None,
    behind: Mapping[str, Any],
    by: Person | None,
) -> list[Task]:
    """A projection that goes on.

    What an act leaves as it stood ``before`` is compared together with what it changes; where
    it stands otherwise, nothing is touched, and whoever asked goes step by step.
    """
    values = {**_columns(row), **behind, **(known_as(by) if by else {})}
    known = by is not None
    if not isinstance(row, InspectionRow):
        return [Task(_goes_on(AGENDA, by=known), values, 1)]
    if before is None or _KEEPS(before) != _KEEPS(row):
        parts = (*tasks_for_stalls(row), *tasks_for_people(row))
        return [Task(_goes_on(INSPECTION, by=known), values, 1), Task(_CORRECT, values), *parts]
    values |= {**named(row.involved), "stalls": len(before.stalls)}
    stalls = tasks_for_stalls(row, fewer=len(row.stalls) < len(before.stalls))
    return [Task(_as_it_stands(len(row.involved), by=known), values, 1), *stalls]


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

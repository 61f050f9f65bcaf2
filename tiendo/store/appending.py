"""Writing to one stream: its events, the projection they leave, and the notices that go with them.

The statements stand ready: putting one together costs ten times what running it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Table, bindparam, insert, select

from tiendo.agendabook import AgendaRow
from tiendo.listing import InspectionRow, columns_of
from tiendo.ports import AlreadyClaimed, Conflict, NewEvent, Notice
from tiendo.store.chain import GENESIS, linked
from tiendo.store.errors import refusing
from tiendo.store.inserts import renewal
from tiendo.store.rows import fields_of, put_parts
from tiendo.store.tables import AGENDA, EVENT, INSPECTION, OUTBOX

_HEAD = (
    select(EVENT.c.version, EVENT.c.hash)
    .where(EVENT.c.stream == bindparam("stream"))
    .order_by(EVENT.c.version.desc())
    .limit(1)
)
_TELL, _OWE = insert(EVENT), insert(OUTBOX)
_BEGIN = {table: insert(table) for table in (INSPECTION, AGENDA)}
_RENEW = {table: renewal(table) for table in (INSPECTION, AGENDA)}
_LOCKS = {
    table: select(table.c.version).where(table.c.stream == bindparam("stream")).with_for_update()
    for table in (INSPECTION, AGENDA)
}


def append_to(
    connection: Connection,
    stream: str,
    after: int,
    new: Sequence[NewEvent],
    row: InspectionRow | AgendaRow,
    notices: Sequence[Notice],
) -> None:
    """Write all of it. Raises Conflict when ``after`` is not the head, AlreadyClaimed.

    1. Queue behind other writers of the stream. 2. Refuse unless ``after`` is the head.
    3. Events. 4. Projection. 5. Notices, each claimed by its key.
    """
    table = INSPECTION if isinstance(row, InspectionRow) else AGENDA
    version, last_hash = _head(connection, stream, table)
    if version != after:
        raise Conflict(stream, after + 1)
    placed = [fields_of(each) for each in linked(stream, after, last_hash, new)]
    with refusing(Conflict(stream, after + 1)):  # two writers of a first event
        connection.execute(_TELL, placed)
        _project(connection, table, row)
    put_parts(connection, [row] if isinstance(row, InspectionRow) else ())
    _claim(connection, notices, new[-1].recorded_at)


def _head(connection: Connection, stream: str, table: Table) -> tuple[int, str]:
    """The version and hash of the last event of a stream, which is ours from here on.

    SQLite's writer already holds the whole file. The projection is locked rather than an
    event, so that nobody needs the right to update events.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(_LOCKS[table], {"stream": stream})
    last = connection.execute(_HEAD, {"stream": stream}).first()
    return (0, GENESIS) if last is None else (last[0], last[1])


def _project(connection: Connection, table: Table, row: InspectionRow | AgendaRow) -> None:
    columns = columns_of(row) if isinstance(row, InspectionRow) else fields_of(row)
    there = connection.execute(_RENEW[table], {f"_{k}": v for k, v in columns.items()}).rowcount
    if not there:
        connection.execute(_BEGIN[table], columns)


def _claim(connection: Connection, notices: Sequence[Notice], at: datetime) -> None:
    # One order of keys everywhere: two sweeps then wait for each other, and never cross.
    for notice in sorted(notices, key=lambda each: each.key):
        with refusing(AlreadyClaimed(notice.key)):
            connection.execute(_OWE, {**fields_of(notice), "created_at": at})

"""Writing a batch of inspections in a few statements: events, and the projections they leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, and_, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from tiendo.listing import columns_of
from tiendo.ports import Conflict, Rewrite
from tiendo.store.chain import GENESIS, linked
from tiendo.store.errors import refusing
from tiendo.store.inserts import renewal
from tiendo.store.rows import put_parts
from tiendo.store.tables import EVENT, INSPECTION

_UPDATE = renewal(INSPECTION)
_SUM_AGAIN = (
    update(INSPECTION)
    .where(INSPECTION.c.stream.in_(bindparam("again", expanding=True)))
    .values(summed=0)
)


def write_batch(
    connection: Connection,
    batch: Sequence[Rewrite],
    fresh: postgresql.Insert | sqlite.Insert,
) -> tuple[str, ...]:
    """Write what still stands at its head; the streams that had moved on, of which nothing is.

    ``fresh`` is the database's own INSERT into the projections. Raises Conflict.
    """
    # In one order everywhere: two that write the same streams then queue, and never cross.
    ordered = sorted(batch, key=lambda each: each.row.stream)
    streams = [each.row.stream for each in ordered]
    standing = _locked(connection, streams)
    heads = _heads(connection, streams)
    stale = {
        each.row.stream
        for each in ordered
        if heads.get(each.row.stream, (0, GENESIS))[0] != each.after
    }
    kept = [each for each in ordered if each.row.stream not in stale and each.row.version]
    events = [
        asdict(placed)
        for each in kept
        for placed in linked(
            each.row.stream, each.after, heads.get(each.row.stream, (0, GENESIS))[1], each.new
        )
    ]
    if events:
        with refusing(Conflict(streams[0], 1)):  # two writers of a first event
            connection.execute(insert(EVENT), events)
    rows = [columns_of(each.row) for each in kept]
    old = [row for row in rows if row["stream"] in standing]
    if old:
        _renew(connection, old)
    new = [row for row in rows if row["stream"] not in standing]
    if new:
        connection.execute(fresh.on_conflict_do_nothing(), new)
    put_parts(connection, [each.row for each in kept])
    return tuple(sorted(stale))


def _renew(connection: Connection, rows: Sequence[dict[str, object]]) -> None:
    """Give rows that are there new values; what was summed of them is to be summed again."""
    connection.execute(_UPDATE, [{f"_{k}": v for k, v in row.items()} for row in rows])
    connection.execute(_SUM_AGAIN, {"again": [row["stream"] for row in rows]})


def _locked(connection: Connection, streams: Sequence[str]) -> frozenset[str]:
    """Which of the streams have a projection; they are ours until the transaction ends."""
    wanted = select(INSPECTION.c.stream).where(INSPECTION.c.stream.in_(streams))
    found = connection.execute(wanted.order_by(INSPECTION.c.stream).with_for_update())
    return frozenset(found.scalars())


def _heads(connection: Connection, streams: Sequence[str]) -> dict[str, tuple[int, str]]:
    last = (
        select(EVENT.c.stream, func.max(EVENT.c.version).label("version"))
        .where(EVENT.c.stream.in_(streams))
        .group_by(EVENT.c.stream)
        .subquery()
    )
    joined = and_(EVENT.c.stream == last.c.stream, EVENT.c.version == last.c.version)
    wanted = select(EVENT.c.stream, EVENT.c.version, EVENT.c.hash).join(last, joined)
    return {row.stream: (row.version, row.hash) for row in connection.execute(wanted)}

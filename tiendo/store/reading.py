"""The record read, stream by stream; what cannot be read hides nothing beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    func,
    select,
    true,
)

from states.streams import StreamKind
from tiendo.ports import DatabaseDamaged, SetAside, StoredEvent
from tiendo.store.prepared import Prepared
from tiendo.store.tables import EVENT, INSPECTION

_BY_PLACE = select(EVENT).order_by(EVENT.c.stream, EVENT.c.version)
_OF_ONE = Prepared(
    _BY_PLACE.where(EVENT.c.stream == bindparam("stream"), EVENT.c.version >= bindparam("since"))
)
_NAMES = tuple(EVENT.c.keys())
_BEFORE = Prepared(
    select(func.count())
    .select_from(EVENT)
    .where(EVENT.c.stream == bindparam("stream"), EVENT.c.version < bindparam("since"))
)
_VERSIONS = select(EVENT.c.version).where(EVENT.c.stream == bindparam("stream"))
_PAGE = 1000  # rows fetched at a time when a whole table is read
_STREAMS = 100  # streams read at once where some of them cannot be

History = tuple[str, tuple[StoredEvent, ...]]


def events_of(connection: Connection, stream: str, since: int = 1) -> tuple[StoredEvent, ...]:
    """The events of a stream by version, from one on; none if the stream is unknown.

    Raises DatabaseDamaged where one before them is missing.
    """
    place = {"stream": stream, "since": since}
    if since > 1 and _BEFORE.rows(connection, place) != [(since - 1,)]:
        there = set(connection.execute(_VERSIONS, {"stream": stream}).scalars())
        gap = next(n for n in range(1, since + 1) if n not in there)
        raise DatabaseDamaged(f"{stream}: entry {gap} is missing from the record")
    found = _OF_ONE.rows(connection, place)
    return tuple(StoredEvent(**dict(zip(_NAMES, row, strict=True))) for row in found)


def in_streams(connection: Connection, wanted: ColumnElement[bool]) -> Iterator[History]:
    """The streams that are wanted, each with its events, in order of stream id."""
    streaming = connection.execution_options(yield_per=_PAGE)
    found = streaming.execute(_BY_PLACE.where(wanted)).mappings()
    for stream, rows in groupby(found, key=lambda row: str(row["stream"])):
        yield stream, tuple(StoredEvent(**row) for row in rows)


def of_kind(stream: Column[str], kind: StreamKind | None) -> ColumnElement[bool]:
    """The streams of one kind, or of every kind; a range of the key where it can be."""
    if kind is None:
        return true()
    if kind is StreamKind.INSPECTION:
        return stream.not_like("%:%")
    return and_(stream >= f"{kind}:", stream < f"{kind};")


def all_streams(
    connection: Connection, set_aside: SetAside | None, kind: StreamKind | None = None
) -> Iterator[History]:
    """Every stream; what cannot be read is told to ``set_aside``, or raises without it."""
    last, wanted = "", of_kind(EVENT.c.stream, kind)
    try:
        for stream, events in in_streams(connection, wanted):
            yield stream, events
            last = stream
    except DatabaseDamaged:
        if set_aside is None:
            raise
        yield from _around_damage(connection, last, set_aside, wanted)


def _around_damage(
    connection: Connection, last: str, set_aside: SetAside, wanted: ColumnElement[bool]
) -> Iterator[History]:
    """The streams after one, in small batches; a batch that cannot be read, one by one."""
    ids = select(EVENT.c.stream).where(wanted).distinct().order_by(EVENT.c.stream).limit(_STREAMS)
    while streams := connection.execute(ids.where(EVENT.c.stream > last)).scalars().all():
        try:
            found = list(in_streams(connection, EVENT.c.stream.in_(streams)))
        except DatabaseDamaged:
            found = list(_one_by_one(connection, streams, set_aside))
        yield from found
        last = streams[-1]


def _one_by_one(
    connection: Connection, streams: Sequence[str], set_aside: SetAside
) -> Iterator[History]:
    for stream in streams:
        try:
            yield stream, events_of(connection, stream)
        except DatabaseDamaged as error:
            set_aside(stream, error)


def unprojected(connection: Connection) -> tuple[str, ...]:
    """The inspections that have no projection."""
    its = select(INSPECTION.c.stream).where(INSPECTION.c.stream == EVENT.c.stream)
    ours = of_kind(EVENT.c.stream, StreamKind.INSPECTION)
    first = select(EVENT.c.stream).where(ours, EVENT.c.version == 1, ~its.exists())
    return tuple(connection.execute(first.order_by(EVENT.c.stream)).scalars())


def nominated_by(on: date, limit: int, after: str) -> Select[tuple[str]]:
    """The question for one page of the streams to look at by a day."""
    # Materialised, so that neither planner walks the whole table in order of stream
    # instead of reading the few due rows from their index and sorting them.
    due = (
        select(INSPECTION.c.stream)
        .where(INSPECTION.c.attention_on <= on)
        .cte("due")
        .prefix_with("MATERIALIZED")
    )
    return select(due.c.stream).where(due.c.stream > after).order_by(due.c.stream).limit(limit)

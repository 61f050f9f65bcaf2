"""Whether the record is what was written: the chain, the copies beside it and its guards."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Connection, Row, Text, func, select, text, true, type_coerce

from tiendo.ports import Fault
from tiendo.store.chain import GENESIS, chained_hash
from tiendo.store.columns import composed
from tiendo.store.tables import (
    AGENDA,
    CALENDAR_GUARDS,
    DELIVERY,
    EVENT,
    GUARDS,
    INSPECTION,
    OUTBOX,
    PAPER,
    PAPER_GUARDS,
    POST_GUARDS,
    SEAL,
)
from tiendo.store.unsent import without_letter

_PAGE = 1000

_STANDING_GUARDS = {
    "sqlite": (
        "SELECT name FROM sqlite_master"
        " WHERE type = 'trigger'"
        " AND tbl_name IN ('event', 'calendar_day', 'outbox', 'delivery', 'paper')"
    ),
    "postgresql": (
        "SELECT tgname FROM pg_trigger"
        " WHERE tgrelid IN ('event'::regclass, 'calendar_day'::regclass, 'outbox'::regclass,"
        " 'delivery'::regclass, 'paper'::regclass) AND tgenabled IN ('O', 'A')"
    ),
}


class _Written(NamedTuple):
    """One event as the bare text that lies in the database, and where its projection stands."""

    stream: str
    version: int
    kind: str
    occurred_on: str
    recorded_at: str
    actor: str
    body: str
    prev_hash: str
    hash: str
    projected: int | None


def faults(connection: Connection, stream: str = "") -> Iterator[Fault]:
    """Everything wrong with the record, or with one stream of it, by stream and version."""
    for guard in () if stream else missing_guards(connection):
        yield Fault("", 0, f"the trigger {guard} is gone: the record can be changed")
    # One statement sees events and projections at one moment, whoever is writing meanwhile.
    columns = [type_coerce(c, Text) if c.name != "version" else c for c in EVENT.c]
    projected = func.coalesce(INSPECTION.c.version, AGENDA.c.version).label("projected")
    wanted = (
        select(*columns, projected)
        .select_from(
            EVENT.outerjoin(INSPECTION, EVENT.c.stream == INSPECTION.c.stream).outerjoin(
                AGENDA, EVENT.c.stream == AGENDA.c.stream
            )
        )
        .where(EVENT.c.stream == stream if stream else true())
        .order_by(EVENT.c.stream, EVENT.c.version)
    )
    found: Iterator[Row[tuple[object, ...]]] = iter(
        connection.execution_options(yield_per=_PAGE).execute(wanted)
    )
    for _, rows in groupby((_Written(*row) for row in found), key=lambda event: event.stream):
        yield from _of_one_stream(rows)
    yield from _without_events(connection, stream)
    yield from _without_sealed_head(connection, stream)
    yield from without_letter(connection, stream)
    if not stream:
        yield from _without_notice(connection)
        yield from _changed_papers(connection)


def missing_guards(connection: Connection) -> tuple[str, ...]:
    """The triggers protecting the record that are not there, or are switched off."""
    dialect = connection.dialect.name
    standing = set(connection.execute(text(_STANDING_GUARDS[dialect])).scalars())
    wanted = (
        *GUARDS[dialect],
        *CALENDAR_GUARDS[dialect],
        *POST_GUARDS[dialect],
        *PAPER_GUARDS[dialect],
    )
    return tuple(guard for guard in wanted if guard not in standing)


def _without_events(connection: Connection, stream: str) -> Iterator[Fault]:
    for table in (INSPECTION, AGENDA):
        behind = select(EVENT.c.version).where(EVENT.c.stream == table.c.stream)
        orphans = select(table.c.stream).where(
            ~behind.exists(), table.c.stream == stream if stream else true()
        )
        for orphan in connection.execute(orphans.order_by(table.c.stream)).scalars():
            yield Fault(orphan, 1, "a projection stands, and no event is there")


def _changed_papers(connection: Connection) -> Iterator[Fault]:
    """Files that are not those whose hash they lie under; read one at a time."""
    for hash_ in connection.execute(select(PAPER.c.hash).order_by(PAPER.c.hash)).scalars().all():
        wanted = select(PAPER.c.content).where(PAPER.c.hash == hash_)
        content = connection.execute(wanted).scalar_one()
        if sha256(content).hexdigest() != hash_:
            yield Fault("", 0, f"the paper {hash_[:12]}… is not the file that was taken in")


def _without_sealed_head(connection: Connection, stream: str) -> Iterator[Fault]:
    head = select(EVENT.c.version).where(
        EVENT.c.stream == SEAL.c.stream,
        EVENT.c.version == SEAL.c.version,
        EVENT.c.hash == SEAL.c.hash,
    )
    gone = select(SEAL.c.stream, SEAL.c.version).where(
        ~head.exists(), SEAL.c.stream == stream if stream else true()
    )
    for sealed in connection.execute(gone.order_by(SEAL.c.stream)):
        yield Fault(sealed.stream, sealed.version, "the entry that was verified here is gone")


def _without_notice(connection: Connection) -> Iterator[Fault]:
    notice = select(OUTBOX.c.key).where(OUTBOX.c.key == DELIVERY.c.key)
    orphans = select(DELIVERY.c.key).where(~notice.exists()).distinct().order_by(DELIVERY.c.key)
    for key in connection.execute(orphans).scalars():
        yield Fault("", 0, f"a delivery stands, and its notice {key} is not there")


def _of_one_stream(events: Iterator[_Written]) -> Iterator[Fault]:
    head, prev_hash = 0, GENESIS
    projected: int | None = None
    stream = ""
    for event in events:
        stream, projected = event.stream, event.projected
        if event.version != head + 1:
            yield Fault(stream, head + 1, f"missing: the next event there is {event.version}")
        elif event.prev_hash != prev_hash:
            yield Fault(stream, event.version, "does not follow from the event before it")
        yield from _of_one_event(event)
        head, prev_hash = event.version, event.hash
    if projected is None:
        yield Fault(stream, head, "the stream has no projection")
    elif projected > head:
        yield Fault(stream, head + 1, f"missing: the projection stands at {projected}")
    elif projected < head:
        yield Fault(stream, projected + 1, f"the projection stands at {projected}, behind it")


def _of_one_event(event: _Written) -> Iterator[Fault]:
    if event.hash != chained_hash(event.prev_hash, event.stream, event.version, event.body):
        yield Fault(event.stream, event.version, "its hash is not the hash of what it says")
    try:
        said = json.loads(event.body)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        yield Fault(event.stream, event.version, "its body is not a JSON object")
        return
    for column, agrees in _COPIES.items():
        if not agrees(getattr(event, column), said):
            yield Fault(event.stream, event.version, f"column {column} is not what its body says")


def _same_kind(column: str, said: Mapping[str, object]) -> bool:
    return column == composed(str(said.get("kind")))


def _same_day(column: str, said: Mapping[str, object]) -> bool:
    try:
        return date.fromisoformat(column) == date.fromisoformat(str(said.get("occurred_on")))
    except ValueError:
        return False


def _same_moment(column: str, said: Mapping[str, object]) -> bool:
    try:
        written, told = (
            datetime.fromisoformat(text) for text in (column, str(said.get("recorded_at")))
        )
    except ValueError:
        return False
    # A moment without its offset is equal to none that has one.
    return written == told


def _same_actor(column: str, said: Mapping[str, object]) -> bool:
    match said.get("actor"):
        case {"kind": str(kind), "id": str(id_)}:
            return column == composed(f"{kind}:{id_}")
        case _:
            return False


# The columns that repeat what the body says, and how each is compared with it.
_COPIES: dict[str, Callable[[str, Mapping[str, object]], bool]] = {
    "kind": _same_kind,
    "occurred_on": _same_day,
    "recorded_at": _same_moment,
    "actor": _same_actor,
}

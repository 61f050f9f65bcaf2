"""Events as they lie in the record, and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from states.events import EVENT, Event
from states.recorded import Recorded
from tiendo.ports import DatabaseDamaged, NewEvent, StoredEvent


def read_whole(stream: str, stored: Sequence[StoredEvent]) -> list[Event]:
    """The events in the rows of a stream. Raises DatabaseDamaged where one is missing."""
    refuse_gaps(stream, stored)
    return [read_event(event) for event in stored]


def refuse_gaps(stream: str, stored: Sequence[StoredEvent], after: int = 0) -> None:
    """Raises DatabaseDamaged where an entry of a stream is missing behind one of its entries."""
    if stored and stored[-1].version != after + len(stored):
        gap = next(n for n, each in enumerate(stored, start=after + 1) if each.version != n)
        raise DatabaseDamaged(f"{stream}: entry {gap} is missing from the record")


def read_event(stored: StoredEvent) -> Event:
    """The event in a stored row. Raises pydantic's ValidationError if it is none."""
    return _parsed(stored.body)


@lru_cache(maxsize=16_384)
def _parsed(body: str) -> Event:
    return EVENT.validate_json(body)


def to_stored(event: Event) -> NewEvent:
    """An event as it is written: its body in full, and the columns copied from it."""
    return NewEvent(
        kind=event.kind,
        occurred_on=event.occurred_on,
        recorded_at=event.recorded_at,
        actor=f"{event.actor.kind}:{event.actor.id}",
        body=event.model_dump_json(),
    )


def recorded_after(events: Sequence[Recorded], now: datetime) -> datetime:
    """Now, but never before what was recorded last: a clock set back cannot reorder history."""
    if not events:
        return now
    return max(now, events[-1].recorded_at + timedelta(microseconds=1))

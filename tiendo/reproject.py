"""Working out projections again after something they rest on has changed: days off, or a rule.

Only what differs is to be written, so that doing it twice changes nothing. What moved an
inspection's dates can be journaled in its history by the machine, to be written together
with the projection that it leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from states.chart import TERMINAL
from states.errors import RuleError
from states.events import Event, Machine, Recounted
from states.history import admit_next, replay
from states.inspection import Inspection
from states.text import dmy
from tiendo.clock import office_day
from tiendo.desk import Desk
from tiendo.ports import DatabaseDamaged, InspectionRow, Rewrite, StoredEvent
from tiendo.projection import row_of
from tiendo.record import read_whole, recorded_after, to_stored

BATCH = 200
ACTOR = "reproject"


@dataclass(frozen=True, slots=True)
class Change:
    """One inspection whose next day of attention, or day of counting as stuck, moves."""

    stream: str
    name: str
    attention: tuple[date | None, date | None]
    stuck: tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Journal:
    """Why everything is worked out again, and the moment at which the machine says so."""

    because: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """One page worked out: how many were open, what is to be written, what could not be read.

    ``last`` is the stream to go on after. ``failed`` holds streams with what is wrong there.
    """

    looked_at: int
    last: str
    rewrites: tuple[Rewrite, ...]
    changes: tuple[Change, ...]
    failed: tuple[tuple[str, str], ...]


def reckoned(desk: Desk, *, batch: int = BATCH) -> Iterator[Found]:
    """Every open inspection worked out again under the desk's days, page by page."""
    after = ""
    while page := desk.store.page(batch, after):
        after = page[-1].stream
        yield reckon(desk, page)


def rewritten(desk: Desk) -> int:
    """Write whatever differs, without a word in the histories; how many inspections moved."""
    moved = 0
    put_missing(desk)
    for found in reckoned(desk):
        desk.store.rewrite(found.rewrites)
        moved += len(found.changes)
    return moved


def put_missing(desk: Desk) -> int:
    """Write the projections that are not there at all; how many could be."""
    found = 0
    for stream in desk.store.unprojected():
        try:
            events = read_whole(stream, desk.store.events(stream))
            inspection = replay(stream, events)
        except (RuleError, ValueError, DatabaseDamaged):
            continue  # verifying tells what is wrong there
        if inspection is not None:
            desk.store.reproject(_projected(desk, inspection, len(events)))
            found += 1
    return found


def reckon(desk: Desk, page: Sequence[InspectionRow], journal: Journal | None = None) -> Found:
    """The open inspections of a page worked out again; with a ``journal``, told in histories."""
    opened = [row for row in page if row.course not in TERMINAL or row.course_since is None]
    histories, unread = _histories(desk, [row.stream for row in opened])
    rewrites, changes = list[Rewrite](), list[Change]()
    failed = list(unread.items())
    for row in opened:
        if row.stream in unread:
            continue
        try:
            found = _again(desk, row, histories.get(row.stream, ()), journal)
        except (
            RuleError,
            ValueError,
            DatabaseDamaged,
        ) as error:  # one broken record stops no other
            failed.append((row.stream, f"{type(error).__name__}: {error}"))
            continue
        if found is not None:
            rewrites.append(found[0])
            changes += found[1]
    last = page[-1].stream if page else ""
    return Found(len(opened), last, tuple(rewrites), tuple(changes), tuple(failed))


def _histories(
    desk: Desk, streams: Sequence[str]
) -> tuple[Mapping[str, Sequence[StoredEvent]], dict[str, str]]:
    """The events of each stream; and what is wrong with those that cannot be read."""
    try:
        return desk.store.histories(streams), {}
    except DatabaseDamaged:
        found, unread = dict[str, Sequence[StoredEvent]](), dict[str, str]()
    for stream in streams:  # one after another: only the broken one is left out
        try:
            found[stream] = desk.store.events(stream)
        except DatabaseDamaged as error:
            unread[stream] = f"{type(error).__name__}: {error}"
    return found, unread


def _again(
    desk: Desk, row: InspectionRow, stored: Sequence[StoredEvent], journal: Journal | None
) -> tuple[Rewrite, list[Change]] | None:
    """What is to be written of one inspection, and what moves; nothing if nothing differs."""
    events = read_whole(row.stream, stored)
    inspection = replay(row.stream, events)
    if inspection is None:
        return None
    again = _projected(desk, inspection, len(events))
    if again == row:
        return None
    changes = _moved(row, again)
    if not (journal and changes):
        return Rewrite(again), changes
    event = _word(events, changes[0], journal)
    after = admit_next(inspection, events, event)
    told = replace(again, version=len(events) + 1)
    if after != inspection:  # the machine's word changes nothing else, unless the rules say so
        told = _projected(desk, after, len(events) + 1)
    return Rewrite(told, (to_stored(event),)), changes


def _projected(desk: Desk, inspection: Inspection, version: int) -> InspectionRow:
    return row_of(inspection.id, version, inspection, desk.policy, desk.days, desk.law)


def _word(events: Sequence[Event], change: Change, journal: Journal) -> Recounted:
    """The machine's word on what moved and why."""
    return Recounted(
        version=len(events) + 1,
        occurred_on=office_day(journal.now),
        recorded_at=recorded_after(events, journal.now),
        actor=Machine(id=ACTOR),
        reason=f"{journal.because}: {_words(change)}",
    )


def _words(change: Change) -> str:
    pairs = (("báo tiếp", change.attention), ("tính là vướng từ", change.stuck))
    moved = (
        f"{what} {_day(before)} → {_day(after)}"
        for what, (before, after) in pairs
        if before != after
    )
    return ", ".join(moved) + "."


def _day(day: date | None) -> str:
    return dmy(day) if day else "—"


def _moved(row: InspectionRow, again: InspectionRow) -> list[Change]:
    attention = (row.attention_on, again.attention_on)
    stuck = (row.stuck_from, again.stuck_from)
    if date.min in (row.attention_on, row.stuck_from):
        return []  # it could not be read: nothing moved, it is put right
    if row.version != again.version or (row.attention_on, row.stuck_from) == (
        again.attention_on,
        again.stuck_from,
    ):
        return []  # somebody wrote meanwhile: what moved is theirs
    return [Change(again.stream, again.name, attention, stuck)]

"""Working out projections again after something they rest on has changed: days off, or a rule.

Only what differs is written, in batches, so that a run that was killed is completed by running
it again, and nothing is written twice. What moved an inspection's dates can be journaled in its
history by the machine, in the transaction that moves them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from states.chart import TERMINAL
from states.errors import RuleError
from states.events import Machine, Recounted
from states.history import admit, replay
from states.text import dmy
from tiendo.clock import office_day
from tiendo.desk import Desk, read_event, recorded_after
from tiendo.ports import Conflict, InspectionRow
from tiendo.projection import row_of

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
class Progress:
    """How far it has come: ``done`` inspections, what moved in this batch, what could not.

    ``last`` is the stream to go on after. ``failed`` holds streams with what is wrong there.
    """

    done: int
    last: str
    changes: tuple[Change, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()


def reproject(
    desk: Desk,
    *,
    write: bool = True,
    batch: int = BATCH,
    after: str = "",
    journal: Journal | None = None,
) -> Iterator[Progress]:
    """Work out every open inspection again under the desk's days and policy, batch by batch.

    With ``write`` False nothing is written: what would move is only said. With a ``journal``
    the machine says in the history of each inspection what moved and why.
    """
    done = 0
    while page := desk.store.page(batch, after):
        after = page[-1].stream
        opened = [row for row in page if row.course not in TERMINAL]
        fresh, failed = list[InspectionRow](), list[tuple[str, str]]()
        changes = list[Change]()
        for row in opened:
            try:
                again = _again(desk, row.stream)
            except (RuleError, ValueError) as error:  # one broken record stops no other
                failed.append((row.stream, f"{type(error).__name__}: {error}"))
                continue
            if again is not None and again != row:
                moved = _moved(row, again)
                changes += moved
                if not (write and journal and moved and _noted(desk, moved[0], journal)):
                    fresh.append(again)
        if write:
            desk.store.reproject_all(fresh)
        done += len(opened)
        yield Progress(done, after, tuple(changes), tuple(failed))


def _noted(desk: Desk, change: Change, journal: Journal) -> bool:
    """Whether the change is in the inspection's history now, with the projection it leaves."""
    events = desk.history(change.stream)
    event = Recounted(
        version=len(events) + 1,
        occurred_on=office_day(journal.now),
        recorded_at=recorded_after(events, journal.now),
        actor=Machine(id=ACTOR),
        reason=f"{journal.because}: {_words(change)}",
    )
    try:
        inspection = admit(change.stream, events, event)
        desk.write(change.stream, len(events), [event], inspection)
    except Conflict:  # somebody wrote meanwhile: the projection alone follows
        return False
    return True


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


def _again(desk: Desk, stream: str) -> InspectionRow | None:
    stored = desk.store.events(stream)
    inspection = replay(stream, [read_event(event) for event in stored])
    if inspection is None:
        return None
    return row_of(stream, len(stored), inspection, desk.policy, desk.days, desk.law)


def _moved(row: InspectionRow, again: InspectionRow) -> list[Change]:
    attention = (row.attention_on, again.attention_on)
    stuck = (row.stuck_from, again.stuck_from)
    if row.version != again.version or (row.attention_on, row.stuck_from) == (
        again.attention_on,
        again.stuck_from,
    ):
        return []  # somebody wrote meanwhile: what moved is theirs
    return [Change(again.stream, again.name, attention, stuck)]

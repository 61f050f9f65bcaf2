"""Going round inspections: each by itself, again where somebody wrote meanwhile.

An inspection that fails is set aside and told to the Office once per state of its record; it
stops nobody else's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Generic, TypeVar

from states.events import Event
from states.history import replay
from states.inspection import Inspection
from states.roles import Role
from states.streams import AGENDA, kind_of
from tiendo.desk import ATTEMPTS, Desk
from tiendo.ports import AlreadyClaimed, Conflict, DatabaseDamaged, Notice, StoreError
from tiendo.projection import row_of
from tiendo.record import read_whole

T = TypeVar("T")
_NAMES = {False: ("cuộc thanh tra", "Các cuộc"), True: ("việc giao ban", "Các việc")}


@dataclass(frozen=True, slots=True)
class Round(Generic[T]):
    """How many were looked at, what was done, and which could not be worked on, and why."""

    looked_at: int
    done: tuple[T, ...]
    failed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One inspection in hand: its events, as it is known now and as it stood on a day.

    ``then`` knows what was told since, so that nothing is told twice.
    """

    stream: str
    events: list[Event]
    today: Inspection
    then: Inspection


def in_hand(desk: Desk, stream: str, as_of: date) -> Case | None:
    """An inspection as both now and a day ask for it; None if it was not there yet.

    Raises DatabaseDamaged where entries are missing: whatever is written behind them conflicts.
    """
    events = read_whole(stream, desk.store.events(stream))
    today = then = replay(stream, events)
    if any(event.occurred_on > as_of for event in events):
        then = replay(stream, events, as_of=as_of)
    if today is None or then is None:
        return None
    return Case(stream, events, today, replace(then, told=today.told))


def heal(desk: Desk, case: Case) -> None:
    """Correct a row that asks for attention on another day than the rules do."""
    row = row_of(case.stream, len(case.events), case.today, desk.policy, desk.days, desk.law)
    if desk.store.row(case.stream) != row:
        desk.store.reproject(row)


def nominated(desk: Desk, as_of: date) -> Iterator[str]:
    """The inspections about which something is due by a day, found by index."""
    after = ""
    while page := desk.store.nominated(as_of, after=after):
        yield from page
        after = page[-1]


def go_round(
    desk: Desk,
    streams: Iterable[str],
    work: Callable[[str], Sequence[T]],
    *,
    as_of: date,
    now: datetime,
) -> Round[T]:
    """Work on each inspection. Raises StoreError when the database itself is gone."""
    looked_at, done, failed = 0, list[T](), list[tuple[str, str]]()
    for stream in streams:
        looked_at += 1
        try:
            done += _settled(work, stream)
        except Exception as error:  # the edge of the loop: set aside, go on
            if isinstance(error, StoreError) and not isinstance(error, DatabaseDamaged):
                raise  # the database is gone, not this inspection broken
            failed.append((stream, f"{type(error).__name__}: {error}"))
            _tell_of_failure(desk, stream, error, as_of, now)
    return Round(looked_at, tuple(done), tuple(failed))


def _settled(work: Callable[[str], Sequence[T]], stream: str) -> Sequence[T]:
    for _ in range(ATTEMPTS - 1):
        try:
            return work(stream)
        except (Conflict, AlreadyClaimed):
            continue  # somebody wrote meanwhile: look again
    return work(stream)  # whoever conflicts for ever is broken, and must be heard of


def _tell_of_failure(
    desk: Desk, stream: str, error: Exception, as_of: date, now: datetime
) -> None:
    """What cannot be worked on becomes its own alert."""
    one, others = _NAMES[kind_of(stream) in AGENDA]
    notice = Notice(
        key=f"{stream}:unreadable:{_state_of(desk, stream)}",
        stream=stream,
        recipient=Role.OFFICE.value,
        subject=f"{stream}: không rà soát được",
        body=(
            f"Không rà soát được {one} «{stream}» ({type(error).__name__}: {error}). "
            f"{others} khác vẫn được rà soát. Hãy chạy «tiendo verify»."
        ),
        due_on=as_of,
    )
    desk.store.queue([notice], now)


def _state_of(desk: Desk, stream: str) -> str:
    """What of its record an alert is about: how far it goes, or what cannot be read in it."""
    try:
        return str(len(desk.store.events(stream)))
    except DatabaseDamaged as error:
        return sha256(str(error).encode()).hexdigest()[:12]

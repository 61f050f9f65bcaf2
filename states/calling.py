"""The rungs of an alarm: who is told from which day, and under which key once for ever."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from typing import Generic, Protocol

from typing_extensions import TypeVar

from states.alarm import Alarm
from states.ladder import Place
from states.roles import Role
from states.workdays import Workdays

_DAY = timedelta(days=1)


class Raised(Protocol):
    """What rises by a ladder: an alarm of an inspection, a lapse about a meeting."""

    @property
    def since(self) -> date:
        """The day the wait began."""

    @property
    def due(self) -> date:
        """The last day on which nothing is late."""

    @property
    def role(self) -> Role:
        """The capacity whose turn it is."""

    @property
    def on(self) -> date:
        """The first late day."""

    def key(self, stream: str) -> str:
        """Its own name for ever."""


A = TypeVar("A", bound=Raised, default=Alarm)


@dataclass(frozen=True, slots=True)
class Call(Generic[A]):
    """One rung of one alarm: who must be told from which day, under which unique key.

    ``early``: it warns that the day is near; nothing is late yet.
    """

    alarm: A
    rung: str
    to: Role
    on: date
    key: str
    early: bool


def _day_of(place: Place, alarm: Raised, days: Workdays) -> date:
    """The working day on which a rung falls; a stall of a weekend is told on the day after it."""
    if not place.early:
        return days.add(alarm.due, place.days + 1)
    if days.between(alarm.since, alarm.due) > place.days:
        return days.back(alarm.due, place.days)
    return days.add(alarm.since - _DAY, 1)  # shorter than its own warning: near from the start


def untold(
    stream: str,
    told: Collection[str],
    pending: Iterable[tuple[A, tuple[Place, ...]]],
    days: Workdays,
) -> tuple[Call[A], ...]:
    """Every rung of these alarms, each with those of its ladder, not told yet, by its day.

    Once anybody was told that it is late, nobody is warned that it is near.
    """
    found = [
        (_day_of(place, alarm, days), alarm.key(stream), alarm, place)
        for alarm, its in pending
        for place in _left(stream, told, alarm, its)
    ]
    return tuple(
        Call(alarm, place.name, place.to, on, f"{key}:{place.name}", place.early)
        for on, key, alarm, place in sorted(found, key=itemgetter(0, 1))
    )


def next_untold(
    stream: str,
    told: Collection[str],
    pending: Iterable[tuple[A, tuple[Place, ...]]],
    days: Workdays,
) -> date | None:
    """The day of the first of them: of each alarm the first rung, for ladders only rise."""
    still = [(alarm, _left(stream, told, alarm, its)) for alarm, its in pending]
    return min((_day_of(left[0], alarm, days) for alarm, left in still if left), default=None)


def _left(
    stream: str, told: Collection[str], alarm: Raised, its: tuple[Place, ...]
) -> tuple[Place, ...]:
    """The rungs of an alarm that were not told yet."""
    if not told:
        return its
    key = alarm.key(stream)
    done = {place for place in its if f"{key}:{place.name}" in told}
    late = any(not place.early for place in done)
    return tuple(place for place in its if place not in done and not (place.early and late))


def to_tell(found: Iterable[Call[A]], as_of: date) -> tuple[Call[A], ...]:
    """Those of the calls to tell on a day; a warning that is too late to be one is none."""
    return tuple(
        call for call in found if call.on <= as_of and not (call.early and call.alarm.on <= as_of)
    )

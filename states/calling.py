"""The rungs of an alarm: who is told from which day, and under which key once for ever."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from typing import Generic, Protocol

from typing_extensions import TypeVar

from states.alarm import Alarm
from states.ladder import Place, Rung, places
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


def _calls_of(alarm: A, key: str, ladder: tuple[Rung, ...], days: Workdays) -> list[Call[A]]:
    return [
        Call(
            alarm=alarm,
            rung=place.name,
            to=place.to,
            on=_day_of(place, alarm, days),
            key=f"{key}:{place.name}",
            early=place.early,
        )
        for place in places(ladder, alarm.role)
    ]


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
    pending: Iterable[tuple[A, tuple[Rung, ...]]],
    days: Workdays,
) -> tuple[Call[A], ...]:
    """Every rung of these alarms, each with its ladder, that was not told yet, by its day.

    Once anybody was told that it is late, nobody is warned that it is near.
    """
    left = list[tuple[date, str, Call[A]]]()
    for alarm, ladder in pending:
        key = alarm.key(stream)
        found = _calls_of(alarm, key, ladder, days)
        late = any(not call.early and call.key in told for call in found)
        left += (
            (call.on, key, call)
            for call in found
            if call.key not in told and not (call.early and late)
        )
    return tuple([call for _, _, call in sorted(left, key=itemgetter(0, 1))])


def to_tell(found: Iterable[Call[A]], as_of: date) -> tuple[Call[A], ...]:
    """Those of the calls to tell on a day; a warning that is too late to be one is none."""
    return tuple(
        call for call in found if call.on <= as_of and not (call.early and call.alarm.on <= as_of)
    )

"""What somebody must do next, ranked: what is late, what is due, what has no date."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import TypeVar

from states.alarm import SEVERITY

SOON = timedelta(days=7)
"""How near a date is called soon."""
MILD = len(SEVERITY)
"""The rank of what is no stall at all."""


class Urgency(IntEnum):
    """How a task stands to its date, the most urgent first."""

    LATE = 0
    TODAY = 1
    SOON = 2
    LATER = 3
    UNDATED = 4


@dataclass(frozen=True, slots=True)
class Task:
    """One act that somebody must do next.

    ``stream``: about what. ``act``: the kind of act. ``form``: the id of its form on the page of
    the thing. ``due``: the last day in time, None where there is none; ``since``: the day the
    wait began. ``rank``: the place of its stall in ``SEVERITY``, ``MILD`` where it is none.
    """

    stream: str
    act: str
    form: str
    since: date
    due: date | None = None
    rank: int = MILD

    def urgency(self, on: date) -> Urgency:
        """How it stands to its date on a day."""
        if self.due is None:
            return Urgency.UNDATED
        if self.due < on:
            return Urgency.LATE
        if self.due == on:
            return Urgency.TODAY
        return Urgency.SOON if self.due <= on + SOON else Urgency.LATER

    def days(self, on: date) -> int:
        """Days until its date, fewer than none once it has passed; 0 without a date."""
        return (self.due - on).days if self.due else 0

    def place(self, on: date) -> tuple[int, int, date, str, str]:
        """Its place among others: late by the worst kind and the longest, then by date."""
        urgency = self.urgency(on)
        rank = self.rank if urgency is Urgency.LATE else MILD
        return urgency, rank, self.due or self.since, self.stream, self.form


T = TypeVar("T")


def ordered(
    found: Iterable[T], on: date, task_of: Callable[[T], Task], one_of: Callable[[T, T], T]
) -> tuple[T, ...]:
    """What was found, the most urgent first; of several that one act answers, one.

    ``one_of`` makes one of the more urgent and the other.
    """
    chosen: dict[tuple[str, str], T] = {}
    for each in sorted(found, key=lambda one: task_of(one).place(on)):
        task = task_of(each)
        act = task.stream, task.form or task.act
        chosen[act] = one_of(chosen[act], each) if act in chosen else each
    return tuple(chosen.values())

"""Working days of the office, given the days off as data."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta

from states.errors import OutsideCalendar

_ONE = timedelta(days=1)


class Workdays:
    """A sorted table of working days between two dates; adding days is a look-up.

    ``off`` are public holidays and swapped days off, ``worked`` are weekend days worked
    instead. Raises OutsideCalendar when asked about a day outside the table.
    """

    def __init__(
        self, first: date, last: date, off: Iterable[date] = (), worked: Iterable[date] = ()
    ) -> None:
        closed, opened = frozenset(off), frozenset(worked)
        self.first, self.last = first, last
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        self._days = [
            day for day in days if day in opened or (day.weekday() < 5 and day not in closed)
        ]

    def _known(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise OutsideCalendar(day, self.first, self.last)

    def is_working(self, day: date) -> bool:
        """Whether the office works on this day."""
        self._known(day)
        place = bisect_left(self._days, day)
        return place < len(self._days) and self._days[place] == day

    def add(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``; the day itself is not counted.

        Zero gives the day itself.
        """
        self._known(day)
        if count < 1:
            return day
        place = bisect_right(self._days, day) + count - 1
        if place >= len(self._days):
            self._known(self.last + _ONE)
        return self._days[place]

    def between(self, after: date, until: date) -> int:
        """How many working days lie after ``after`` up to and including ``until``."""
        self._known(after)
        self._known(until)
        return max(0, bisect_right(self._days, until) - bisect_right(self._days, after))

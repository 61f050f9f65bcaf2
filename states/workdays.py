"""Working days of the office, given the days off as data."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from states.errors import OutsideCalendar
from states.text import Text

_ONE = timedelta(days=1)


class DayKind(StrEnum):
    """What a day is at the office; exactly one of them. The values are stored."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    SWAPPED_OFF = "swapped_off"
    WORKED_WEEKEND = "worked_weekend"


WORKED = frozenset({DayKind.WORKING, DayKind.WORKED_WEEKEND})
"""The kinds of day on which the office works."""

DAY_KIND_NAMES: dict[DayKind, Text] = {
    DayKind.WORKING: Text("ngày làm việc", "working day"),
    DayKind.WEEKEND: Text("nghỉ hằng tuần", "weekend"),
    DayKind.HOLIDAY: Text("nghỉ lễ, Tết", "public holiday"),
    DayKind.SWAPPED_OFF: Text("nghỉ hoán đổi", "day off in exchange"),
    DayKind.WORKED_WEEKEND: Text("làm bù ngày nghỉ hằng tuần", "weekend day worked instead"),
}

WEEKDAY_NAMES: tuple[Text, ...] = (
    Text("Thứ Hai", "Monday"),
    Text("Thứ Ba", "Tuesday"),
    Text("Thứ Tư", "Wednesday"),
    Text("Thứ Năm", "Thursday"),
    Text("Thứ Sáu", "Friday"),
    Text("Thứ Bảy", "Saturday"),
    Text("Chủ Nhật", "Sunday"),
)
"""By `date.weekday()`."""


class Workdays:
    """A sorted table of working days between two dates; adding days is a look-up.

    ``off`` are public holidays, on whatever day of the week; ``swapped`` are weekdays off in
    exchange for a weekend day; ``worked`` are days worked whatever else they are. Raises
    OutsideCalendar when asked about a day outside the table.
    """

    def __init__(
        self,
        first: date,
        last: date,
        off: Iterable[date] = (),
        worked: Iterable[date] = (),
        swapped: Iterable[date] = (),
    ) -> None:
        self.first, self.last = first, last
        self._opened, self._swapped = frozenset(worked), frozenset(swapped)
        self._closed = frozenset(off)
        # By numbers: the table of twenty years is made whenever an office is opened.
        closed = {day.toordinal() for day in self._closed | self._swapped}
        opened = {day.toordinal() for day in self._opened}
        self._days = [
            date.fromordinal(n)
            for n in range(first.toordinal(), last.toordinal() + 1)
            if n in opened or ((n - 1) % 7 < 5 and n not in closed)  # day 1 was a Monday
        ]

    def _known(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise OutsideCalendar(day, self.first, self.last)

    def is_working(self, day: date) -> bool:
        """Whether the office works on this day."""
        self._known(day)
        place = bisect_left(self._days, day)
        return place < len(self._days) and self._days[place] == day

    def kind_of(self, day: date) -> DayKind:
        """What this day is. A public holiday on a Saturday or Sunday is a holiday."""
        self._known(day)
        weekend = day.weekday() >= 5
        if day in self._opened:
            return DayKind.WORKED_WEEKEND if weekend else DayKind.WORKING
        if day in self._closed:
            return DayKind.HOLIDAY
        if weekend:
            return DayKind.WEEKEND
        return DayKind.SWAPPED_OFF if day in self._swapped else DayKind.WORKING

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

    def back(self, day: date, count: int) -> date:
        """The latest working day that has ``count`` working days after it up to ``day``.

        Zero gives the last working day up to ``day``.
        """
        self._known(day)
        place = bisect_right(self._days, day) - 1 - count
        if place < 0:
            self._known(self.first - _ONE)
        return self._days[place]

    def between(self, after: date, until: date) -> int:
        """How many working days lie after ``after`` up to and including ``until``."""
        self._known(after)
        self._known(until)
        return max(0, bisect_right(self._days, until) - bisect_right(self._days, after))

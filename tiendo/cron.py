"""When a cron line is due next: minute, hour, day of the month, month, day of the week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

_FIELDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
_DAYS_AHEAD = 366 * 4 + 1  # a 29 February comes within four years


@dataclass(frozen=True, slots=True)
class Cron:
    """A cron line in a time zone. Numbers only, as our schedules have them."""

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]  # Sunday is 0
    either_day: bool  # day of month and day of week are both restricted: one of them is enough
    zone: ZoneInfo

    def after(self, moment: datetime) -> datetime | None:
        """The first time it is due after a moment (which must be aware); None if never."""
        local = moment.astimezone(self.zone)
        for ahead in range(_DAYS_AHEAD):
            day = local.date() + timedelta(days=ahead)
            if not self._on(day.month, day.day, day.isoweekday() % 7):
                continue
            for hour in sorted(self.hours):
                for minute in sorted(self.minutes):
                    due = datetime.combine(day, time(hour, minute), self.zone)
                    if due > local:
                        return due
        return None

    def _on(self, month: int, day: int, weekday: int) -> bool:
        by_date, by_weekday = day in self.days, weekday in self.weekdays
        fits = by_date or by_weekday if self.either_day else by_date and by_weekday
        return month in self.months and fits


def read_cron(line: str, zone: str) -> Cron:
    """The cron line as written. Raises ValueError naming the line."""
    fields = line.split()
    if len(fields) != len(_FIELDS):
        raise ValueError(f"{line!r} is no cron line of five fields")
    try:
        minutes, hours, days, months, weekdays = (
            _read(field, *limits) for field, limits in zip(fields, _FIELDS, strict=True)
        )
    except ValueError as error:
        raise ValueError(f"{line!r}: {error}") from error
    either = not fields[2].startswith("*") and not fields[4].startswith("*")
    sundays = frozenset(day % 7 for day in weekdays)
    return Cron(minutes, hours, days, months, sundays, either, ZoneInfo(zone))


def _read(field: str, low: int, high: int) -> frozenset[int]:
    found: set[int] = set()
    for part in field.split(","):
        span, _, step = part.partition("/")
        first, _, last = ("*", "", "") if span == "*" else span.partition("-")
        start = low if first == "*" else int(first)
        end = high if first == "*" or (step and not last) else int(last or first)
        if not low <= start <= end <= high:
            raise ValueError(f"{part!r} is not within {low}-{high}")
        found.update(range(start, end + 1, int(step or 1)))
    return frozenset(found)

"""The only file that asks the time; everything else is handed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

OFFICE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock(Protocol):
    """Tells now, and which day it is at the office."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""

    def today(self) -> date:
        """The present day at the office."""


def office_day(moment: datetime) -> date:
    """The day at the office at a moment (which must be aware)."""
    return moment.astimezone(OFFICE_ZONE).date()


def clock_face(moment: datetime) -> str:
    """A moment as the office writes it: 09:00 08/09/2021."""
    return f"{moment.astimezone(OFFICE_ZONE):%H:%M %d/%m/%Y}"


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The present day at the office."""
        return office_day(self.now())


@dataclass(frozen=True, slots=True)
class FixedDayClock:
    """A clock whose day stands still while its hours go on: the demonstration office's."""

    day: date

    def now(self) -> datetime:
        """The fixed day at the machine's time of day, aware, in UTC."""
        time_of_day = datetime.now(OFFICE_ZONE).timetz()
        return datetime.combine(self.day, time_of_day).astimezone(UTC)

    def today(self) -> date:
        """The fixed day."""
        return self.day


def open_clock(fixed_day: date | None) -> Clock:
    """The clock to use: the machine's, or one that stays on a given day."""
    return SystemClock() if fixed_day is None else FixedDayClock(fixed_day)

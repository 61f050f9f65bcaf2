"""A year of the calendar as its page shows it: twelve months, what is special, who said so."""

from __future__ import annotations

from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date

from states.text import Text
from states.workdays import DayKind
from tiendo.calendar import CHECKED, Announcement, Calendar, DayFact
from tiendo.errors import NotFound
from tiendo.ports import Ruling

K = DayKind

MARKS: dict[DayKind, Text] = {
    K.HOLIDAY: Text("Lễ", "Hol."),
    K.SWAPPED_OFF: Text("HĐ", "Swap"),
    K.WORKED_WEEKEND: Text("Bù", "Work"),
}
"""What stands beside the number of a day that is not what its weekday says."""
WEEKDAY_MARKS: tuple[Text, ...] = (
    Text("T2", "Mon"),
    Text("T3", "Tue"),
    Text("T4", "Wed"),
    Text("T5", "Thu"),
    Text("T6", "Fri"),
    Text("T7", "Sat"),
    Text("CN", "Sun"),
)
"""By `date.weekday()`."""
RULING_NAMES: dict[Ruling, Text] = {
    Ruling.OFF: Text("nghỉ", "day off"),
    Ruling.SWAPPED_OFF: Text("nghỉ hoán đổi", "day off in exchange"),
    Ruling.WORKED: Text("làm bù", "worked instead"),
}
_IN_ENGLISH = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_MONTHS = tuple(Text(f"Tháng {n}", name) for n, name in enumerate(_IN_ENGLISH, start=1))


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a month; ``fact`` where there is something to say of it beyond its weekday."""

    day: date
    kind: DayKind
    fact: DayFact | None


@dataclass(frozen=True, slots=True)
class Month:
    """One month by weeks from Monday; None where a week reaches into another month."""

    name: Text
    working: int
    weeks: tuple[tuple[Cell | None, ...], ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Its days in order."""
        return tuple(cell for week in self.weeks for cell in week if cell is not None)

    @property
    def facts(self) -> tuple[DayFact, ...]:
        """What is special in it, in order."""
        return tuple(cell.fact for cell in self.cells if cell.fact)


@dataclass(frozen=True, slots=True)
class YearPage:
    """A year; ``before`` and ``after`` are the years next to it that the calendar covers."""

    year: int
    today: date
    calendar: Calendar
    provisional: bool
    months: tuple[Month, ...]
    announced: tuple[Announcement, ...]
    before: int | None
    after: int | None

    @property
    def compared(self) -> bool:
        """Whether the library's days were compared with what was announced."""
        return self.year in CHECKED

    @property
    def kinds(self) -> tuple[DayKind, ...]:
        """The kinds of day to explain: the weekend, and what else the year has."""
        there = {cell.kind for month in self.months for cell in month.cells}
        return tuple(kind for kind in (K.WEEKEND, *MARKS) if kind in there)

    @property
    def working(self) -> int:
        """How many working days the year has."""
        return sum(month.working for month in self.months)


def year_asked(calendar: Calendar, written: str) -> int:
    """The year of an address. Raises NotFound where the calendar has none such."""
    year = int(written) if written.isascii() and written.isdecimal() and len(written) <= 4 else 0
    if outside := calendar.outside(year, written[:20]):
        raise NotFound(outside)
    return year


def year_page(calendar: Calendar, year: int, today: date) -> YearPage:
    """A year that the calendar covers."""
    facts = {fact.day: fact for fact in calendar.special(year)}
    counts = calendar.months(year)
    return YearPage(
        year=year,
        today=today,
        calendar=calendar,
        provisional=year in calendar.provisional_years(),
        months=tuple(
            Month(_MONTHS[n - 1], counts[n - 1], _weeks(calendar, year, n, facts))
            for n in range(1, 13)
        ),
        announced=calendar.announcements(year),
        before=year - 1 if year - 1 in calendar.years else None,
        after=year + 1 if year + 1 in calendar.years else None,
    )


def _weeks(
    calendar: Calendar, year: int, month: int, facts: dict[date, DayFact]
) -> tuple[tuple[Cell | None, ...], ...]:
    return tuple(
        tuple(
            Cell(day, calendar.days.kind_of(day), facts.get(day)) if day.month == month else None
            for day in week
        )
        for week in Weeks().monthdatescalendar(year, month)
    )

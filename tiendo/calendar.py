"""The office's calendar: the library's days, then whatever was announced, with its document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from states.text import Text, dmy, joined, same
from states.workdays import DAY_KIND_NAMES, WEEKDAY_NAMES, WORKED, DayKind, Workdays
from tiendo.calendar_seed import Seed, SeedDay, read_seed
from tiendo.ports import AnnouncedDay, CalendarDay, Ruling, Store

CHECKED = range(2020, 2026)
"""Years whose days in the library were compared with what had been announced, day by day."""


@dataclass(frozen=True, slots=True)
class DayFact:
    """What one day is and who says so: a document, or nobody but the library.

    ``replaced`` are the documents an announcement outranks, the last of them first.
    """

    day: date
    kind: DayKind
    name: Text
    document: CalendarDay | None = None
    replaced: tuple[CalendarDay, ...] = ()

    @property
    def works(self) -> bool:
        """Whether the office works on that day."""
        return self.kind in WORKED


@dataclass(frozen=True, slots=True)
class Announcement:
    """A document and what it said of the days of one year, each with whether it still holds."""

    document: CalendarDay
    days: tuple[tuple[CalendarDay, bool], ...]


class Calendar:
    """The days of the office as far as they are announced now."""

    def __init__(self, seed: Seed, announced: Sequence[CalendarDay] = (), entry: int = 0) -> None:
        self.seed = seed
        self.entry = entry
        self._announced = tuple(announced)
        self._by_seed: dict[date, SeedDay] = {each.day: each for each in seed.days}
        self._said: dict[date, list[CalendarDay]] = {}
        for each in announced:
            self._said.setdefault(each.day, []).append(each)

    @property
    def version(self) -> str:
        """Which state of the calendar this is: the library's release and the last entry."""
        return f"{self.seed.source} + {self.entry}"

    @property
    def years(self) -> range:
        """The years it covers."""
        return range(self.seed.first.year, self.seed.last.year + 1)

    @cached_property
    def days(self) -> Workdays:
        """The table of working days."""
        ruled = {day: each.kind for day, each in self._by_seed.items()}
        ruled |= {day: each.kind for day, (*_, each) in self._said.items()}
        off = [day for day, kind in ruled.items() if kind is Ruling.OFF and self._is_holiday(day)]
        return Workdays(
            self.seed.first,
            self.seed.last,
            off=off,
            worked=[day for day, kind in ruled.items() if kind is Ruling.WORKED],
            swapped=[day for day, kind in ruled.items() if kind is Ruling.SWAPPED_OFF],
        )

    def _is_holiday(self, day: date) -> bool:
        # Tết is announced from a Saturday to a Sunday: not every one of them is a holiday.
        known = self._by_seed.get(day)
        return day.weekday() < 5 or (known is not None and known.kind is Ruling.OFF)

    def with_days(self, added: Sequence[CalendarDay]) -> Calendar:
        """The calendar as it would be with these announced too."""
        return Calendar(self.seed, (*self._announced, *added), self.entry + len(added))

    def in_effect(self, day: date) -> CalendarDay | None:
        """The announcement that holds for a day, if any was made."""
        said = self._said.get(day)
        return said[-1] if said else None

    def fact(self, day: date) -> DayFact:
        """What a day is and who says so. Raises ValueError outside the calendar."""
        kind = self.days.kind_of(day)
        said = self._said.get(day, [])
        if said:
            *older, last = said
            return DayFact(day, kind, same(last.name), last, tuple(reversed(older)))
        known = self._by_seed.get(day)
        name = Text(known.vi, known.en) if known else DAY_KIND_NAMES[kind]
        return DayFact(day, kind, name)

    def special(self, year: int) -> tuple[DayFact, ...]:
        """The days of a year that are not what their weekday says, or that were announced."""
        named = {day for day in (*self._by_seed, *self._said) if day.year == year}
        return tuple(self.fact(day) for day in sorted(named))

    def announcements(self, year: int) -> tuple[Announcement, ...]:
        """The documents that said something of a year, as they were loaded."""
        found: dict[tuple[str, date, str], list[CalendarDay]] = {}
        for each in self._announced:
            if each.day.year == year:
                found.setdefault((each.number, each.signed_on, each.signed_by), []).append(each)
        return tuple(
            Announcement(
                days[0],
                tuple(
                    (each, self.in_effect(each.day) is each)
                    for each in sorted(days, key=lambda each: each.day)
                ),
            )
            for days in found.values()
        )

    def outside(self, year: int, written: str = "") -> Text | None:
        """Why there is no such year, if there is not; ``written`` is how it was asked for."""
        if year in self.years:
            return None
        first, last = self.years[0], self.years[-1]
        return _OUTSIDE.fill(year=written or year, a=first, b=last)

    def months(self, year: int) -> tuple[int, ...]:
        """How many working days each month of a year has. Raises ValueError outside."""
        first = date(year, 1, 1)
        days = [first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1)]
        worked = [day.month for day in days if self.days.is_working(day)]
        return tuple(worked.count(month) for month in range(1, 13))

    def provisional_years(self) -> tuple[int, ...]:
        """The years that rest on the library alone and were never compared with documents."""
        announced = {day.year for day in self._said}
        return tuple(y for y in self.years if y not in announced and y not in CHECKED)

    def is_provisional(self, day: date) -> bool:
        """Whether a date worked out across this day is «dự kiến»."""
        return day.year in self.provisional_years()

    def warning(self, year: int) -> Text | None:
        """What is missing from the calendar for a year, if anything is."""
        if year not in self.years:
            return _NOT_COVERED.fill(year=year, last=self.seed.last.year)
        return _PROVISIONAL.fill(year=year) if year in self.provisional_years() else None

    def warnings(self, today: date) -> tuple[Text, ...]:
        """What is missing from the calendar for this year and the next."""
        return tuple(filter(None, map(self.warning, (today.year, today.year + 1))))

    def basis(self, fact: DayFact) -> Text:
        """What a day rests on: the document, or the library, which may be provisional."""
        if fact.document is not None:
            return cite(fact.document)
        table = _TABLE.fill(source=self.seed.source)
        return table.then(_MARK) if self.is_provisional(fact.day) else table

    def why(self, day: date) -> Text:
        """One sentence: what a day is, and which document or table made it so."""
        fact = self.fact(day)
        head = _DAY.fill(
            weekday=WEEKDAY_NAMES[day.weekday()], day=dmy(day), kind=DAY_KIND_NAMES[fact.kind]
        )
        if fact.document is not None:
            parts = (head, _NAMED.fill(name=fact.name), _UNDER.fill(document=cite(fact.document)))
            said = joined(parts, "", "")
            for older in fact.replaced:
                said = joined((said, _INSTEAD_OF.fill(document=cite(older))), "", "")
            return Text(said.vi + ".", said.en + ".")
        known = self._by_seed.get(day)
        if known is None:
            return Text(head.vi + ".", head.en + ".")
        sure = _COMPUTED if self.is_provisional(day) else _COMPARED
        basis = sure.fill(source=self.seed.source, year=day.year)
        return joined((head, _NAMED.fill(name=fact.name), basis), "", "")


_OUTSIDE = Text(
    "Lịch chỉ có từ năm {a} đến năm {b}, không có năm {year}.",
    "The calendar covers {a} to {b}, not {year}.",
)
_TABLE = Text("bảng tính sẵn ({source})", "computed table ({source})")
_MARK = Text("(dự kiến)", "(provisional)")
_DAY = Text("{weekday} {day}: {kind}", "{weekday} {day}: {kind}")
_NAMED = Text(" ({name})", " ({name})")
_UNDER = Text(", theo {document}", ", under {document}")
_INSTEAD_OF = Text("; thay cho {document}", "; in place of {document}")
_COMPARED = Text(
    ", theo bảng tính sẵn ({source}), đã đối chiếu với ngày nghỉ được thông báo của năm {year}.",
    ", from the computed table ({source}), compared with what was announced for {year}.",
)
_COMPUTED = Text(
    ", dự kiến: bảng tính sẵn ({source}), chưa nạp văn bản thông báo nào của năm {year}.",
    ", provisional: the computed table ({source}); no announcement for {year} has been loaded.",
)
_NOT_COVERED = Text(
    "Lịch chỉ có đến hết năm {last}: chưa tính được hạn rơi vào năm {year}.",
    "The calendar ends with {last}: no due date in {year} can be worked out.",
)
_PROVISIONAL = Text(
    "Ngày nghỉ năm {year} là dự kiến: chưa nạp văn bản thông báo («tiendo calendar load»).",
    "The days off of {year} are provisional: no announcement was loaded (tiendo calendar load).",
)
_CITED = Text(
    "văn bản số {number} ngày {day} của {issuer}", "document No. {number} of {day} by {issuer}"
)


def cite(said: CalendarDay) -> Text:
    """How the document behind an announced day is named in a sentence."""
    return _CITED.fill(number=said.number, day=dmy(said.signed_on), issuer=said.signed_by)


def open_calendar(store: Store, home: Path | None = None) -> Calendar:
    """The calendar of a store; the library's part is kept in the home, if one is given."""
    said: tuple[AnnouncedDay, ...] = store.calendar_days()
    return Calendar(read_seed(home), said, said[-1].entry if said else 0)


def workdays() -> Workdays:
    """The table of working days with nothing announced."""
    return Calendar(read_seed()).days

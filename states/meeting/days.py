"""Days as people write them, found in a sentence: 14/9, ngày 14 tháng 9, cuối tháng 9, quý IV."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_YEAR = r"(?:\s*(?:/|-|\.|năm )\s*(\d{4}))?(?!\d|/\d| năm \d)"
_DAY = re.compile(
    rf"(?<![\d/.,-])(?:ngày\s*)?(\d{{1,2}})\s?(?:[/-]|\.(?=\d{{1,2}}[./]))\s?(\d{{1,2}})(?![\d%])"
    rf"(?:\s?[/.-]\s?(\d{{4}})(?![\d/%])"
    rf"|(?!\s?[/.-]\s?\d{{4}})(?![\d/%])(?!\s?(?:điểm|vụ|cuộc|nhiệm vụ|phòng|dự án)))"
    rf"|ngày\s*(\d{{1,2}})\s*tháng\s*(\d{{1,2}}){_YEAR}"
)
_MONTH = re.compile(
    rf"tháng (\d{{1,2}})(?!\d|\s*(?:đầu|cuối)){_YEAR}|(?<=trong )tháng(?: này)?(?! \S*\d)"
    r"(?=[,.;:)]|$| này)|tháng (?:này|sau|tới)|(?<=cuối )tháng(?! \d| trước)"
)
_QUARTER = re.compile(rf"quý (iv|i{{1,3}}|[1-4])(?![\w]){_YEAR}|quý (?:này|sau|tới)")
_WEEKDAY = re.compile(
    r"thứ (hai|ba|tư|năm|sáu|bảy|[2-7])(?: tuần (này|sau|tới))?(?!\s*(?:hằng|hàng|mỗi))(?=\W|$)"
)
_OF_DAY = re.compile(r"ngày\s*\d{1,2}\s*$")
_WEEK = re.compile(r"tuần (này|sau|tới)")
_SPAN_YEAR = re.compile(r"(?:trong|cuối|hết) năm (?:(\d{4})|nay|này)|cuối năm(?: (\d{4}))?")
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (("hai", "2"), ("ba", "3"), ("tư", "4"), ("năm", "5"), ("sáu", "6"), ("bảy", "7"))
    )
    for name in names
}
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_FRIDAY = 4
YEARS = range(1945, 2101)
"""The years an office's papers can mean; another is a slip of the pen and no date."""
_NEAR = 160  # letters before a date that can change what it means


@dataclass(frozen=True, slots=True)
class Written:
    """A day, or the last day of a period, with the span of its words."""

    first: date
    last: date
    start: int
    end: int
    unit: str

    def shifted(self, start: int) -> Written:
        """The same with its words beginning earlier."""
        return Written(self.first, self.last, start, self.end, self.unit)


def days_in(text: str, near: date) -> tuple[Written, ...]:
    """Every day and period in a plain text, in order, none inside another.

    ``near`` is the day of the paper: a day without a year is the one nearest to it.
    """
    found = sorted(
        (each for reader in _READERS for each in reader(text, near)),
        key=lambda each: each.start,  # no two begin with the same word
    )
    kept: list[Written] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)


def _days(text: str, near: date) -> Iterator[Written]:
    for found in _DAY.finditer(text):
        parts = [part for part in found.groups() if part]
        day = _dated(parts, near)
        if day:
            yield Written(day, day, found.start(), found.end(), "day")


def _dated(parts: list[str], near: date) -> date | None:
    numbers = [int(part) for part in parts]
    try:
        if len(numbers) == 3:
            return date(numbers[2], numbers[1], numbers[0]) if numbers[2] in YEARS else None
        return _nearest(numbers[0], numbers[1], near)
    except ValueError:
        return None


def _nearest(day: int, month: int, near: date) -> date:
    years = (near.year - 1, near.year, near.year + 1)
    date(2024, month, day)  # no such day in any year: ValueError
    days = [date(year, month, min(day, calendar.monthrange(year, month)[1])) for year in years]
    return min(days, key=lambda each: abs((each - near).days))


def _months(text: str, near: date) -> Iterator[Written]:
    for found in _MONTH.finditer(text):
        if found[1]:
            month = int(found[1])
            if not 1 <= month <= 12 or _OF_DAY.search(before(text, found.start())):
                continue
            year = int(found[2]) if found[2] else _nearest(15, month, near).year
        else:
            later = 1 if found[0].endswith(("sau", "tới")) else 0
            year, month = near.year + (near.month + later > 12), (near.month + later - 1) % 12 + 1
        if year not in YEARS:
            continue
        first, last = month_of(year, month)
        yield _part(text, found.start(), Written(first, last, found.start(), found.end(), "month"))


def before(text: str, start: int) -> str:
    """The last words before an offset, as many as can change what follows."""
    return text[max(start - _NEAR, 0) : start]


def month_of(year: int, month: int) -> tuple[date, date]:
    """The first and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _part(text: str, start: int, whole: Written) -> Written:
    """The part of a month that the word before it means: its beginning, its middle."""
    words = before(text, start).rstrip()
    for word, last in (("đầu", 10), ("thượng tuần", 10), ("giữa", 20), ("trung tuần", 20)):
        if words.endswith(word):
            day = whole.last.replace(day=last)
            return Written(whole.first, day, start - len(word) - 1, whole.end, "month")
    return whole


def _quarters(text: str, near: date) -> Iterator[Written]:
    for found in _QUARTER.finditer(text):
        now = (near.month - 1) // 3 + 1
        if found[1]:
            quarter = _QUARTERS[found[1]]
            year = int(found[2]) if found[2] else _nearest(15, quarter * 3 - 1, near).year
        else:
            later = 1 if found[0].endswith(("sau", "tới")) else 0
            year, quarter = near.year + (now + later > 4), (now + later - 1) % 4 + 1
        if year not in YEARS:
            continue
        first = date(year, quarter * 3 - 2, 1)
        yield Written(first, month_of(year, quarter * 3)[1], found.start(), found.end(), "quarter")


def _weekdays(text: str, near: date) -> Iterator[Written]:
    monday = near - timedelta(days=near.weekday())
    for found in _WEEKDAY.finditer(text):
        later = 7 if found[2] in ("sau", "tới") else 0
        day = monday + timedelta(days=_WEEKDAYS[found[1]] + later)
        if not found[2] and day < near:
            day += timedelta(days=7)
        yield Written(day, day, found.start(), found.end(), "weekday")


def _weeks(text: str, near: date) -> Iterator[Written]:
    monday = near - timedelta(days=near.weekday())
    for found in _WEEK.finditer(text):
        first = monday + timedelta(days=0 if found[1] == "này" else 7)
        yield Written(first, first + timedelta(_FRIDAY), found.start(), found.end(), "week")


def _years(text: str, near: date) -> Iterator[Written]:
    for found in _SPAN_YEAR.finditer(text):
        year = int(found[1] or found[2] or near.year)
        if year not in YEARS:
            continue
        yield Written(date(year, 1, 1), date(year, 12, 31), found.start(), found.end(), "year")


_READERS = (_days, _months, _quarters, _weekdays, _weeks, _years)

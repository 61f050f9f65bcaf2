"""The days off of 2020, 2021 and 2026 by hand (law.md §7), and counting across them.

Nothing here is computed by the code under test: each date was counted on a paper calendar.
"""

from __future__ import annotations

from datetime import date

import pytest

from states.workdays import DayKind
from tiendo.calendar import Calendar
from tiendo.calendar_seed import read_seed
from tiendo.ports import CalendarDay, Ruling

# Weekdays off. 2020: Tết 23-29/01 (25-26 a weekend), Hùng Kings 02/04, one National Day.
OFF_2020 = "01/01 23/01 24/01 27/01 28/01 29/01 02/04 30/04 01/05 02/09"
# 2021: Tết 10-16/02 (13-14 a weekend), Hùng Kings 21/04, 01/05 is a Saturday: 03/05 instead.
OFF_2021 = "01/01 10/02 11/02 12/02 15/02 16/02 21/04 30/04 03/05 02/09 03/09"

SWAP = [
    CalendarDay(day, kind, "Hoán đổi", "12729/VPCP-KGVX", date(2025, 12, 25), "VPCP")
    for day, kind in (
        (date(2026, 1, 2), Ruling.SWAPPED_OFF),
        (date(2026, 1, 10), Ruling.WORKED),
    )
]
BARE = Calendar(read_seed())
CALENDAR = BARE.with_days(SWAP)


def days(text: str, year: int) -> set[date]:
    return {date(year, int(part[3:]), int(part[:2])) for part in text.split()}


@pytest.mark.parametrize(("year", "off"), [(2020, OFF_2020), (2021, OFF_2021)])
def test_the_weekdays_off_are_exactly_those_announced(year: int, off: str) -> None:
    found = {fact.day for fact in BARE.special(year) if fact.day.weekday() < 5}

    assert found == days(off, year)
    assert all(not BARE.days.is_working(day) for day in found)
    assert not [fact for fact in BARE.special(year) if fact.works]


@pytest.mark.parametrize(("year", "working"), [(2020, 252), (2021, 250), (2026, 249)])
def test_a_year_has_that_many_working_days(year: int, working: int) -> None:
    # 2020: 262 weekdays less 10. 2021: 261 less 11. 2026: 261 less 14, and two Saturdays.
    assert sum(CALENDAR.months(year)) == working


def test_the_months_of_2021() -> None:
    assert CALENDAR.months(2021) == (20, 15, 23, 20, 20, 22, 22, 22, 20, 21, 22, 23)


ADDED = [
    ("22/01/2020", 1, "30/01/2020"),  # Tết 2020
    ("29/04/2020", 1, "04/05/2020"),  # Thu 30/04, Fri 01/05, a weekend
    ("01/09/2020", 1, "03/09/2020"),  # one day only in 2020
    ("28/02/2020", 1, "02/03/2020"),  # Sat 29/02 of a leap year
    ("09/02/2021", 1, "17/02/2021"),  # Tết 2021
    ("29/01/2021", 45, "09/04/2021"),  # 7 before Tết, 3 after it, 7 weeks of 5
    ("20/04/2021", 1, "22/04/2021"),
    ("29/04/2021", 1, "04/05/2021"),  # 30/04, the weekend, 03/05
    ("02/05/2021", 1, "04/05/2021"),
    ("01/09/2021", 1, "06/09/2021"),
    ("31/12/2025", 1, "05/01/2026"),  # Fri 02/01 swapped off
    ("09/01/2026", 1, "10/01/2026"),  # Sat 10/01 worked
    ("09/01/2026", 2, "12/01/2026"),
    ("21/08/2026", 1, "22/08/2026"),  # Sat 22/08 worked for Mon 31/08
    ("28/08/2026", 1, "03/09/2026"),
]


def day(text: str) -> date:
    return date(int(text[6:]), int(text[3:5]), int(text[:2]))


@pytest.mark.parametrize(("start", "count", "end"), ADDED)
def test_adding_and_counting_back_agree_with_the_hand(start: str, count: int, end: str) -> None:
    assert CALENDAR.days.add(day(start), count) == day(end)
    assert CALENDAR.days.between(day(start), day(end)) == count


def test_without_the_announcement_the_library_misses_the_swap_of_2026() -> None:
    assert BARE.days.add(date(2025, 12, 31), 1) == date(2026, 1, 2)
    assert BARE.days.kind_of(date(2026, 1, 10)) is DayKind.WEEKEND
    assert BARE.days.between(date(2025, 12, 31), date(2026, 1, 11)) == 6  # Fri 2, Mon 5 - Fri 9
    assert (
        CALENDAR.days.between(date(2025, 12, 31), date(2026, 1, 11)) == 6
    )  # the 10th, not the 2nd


@pytest.mark.parametrize(
    ("on", "kind"),
    [
        ("30/04/2021", DayKind.HOLIDAY),
        ("01/05/2021", DayKind.HOLIDAY),  # a Saturday and a holiday: a holiday
        ("02/05/2021", DayKind.WEEKEND),
        ("03/05/2021", DayKind.HOLIDAY),
        ("04/05/2021", DayKind.WORKING),
        ("02/01/2026", DayKind.SWAPPED_OFF),
        ("10/01/2026", DayKind.WORKED_WEEKEND),
        ("11/01/2026", DayKind.WEEKEND),
        ("22/08/2026", DayKind.WORKED_WEEKEND),
        ("31/08/2026", DayKind.SWAPPED_OFF),
    ],
)
def test_each_day_is_of_one_kind(on: str, kind: DayKind) -> None:
    assert CALENDAR.days.kind_of(day(on)) is kind

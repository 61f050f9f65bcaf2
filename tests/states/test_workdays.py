from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from states.errors import OutsideCalendar
from states.workdays import Workdays

FIRST, LAST = date(2021, 1, 1), date(2021, 12, 31)
TABLE = Workdays(FIRST, LAST, off=[date(2021, 9, 2), date(2021, 9, 3)], worked=[date(2021, 9, 11)])
days = st.dates(FIRST, date(2021, 9, 30))


def test_the_day_itself_is_not_counted_and_days_off_are_passed_over() -> None:
    assert TABLE.add(date(2021, 9, 1), 1) == date(2021, 9, 6)
    assert TABLE.add(date(2021, 9, 1), 0) == date(2021, 9, 1)


def test_a_saturday_worked_instead_counts() -> None:
    assert TABLE.is_working(date(2021, 9, 11))
    assert TABLE.add(date(2021, 9, 10), 1) == date(2021, 9, 11)


@settings(deadline=None)
@given(days, st.integers(1, 60))
def test_adding_days_counts_exactly_that_many(day: date, count: int) -> None:
    found = TABLE.add(day, count)

    counted = [
        d
        for n in range(1, (found - day).days + 1)
        if TABLE.is_working(d := day + timedelta(days=n))
    ]
    assert len(counted) == count
    assert counted[-1] == found
    assert TABLE.between(day, found) == count


@pytest.mark.parametrize("day", [date(2020, 12, 31), date(2022, 1, 1)])
def test_a_day_outside_the_calendar_is_refused_by_name(day: date) -> None:
    for ask in (lambda: TABLE.is_working(day), lambda: TABLE.add(day, 1)):
        with pytest.raises(OutsideCalendar, match="01/01/2021 đến 31/12/2021") as refused:
            ask()
        assert refused.value.day == day
        assert refused.value.text.en == (
            f"{day:%d/%m/%Y} is outside the calendar of working days (01/01/2021 to 31/12/2021)."
        )


def test_a_calendar_that_runs_out_says_so() -> None:
    with pytest.raises(ValueError, match="nằm ngoài lịch"):
        TABLE.add(date(2021, 12, 30), 5)


def test_the_last_day_of_the_calendar_is_in_it_and_the_next_is_not() -> None:
    week = Workdays(date(2021, 6, 7), date(2021, 6, 10))  # Monday to Thursday

    assert week.is_working(date(2021, 6, 10))
    assert week.add(date(2021, 6, 9), 1) == date(2021, 6, 10)
    with pytest.raises(ValueError, match="nằm ngoài lịch"):
        week.add(date(2021, 6, 10), 1)
    assert week.back(date(2021, 6, 9), 2) == date(2021, 6, 7)
    with pytest.raises(ValueError, match="nằm ngoài lịch"):
        week.back(date(2021, 6, 9), 3)


def test_the_last_day_of_a_calendar_may_be_off() -> None:
    until_sunday = Workdays(date(2021, 9, 6), date(2021, 9, 12))
    assert not until_sunday.is_working(date(2021, 9, 12))
    assert until_sunday.is_working(date(2021, 9, 10))

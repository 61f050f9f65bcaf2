"""Counting days, at the days where it turns. 01/06/2021 is a Tuesday."""

from __future__ import annotations

from datetime import date

import pytest
from builders import DAYS

from states.counting import Stop, begins, due_date, used_days
from states.law import FirstDay, Roll, Unit
from tiendo.lawbook import lawbook

ANY = lawbook().packs[0].rules[0]
RULE = ANY.model_copy(update={"first_day": FirstDay.EXCLUDED, "last_day": Roll.AS_IS})


def june(day: int) -> date:
    return date(2021, 6, day)


def five_days(*stops: Stop) -> date | None:
    """The last of five calendar days after 01/06/2021: the 6th, where nothing stops them."""
    return due_date(june(1), 5, Unit.CALENDAR, RULE, stops, DAYS)


@pytest.mark.parametrize(
    ("stops", "last"),
    [
        ((), 6),
        ((Stop(june(6), june(8)),), 8),  # begins on the last day: two days more
        ((Stop(june(7), june(9)),), 6),  # begins the day after it: too late
        ((Stop(june(1), june(2)),), 6),  # only the day of the anchor, which never counted
        ((Stop(june(1), june(2)), Stop(june(3), june(4))), 7),  # that one, and one that matters
    ],
)
def test_a_stop_moves_the_last_day_only_by_days_that_would_have_counted(
    stops: tuple[Stop, ...], last: int
) -> None:
    assert five_days(*stops) == june(last)


def test_where_the_day_of_the_anchor_counts_it_is_the_first() -> None:
    included = RULE.model_copy(update={"first_day": FirstDay.INCLUDED})

    assert begins(june(1), included) == june(1)
    assert due_date(june(1), 5, Unit.CALENDAR, included, (), DAYS) == june(5)


def test_a_term_of_years_is_longer_by_the_days_it_was_stopped() -> None:
    stop = Stop(date(2021, 7, 1), date(2021, 7, 11))

    assert due_date(june(1), 2, Unit.YEARS, RULE, (stop,), DAYS) == date(2023, 6, 11)


@pytest.mark.parametrize(
    ("until", "years"), [(date(2023, 5, 31), 1), (date(2023, 6, 1), 2), (date(2023, 6, 2), 2)]
)
def test_a_year_is_used_up_on_its_last_day(until: date, years: int) -> None:
    assert used_days(june(1), until, Unit.YEARS, RULE, (), DAYS) == years


def test_a_pause_over_a_weekend_spares_only_the_working_days_in_it() -> None:
    over_the_weekend = Stop(june(4), june(8))  # Friday to Monday

    used = used_days(june(1), june(11), Unit.WORKING, RULE, (over_the_weekend,), DAYS)
    assert used == 8 - 2

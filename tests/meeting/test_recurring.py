from __future__ import annotations

from datetime import date

import pytest

from states.meeting.numbers import ReportsDue
from states.meeting.periods import Period
from states.meeting.recurring import asked_by, before, due_of, turns

GIVEN = date(2021, 9, 8)


@pytest.mark.parametrize(
    ("every", "until", "expected"),
    [
        ("month", "2021-10-31", ["2021-09 01/09-30/09", "2021-10 01/10-31/10"]),
        ("quarter", "2021-12-31", ["2021-q3 01/07-30/09", "2021-q4 01/10-31/12"]),
        ("quarter", "2022-01-01", [..., ..., "2022-q1 01/01-31/03"]),
        ("half-year", "2022-01-01", ["2021-h2 01/07-31/12", "2022-h1 01/01-30/06"]),
        ("year", "2021-12-31", ["2021 01/01-31/12"]),
        ("week", "2021-09-13", ["2021-w36 06/09-10/09", "2021-w37 13/09-17/09"]),
        ("10 days", "2021-09-18", ["2021-09-08 08/09-17/09", "2021-09-18 18/09-27/09"]),
        ("1 weeks", "2021-09-15", ["2021-09-08 08/09-14/09", "2021-09-15 15/09-21/09"]),
        ("2 weeks", "2021-09-21", ["2021-09-08 08/09-21/09"]),
        ("2 months", "2021-11-08", ["2021-09-08 08/09-07/11", "2021-11-08 08/11-07/01"]),
        ("0 days", "2021-12-31", []),
        ("day", "2021-12-31", []),
    ],
)
def test_a_duty_that_comes_back_has_its_periods(
    every: str, until: str, expected: list[object]
) -> None:
    found = [
        f"{turn.name} {turn.first:%d/%m}-{turn.last:%d/%m}"
        for turn in turns(every, GIVEN, date.fromisoformat(until))
    ]

    assert len(found) == len(expected)
    assert all(told in (one, ...) for one, told in zip(found, expected, strict=True))


def test_a_year_of_months_leaves_none_out() -> None:
    names = [turn.name for turn in turns("month", date(2021, 1, 4), date(2022, 1, 31))]

    assert names == [*(f"2021-{month:02}" for month in range(1, 13)), "2022-01"]


def test_months_counted_from_the_last_of_a_month_never_leave_the_month() -> None:
    first, second, *_ = turns("1 months", date(2022, 1, 31), date(2022, 3, 31))

    assert (first.last, second.first) == (date(2022, 2, 27), date(2022, 2, 28))


@pytest.mark.parametrize(
    ("period", "earlier"),
    [
        (Period(2021, 2), Period(2021, 1)),
        (Period(2021, 1), Period(2020, 12)),
        (Period(2021, 2, "quarter"), Period(2021, 1, "quarter")),
        (Period(2021, 1, "quarter"), Period(2020, 4, "quarter")),
    ],
)
def test_the_period_before_is_of_the_same_kind_and_the_next_leads_back(
    period: Period, earlier: Period
) -> None:
    assert before(period) == earlier
    assert earlier.next == period


@pytest.mark.parametrize(
    ("rule", "period", "due", "asked_on"),
    [
        ({"unit": "month", "due_day": 5}, Period(2021, 9), "2021-09-05", "2021-09-01"),
        (
            {"unit": "month", "due_day": 31, "months_after": 1},
            Period(2021, 8),
            "2021-09-30",
            "2021-09-01",
        ),
        (
            {"unit": "quarter", "due_day": 10, "months_after": 1},
            Period(2021, 4, "quarter"),
            "2022-01-10",
            "2022-01-01",
        ),
    ],
)
def test_a_report_is_asked_for_from_the_first_of_the_month_in_which_it_is_owed(
    rule: dict[str, object], period: Period, due: str, asked_on: str
) -> None:
    known = ReportsDue.model_validate(rule)
    first = date.fromisoformat(asked_on)

    assert due_of(period, known) == date.fromisoformat(due)
    assert asked_by(known, first) == period
    assert asked_by(known, date.fromordinal(first.toordinal() - 1)) == before(period)

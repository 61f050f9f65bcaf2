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
        (
            "month",
            "2021-11-01",
            [("2021-09", "30/09"), ("2021-10", "31/10"), ("2021-11", "30/11")],
        ),
        (
            "quarter",
            "2022-01-01",
            [("2021-q3", "30/09"), ("2021-q4", "31/12"), ("2022-q1", "31/03")],
        ),
        ("half-year", "2021-12-31", [("2021-h2", "31/12")]),
        ("year", "2021-12-31", [("2021", "31/12")]),
        ("week", "2021-09-13", [("2021-w36", "10/09"), ("2021-w37", "17/09")]),
        ("10 days", "2021-09-18", [("2021-09-08", "17/09"), ("2021-09-18", "27/09")]),
        ("2 months", "2021-11-08", [("2021-09-08", "07/11"), ("2021-11-08", "07/01")]),
        ("day", "2021-12-31", []),
    ],
)
def test_a_duty_that_comes_back_has_its_periods(
    every: str, until: str, expected: list[tuple[str, str]]
) -> None:
    found = turns(every, GIVEN, date.fromisoformat(until))

    assert [(turn.name, f"{turn.last:%d/%m}") for turn in found] == expected


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

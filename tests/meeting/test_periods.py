"""Months and quarters: which there are, which are planned, and how they are called."""

from __future__ import annotations

import pytest

from states.meeting.periods import Period
from states.text import Text


@pytest.mark.parametrize(
    ("period", "vi", "en"),
    [
        (Period(2021, 9), "tháng 9/2021", "09/2021"),
        (Period(2021, 4, "quarter"), "quý IV/2021", "quarter IV/2021"),
    ],
)
def test_a_period_in_words(period: Period, vi: str, en: str) -> None:
    assert period.say() == Text(vi, en)


def test_there_is_no_fifth_quarter_and_quarters_are_whole() -> None:
    with pytest.raises(ValueError, match="quarter 5 of 2021"):
        Period(2021, 5, "quarter")
    (_, quarter) = Period(2021, 6).to_plan
    assert (quarter.number, type(quarter.number)) == (3, int)

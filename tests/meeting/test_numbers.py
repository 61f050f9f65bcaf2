"""What an office may not leave out of its own numbers, nor a word list hold."""

from __future__ import annotations

import re

import pytest
from builders import POLICY
from pydantic import ValidationError

from states.meeting.lapse import LapseKind
from states.meeting.numbers import MeetingNumbers
from states.meeting.wording import Period


def said(ladders: dict[str, str]) -> str:
    with pytest.raises(ValidationError) as refused:
        MeetingNumbers.model_validate({**POLICY.meeting.model_dump(), "ladder_for": ladders})
    (error,) = refused.value.errors()
    assert error["loc"] == ("ladder_for",)
    return error["msg"]


def test_every_lapse_but_the_unreadable_report_goes_by_a_ladder() -> None:
    ladders = {kind.value: name for kind, name in POLICY.meeting.ladder_for.items()}
    without = {k: v for k, v in ladders.items() if k not in ("no_opinion", "not_reconciled")}
    kinds = [each for each in ("no_opinion", "not_reconciled") if each in ladders]
    assert len(kinds) == 2
    assert said(without).startswith("Value error, no ladder is chosen for ")
    assert set(re.split(", ", said(without).rpartition(" for ")[2])) == set(kinds)
    assert said(ladders | {LapseKind.UNREADABLE.value: "usual"}) == (
        "Value error, 'unreadable' goes by no ladder: the Office is told at once"
    )


def test_a_pattern_is_written_or_made_already_and_one_that_is_none_says_why() -> None:
    assert Period(period="every week", pattern="tuần").pattern == re.compile("tuần")
    assert Period(period="every week", pattern=re.compile("tuần")).pattern.pattern == "tuần"
    with pytest.raises(
        ValidationError, match=r"not a pattern: missing \), unterminated subpattern"
    ):
        Period(period="every week", pattern="(")

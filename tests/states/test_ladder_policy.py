"""A policy file whose ladders cannot be climbed is refused, with the name of what is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from builders import POLICY, ladders_with
from pydantic import ValidationError

from states.ladder import Rung, places
from states.policy import Policy
from states.roles import Role
from tiendo.policy import load_policy

START = {"to": "holder", "after": 0}


@pytest.mark.parametrize(
    ("rungs", "why"),
    [
        ([{"to": "holder", "after": 0}, {"to": "member", "after": 3}], "'member' is nobody"),
        ([{"to": "holder", "after": 0}, {"to": "deputy"}], "either before or after"),
        ([{"to": "holder", "after": 0, "before": 1}], "either before or after"),
        ([{"to": "room_head", "after": 0}], r"ladder 'usual' must tell \{to: holder, after: 0\}"),
        ([], r"ladder 'usual' must tell"),
        ([{"to": "holder", "after": 1}], r"ladder 'usual' must tell"),
        ([{"to": "holder", "before": 3}], r"ladder 'usual' must tell"),
        (
            [START, {"to": "deputy", "after": 5}, {"to": "chief_inspector", "after": 4}],
            "ladder 'usual' must rise",
        ),
        (
            [START, {"to": "deputy", "after": 3}, {"to": "room_head", "after": 5}],
            "ladder 'usual' must rise",
        ),
        (
            [{"to": "holder", "before": 2}, {"to": "holder", "before": 5, "name": "x"}, START],
            "ladder 'usual' must rise",
        ),
        (
            [START, {"to": "deputy", "after": 3}, {"to": "deputy", "after": 5}],
            "two rungs 'deputy'",
        ),
        (
            [{"to": "holder", "after": 0}, {"to": "deputy", "after": 3, "name": "team_head"}],
            "may not be called 'team_head'",
        ),
        ([{"to": "holder", "after": 0, "name": "Họp"}], "pattern"),
    ],
)
def test_a_ladder_that_cannot_be_climbed_is_refused_with_its_name(
    rungs: list[dict[str, Any]], why: str
) -> None:
    with pytest.raises(ValidationError, match=why):
        ladders_with("usual", rungs)


def test_a_rung_stands_before_or_after_and_an_early_one_may_name_anybody() -> None:
    before, after = Rung(to="deputy", before=2), Rung(to="deputy", after=2)
    assert (before.day, before.early, before.called("member")) == (-2, True, "deputy-before")
    assert (after.day, after.early, after.called("member")) == (2, False, "deputy")
    with pytest.raises(ValidationError, match="may not be called 'deputy-before'"):
        Rung(to="deputy", after=2, name="deputy-before")

    early = [{"to": "chief_inspector", "before": 5}, {"to": "holder", "before": 3}]
    rising = [*early, START, {"to": "holder", "after": 2, "name": "again"}]
    assert len(ladders_with("usual", rising).ladders["usual"]) == 4


def test_another_office_rises_by_its_own_ladders() -> None:
    """What was worked out for one office does not go along when its numbers are changed."""
    usual = POLICY.places["usual", Role.TEAM_HEAD]
    lone = (Rung(to="holder", after=0),)
    other = POLICY.model_copy(update={"ladders": {**POLICY.ladders, "usual": lone}})

    assert len(usual) > 1
    assert [place.to for place in other.places["usual", Role.TEAM_HEAD]] == [Role.TEAM_HEAD]
    assert (
        POLICY.places["usual", Role.TEAM_HEAD]
        == usual
        == places(POLICY.ladders["usual"], Role.TEAM_HEAD)
    )
    assert POLICY.model_copy() == POLICY


def test_nobody_stands_above_the_chief() -> None:
    ladder = POLICY.ladders["usual"]

    assert [place.to for place in places(ladder, Role.CHIEF_INSPECTOR)] == [Role.CHIEF_INSPECTOR]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"silnt": "usual"}, "'silnt' is no kind of stall"),
        ({"unreadable": "usual"}, "'unreadable' is no kind of stall"),
        ({"past_deadline": "law"}, "'past_deadline' is no kind of stall"),
        ({"silent": "steep"}, "ladder_for.silent: there is no ladder 'steep'"),
    ],
)
def test_a_choice_of_ladders_that_leads_nowhere_is_refused_by_name(
    change: dict[str, str], why: str
) -> None:
    data = POLICY.model_dump(mode="json")
    data["ladder_for"] |= change
    with pytest.raises(ValidationError, match=why):
        Policy.model_validate(data)


def test_every_kind_of_stall_needs_a_ladder() -> None:
    data = POLICY.model_dump(mode="json")
    del data["ladder_for"]["past_deadline.block"]
    with pytest.raises(ValidationError, match=r"no ladder is chosen for past_deadline\.block"):
        Policy.model_validate(data)


@pytest.mark.parametrize(
    ("rhythm", "why"),
    [
        ({"course.lunch": 5}, "'course.lunch' is no state of course or hold"),
        ({"records.open": 5}, "'records.open' is no state of course or hold"),
        ({"course.field.onsite": 0}, "the rhythm of 'course.field.onsite' must be at least 1"),
    ],
)
def test_a_rhythm_of_no_state_or_of_no_day_is_refused_by_name(
    rhythm: dict[str, int], why: str
) -> None:
    data = POLICY.model_dump(mode="json")
    with pytest.raises(ValidationError, match=why):
        Policy.model_validate({**data, "rhythm": rhythm})

    daily = Policy.model_validate({**data, "rhythm": {"course.field.onsite": 1}})
    assert daily.rhythm == {"course.field.onsite": 1}


def test_a_ladder_of_the_meeting_that_is_not_there_is_refused_by_name() -> None:
    data = POLICY.model_dump(mode="json")
    data["meeting"]["ladder_for"]["no_opinion"] = "steep"
    why = r"meeting\.ladder_for\.no_opinion: there is no ladder 'steep'"
    with pytest.raises(ValidationError, match=why):
        Policy.model_validate(data)


def test_the_policy_that_comes_with_the_program_is_the_one_of_the_tests() -> None:
    shipped = load_policy()

    assert shipped.ladders.keys() == {"usual", "decision", "law", "law_blocking"}
    for rank in POLICY.ladder_for:
        own, usual = (its.ladders[its.ladder_for[rank]] for its in (shipped, POLICY))
        assert own == usual, rank
    assert shipped.snooze_days == POLICY.snooze_days

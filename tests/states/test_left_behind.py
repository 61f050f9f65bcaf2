"""What an act leaves behind beyond its move: people, answers to alarms, who spoke last."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from builders import K, Story, onsite, paper

TOLD: dict[str, Any] = {
    "actor": {"kind": "machine", "id": "escalate"},
    "stall": "silent",
    "rung": "holder",
    "to": "team_head",
}


def warned() -> Story:
    """Work on site began on 04/06/2021; a week on the team head was told of a silence."""
    story = onsite()
    story.day += timedelta(days=7)
    story.tell("escalate", key="A:holder", **TOLD)
    return story


def test_a_team_that_changed_has_the_new_people_and_keeps_its_overseer() -> None:
    story = onsite()
    named = paper(K.SUPERVISION_ASSIGNMENT, story.day)
    story.tell("assign_overseer", overseer="giamsat", document=named)
    order = paper(K.DECISION, story.day, number="9/QĐ-TTr")
    place = story.tell("change_team", team_head="an", members=["hung"], document=order).place

    assert (place.team_head, place.members, place.overseer) == ("an", ("hung",), "giamsat")
    assert (place.room, place.stands) == ("Phòng 1", True)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("acknowledge", {}),
        ("snooze", {"until": "30/06/2021", "reason": "Đang họp"}),
        ("hand_over", {"assignee": "an", "reason": "Đi công tác"}),
    ],
)
def test_an_answer_to_an_alarm_is_kept_behind_it_and_breaks_no_silence(
    answer: str, said: dict[str, Any]
) -> None:
    story = warned()
    now = story.tell(answer, alarm="A", **said)

    assert [each.kind for each in now.alerts] == ["escalate", answer]
    assert now.told == {"A:holder"}
    assert (now.last_word, now.last_word_on) == (4, onsite().day)  # that work on site began


def test_a_word_entered_late_is_not_the_last_one() -> None:
    story = warned()
    said = story.tell("note", text="Đã làm việc với chủ đầu tư.")
    assert (said.last_word, said.last_word_on) == (len(story.events), story.day)

    late = story.tell("note", onsite().day, text="Ghi bổ sung.")
    assert late.last_word_on == story.day

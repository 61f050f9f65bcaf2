"""What the machine did yields to what people say, and never speaks for them."""

from __future__ import annotations

from datetime import date

import pytest
from builders import K, paper
from prompting import DRIVE, asked, concluded, days_of, do, drive, due, pending, told
from pydantic import ValidationError

from states.chase import Pace
from states.errors import Contradiction
from states.prompts import PromptKind
from states.roles import Role

P = PromptKind
PAUSED = date(2021, 7, 19)  # a Monday
SENT, DUE = date(2021, 8, 3), date(2021, 8, 20)  # a Tuesday, a Friday


def test_what_the_machine_says_breaks_no_silence() -> None:
    story = concluded()
    before = story.as_of(story.day).last_word_on

    assert len(days_of(story, story.day, date(2021, 9, 30))) == 2

    assert story.as_of(date(2021, 9, 30)).last_word_on == before


def test_the_machine_yields_to_what_people_enter_late() -> None:
    story = concluded()
    drive(story, date(2021, 7, 22))
    urged = len(story.events)

    late = story.tell("verify", on=date(2021, 7, 20), recorded_at=None)

    assert late.in_state("remedy.verifying")
    assert story.as_of(date(2021, 7, 22)).in_state("remedy.verifying")
    assert [event.kind for event in story.events[urged - 2 :]] == ["prompt", "urge", "verify"]
    assert drive(story, date(2021, 12, 31)) == []


def test_a_persons_later_entry_still_contradicts() -> None:
    story = concluded()
    story.tell("urge", on=date(2021, 7, 22), document=paper(K.URGE_LETTER, date(2021, 7, 22)))

    with pytest.raises(Contradiction):
        story.tell("verify", on=date(2021, 7, 20))


def test_a_machine_urge_that_is_not_legal_when_it_is_made_is_refused() -> None:
    story = concluded()
    story.tell("verify", on=date(2021, 7, 1))

    with pytest.raises(Exception, match="Đôn đốc"):
        story.tell("urge", on=date(2021, 7, 2), actor=DRIVE)


def test_a_prompt_whose_request_is_annulled_later_does_no_harm() -> None:
    story = asked()
    drafted = len(story.events) - 1
    drive(story, date(2021, 8, 23))
    for target in (drafted + 1, drafted):
        story.tell("annul", target=target, reason="Nhầm cuộc", on=date(2021, 8, 24))

    assert pending(story.as_of(date(2021, 8, 24))) == ()


def test_a_due_date_corrected_late_is_chased_by_what_it_is_now() -> None:
    """Urged on 23/08; on 24/08 it becomes known that on 19/08 more time was given."""
    story = asked()
    drive(story, date(2021, 8, 23))
    story.tell("receive_answer", on=date(2021, 8, 18), request="YC1")
    given = date(2021, 9, 10)
    story.tell("return_answer", on=date(2021, 8, 19), request="YC1", due_on=given)

    assert told(drive(story, date(2021, 9, 13))) == [(P.URGE_ANSWER, Role.TEAM_HEAD, 1, 1)]


def test_a_letter_gives_less_time_than_the_rhythm() -> None:
    with pytest.raises(ValidationError, match="answer_days must be less than every_days"):
        Pace(first_days=1, every_days=7, answer_days=7)


def test_a_prompt_is_done_once_for_ever() -> None:
    story = asked()
    (prompt,) = due(story.as_of(DUE), DUE)
    do(story, prompt, DUE)

    assert prompt.key == "TTR-1:answer_due:YC1:2021-08-20"
    assert prompt.key in story.as_of(DUE).told
    assert due(story.as_of(DUE), DUE) == ()

"""What the machine owes, by hand: 2021, Mondays to Fridays worked but Thu 02 and Fri 03/09."""

from __future__ import annotations

from datetime import date

import pytest
from builders import K, Story, onsite, paper
from prompting import concluded, days_of, drive, pending, told

from states.prompts import PromptKind
from states.roles import Role

P = PromptKind
PAUSED = date(2021, 7, 19)  # a Monday
SENT, DUE = date(2021, 8, 3), date(2021, 8, 20)  # a Tuesday, a Friday


# A pause and the duty it opens


def test_a_pause_opens_at_once_the_duty_to_say_whether_anything_is_to_be_requested() -> None:
    story = onsite()
    story.tell("pause_site", on=PAUSED, reason="Giãn cách")

    (prompt,) = drive(story, PAUSED)

    assert (prompt.what, prompt.to, prompt.on) == (P.REVIEW_DUTY, Role.TEAM_HEAD, PAUSED)
    assert prompt.due == date(2021, 7, 28)  # 20, 21, 22, 23, 26, 27, 28
    assert drive(story, PAUSED) == []
    assert drive(story, date(2021, 9, 30)) == []


@pytest.mark.parametrize("answer", ["declare_none", "request", "lift_hold"])
def test_a_duty_that_is_done_or_gone_is_not_told(answer: str) -> None:
    story = onsite()
    story.tell("pause_site", on=PAUSED, reason="Giãn cách")
    if answer == "request":
        story.request("YC1", date(2021, 8, 20))
    else:
        story.tell(answer, reason="Đã rà soát")

    assert P.REVIEW_DUTY not in {each.what for each in pending(story.as_of(PAUSED))}


def test_a_second_pause_opens_a_second_duty() -> None:
    story = onsite()
    story.tell("pause_site", on=PAUSED, reason="Giãn cách")
    drive(story, PAUSED)
    story.tell("declare_none", on=date(2021, 7, 20))
    story.tell("lift_hold", on=date(2021, 7, 21), reason="Hết giãn cách")
    story.tell("pause_site", on=date(2021, 8, 2), reason="Giãn cách lần 2")

    (prompt,) = drive(story, date(2021, 8, 2))

    assert prompt.due == date(2021, 8, 11)


def test_a_start_put_off_opens_no_such_duty() -> None:
    story = Story()
    story.tell("defer_start", reason="Giãn cách", review_on=date(2021, 9, 30))

    assert [each.what for each in pending(story.as_of(story.day))] == [P.REVIEW_DAY]


# The day on which it is to be decided


def test_on_the_review_date_the_deputy_is_told_that_it_is_today() -> None:
    story = Story()
    story.tell("defer_start", reason="Giãn cách", review_on=date(2021, 9, 30))

    assert drive(story, date(2021, 9, 29)) == []
    assert told(drive(story, date(2021, 9, 30))) == [(P.REVIEW_DAY, Role.DEPUTY, 0, 0)]
    assert drive(story, date(2021, 10, 1)) == []


def test_a_review_date_on_a_day_off_is_told_on_the_last_working_day_before_it() -> None:
    story = Story()
    story.tell("defer_start", reason="Giãn cách", review_on=date(2021, 10, 31))  # a Sunday

    (prompt,) = pending(story.as_of(story.day))

    assert prompt.on == date(2021, 10, 29)


def test_a_new_review_date_is_a_new_prompt_and_the_old_one_is_gone() -> None:
    story = Story()
    story.tell("defer_start", reason="Giãn cách", review_on=date(2021, 9, 8))
    story.tell("set_review", on=date(2021, 9, 8), review_on=date(2021, 9, 30))

    assert drive(story, date(2021, 9, 8)) == []
    assert len(drive(story, date(2021, 9, 30))) == 1


def test_on_a_day_on_which_two_things_are_to_be_said_both_are_asked() -> None:
    story = onsite()
    story.tell("pause_site", on=PAUSED, reason="Giãn cách", review_on=date(2021, 7, 21))

    asked = [each.what for each in drive(story, date(2021, 7, 21))]

    assert sorted(asked) == [P.REVIEW_DAY, P.REVIEW_DUTY]


# What a conclusion asks for


def test_a_conclusion_is_urged_by_its_rhythm_one_level_higher_each_time() -> None:
    story = concluded()
    issued = date(2021, 6, 10)
    assert story.as_of(issued).in_state("remedy.monitoring")

    assert days_of(story, issued, date(2021, 10, 19)) == [
        (date(2021, 7, 22), P.URGE_REMEDY, 1, Role.DEPUTY),  # 6 weeks of 5 days
        (date(2021, 9, 6), P.URGE_REMEDY, 2, Role.CHIEF_INSPECTOR),  # and 2 and 3/9
        (date(2021, 10, 18), P.URGE_REMEDY, 3, Role.CHIEF_INSPECTOR),
    ]
    assert story.as_of(date(2021, 7, 22)).in_state("remedy.urging")


def test_an_urging_by_somebody_sets_the_rhythm() -> None:
    story = concluded()
    story.tell("urge", on=date(2021, 7, 1), document=paper(K.URGE_LETTER, date(2021, 7, 1)))

    (prompt,) = pending(story.as_of(date(2021, 7, 1)))

    assert (prompt.number, prompt.on) == (2, date(2021, 8, 12))


def test_nothing_is_urged_while_it_is_checked_nor_once_it_is_fulfilled() -> None:
    story = concluded()
    story.tell("verify", on=date(2021, 7, 1))
    assert drive(story, date(2021, 12, 31)) == []

    story.tell(
        "confirm_fulfilled",
        on=date(2021, 7, 5),
        document=paper(K.PERFORMANCE_REPORT, date(2021, 7, 5)),
    )
    assert drive(story, date(2021, 12, 31)) == []


def test_a_shortfall_is_urged_on() -> None:
    story = concluded()
    story.tell("urge", on=date(2021, 7, 1), document=paper(K.URGE_LETTER, date(2021, 7, 1)))
    story.tell("verify", on=date(2021, 7, 5))
    story.tell("find_shortfall", on=date(2021, 7, 12), reason="Còn thiếu")

    (prompt,) = pending(story.as_of(date(2021, 7, 12)))

    assert (prompt.number, prompt.on) == (2, date(2021, 8, 23))


def test_a_complaint_does_not_stop_performance_but_an_upheld_one_does() -> None:
    story = concluded()
    story.tell("lodge_complaint", on=date(2021, 7, 1))
    assert len(pending(story.as_of(date(2021, 7, 1)))) == 1

    ruling = paper(K.COMPLAINT_RULING, date(2021, 7, 15))
    story.tell("uphold_complaint", on=date(2021, 7, 15), document=ruling)
    assert pending(story.as_of(date(2021, 7, 15))) == ()

"""An answer that is owed is reminded of and urged: by hand, Thu 02 and Fri 03/09/2021 are off."""

from __future__ import annotations

from datetime import date

import pytest
from builders import K, paper
from prompting import asked, days_of, drive, pending, told

from states.prompts import PromptKind, late_days
from states.roles import Role

P = PromptKind
PAUSED = date(2021, 7, 19)  # a Monday
SENT, DUE = date(2021, 8, 3), date(2021, 8, 20)  # a Tuesday, a Friday


def test_a_request_is_reminded_of_and_urged_one_level_higher_each_time() -> None:
    assert days_of(asked(), SENT, date(2021, 9, 23)) == [
        (date(2021, 8, 17), P.ANSWER_SOON, 0, Role.TEAM_HEAD),  # Tue; then 18, 19, 20
        (date(2021, 8, 20), P.ANSWER_DUE, 0, Role.TEAM_HEAD),
        (date(2021, 8, 23), P.URGE_ANSWER, 1, Role.TEAM_HEAD),
        (date(2021, 9, 1), P.URGE_ANSWER, 2, Role.CHIEF_INSPECTOR),  # 24-27, 30, 31, 1
        (date(2021, 9, 14), P.URGE_ANSWER, 3, Role.CHIEF_INSPECTOR),  # 6-10, 13, 14
        (date(2021, 9, 23), P.URGE_ANSWER, 3, Role.CHIEF_INSPECTOR),  # 15-17, 20-23
    ]


def test_days_missed_are_caught_up_once_and_no_level_is_skipped() -> None:
    story = asked()

    assert told(drive(story, date(2021, 9, 30))) == [(P.URGE_ANSWER, Role.TEAM_HEAD, 1, 1)]
    assert drive(story, date(2021, 10, 8)) == []  # 1, 4, 5, 6, 7, 8
    assert told(drive(story, date(2021, 10, 11))) == [
        (P.URGE_ANSWER, Role.CHIEF_INSPECTOR, 2, 2),
    ]


def test_what_was_overtaken_is_not_owed_any_more() -> None:
    story = asked()
    drive(story, DUE)

    assert [each.what for each in pending(story.as_of(DUE))] == [P.URGE_ANSWER]


def test_a_due_date_on_a_day_off_is_reminded_of_on_the_working_day_before() -> None:
    found = pending(asked(due_on=date(2021, 8, 22)).as_of(SENT))  # a Sunday

    assert [(each.what, each.on) for each in found] == [
        (P.ANSWER_SOON, date(2021, 8, 17)),  # Tue; then 18, 19, 20
        (P.ANSWER_DUE, date(2021, 8, 20)),
        (P.URGE_ANSWER, date(2021, 8, 23)),
    ]


def test_a_request_sent_shortly_before_it_is_due_is_not_reminded_of_at_once() -> None:
    for sent in (date(2021, 8, 17), date(2021, 8, 18)):  # three working days before, and two
        found = pending(asked(sent=sent).as_of(sent))

        assert [each.what for each in found] == [P.ANSWER_DUE, P.URGE_ANSWER]
        assert {each.since for each in found} == {sent}
        assert {each.due for each in found} == {DUE}


def test_a_reminder_and_what_follows_it_count_from_the_day_it_was_sent() -> None:
    found = pending(asked().as_of(SENT))

    assert [(each.what, each.since) for each in found] == [
        (P.ANSWER_SOON, SENT),
        (P.ANSWER_DUE, SENT),
        (P.URGE_ANSWER, SENT),
    ]


def test_a_reminder_that_somebody_sent_counts_as_that_level() -> None:
    story = asked()
    letter = paper(K.REMINDER_LETTER, date(2021, 8, 23))
    story.tell("remind_request", on=date(2021, 8, 23), request="YC1", document=letter)

    (prompt,) = pending(story.as_of(date(2021, 8, 23)))

    assert (prompt.number, prompt.on) == (2, date(2021, 9, 1))


def test_a_letter_drafted_by_the_machine_and_sent_by_somebody_is_one() -> None:
    story = asked()
    drive(story, date(2021, 8, 23))
    letter = paper(K.REMINDER_LETTER, date(2021, 8, 25))
    story.tell("remind_request", on=date(2021, 8, 25), request="YC1", document=letter)

    (prompt,) = pending(story.as_of(date(2021, 8, 25)))

    assert (prompt.number, prompt.on) == (2, date(2021, 9, 7))  # 26, 27, 30, 31, 1, 6, 7


def test_a_reminder_in_time_is_no_urging() -> None:
    story = asked()
    story.tell("remind_request", on=DUE, request="YC1")

    assert pending(story.as_of(DUE))[-1].number == 1


@pytest.mark.parametrize("kind", ["receive_answer", "waive_request", "refuse_request"])
def test_what_is_answered_waived_or_refused_is_not_urged(kind: str) -> None:
    story = asked()
    story.tell(kind, on=date(2021, 8, 25), request="YC1")

    assert pending(story.as_of(date(2021, 8, 25))) == ()


def test_an_answer_returned_with_a_new_date_is_chased_anew() -> None:
    story = asked()
    drive(story, date(2021, 8, 23))
    story.tell("receive_answer", on=date(2021, 8, 24), request="YC1")
    returned = date(2021, 8, 25)
    story.tell("return_answer", on=returned, request="YC1", due_on=date(2021, 9, 10))

    found = pending(story.as_of(returned))

    assert [(each.what, each.number, each.on) for each in found] == [
        (P.ANSWER_SOON, 0, date(2021, 9, 7)),
        (P.ANSWER_DUE, 0, date(2021, 9, 10)),
        (P.URGE_ANSWER, 1, date(2021, 9, 13)),
    ]


def test_an_ended_inspection_owes_nothing() -> None:
    story = asked()
    order = paper(K.TERMINATION_DECISION, date(2021, 8, 10))
    story.tell("discontinue", on=date(2021, 8, 10), document=order)

    assert pending(story.as_of(date(2021, 8, 10))) == ()


# Holds


def test_requests_are_chased_while_on_site_work_is_paused() -> None:
    story = asked()
    story.tell("pause_site", on=date(2021, 8, 9), reason="Giãn cách")

    assert told(drive(story, date(2021, 8, 23))) == [(P.URGE_ANSWER, Role.TEAM_HEAD, 1, 1)]


@pytest.mark.parametrize("allowed", [True, False])
def test_a_suspension_decides_whether_requests_are_chased(allowed: bool) -> None:
    story = asked()
    order = paper(K.SUSPENSION_DECISION, date(2021, 8, 9))
    story.tell("pause_case", on=date(2021, 8, 9), document=order, requests_allowed=allowed)

    assert bool(drive(story, date(2021, 8, 23))) is allowed


def test_after_such_a_suspension_the_rhythm_begins_again_and_its_days_are_not_late() -> None:
    """Due Fri 20/08, suspended from Mon 09/08, resumed on Wed 15/09."""
    story = asked()
    order = paper(K.SUSPENSION_DECISION, date(2021, 8, 9))
    story.tell("pause_case", on=date(2021, 8, 9), document=order)
    resumed = date(2021, 9, 15)
    story.tell("lift_hold", on=resumed, document=paper(K.RESUME_DECISION, resumed))

    assert drive(story, resumed) == []
    (prompt,) = drive(story, date(2021, 9, 16))
    assert (prompt.what, prompt.number) == (P.URGE_ANSWER, 1)
    assert late_days(prompt, story.as_of(date(2021, 9, 16)), date(2021, 9, 16)) == 2  # 15, 16
    assert late_days(prompt, story.as_of(date(2021, 9, 14)), date(2021, 9, 14)) == 0
    assert late_days(prompt, story.as_of(date(2021, 8, 20)), date(2021, 8, 20)) == 0
    early = asked()
    early.tell("pause_case", on=date(2021, 8, 9), document=order)
    early.tell("lift_hold", on=date(2021, 8, 12), document=paper(K.RESUME_DECISION, resumed))
    assert late_days(prompt, early.as_of(date(2021, 8, 23)), date(2021, 8, 23)) == 3

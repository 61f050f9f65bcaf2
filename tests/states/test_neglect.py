"""What was received or concluded and left lying; from the domain, kind by kind."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from builders import DAYS, POLICY, K, Story, onsite, paper
from stalls import complained, concluded, first_day, said, told, ways

from states.chase import remedy_cause
from states.neglect import unperformed
from states.roles import Role
from states.stall import StallKind

DAY = timedelta(days=1)
MACHINE = {"kind": "machine", "id": "drive"}


# ---------------------------------------------------------------- answers


def answered() -> Story:
    """The answer came on Wednesday 18/08/2021, two days after it was due."""
    story = onsite().request(due=date(2021, 8, 16))
    story.day = date(2021, 8, 18)
    story.tell("receive_answer", request="YC1")
    return story


def test_an_answer_nobody_handled_for_seven_working_days_is_stuck() -> None:
    assert first_day(answered().now, StallKind.ANSWER_UNHANDLED) == date(2021, 8, 28)
    assert told(answered().now, StallKind.REQUEST_OVERDUE) is None  # the turn has passed on
    alarm = told(answered().now, StallKind.ANSWER_UNHANDLED)
    assert alarm is not None
    assert alarm.role is Role.TEAM_HEAD


@pytest.mark.parametrize("act", ["accept_answer", "return_answer", "waive_request"])
def test_handling_an_answer_either_way_ends_it(act: str) -> None:
    story = answered()
    story.day = date(2021, 9, 8)
    due: dict[str, Any] = {"due_on": date(2021, 9, 20)} if act == "return_answer" else {}

    assert told(story.tell(act, request="YC1", **due), StallKind.ANSWER_UNHANDLED) is None


def test_a_second_answer_has_its_own_days() -> None:
    story = answered()
    story.day = date(2021, 8, 20)
    story.tell("return_answer", request="YC1", due_on=date(2021, 9, 10))
    story.day = date(2021, 9, 10)

    now = story.tell("receive_answer", request="YC1")
    assert first_day(now, StallKind.ANSWER_UNHANDLED) == date(2021, 9, 22)


def test_while_a_suspension_allows_no_requests_no_answer_is_handled_late() -> None:
    story = answered()
    story.day = date(2021, 8, 20)
    now = story.tell("pause_case", document=paper(K.SUSPENSION_DECISION), review_on="15/10/2021")
    assert told(now, StallKind.ANSWER_UNHANDLED) is None

    story.day = date(2021, 10, 15)  # a Friday
    now = story.tell("lift_hold", document=paper(K.RESUME_DECISION, story.day))
    assert first_day(now, StallKind.ANSWER_UNHANDLED) == date(2021, 10, 27)


def test_an_answer_is_accepted_returned_or_the_request_let_go() -> None:
    assert ways(answered(), StallKind.ANSWER_UNHANDLED, date(2021, 9, 8)) == [
        ["accept_answer"],
        ["return_answer"],
        ["waive_request"],
    ]


# ---------------------------------------------------------------- complaints


def test_a_complaint_is_ruled_on_within_forty_working_days() -> None:
    """Eight weeks on it would be 30 August; nothing was off until 2 September."""
    alarm = told(complained().now, StallKind.COMPLAINT_UNDECIDED)

    assert alarm is not None
    assert (alarm.on, alarm.role) == (date(2021, 8, 31), Role.CHIEF_INSPECTOR)


def test_log_entries_do_not_decide_a_complaint() -> None:
    story = complained()
    story.day = date(2021, 8, 30)

    now = story.tell("note", text="Đang xác minh khiếu nại")
    assert first_day(now, StallKind.COMPLAINT_UNDECIDED) == date(2021, 8, 31)


@pytest.mark.parametrize("act", ["dismiss_complaint", "uphold_complaint"])
def test_a_ruling_either_way_ends_it(act: str) -> None:
    story = complained()
    story.day = date(2021, 9, 8)
    now = story.tell(act, document=paper(K.COMPLAINT_RULING, story.day))

    assert told(now, StallKind.COMPLAINT_UNDECIDED) is None


def test_a_complaint_is_freed_by_the_ruling_either_way_and_no_article_is_printed() -> None:
    story = complained()

    assert ways(story, StallKind.COMPLAINT_UNDECIDED, date(2021, 9, 8)) == [
        ["dismiss_complaint"],
        ["uphold_complaint"],
    ]
    assert "Điều" not in said(story, StallKind.COMPLAINT_UNDECIDED)


# ---------------------------------------------------------------- performance


def test_a_conclusion_nobody_urged_is_idle_ten_days_after_the_rhythm_of_urging() -> None:
    """Signed on Thursday 10/06/2021: 40 working days, eight weeks, end on 05/08/2021."""
    alarm = told(concluded().now, StallKind.REMEDY_IDLE)

    assert alarm is not None
    assert (alarm.on, alarm.role) == (date(2021, 8, 6), Role.ROOM_HEAD)


def test_until_the_first_urging_the_days_to_the_first_count_then_those_between_two() -> None:
    soon = POLICY.chase.remedy.model_copy(update={"first_days": 20})
    policy = POLICY.model_copy(update={"chase": POLICY.chase.model_copy(update={"remedy": soon})})
    story = concluded()  # on a Thursday: 20 working days to the first urging, 10 of grace
    assert story.now is not None
    assert [alarm.due for alarm in unperformed(story.now, policy, DAYS)] == [date(2021, 7, 22)]

    story.day = date(2021, 7, 20)  # a Tuesday: 30 to the next and 10, with two days off
    now = story.tell("urge", document=paper(K.URGE_LETTER, story.day))
    assert [alarm.due for alarm in unperformed(now, policy, DAYS)] == [date(2021, 9, 16)]


def test_a_new_conclusion_asks_for_something_new_and_a_reminder_sent_is_no_draft() -> None:
    planned, done = Story().now, concluded().now
    assert planned is not None
    assert done is not None
    assert (remedy_cause(planned), remedy_cause(done)) == (":", ":2021-06-10")

    story = onsite().request(due=date(2021, 6, 18))
    story.day = date(2021, 6, 21)
    (urged,) = story.tell("remind_request", request="YC1").urged.values()
    assert (urged.drafted, urged.sent, urged.sent_on) == (0, 1, story.day)


def test_a_letter_of_the_machine_that_nobody_sent_is_no_urging() -> None:
    """Its drafts come at the end of each rhythm; a person has the days after it to send one."""
    story = concluded()
    before = first_day(story.now, StallKind.REMEDY_IDLE)
    assert before is not None
    story.day = before - 10 * DAY
    now = story.tell(
        "prompt",
        actor=MACHINE,
        key="TTR-1:urge_remedy:1",
        what="urge_remedy",
        to="deputy",
        number=1,
    )
    assert [each.drafted for each in now.urged.values()] == [1]
    assert first_day(now, StallKind.REMEDY_IDLE) == before

    story.day = before - DAY
    now = story.tell("urge", document=paper(K.URGE_LETTER, story.day))
    assert first_day(now, StallKind.REMEDY_IDLE) == date(2021, 10, 5)  # 05/08 and 40 more


def test_checking_starts_its_days_anew_and_finishing_ends_them() -> None:
    story = concluded()
    story.day = date(2021, 8, 2)  # a Monday: eight weeks end on 27/09, two days off make it 29/09
    assert first_day(story.tell("verify"), StallKind.REMEDY_IDLE) == date(2021, 9, 30)

    story.day = date(2021, 9, 20)
    now = story.tell("confirm_fulfilled", document=paper(K.PERFORMANCE_REPORT, story.day))
    assert told(now, StallKind.REMEDY_IDLE) is None


def test_what_must_change_after_an_upheld_complaint_is_urged_of_nobody() -> None:
    story = complained()
    now = story.tell("uphold_complaint", document=paper(K.COMPLAINT_RULING, story.day))

    assert told(now, StallKind.REMEDY_IDLE) is None


def test_an_idle_conclusion_is_freed_by_urging_or_checking() -> None:
    assert ways(concluded(), StallKind.REMEDY_IDLE, date(2021, 9, 8)) == [["urge"], ["verify"]]


# ---------------------------------------------------------------- in words


@pytest.mark.parametrize(
    ("story", "kind", "expected"),
    [
        (
            answered(),
            StallKind.ANSWER_UNHANDLED,
            "Đã nhận trả lời yêu cầu YC1 của Sở Công Thương ngày 18/08/2021, đã 73 ngày làm việc",
        ),
        (
            complained(),
            StallKind.COMPLAINT_UNDECIDED,
            "Khiếu nại về kết luận thanh tra nhận ngày 05/07/2021, đã 105 ngày làm việc chưa có "
            "quyết định giải quyết (cơ quan quy định chậm nhất 30/08/2021); chờ X giải quyết.",
        ),
        (
            concluded(),
            StallKind.REMEDY_IDLE,
            "Kết luận thanh tra chưa được thực hiện xong; từ 10/06/2021",
        ),
        (
            concluded(),
            StallKind.WAITING_FOR_NOBODY,
            "Chưa tính được thời hạn «",
        ),
    ],
)
def test_each_is_said_in_a_sentence_both_late_and_before(
    story: Story, kind: StallKind, expected: str
) -> None:
    assert said(story, kind).startswith(expected)

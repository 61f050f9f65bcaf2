"""What is stuck, from the domain: four kinds, and the waits that are no stall."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import DAYS, POLICY, K, Story, onsite, paper

from states import sentences
from states.inspection import Inspection
from states.roles import Role
from states.sentences import sentence
from states.stall import Alarm, StallKind, alarms, calls
from states.stall_names import KIND_NAMES, NEARING_NAMES
from states.text import same

DAY = timedelta(days=1)


def stuck(inspection: Inspection | None, on: date) -> list[StallKind]:
    assert inspection is not None
    return [alarm.kind for alarm in alarms(inspection, POLICY, DAYS) if alarm.on <= on]


def paused_on_19_july() -> Story:
    story = onsite()
    story.day = date(2021, 7, 19)
    story.tell("pause_site", document=paper(K.ONSITE_PAUSE_NOTICE), ground="epidemic")
    return story


def test_a_pause_that_nobody_reviewed_is_stuck_after_seven_working_days() -> None:
    story = paused_on_19_july()

    assert stuck(story.now, date(2021, 7, 28)) == []
    assert stuck(story.now, date(2021, 7, 29)) == [StallKind.UNREVIEWED_PAUSE]
    assert stuck(story.now, date(2021, 9, 8)) == [StallKind.UNREVIEWED_PAUSE]


def test_a_formal_suspension_does_not_start_the_seven_days_anew() -> None:
    story = paused_on_19_july()
    story.day = date(2021, 7, 26)
    now = story.tell("pause_case", document=paper(K.SUSPENSION_DECISION), requests_allowed=True)

    assert stuck(now, date(2021, 7, 29)) == [StallKind.UNREVIEWED_PAUSE]


def test_saying_that_there_is_nothing_to_request_ends_it() -> None:
    story = paused_on_19_july()
    story.day = date(2021, 9, 8)

    assert stuck(story.tell("declare_none"), date(2021, 9, 9)) == []


def test_sending_a_request_ends_it() -> None:
    story = paused_on_19_july()
    story.day = date(2021, 9, 8)

    assert stuck(story.request().now, date(2021, 9, 9)) == []


def test_pausing_again_brings_the_duty_back() -> None:
    story = paused_on_19_july()
    story.tell("declare_none")
    story.day = date(2021, 10, 4)
    story.tell("lift_hold", reason="Hết giãn cách")
    story.day = date(2021, 11, 1)
    story.tell("pause_site", document=paper(K.ONSITE_PAUSE_NOTICE, story.day, "02/TB"))

    assert stuck(story.now, date(2021, 11, 10)) == []
    assert stuck(story.now, date(2021, 11, 11)) == [StallKind.UNREVIEWED_PAUSE]


def test_a_request_is_late_from_the_day_after_its_due_date() -> None:
    story = onsite().request(due=date(2021, 8, 13))

    assert stuck(story.now, date(2021, 8, 13)) == []
    assert stuck(story.now, date(2021, 8, 14)) == [StallKind.REQUEST_OVERDUE]


@pytest.mark.parametrize("ending", ["receive_answer", "waive_request", "refuse_request"])
def test_an_answer_a_waiver_or_a_refusal_ends_the_lateness(ending: str) -> None:
    story = onsite().request(due=date(2021, 8, 13))
    story.day = date(2021, 9, 8)

    assert stuck(story.tell(ending, request="YC1"), date(2021, 9, 9)) == []


def test_an_insufficient_answer_is_late_after_its_new_date() -> None:
    story = onsite().request(due=date(2021, 8, 13))
    story.day = date(2021, 8, 12)
    story.tell("receive_answer", request="YC1")
    story.tell("return_answer", request="YC1", due_on=date(2021, 8, 31))

    assert stuck(story.now, date(2021, 8, 31)) == []
    assert stuck(story.now, date(2021, 9, 1)) == [StallKind.REQUEST_OVERDUE]


def trang_bang() -> Story:
    story = Story()
    story.day = date(2021, 8, 2)
    story.tell(
        "defer_start",
        reason="Dịch phức tạp, theo dõi đến cuối tháng 9",
        review_on="30/09/2021",
        document=paper(K.PLAN_ADJUSTMENT),
    )
    return story


def test_a_deferred_start_is_stuck_the_day_after_its_review_date() -> None:
    story = trang_bang()

    assert stuck(story.now, date(2021, 9, 30)) == []
    assert stuck(story.now, date(2021, 10, 1)) == [StallKind.REVIEW_PASSED]


def test_deciding_again_with_a_new_date_ends_it() -> None:
    story = trang_bang()
    story.day = date(2021, 10, 4)

    now = story.tell("set_review", review_on=date(2021, 10, 31))
    assert stuck(now, date(2021, 10, 31)) == []
    assert stuck(now, date(2021, 11, 1)) == [StallKind.REVIEW_PASSED]


def test_a_deferred_start_owes_no_review_of_requests() -> None:
    assert stuck(trang_bang().now, date(2021, 9, 30)) == []


def test_silence_longer_than_the_rhythm_of_its_state_is_stuck() -> None:
    story = onsite()
    last_word = story.day

    due = DAYS.add(last_word, 10)
    assert stuck(story.now, due) == []
    assert stuck(story.now, due + DAY) == [StallKind.SILENT]
    story.day = due
    assert stuck(story.tell("note", text="Làm việc với đơn vị"), due + 5 * DAY) == []


def test_a_wait_with_a_date_to_come_is_no_silence() -> None:
    far = date(2021, 10, 1)

    assert stuck(onsite().request(due=far).now, far) == []
    paused = onsite()
    paused.tell("pause_site", document=paper(K.ONSITE_PAUSE_NOTICE), review_on=far)
    assert stuck(paused.tell("declare_none"), far) == []


def test_a_planned_start_to_come_is_no_silence() -> None:
    story = Story()
    about = story.events[0].model_copy(update={"planned_start": date(2021, 11, 1)})
    later = Story()
    later.events[0] = about
    later.now = later.as_of(later.day)

    assert stuck(later.now, date(2021, 11, 1)) == []
    assert stuck(later.now, date(2021, 11, 2)) == [StallKind.SILENT]


def test_a_machine_does_not_break_a_silence() -> None:
    story = onsite()
    machine = {"kind": "machine", "id": "escalate"}
    story.day += timedelta(days=13)
    now = story.tell("escalate", actor=machine, key="k", stall="silent", rung="x", to="team_head")

    assert now.last_word_on == story.events[3].occurred_on


def test_an_inspection_that_has_ended_is_never_stuck() -> None:
    story = onsite().request(due=date(2021, 7, 1))
    story.tell("discontinue", document=paper(K.TERMINATION_DECISION))

    assert stuck(story.now, date(2024, 1, 1)) == []


def test_the_ladder_rises_by_working_days_and_each_rung_has_its_own_name() -> None:
    story = paused_on_19_july()
    assert story.now is not None
    told = calls(story.now, POLICY, DAYS)

    assert [(call.to.value, call.on) for call in told] == [
        ("team_head", date(2021, 7, 29)),
        ("room_head", date(2021, 8, 3)),
        ("deputy", date(2021, 8, 9)),
        ("chief_inspector", date(2021, 8, 16)),
    ]
    assert len({call.key for call in told}) == 4


def test_a_rung_already_told_is_not_called_again() -> None:
    story = paused_on_19_july()
    assert story.now is not None
    first, *rest = calls(story.now, POLICY, DAYS)
    story.tell(
        "escalate",
        date(2021, 7, 29),
        actor={"kind": "machine", "id": "escalate"},
        key=first.key,
        stall="unreviewed_pause",
        rung=first.rung,
        to="team_head",
    )

    assert calls(story.now, POLICY, DAYS) == tuple(rest)


def test_an_alarm_is_named_by_the_day_its_wait_began_or_the_day_that_was_promised() -> None:
    """So a new holiday tells nothing twice, and a new promise is a new alarm."""
    began, last = date(2021, 6, 4), date(2021, 6, 18)
    silent = Alarm(StallKind.SILENT, began, last, Role.TEAM_HEAD)
    request = Alarm(StallKind.REQUEST_OVERDUE, began, last, Role.TEAM_HEAD, "YC1")

    assert silent.key("TTR-1") == "TTR-1:silent::2021-06-04"
    assert request.key("TTR-1") == "TTR-1:request_overdue:YC1:2021-06-18"


def test_the_sentence_says_where_since_when_for_whom_and_for_what() -> None:
    story = paused_on_19_july()
    assert story.now is not None
    (alarm,) = alarms(story.now, POLICY, DAYS)

    said = sentence(
        alarm,
        story.now,
        date(2021, 9, 8),
        holder=same("Trưởng đoàn Trần Văn Bình"),
        policy=POLICY,
        days=DAYS,
    )

    assert said.vi == (
        "Tạm dừng thanh tra trực tiếp từ 19/07/2021, đã 35 ngày làm việc chưa ai nêu có hay "
        "không nội dung cần yêu cầu giải trình, cung cấp tài liệu (hạn 28/07/2021); chờ "
        "Trưởng đoàn Trần Văn Bình nêu rõ."
    )


def test_every_kind_of_stall_has_its_sentence_in_both_languages() -> None:
    stories = (
        paused_on_19_july(),
        onsite().request(due=date(2021, 7, 1)),
        trang_bang(),
        onsite(),
    )
    seen = set()
    for story in stories:
        assert story.now is not None
        for alarm in alarms(story.now, POLICY, DAYS):
            said = sentence(
                alarm,
                story.now,
                date(2021, 12, 1),
                holder=same("X"),
                policy=POLICY,
                days=DAYS,
            )
            seen.add(alarm.kind)
            assert "{" not in said.vi + said.en
    assert seen >= {
        StallKind.UNREVIEWED_PAUSE,
        StallKind.REQUEST_OVERDUE,
        StallKind.REVIEW_PASSED,
        StallKind.SILENT,
    }


def test_every_kind_of_stall_has_all_its_words() -> None:
    told_by_the_machine = set(StallKind) - {StallKind.UNREADABLE}

    assert set(KIND_NAMES) == set(StallKind)
    assert set(NEARING_NAMES) == told_by_the_machine
    assert set(sentences._SENTENCES) == set(sentences._DUTIES) == told_by_the_machine

"""Pauses with no paper behind them, or no end to them; from the domain."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from builders import TO_SIGNING, K, Story, onsite, paper
from stalls import first_day, said, told, ways

from states.roles import Role
from states.stall import StallKind
from states.stall_names import KIND_NAMES, NEARING_NAMES

DAY = timedelta(days=1)
MACHINE = {"kind": "machine", "id": "drive"}


# ---------------------------------------------------------------- papers of a pause


def paused(**said: Any) -> Story:
    """Paused on Monday 19/07/2021, and nothing is to be requested."""
    story = onsite()
    story.day = date(2021, 7, 19)
    story.tell("pause_site", reason="Giãn cách theo Chỉ thị 16", **said)
    story.tell("declare_none")
    return story


def test_a_pause_on_a_reason_alone_needs_a_paper_within_five_working_days() -> None:
    alarm = told(paused().now, StallKind.NO_DECISION_NUMBER)

    assert alarm is not None
    assert (alarm.on, alarm.role) == (date(2021, 7, 27), Role.TEAM_HEAD)


def test_a_paper_without_its_number_stands_behind_nothing() -> None:
    unnumbered = {**paper(K.ONSITE_PAUSE_NOTICE), "number": ""}

    assert told(paused(document=unnumbered).now, StallKind.NO_DECISION_NUMBER) is not None
    whole = paper(K.ONSITE_PAUSE_NOTICE)
    assert told(paused(document=whole).now, StallKind.NO_DECISION_NUMBER) is None


def test_a_paper_filed_later_stands_behind_the_pause_that_is_on_and_no_later_one() -> None:
    story = paused()
    story.day = date(2021, 7, 30)
    now = story.tell("file_document", document=paper(K.ONSITE_PAUSE_NOTICE, story.day))
    assert told(now, StallKind.NO_DECISION_NUMBER) is None

    story.day = date(2021, 8, 9)
    story.tell("lift_hold", reason="Hết giãn cách")
    story.day = date(2021, 8, 16)
    now = story.tell("pause_site", reason="Dịch trở lại")
    assert first_day(now, StallKind.NO_DECISION_NUMBER) == date(2021, 8, 24)


def test_a_suspension_by_decision_needs_no_other_paper() -> None:
    story = paused()
    story.day = date(2021, 7, 22)
    now = story.tell("pause_case", document=paper(K.SUSPENSION_DECISION), requests_allowed=True)

    assert told(now, StallKind.NO_DECISION_NUMBER) is None


def test_a_start_put_off_needs_a_paper_too_and_may_get_it_with_its_next_review() -> None:
    story = Story()
    story.day = date(2021, 7, 20)
    story.tell("defer_start", reason="Dịch phức tạp", review_on="08/09/2021")
    alarm = told(story.now, StallKind.NO_DECISION_NUMBER)
    assert alarm is not None
    assert (alarm.on, alarm.role) == (date(2021, 7, 28), Role.DEPUTY)
    for names in (KIND_NAMES, NEARING_NAMES):
        name = names[alarm.kind].vi.lower()
        assert "tạm dừng" in name, "a pause goes by it too"
        assert "hoãn" in name
    assert ways(story, StallKind.NO_DECISION_NUMBER, date(2021, 8, 2)) == [
        ["file_document"],
        ["lift_hold"],
    ]

    story.day = date(2021, 9, 8)
    now = story.tell("set_review", review_on="30/09/2021", document=paper(K.OTHER, story.day))
    assert told(now, StallKind.NO_DECISION_NUMBER) is None


# ---------------------------------------------------------------- long pauses


def test_a_pause_with_no_review_date_is_too_long_after_forty_five_working_days() -> None:
    """Nine weeks from Monday 19/07 end on 20/09; two days off in September make it 22/09."""
    alarm = told(paused().now, StallKind.PAUSED_TOO_LONG)

    assert alarm is not None
    assert (alarm.on, alarm.role) == (date(2021, 9, 23), Role.DEPUTY)


def test_a_review_date_or_an_answer_to_come_is_a_wait_with_a_date() -> None:
    with_date = paused(review_on=date(2021, 11, 1))
    assert told(with_date.now, StallKind.PAUSED_TOO_LONG) is None

    asking = paused().request(due=date(2021, 10, 29))
    assert first_day(asking.now, StallKind.PAUSED_TOO_LONG) == date(2021, 10, 30)


def test_a_pause_nobody_reviewed_is_told_as_such_and_not_as_too_long() -> None:
    story = onsite()
    story.day = date(2021, 7, 19)
    now = story.tell("pause_site", document=paper(K.ONSITE_PAUSE_NOTICE))

    assert told(now, StallKind.UNREVIEWED_PAUSE) is not None
    assert told(now, StallKind.PAUSED_TOO_LONG) is None


def test_a_suspension_the_law_limits_is_told_by_its_own_limit() -> None:
    """At the entity's request, under the law of 2022: thirty days, and they block."""
    story = Story(date(2023, 8, 1)).walk(TO_SIGNING[:3])
    story.tell("declare_none")
    now = story.tell(
        "pause_case", document=paper(K.SUSPENSION_DECISION, story.day), ground="entity_request"
    )

    assert told(now, StallKind.PAST_DEADLINE) is not None
    assert told(now, StallKind.PAUSED_TOO_LONG) is None


def test_a_long_pause_ends_by_a_date_or_by_going_on() -> None:
    assert ways(paused(), StallKind.PAUSED_TOO_LONG, date(2021, 9, 30)) == [
        ["lift_hold"],
        ["set_review"],
    ]


@pytest.mark.parametrize(
    ("story", "kind", "expected"),
    [
        (
            paused(),
            StallKind.NO_DECISION_NUMBER,
            "Tạm dừng thanh tra trực tiếp từ 19/07/2021, đã 95 ngày làm việc chưa có văn bản đủ "
            "số, ngày, người ký (cơ quan quy định chậm nhất 26/07/2021); chờ X trình văn bản.",
        ),
        (
            paused(),
            StallKind.PAUSED_TOO_LONG,
            "Tạm dừng thanh tra trực tiếp từ 19/07/2021, đã 95 ngày làm việc mà chưa ai ấn định",
        ),
    ],
)
def test_each_is_said_in_a_sentence_both_late_and_before(
    story: Story, kind: StallKind, expected: str
) -> None:
    assert said(story, kind).startswith(expected)


def test_paused_again_on_the_day_it_was_lifted_it_needs_a_paper_of_that_day() -> None:
    """The paper of the first pause is used up; one signed on the day of the second is not."""
    story = onsite()
    story.day = date(2021, 7, 19)
    story.tell("pause_site", document=paper(K.ONSITE_PAUSE_NOTICE, story.day), reason="dịch")
    story.day = date(2021, 8, 2)
    story.tell("lift_hold", reason="hết dịch")
    again = story.tell("pause_site", reason="dịch trở lại")
    assert told(again, StallKind.NO_DECISION_NUMBER) is not None

    notice = paper(K.ONSITE_PAUSE_NOTICE, story.day, number="72/TB-TTr")
    after = story.tell("file_document", document=notice)
    assert told(after, StallKind.NO_DECISION_NUMBER) is None

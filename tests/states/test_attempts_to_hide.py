"""What a team could do so that a pause is not told as late; from the domain, and in bad faith."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from builders import PAUSE_NOTICE, TO_ONSITE, Story, onsite, paper
from stalls import first_day, told

from states.papers import DocumentKind
from states.stall import StallKind

K = StallKind
PAUSED = date(2021, 7, 19)
DUE = date(2021, 7, 29)
"""The first day on which the pause of 19/07/2021 counts as not reviewed."""


def paused(**said: Any) -> Story:
    story = onsite()
    story.day = PAUSED
    story.tell("pause_site", reason="Giãn cách theo Chỉ thị 16", document=PAUSE_NOTICE, **said)
    return story


def again(story: Story, lifted: date, paused_on: date) -> Story:
    story.day = lifted
    story.tell("lift_hold", reason="Hết giãn cách")
    story.day = paused_on
    story.tell("pause_site", reason="Dịch trở lại", document=PAUSE_NOTICE)
    return story


def test_lifting_a_pause_for_a_day_begins_no_other_one() -> None:
    story = again(paused(), date(2021, 7, 27), date(2021, 7, 28))
    alarm = told(story.now, K.UNREVIEWED_PAUSE)

    assert alarm is not None
    assert (alarm.since, alarm.on) == (PAUSED, DUE)
    # As often as one likes, and under the same name: who was told of it is not told anew.
    for day in (date(2021, 8, 4), date(2021, 8, 12), date(2021, 8, 20)):
        story = again(story, day, day + timedelta(days=1))
        found = told(story.now, K.UNREVIEWED_PAUSE)
        assert found is not None
        assert found.key("x") == alarm.key("x")
    assert first_day(story.now, K.PAUSED_TOO_LONG) is None
    story.tell("declare_none")
    assert first_day(story.now, K.PAUSED_TOO_LONG) == date(2021, 9, 23)


def test_a_pause_after_real_work_is_another_one() -> None:
    story = again(paused(), date(2021, 7, 27), date(2021, 8, 5))  # seven working days of work

    alarm = told(story.now, K.UNREVIEWED_PAUSE)
    assert alarm is not None
    assert (alarm.since, alarm.on) == (date(2021, 8, 5), date(2021, 8, 17))
    closer = again(paused(), date(2021, 7, 27), date(2021, 8, 4))
    assert first_day(closer.now, K.UNREVIEWED_PAUSE) == DUE


def test_what_was_said_of_the_pause_before_counts_for_that_one_alone() -> None:
    story = paused()
    story.day = date(2021, 7, 22)
    story.tell("declare_none")
    again(story, date(2021, 7, 26), date(2021, 7, 27))

    alarm = told(story.now, K.UNREVIEWED_PAUSE)
    assert alarm is not None
    assert (alarm.since, alarm.on) == (date(2021, 7, 27), date(2021, 8, 6))


def test_a_start_put_off_is_no_pause_of_the_inspection() -> None:
    story = Story()
    story.tell("defer_start", reason="Dịch", review_on="15/07/2021")
    story.tell("lift_hold", date(2021, 7, 14), reason="Hết dịch")
    story.walk(TO_ONSITE)
    story.tell("pause_site", reason="Dịch trở lại", document=PAUSE_NOTICE)

    alarm = told(story.now, K.UNREVIEWED_PAUSE)
    assert alarm is not None
    assert alarm.since > date(2021, 7, 14)


def test_a_review_set_for_next_year_is_none_in_time() -> None:
    story = paused(review_on="19/07/2022", days_count=False)
    story.tell("declare_none")

    assert first_day(story.now, K.PAUSED_TOO_LONG) == date(2021, 11, 25)
    near = paused(review_on="20/09/2021")
    near.tell("declare_none")
    assert first_day(near.now, K.PAUSED_TOO_LONG) is None
    assert first_day(near.now, K.REVIEW_PASSED) == date(2021, 9, 21)
    # Looked at again on 15/09: counted from there.
    story.tell("set_review", date(2021, 9, 15), review_on="19/07/2022")
    assert first_day(story.now, K.PAUSED_TOO_LONG) == date(2022, 1, 20)
    story.tell("set_review", date(2021, 9, 16), review_on="15/10/2021")
    assert first_day(story.now, K.PAUSED_TOO_LONG) is None


def test_an_answer_due_next_year_is_not_waited_for_till_then() -> None:
    story = paused()
    story.request("YC1", date(2022, 7, 19))
    story.tell("note", date(2021, 9, 20), text="Đang chờ đối tượng trả lời")

    assert first_day(story.now, K.UNREVIEWED_PAUSE) is None
    assert first_day(story.now, K.PAUSED_TOO_LONG) == date(2021, 11, 25)


def test_a_silence_is_not_excused_by_a_day_far_away() -> None:
    story = Story()
    adjusted = paper(DocumentKind.PLAN_ADJUSTMENT)
    story.tell("defer_start", reason="Dịch", document=adjusted, review_on="01/06/2022")

    assert first_day(story.now, K.SILENT) == date(2021, 10, 8)

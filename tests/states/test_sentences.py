"""Every stall and every duty in words, whole, in both languages: `stalls.txt`, read by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from builders import DAYS, POLICY, K, Story, onsite, paper
from drafting import asked
from prompting import concluded
from stalls import told

from states.roles import Role
from states.sentences import sentence
from states.stall import Alarm, StallKind
from states.terms import DEFERRED
from states.text import Text

KNOWN = Path(__file__).with_name("stalls.txt")
HOLDER = Text("Trưởng đoàn Trần Văn Bình", "team head Trần Văn Bình")
PAUSED = date(2021, 7, 19)


def put_off() -> Story:
    story = Story()
    story.tell("defer_start", reason="Dịch", review_on=date(2021, 9, 30))
    return story


def paused(**said: object) -> Story:
    story = onsite()
    story.tell("pause_site", PAUSED, **(said or {"reason": "Giãn cách"}))
    return story


def reviewed() -> Story:
    story = paused(document=paper(K.ONSITE_PAUSE_NOTICE, PAUSED, "60/TB"))
    story.tell("declare_none", date(2021, 7, 20), reason="Đã rà soát")
    return story


def answered() -> Story:
    story = asked()
    story.tell("receive_answer", date(2021, 8, 19), request="YC1")
    return story


def returned() -> Story:
    story = answered()
    later, why = date(2021, 9, 6), "Thiếu bảng đối chiếu."
    story.tell("return_answer", date(2021, 8, 23), request="YC1", due_on=later, reason=why)
    return story


def complained() -> Story:
    story = concluded()
    story.tell("lodge_complaint", date(2021, 7, 1))
    return story


def reopened() -> Story:
    story = complained()
    ruling = paper(K.COMPLAINT_RULING, date(2021, 7, 15))
    story.tell("uphold_complaint", date(2021, 7, 15), document=ruling)
    story.tell("reopen_conclusion", date(2021, 7, 16), reason="Khiếu nại đúng")
    return story


STALLS: dict[str, tuple[Callable[[], Story], StallKind]] = {
    "a pause nobody reviewed": (paused, StallKind.UNREVIEWED_PAUSE),
    "a deadline of the law": (onsite, StallKind.PAST_DEADLINE),
    "a request": (asked, StallKind.REQUEST_OVERDUE),
    "a request returned": (returned, StallKind.REQUEST_OVERDUE),
    "a start put off": (put_off, StallKind.REVIEW_PASSED),
    "a complaint": (complained, StallKind.COMPLAINT_UNDECIDED),
    "a pause by word of mouth": (paused, StallKind.NO_DECISION_NUMBER),
    "a start put off by word of mouth": (put_off, StallKind.NO_DECISION_NUMBER),
    "a pause without an end": (reviewed, StallKind.PAUSED_TOO_LONG),
    "an answer": (answered, StallKind.ANSWER_UNHANDLED),
    "a conclusion reopened": (reopened, StallKind.UNDATED),
    "a conclusion nobody received": (concluded, StallKind.WAITING_FOR_NOBODY),
    "a conclusion nobody urges": (concluded, StallKind.REMEDY_IDLE),
    "a silence in the plan": (Story, StallKind.SILENT),
    "a silence on site": (onsite, StallKind.SILENT),
    "a silence under a pause": (reviewed, StallKind.SILENT),
}


def said(name: str) -> list[str]:
    """The early warning on two days before the last and on it, and the stall a week after it."""
    build, kind = STALLS[name]
    story = build()
    alarm = told(story.now, kind)
    assert alarm is not None
    assert story.now is not None
    last = alarm.due
    lines = list[str]()
    for day in (DAYS.back(last, 2), DAYS.back(last, 1), last, last + timedelta(7)):
        text = sentence(alarm, story.now, day, holder=HOLDER, policy=POLICY, days=DAYS)
        lines.append(f"{day:%d/%m}: {text.vi} | {text.en}")
    return lines


def known() -> dict[str, list[str]]:
    parts = KNOWN.read_text("utf-8").strip().split("\n\n")
    return {lines[0]: lines[1:] for lines in (part.splitlines() for part in parts)}


@pytest.mark.parametrize("name", STALLS)
def test_a_stall_is_said_before_it_stands_and_after(name: str) -> None:
    assert said(name) == known()[name]


def test_every_kind_that_has_an_alarm_is_there() -> None:
    assert {kind for _, kind in STALLS.values()} == set(StallKind) - {StallKind.UNREADABLE}


def test_on_a_day_off_before_a_last_day_that_is_off_no_working_day_is_left() -> None:
    story = put_off()
    story.tell("set_review", review_on=date(2021, 10, 31))  # a Sunday
    alarm = told(story.now, StallKind.REVIEW_PASSED)
    assert alarm is not None
    assert story.now is not None
    saturday = date(2021, 10, 30)
    text = sentence(alarm, story.now, saturday, holder=HOLDER, policy=POLICY, days=DAYS)

    assert text.vi.endswith("chậm nhất 31/10/2021 (không còn ngày làm việc nào).")
    assert text.en.endswith("by 31/10/2021 (no working day left).")


def test_a_start_put_off_that_nobody_speaks_of_is_called_put_off_since_that_day() -> None:
    now = put_off().now
    assert now is not None
    alarm = Alarm(StallKind.SILENT, now.last_word_on, now.last_word_on, Role.TEAM_HEAD)
    later = date(2021, 12, 1)
    text = sentence(alarm, now, later, holder=HOLDER, policy=POLICY, days=DAYS)

    assert DEFERRED.vi in text.vi
    assert DEFERRED.en in text.en

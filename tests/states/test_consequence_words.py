"""What an act would change, whole, in both languages: `consequences.txt`, read through by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from builders import (
    DAYS,
    PAUSE_NOTICE,
    POLICY,
    TO_ONSITE,
    TO_PUBLISHED,
    TO_SIGNING,
    K,
    Story,
    onsite,
    paper,
)

from states.alarm import Alarm
from states.clocks import Reckoning, clocks
from states.consequence import Outlook, consequence
from states.consequence_words import consequence_lines
from states.deadlines import governing
from states.history import admit
from states.inspection import Inspection
from states.stall import alarms
from states.text import Text, same
from states.timeline import timeline
from tiendo.lawbook import lawbook

TODAY = date(2021, 9, 8)
KNOWN = Path(__file__).with_name("consequences.txt")


def paused() -> Story:
    story = onsite()
    story.tell("pause_site", date(2021, 7, 19), document=PAUSE_NOTICE)
    return story


def asked(due: date) -> Story:
    story = onsite()
    story.tell("draft_request", request="YC1", addressee="BHXH", items=["Sổ"], due_on=due)
    story.tell("send_request", request="YC1", document=paper(K.DOCUMENT_REQUEST, story.day))
    return story


def suspended(**said: object) -> Story:
    story = onsite()
    order = paper(K.SUSPENSION_DECISION, date(2021, 6, 14), number="87/QĐ")
    story.tell("pause_case", date(2021, 6, 14), document=order, **said)
    return story


def put_off() -> Story:
    story = Story()
    story.tell("defer_start", reason="Dịch", review_on=date(2021, 9, 30))
    return story


def lately() -> Story:
    """On site since 23/08/2021, with nothing late."""
    return Story(date(2021, 8, 20)).walk(TO_ONSITE)


def drafted_late() -> Story:
    story = paused()
    given = {"addressee": "Sở Công Thương", "items": ["Hồ sơ"], "due_on": date(2021, 8, 20)}
    story.tell("draft_request", date(2021, 8, 1), request="YC1", **given)
    return story


def drafting(due: date | None = None) -> Story:
    """The draft is being written; a paper may say by when."""
    story = Story(date(2021, 8, 20)).walk(TO_SIGNING[:-2])
    if due is not None:
        order = paper(K.OTHER, story.day, "9/TB")
        story.tell("set_deadline", duty="draft_due_on", due_on=due, document=order)
    return story


def appraised_soon() -> Story:
    return Story(date(2021, 8, 20)).walk(TO_SIGNING[:-1])


SUSPENSION = paper(K.SUSPENSION_DECISION, TODAY)
SOON = date(2021, 9, 20)
ACTS: dict[str, tuple[Story, str, dict[str, object]]] = {
    "decide": (Story(), "issue_decision", {"document": paper(K.DECISION, TODAY)}),
    "put off": (Story(), "defer_start", {"reason": "Dịch", "review_on": SOON}),
    "put off longer": (put_off(), "set_review", {"review_on": date(2021, 10, 29)}),
    "extend": (onsite(), "extend", {"days": 60, "document": paper(K.EXTENSION_DECISION, TODAY)}),
    "pause": (onsite(), "pause_site", {"document": PAUSE_NOTICE}),
    "nothing to ask": (paused(), "declare_none", {"reason": "Đã rà soát"}),
    "resume": (paused(), "lift_hold", {"reason": "Hết giãn cách"}),
    "suspend": (
        onsite(),
        "pause_case",
        {"document": paper(K.SUSPENSION_DECISION, TODAY), "days_count": False},
    ),
    "suspend, unsaid": (
        onsite(),
        "pause_case",
        {"document": paper(K.SUSPENSION_DECISION, TODAY)},
    ),
    "take up again": (
        suspended(days_count=False),
        "lift_hold",
        {"document": paper(K.RESUME_DECISION, TODAY)},
    ),
    "ask": (
        onsite(),
        "draft_request",
        {"request": "YC1", "addressee": "BHXH", "items": ["Sổ"], "due_on": SOON},
    ),
    "answered": (asked(date(2021, 8, 20)), "receive_answer", {"request": "YC1"}),
    "answered in time": (asked(SOON), "receive_answer", {"request": "YC1"}),
    "settled": (asked(date(2021, 8, 20)), "waive_request", {"request": "YC1", "reason": "Thôi"}),
    "end on site": (onsite(), "end_fieldwork", {"document": paper(K.ONSITE_END_NOTICE, TODAY)}),
    "stop": (onsite(), "discontinue", {"document": paper(K.TERMINATION_DECISION, TODAY)}),
    "conclude": (
        Story(date(2021, 8, 20)).walk(TO_SIGNING),
        "issue_conclusion",
        {"document": paper(K.CONCLUSION, TODAY)},
    ),
    "complain": (Story(date(2021, 8, 20)).walk(TO_PUBLISHED), "lodge_complaint", {}),
    "take up what was put off": (put_off(), "lift_hold", {"reason": "Hết dịch"}),
    "extend too little": (
        onsite(),
        "extend",
        {"days": 23, "document": paper(K.EXTENSION_DECISION, TODAY)},
    ),
    "ask too late": (
        drafted_late(),
        "send_request",
        {"request": "YC1", "document": paper(K.DOCUMENT_REQUEST, TODAY)},
    ),
    "suspend in time": (
        lately(),
        "pause_case",
        {"document": SUSPENSION, "days_count": False},
    ),
    "suspend in time, unsaid": (lately(), "pause_case", {"document": SUSPENSION}),
    "submit for appraisal": (
        drafting(),
        "submit_appraisal",
        {},
    ),
    "name a day": (drafting(), "set_deadline", {"duty": "draft_due_on", "due_on": SOON}),
    "name an earlier day": (
        drafting(date(2021, 9, 30)),
        "set_deadline",
        {"duty": "draft_due_on", "due_on": SOON},
    ),
    "appraised": (
        appraised_soon(),
        "submit_for_signature",
        {"document": paper(K.APPRAISAL_REPORT, TODAY)},
    ),
    "send back": (Story(date(2021, 8, 20)).walk(TO_SIGNING), "return_draft", {"reason": "Thiếu"}),
    "note": (paused(), "note", {"text": "Đọc hồ sơ"}),
}


def look(inspection: Inspection) -> Outlook:
    pack = governing(inspection, lawbook())
    found = clocks(Reckoning(timeline(inspection), pack, DAYS, TODAY)) if pack else ()
    return Outlook(inspection, found, alarms(inspection, POLICY, DAYS, lawbook()))


def named(alarm: Alarm, inspection: Inspection) -> Text:
    return same(f"{alarm.role} {inspection.place.team_head}")


def said(name: str) -> list[str]:
    story, kind, fields = ACTS[name]
    assert story.now is not None
    before = look(story.now)
    after = look(admit("TTR-1", story.events, story.event(kind, TODAY, **fields)))
    found = consequence(before, after, TODAY)
    lines = consequence_lines(found, before, after, TODAY, days=DAYS, name=named)
    return [f"{line.tone}: {line.text.vi} | {line.text.en}" for line in lines]


def known() -> dict[str, list[str]]:
    parts = KNOWN.read_text("utf-8").strip().split("\n\n")
    return {lines[0]: lines[1:] for lines in (part.splitlines() for part in parts)}


@pytest.mark.parametrize("name", ACTS)
def test_an_act_says_all_that_it_would_change(name: str) -> None:
    assert said(name) == known()[name]

"""Clocks whose start nobody records; from the domain."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import DAYS, POLICY, TO_PUBLISHED, TO_SIGNING, K, Story, paper
from stalls import complained, concluded, told, ways

from states.lawbook import Lawbook
from states.roles import Role
from states.stall import StallKind, alarms
from tiendo.lawbook import lawbook

DAY = timedelta(days=1)
MACHINE = {"kind": "machine", "id": "drive"}


def test_the_directing_document_waits_for_a_receipt_that_no_rule_asks_for() -> None:
    """Signed on Thursday 10/06/2021; ten working days end on the 24th."""
    story = concluded()
    alarm = told(story.now, StallKind.WAITING_FOR_NOBODY)
    assert alarm is not None
    assert (alarm.subject, alarm.on, alarm.role) == (
        "directing_document",
        date(2021, 6, 25),
        Role.OFFICE,
    )
    assert ways(story, StallKind.WAITING_FOR_NOBODY, date(2021, 7, 1)) == [["file_document"]]

    story.day = date(2021, 7, 1)
    now = story.tell("file_document", document=paper(K.CONCLUSION_TRANSMITTAL, story.day))
    assert told(now, StallKind.WAITING_FOR_NOBODY) is None


@pytest.mark.parametrize("start", [date(2021, 6, 1), date(2023, 8, 1), date(2024, 3, 1)])
def test_until_the_conclusion_some_duty_always_leads_to_the_next(start: date) -> None:
    story = Story(start)
    for step in TO_SIGNING:
        story.walk([step])
        assert told(story.now, StallKind.WAITING_FOR_NOBODY) is None, step


def test_where_the_law_has_no_figure_no_clock_waits() -> None:
    """The law of 2025 gives the directing document no number of days."""
    story = Story(date(2025, 8, 1))
    days = DAYS.__class__(date(2025, 1, 1), date(2026, 12, 31))
    story.walk(TO_PUBLISHED)
    assert story.now is not None

    found = alarms(story.now, POLICY, days, lawbook())
    assert StallKind.WAITING_FOR_NOBODY not in {alarm.kind for alarm in found}


def test_nor_where_a_rule_that_would_warn_has_none() -> None:
    book = lawbook()
    rules = tuple(
        rule.model_copy(update={"amount": None}) if rule.id == "directing_document" else rule
        for rule in book.packs[0].rules
    )
    packs = (book.packs[0].model_copy(update={"rules": rules}), *book.packs[1:])
    now = concluded().now
    assert now is not None

    found = alarms(now, POLICY, DAYS, Lawbook(packs))
    assert StallKind.WAITING_FOR_NOBODY not in {alarm.kind for alarm in found}


def test_an_upheld_complaint_waits_for_the_conclusion_to_be_reopened() -> None:
    story = complained()
    story.tell("file_document", document=paper(K.CONCLUSION_TRANSMITTAL, story.day))
    story.day = date(2021, 8, 2)
    story.tell("uphold_complaint", document=paper(K.COMPLAINT_RULING, story.day))
    alarm = told(story.now, StallKind.WAITING_FOR_NOBODY)
    assert alarm is not None
    assert (alarm.subject, alarm.on, alarm.role) == (
        "conclude_again",
        date(2021, 8, 17),
        Role.CHIEF_INSPECTOR,
    )
    assert ways(story, StallKind.WAITING_FOR_NOBODY, date(2021, 9, 8)) == [["reopen_conclusion"]]

    story.day = date(2021, 9, 8)
    assert told(story.tell("reopen_conclusion"), StallKind.WAITING_FOR_NOBODY) is None


def test_a_conclusion_issued_again_must_be_received_again() -> None:
    story = complained()
    story.tell("file_document", document=paper(K.CONCLUSION_TRANSMITTAL, story.day))
    story.tell("uphold_complaint", document=paper(K.COMPLAINT_RULING, story.day))
    story.tell("reopen_conclusion")
    story.walk([*TO_SIGNING[-2:-1], (TO_SIGNING[-1][0], K.APPRAISAL_REPORT)])
    story.day += DAY
    story.tell("issue_conclusion", document=paper(K.CONCLUSION, story.day, "02/KL-TTr"))

    alarm = told(story.now, StallKind.WAITING_FOR_NOBODY)
    assert alarm is not None
    assert (alarm.subject, alarm.since) == ("directing_document", story.day)

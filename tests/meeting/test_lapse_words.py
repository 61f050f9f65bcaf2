"""A lapse in words: how many days, how many of them worked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agenda import directive
from builders import DAYS, POLICY

from states.meeting.lapse import Lapse, LapseKind
from states.meeting.lapse_words import lapse_sentence
from states.meeting.lapses import lapses
from states.text import Text


def test_a_lapse_says_its_days_and_how_often() -> None:
    story = directive(due_on=date(2021, 9, 3))
    (late,) = lapses(story.as_of(), POLICY, DAYS)

    def said(lapse: Lapse, on: date) -> str:
        holder = Text("Phòng 1", "Room 1")
        return lapse_sentence(lapse, "Trình báo cáo", on, holder=holder, days=DAYS).en

    shape = (
        "Trình báo cáo: due 03/09/2021, {} days late ({} working days) and not reported as done;"
    )
    for day, late_days, worked in ((13, 10, 6), (4, 1, 0), (3, 0, 0)):
        assert said(late, date(2021, 9, day)).startswith(shape.format(late_days, worked))

    unknown = replace(late, due=date(2031, 1, 2))  # no calendar says which of its days are worked
    for when in (date(2021, 9, 3), date(2031, 1, 2)):
        assert "(0 working days)" in said(unknown, when)

    unread = replace(late, kind=LapseKind.NOT_CONFIRMED, since=date(2021, 9, 1), times=3)
    assert said(unread, date(2021, 9, 13)).startswith(
        "Trình báo cáo: 3 proposals read on 01/09/2021 are neither confirmed nor rejected;"
    )

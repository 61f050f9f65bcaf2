from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from agenda import PAPER, report

from states.errors import Refused
from states.meeting.periods import Period
from states.meeting.room_report import REPORT, ReportState
from states.roles import Place, Role

S = ReportState


def test_the_steps_of_a_report_as_the_office_knows_them() -> None:
    legal = {
        (state, act): to for state in S for act in REPORT.steps if (to := REPORT.step(state, act))
    }

    assert legal == {
        (S.EXPECTED, "submit"): S.SUBMITTED,
        (S.SUBMITTED, "submit"): S.SUBMITTED,
        (S.RETURNED, "submit"): S.SUBMITTED,
        (S.SUBMITTED, "accept"): S.ACCEPTED,
        (S.SUBMITTED, "return"): S.RETURNED,
        (S.EXPECTED, "waive"): S.WAIVED,
        (S.RETURNED, "waive"): S.WAIVED,
    }
    assert set(REPORT.build().events) == set(REPORT.steps)


def test_a_report_is_handed_in_returned_and_handed_in_again() -> None:
    story = report()
    assert story.as_of().period == Period(2021, 9)

    story.on(date(2021, 9, 6)).act("submit", by="nghia", paper=PAPER, name="bc.docx")
    story.act("return", due_on=date(2021, 9, 8), reason="Thiếu nhiệm vụ quý IV.")
    assert story.as_of().owed
    again = story.on(date(2021, 9, 7)).act("submit", by="nghia", paper="1" * 64, name="bc2.docx")

    assert (again.state, len(again.handed_in)) == (S.SUBMITTED, 2)
    assert again.last is not None
    assert again.last.name == "bc2.docx"
    assert story.act("accept").state is S.ACCEPTED


def test_the_faults_are_those_of_the_version_that_counts() -> None:
    story = report()
    assert story.as_of().faults == ()
    for found in (["undated", "unsigned"], ["copied"]):
        findings = [{"fault": each, "sentence": "…"} for each in found]
        story.act("submit", by="nghia", paper=PAPER, name="bc.docx", findings=findings)

    assert story.as_of().faults == ("copied",)


def test_an_accepted_report_takes_no_other_version() -> None:
    story = report()
    story.act("submit", by="nghia", paper=PAPER, name="bc.docx")
    story.act("accept")

    with pytest.raises(Refused, match="«Đạt yêu cầu», không thể «Nộp báo cáo»"):
        story.act("submit", by="nghia", paper=PAPER, name="bc.docx")


def test_there_is_no_fifth_quarter() -> None:
    with pytest.raises(Refused, match="Không có quý 5"):
        report(unit="quarter", number=5)


def test_a_report_is_its_rooms_since_the_day_it_was_asked_for() -> None:
    now = report().as_of()
    assert now.place == Place("Phòng 1", "Khối 1", "", owed_by=Role.ROOM_HEAD)
    assert (now.began, now.since, now.due_on) == (*(date(2021, 9, 1),) * 2, date(2021, 9, 5))
    assert report(unit="quarter", number=4).as_of().period == Period(2021, 4, "quarter")


def test_why_it_came_back_stands_until_it_is_handed_in_anew() -> None:
    story = report()
    story.act("submit", paper=PAPER, name="bc.docx")
    back = story.act("return", due_on=date(2021, 9, 8), reason="Thiếu số.")
    assert (back.due_on, back.reason) == (date(2021, 9, 8), "Thiếu số.")
    assert story.act("submit", paper=PAPER, name="bc.docx").reason == ""


def test_a_report_that_was_handed_in_is_accepted_or_returned_and_not_waived() -> None:
    story = report()
    story.act("submit", paper=PAPER, name="bc.docx")
    with pytest.raises(Refused, match="«Đã nộp, chờ đối chiếu», không thể «Thôi") as refused:
        story.act("waive", reason="Nghỉ dịch.")
    assert {*refused.value.instead} == {"submit", "accept", "return"}

    story.act("return", due_on=date(2021, 9, 8), reason="Thiếu số.")
    assert story.act("waive", reason="Phòng giải thể.").reason == "Phòng giải thể."


def test_a_report_is_asked_for_once_and_no_date_lies_before_its_act() -> None:
    asked: dict[str, Any] = {
        "room": "Phòng 1",
        "year": 2021,
        "number": 9,
        "due_on": date(2021, 9, 5),
    }
    with pytest.raises(Refused) as known:
        report().act("expect", **asked)
    assert (known.value.act, known.value.text.en) == ("expect", "This report is known already.")
    assert known.value.text.vi == "Báo cáo kỳ này đã được ghi nhận."

    with pytest.raises(Refused) as early:
        report(due_on=date(2021, 8, 31))
    assert early.value.act == "expect"
    story = report()
    story.act("submit", paper=PAPER, name="bc.docx")
    with pytest.raises(Refused) as back:
        story.act("return", due_on=date(2021, 8, 31), reason="Thiếu số.")
    assert back.value.act == "return"
    with pytest.raises(Refused) as fifth:
        report(unit="quarter", number=5)
    assert fifth.value.act == "expect"

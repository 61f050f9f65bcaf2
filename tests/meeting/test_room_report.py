from __future__ import annotations

from datetime import date

import pytest
from agenda import PAPER, report

from states.errors import Refused
from states.meeting.periods import Period
from states.meeting.room_report import REPORT, ReportState

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
        (S.SUBMITTED, "waive"): S.WAIVED,
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


def test_an_accepted_report_takes_no_other_version() -> None:
    story = report()
    story.act("submit", by="nghia", paper=PAPER, name="bc.docx")
    story.act("accept")

    with pytest.raises(Refused, match="«Đạt yêu cầu», không thể «Nộp báo cáo»"):
        story.act("submit", by="nghia", paper=PAPER, name="bc.docx")


def test_there_is_no_fifth_quarter() -> None:
    with pytest.raises(Refused, match="Không có quý 5"):
        report(unit="quarter", number=5)

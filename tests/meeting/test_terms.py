"""What was read, in words: by when, whose, how often, and each fault of a report."""

from __future__ import annotations

from datetime import date

import pytest

from states.meeting.fault_words import BRIEF, brief_faults
from states.meeting.mentions import Owner
from states.meeting.paper import Place
from states.meeting.periods import Period
from states.meeting.report import Fault, Finding
from states.meeting.terms import due_text, every_text, finding_text, owner_text
from states.meeting.when import Due, DueKind
from states.text import Text

DAY = date(2021, 9, 14)


@pytest.mark.parametrize(
    ("kind", "vi", "en"),
    [
        (DueKind.DAY, "hạn 14/09/2021 («x»)", "due 14/09/2021 (“x”)"),
        (DueKind.REVIEW, "xem xét lại 14/09/2021 («x»)", "decided again on 14/09/2021 (“x”)"),
        (DueKind.EVENT, "theo sự kiện: «x»", "by an event: “x”"),
        (DueKind.MISSING, "chưa có hạn", "due date missing"),
        (DueKind.RECURRING, "2 tháng một lần", "every 2 months"),
    ],
)
def test_by_when_in_words(kind: DueKind, vi: str, en: str) -> None:
    assert due_text(Due(kind, on=DAY, words="x", every="every 2 months")) == Text(vi, en)


def test_a_usual_period_has_its_own_words_and_an_owner_without_a_name_his_capacity() -> None:
    assert every_text("every month").vi == "hằng tháng"
    assert owner_text(Owner("room", "Phòng 1")) == Text("Phòng 1", "Phòng 1")
    assert owner_text(Owner("office")).en != "office"
    assert owner_text(Owner("nobody knows")) == Text("nobody knows", "nobody knows")


def test_a_fault_names_its_places_and_its_period_where_it_has_them() -> None:
    twice = Finding(Fault.SECTION_TWICE, Place(17), about="2", first=Place(16))
    assert finding_text(twice).vi == "Hai mục cùng đánh số (2): dòng 16 và dòng 17."
    missing = Finding(Fault.SECTION_MISSING, Place(17), about="2")
    assert finding_text(missing).vi == "Không có mục (2): sau (không có) là dòng 17."
    assert finding_text(Finding(Fault.OMITTED, about="03 dự án")).en == "Not mentioned: 03 dự án."
    late = Finding(Fault.FUTURE_RESULT, words="x", period=Period(2021, 9))
    assert finding_text(late).en == "A result from after 09/2021: “x” ((nowhere))."
    assert finding_text(Finding(Fault.NO_TRAINING)).vi.startswith("Các cuộc thanh tra của phòng")


def test_faults_are_told_in_a_few_words_the_gravest_first_and_each_once() -> None:
    assert set(BRIEF) == set(Fault)
    assert brief_faults(["omitted_from_report", "undated", "omitted_from_report", "of old"]) == (
        Text(
            "Máy thấy: không ghi ngày, không đề cập việc phải báo cáo.",
            "The checks found: no date, leaves out what it must mention.",
        )
    )
    assert brief_faults(["of old"]) is brief_faults([]) is None

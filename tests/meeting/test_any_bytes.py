"""Whatever the bytes: a paper, or the one named refusal; and the rules read any text at all."""

from __future__ import annotations

import random
import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from meeting_papers import docx_of, numbered_docx, paper_of, pdf_of, seed
from mutated import mutated
from thorough import THOROUGH, share

from states.meeting.periods import Period
from states.meeting.proposals import Known
from states.meeting.reading import read_conclusion
from states.meeting.report import Asked, Earlier, Matter, check_report
from tiendo.meeting.docx_text import docx_paragraphs
from tiendo.meeting.faults import BadPaper, Unreadable
from tiendo.meeting.pdf_text import pdf_pages
from tiendo.meeting.taking_in import take_in
from tiendo.meeting.wording import wording

KNOWN = Known(date(2021, 9, 8))
TEXT = seed("2021-09")
GOOD = {
    "docx": docx_of(TEXT.splitlines()[:40]),
    "numbered": numbered_docx([(0, "Kết quả"), (1, "Đã làm."), (0, "Nhiệm vụ")]),
    "pdf": pdf_of([["KẾT LUẬN", "Phòng 1 báo cáo."], ["Văn phòng trình."]]),
}
SLOWEST = 20.0


@pytest.mark.parametrize("kind", GOOD)
def test_a_mutated_file_is_read_or_refused_by_name(kind: str) -> None:
    read = pdf_pages if kind == "pdf" else docx_paragraphs
    chance, outcomes, slowest = random.Random(20210908), {"read": 0, "refused": 0}, 0.0  # noqa: S311

    for _ in range(share(1_000)):
        content, started = mutated(GOOD[kind], chance), time.perf_counter()
        try:
            read(content)
            outcomes["read"] += 1
        except Unreadable:
            outcomes["refused"] += 1
        slowest = max(slowest, time.perf_counter() - started)

    assert outcomes["refused"] > 5
    assert slowest < SLOWEST


@given(
    st.one_of(st.binary(max_size=400), st.binary(max_size=200).map(lambda b: TEXT.encode() + b))
)
@settings(
    deadline=None,
    max_examples=2_000 if THOROUGH else 80,
    suppress_health_check=[HealthCheck.too_slow],
)
def test_any_bytes_as_text_are_a_paper_or_refused(content: bytes) -> None:
    try:
        taken = take_in(content if content[:2] != b"PK" else b"x" + content, "kl.txt")
    except BadPaper:
        return

    assert any(char.isalpha() for char in taken.paper.text)


PIECES = st.sampled_from(
    [
        *("Văn phòng", "Phòng 1", "các phòng", "Phòng Nghiệp vụ", "đồng chí", "Trưởng đoàn", "Tổ"),
        *("trình", "chưa", "không báo cáo", "yêu cầu", "giao", "phối hợp với", "quá hạn", "cần"),
        *(
            "chậm nhất",
            "trước ngày",
            "31/9/2021",
            "14/9",
            "tháng 13",
            "quý V",
            "cuối tháng 2",
            "99",
        ),
        *("hằng tháng", "2 tuần một lần", "sau khi", "kể từ ngày họp", "trong 5 ngày làm việc"),
        *(
            "1.",
            "2.",
            "(4)",
            "I.",
            "a)",
            "-",
            "+",
            ":",
            ";",
            ".",
            ",",
            "\n",
            "\n\n",
            "(",
            ")",
            "…",
        ),
        *("NHIỆM VỤ", "HẠN CHẾ", "Số: /TB", "Nơi nhận:", "CHÁNH THANH TRA", "\uf0b7", "\u0301"),
    ]
)


@given(st.lists(PIECES, max_size=60), st.text(max_size=40))
@settings(deadline=None, max_examples=2_000 if THOROUGH else 100)
def test_any_text_can_be_read_and_every_item_stands_in_it(words: list[str], more: str) -> None:
    paper = paper_of(" ".join(words) + more)

    reading = read_conclusion(paper, wording(), KNOWN)
    check_report(paper, wording(), Asked(Period(2021, 9), (Matter("a", ("Bến Đình",), "x y z"),)))

    for item in reading.items:
        text = paper.paragraphs[item.paragraph].text
        assert text[item.start : item.end] == item.words


@pytest.mark.parametrize("length", [15_000, pytest.param(60_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("unit", ["đồng chí A ", "tháng 1 ", "A. B. "])
def test_a_monstrous_line_takes_seconds_and_not_minutes(unit: str, length: int) -> None:
    paper = paper_of("1. Văn phòng trình " + unit * (length // len(unit)))
    started = time.process_time()

    read_conclusion(paper, wording(), KNOWN)
    check_report(paper, wording(), Asked(Period(2021, 9), (), (Earlier(Period(2021, 8), paper),)))

    assert time.process_time() - started < SLOWEST * length / 60_000

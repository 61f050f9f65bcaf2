"""A paragraph taken apart: where a sentence ends, and what stands between semicolons."""

from __future__ import annotations

import pytest

from states.meeting.clauses import Span, parts, sentences, trimmed


def said(text: str, start: int) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, start)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Phòng 1 trình. Phòng 2 xem!", ["Phòng 1 trình.", "Phòng 2 xem!"]),
        ("Phòng 1 trình. phòng 2 xem.", ["Phòng 1 trình. phòng 2 xem."]),
        ("Đồng chí A. Lê Nam và TP. Tây Ninh trình.", None),
        ("Giao đ/c. Bình trình.", None),
        ("Trình UBND. Sau đó gửi.", ["Trình UBND.", "Sau đó gửi."]),
        ("“Trình ngay.” Phòng 2 xem… (1) Gửi.", ["“Trình ngay.”", "Phòng 2 xem…", "(1) Gửi."]),
        ("Họp ở B. Phòng 2 xem. Hết.", ["Họp ở B. Phòng 2 xem.", "Hết."]),
        ("  ", []),
    ],
)
def test_a_sentence_ends_before_a_capital_but_after_no_short_form(
    text: str, found: list[str] | None
) -> None:
    assert said(text, 0) == ([text] if found is None else found)


def test_what_lies_before_the_offset_is_no_part_of_any() -> None:
    text = "1. Một. Hai. Ba."
    assert said(text, 3) == ["Một.", "Hai.", "Ba."]
    assert said("Một. Hai.", 5) == ["Hai."]
    assert said("Một. Hai. Ba.", 10) == ["Ba."]


def test_what_is_longer_than_any_sentence_is_cut() -> None:
    assert [len(each) for each in said("x" * 6_500, 0)] == [3_000, 3_000, 500]
    assert [len(each) for each in said("x" * 3_000, 0)] == [3_000]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Phòng 1 trình; Phòng 2 xem.", ["Phòng 1 trình", "Phòng 2 xem."]),
        ("Phòng 1 trình;x", ["Phòng 1 trình", "x"]),
        ("Trình (tờ trình; báo cáo); gửi.", ["Trình (tờ trình; báo cáo)", "gửi."]),
        ("a) trình; b) xem.", ["a) trình", "b) xem."]),
        ("Trình;", ["Trình"]),
        ("Trình; ./.", ["Trình; ./."]),
        ("Trình;;", ["Trình"]),
    ],
)
def test_a_clause_ends_at_a_semicolon_outside_brackets(text: str, found: list[str]) -> None:
    spans = parts(text, Span(0, len(text)))
    assert [text[each.start : each.end] for each in spans] == found


def test_a_part_may_be_nothing_but_blanks() -> None:
    assert trimmed(" ;\t", Span(0, 3)) == Span(1, 1)
    assert trimmed("  ", Span(0, 2)) == Span(2, 2)
    assert trimmed("  x", Span(0, 2)) == Span(2, 2)
    assert trimmed("x  ", Span(1, 3)) == Span(3, 3)

"""Lines put together to paragraphs: one broken only because it was full is joined again."""

from __future__ import annotations

import pytest
from meeting_papers import paper_of

from states.meeting.paper import Place, place_text, tidy
from states.text import Text

WIDTH = 50


def filled(length: int, ends: str = "") -> str:
    """Words of a length, in small letters but the first."""
    return ("N" + "ăm ấy " * 30)[: length - len(ends) - 1].rstrip().ljust(
        length - len(ends) - 1, "a"
    ) + f"b{ends}"


def joined(before: str, after: str, *, others: int = 5, width: int = WIDTH) -> bool:
    """Whether two lines are one paragraph among others that are full and closed."""
    closed = [filled(width, ".") for _ in range(others)]
    paper = paper_of("\n".join([*closed, before, after]))
    assert len(paper.paragraphs) in (others + 1, others + 2)
    return len(paper.paragraphs) == others + 1


@pytest.mark.parametrize(
    ("before", "after", "one"),
    [
        (filled(40), "Trăm năm", True),  # 40, a blank and 4 of 50: that word had no room
        (filled(40), "Bảy", False),  # 44 are less than nine tenths
        (filled(41), "Bảy", True),
        (filled(20), "không hết câu", True),
        (filled(20), "eGov không hết câu", True),
        (filled(20), "2021 không hết câu", True),
        (filled(20), "Câu mới", False),
        (filled(20), "(trong ngoặc)", False),
        (filled(20, ","), "(trong ngoặc)", True),
        (filled(20, "-"), "(trong ngoặc)", True),
        (filled(20, " X"), "(trong ngoặc)", False),
        (filled(20, ","), "Câu mới", False),
        *((filled(20, sign), "không hết", True) for sign in (":", ";", "/", '"', "”")),
        (filled(20, ":"), "eGov", True),
        (filled(20, ":"), "Câu mới", False),
        *((filled(45, sign), "không hết", False) for sign in (".", "?", "!", "…")),
        ("KẾT LUẬN CỦA CHÁNH THANH TRA TỈNH TÂY NINH THÁNG", "về việc họp giao ban", False),
        (filled(48), "KẾT LUẬN", False),
    ],
)
def test_a_line_goes_on_where_it_was_full_or_its_sentence_is_not_over(
    before: str, after: str, one: bool
) -> None:
    assert joined(before, after) is one


@pytest.mark.parametrize(
    ("before", "after", "one"),
    [
        (filled(24) + " Phòng", "2. chủ trì", True),  # 30 of 50: six tenths
        (filled(23) + " Phòng", "2. chủ trì", False),
        (filled(24) + " Phòng", "1.2. chủ trì", False),
        (filled(24) + " Phòng", "(2) chủ trì", False),
        (filled(24) + " Phòng", "- chủ trì", False),
        (filled(29) + "b", "2. chủ trì", False),
        (filled(48), "3) chủ trì", True),
        (filled(47, "."), "3) chủ trì", False),
        (filled(44, " 12"), "3) chủ trì", False),
        (filled(48, " ý"), "3) chủ trì", True),
        (filled(48), "(3) chủ trì", False),
        (filled(48), "b) chủ trì", False),
        (filled(20), "3) chủ trì", False),
    ],
)
def test_a_number_at_the_beginning_may_be_the_end_of_a_name(
    before: str, after: str, one: bool
) -> None:
    assert joined(before, after) is one


def test_a_line_longer_than_the_others_is_broken_by_hand() -> None:
    """Of twenty lines the longest is an exception: up to a tenth more it still counts as full."""
    assert joined(filled(44), "Câu", others=18, width=40)
    assert joined(filled(55), "Câu", others=18)
    assert not joined(filled(56), "Câu", others=18)


@pytest.mark.parametrize(
    ("others", "width", "one"),
    [
        (3, 50, True),
        (2, 50, False),
        (3, 40, True),
        (3, 39, False),
        (3, 120, True),
        (3, 121, False),
    ],
)
def test_only_a_text_of_some_lines_of_a_usual_width_was_broken(
    others: int, width: int, one: bool
) -> None:
    assert joined(filled(width - 2), "Câu", others=others, width=width) is one


def test_a_short_text_has_no_full_lines_at_all() -> None:
    assert not joined("Giao Phòng", "2. chủ trì", others=0)
    assert not joined("Giao Phòng", "2. chủ trì", width=30)  # five lines, but narrower than any


@pytest.mark.parametrize(("indent", "one"), [(0, True), (1, True), (2, False), (4, False)])
def test_a_line_further_in_begins_a_paragraph(indent: int, one: bool) -> None:
    assert joined(filled(20), " " * indent + "không hết câu") is one
    assert joined(" " * 2 + filled(20), " " * (indent + 2) + "không hết câu") is one


def test_a_line_is_made_tidy() -> None:
    assert tidy("Báo\u200bcáo\u00ad  **tháng**\u00a09") == "Báocáo tháng 9"
    assert tidy("## Nhiệm vụ") == "Nhiệm vụ"
    assert tidy("\uf0b7 Giao Phòng 1") == "• Giao Phòng 1"


def test_a_place_in_words() -> None:
    assert Place(3).say() == Text("dòng 3", "line 3")
    assert Place(3, page=2).say() == Text("trang 2, dòng 3", "page 2, line 3")
    assert Place(3, unit="paragraph").say() == Text("đoạn 3", "paragraph 3")


@pytest.mark.parametrize("place", [Place(3), Place(12, page=2), Place(3, unit="paragraph")])
def test_a_place_as_it_was_recorded_is_told_in_both_languages(place: Place) -> None:
    assert place_text(place.say().vi) == place.say()


@pytest.mark.parametrize("said", ["", "trang 2, đoạn 3", "Dòng 3", "dòng 3, mục b", "phụ lục"])
def test_a_place_in_other_words_stays_as_it_is(said: str) -> None:
    assert place_text(said) == Text(said, said)

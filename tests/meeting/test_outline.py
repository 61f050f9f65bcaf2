"""Sections, their numbers and the head of a paper."""

from __future__ import annotations

from datetime import date

import pytest
from meeting_papers import paper_of

from states.meeting.header import header_of
from states.meeting.outline import Marker, body_of, marker_of, numbering, outline
from states.meeting.paper import Paper, Paragraph, Place

HEAD = "KẾT LUẬN\nHọp giao ban\nChủ trì kết luận như sau:\n"


def faults(body: str) -> list[tuple[str, bool, int]]:
    found = numbering(paper_of(HEAD + body))
    return [(fault.number, fault.twice, fault.place.number) for fault in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("1. Một.\n2. Hai.\n3. Ba.", []),
        ("1. Một.\n2. Hai.\n2. Ba.", [("2", True, 6)]),
        ("1. Một.\n3. Ba.", [("2", False, 5)]),
        ("I. Một\n1. A.\n2. B.\nII. Hai\n1. C.\n2. D.", []),
        ("I. Một\n1. A.\nII. Hai\n1. C.\n1. D.", [("1", True, 8)]),
        ("I. Một.\nII. Hai.\nIV. Bốn.", [("III", False, 6)]),
        ("(1) Một.\n- a.\n- b.\n(2) Hai.\n(2) Ba.", [("2", True, 8)]),
        ("a) Một.\nb) Hai.\nc) Ba.\nd) Bốn.\nđ) Năm.\ne) Sáu.", []),
        ("a) Một.\nb) Hai.\nb) Ba.", [("b", True, 6)]),
        ("1. Một.\n1.1. A.\n1.2. B.\n2. Hai.\n2.1. C.", []),
        ("1. Một.\n1.1. A.\n1.1. B.", [("1.1", True, 6)]),
        ("1. Một.\n1.1. A.\n2. Hai.\n2.1.1. B.", []),
        ("1. Một.\n7. Bảy.", [(str(n), False, 5) for n in range(2, 7)]),
        ("1. Một.\n8. Tám.", []),  # more than five: another row
        ("III. Ba.\nVI. Sáu.", [("IV", False, 5), ("V", False, 5)]),
        ("VIII. Tám.\nX. Mười.", [("IX", False, 5)]),
        ("A. Một.\na) Nhỏ.\nB. Hai.\nb) Nhỏ.", []),
        ("A. Một.\na) Nhỏ.\nA. Hai.", [("A", True, 6)]),
        ("Thứ nhất, một.\nThứ nhất, hai.", []),
        ("01. Một.\n02. Hai.\n04. Bốn.", [("3", False, 6)]),
        ("IX. Chín.\nXII. Mười hai.", [("X", False, 5), ("XI", False, 5)]),
        ("IIX. Tám.\nX. Mười.", []),  # no number at all: nothing is between
        ("I. Một\n1. A.\n2. B.\n3. C.\nII. Hai\n1. D.\n3. E.", [("2", False, 10)]),
    ],
)
def test_two_sections_with_a_number_and_a_number_left_out(
    body: str, expected: list[tuple[str, bool, int]]
) -> None:
    assert faults(body) == expected


def test_a_fault_of_numbers_names_the_one_before_it_too() -> None:
    for body in ("1. Một.\n2. Hai.\n4. Bốn.", "1. Một.\n2. Hai.\n2. Ba."):
        (fault,) = numbering(paper_of(HEAD + body))
        assert fault.first.number == 5


@pytest.mark.parametrize(
    ("text", "style", "number"),
    [
        ("- Trình.", "-", ""),
        ("+ Trình.", "+", ""),
        ("1. Trình.", "1", "1"),
        ("1.2. Trình.", "1.1", "1.2"),
        ("1.2.3. Trình.", "1.1.1", "1.2.3"),
        ("(2) Trình.", "(1)", "2"),
        ("IV. Trình.", "I", "IV"),
        ("B. Trình.", "A", "B"),
        ("b) Trình.", "a", "b"),
        ("Thứ hai, trình.", "thứ", "Thứ hai"),
    ],
)
def test_a_marker_has_a_style_and_a_number(text: str, style: str, number: str) -> None:
    assert marker_of(text) == Marker(style, number)


def lines(*texts: str) -> Paper:
    """A paper of which each line is a paragraph by itself."""
    return Paper(tuple(Paragraph(text, ((0, Place(n)),)) for n, text in enumerate(texts, 1)))


def test_a_number_on_the_last_line_numbers_nothing() -> None:
    assert body_of(lines("Họp giao ban", "1. Một.")) == range(2)
    assert body_of(lines("Họp giao ban", "1. Một.", "Hai.")) == range(1, 3)


def test_a_post_in_capitals_ends_the_body_near_the_end_of_a_paper() -> None:
    post, before = "CHÁNH THANH TRA", [f"{n}. Việc." for n in range(1, 5)]
    assert body_of(lines(*before, post, *["x"] * 7)).stop == 4
    assert body_of(lines(*before, post, *["x"] * 8)).stop == 13  # too far up for a signature
    assert body_of(lines(*before[:3], post)).stop == 3
    assert body_of(lines(*before[:2], post)).stop == 3  # and this is still the head


def test_each_part_stands_under_its_headings() -> None:
    text = "I. Nhiệm vụ\n1. Công tác Văn phòng\n- Trình đề án.\n2. Khác\n- Làm tiếp.\nII. Kết"
    blocks = outline(paper_of(HEAD + text))

    shown = {block.body: [each for each in block.above if each][1:] for block in blocks}
    assert shown["Trình đề án."] == ["Nhiệm vụ", "Công tác Văn phòng"]
    assert shown["Làm tiếp."] == ["Nhiệm vụ", "Khác"]
    assert [block.heading for block in blocks] == [True, True, False, True, False, False]


@pytest.mark.parametrize(
    ("head", "number", "day", "place"),
    [
        ("Số: 31/TB-TTr\nHuế, ngày 07 tháng 4 năm 2022", "31/TB-TTr", date(2022, 4, 7), "Huế"),
        (
            "Số: 09/KL-TTH      Mỏ Cày Bắc, ngày 04 tháng 10 năm 2019",
            "09/KL-TTH",
            date(2019, 10, 4),
            "Mỏ Cày Bắc",
        ),
        ("Số:     /TB-TTr\nTây Ninh, ngày    tháng 9 năm 2021", "", None, "Tây Ninh"),
        (
            "Số: …./BC-P1\nBà Rịa - Vũng Tàu, ngày 5/9/2021",
            "",
            date(2021, 9, 5),
            "Bà Rịa - Vũng Tàu",
        ),
        ("Hôm nay, ngày 02/10/2019, Thanh tra huyện họp giao ban.", "", None, ""),
    ],
)
def test_number_day_and_place_are_read_or_missed(
    head: str, number: str, day: date | None, place: str
) -> None:
    found = header_of(paper_of(f"{head}\nTHÔNG BÁO\nKết luận giao ban\n1. Việc.\n2. Việc."))

    assert (found.number, found.dated_on, found.place) == (number, day, place)


@pytest.mark.parametrize(
    ("foot", "signer"),
    [
        ("CHÁNH THANH TRA\n\nTrần Đức Hoàng", "Trần Đức Hoàng"),
        ("KT. CHÁNH THANH TRA\nPHÓ CHÁNH THANH TRA\n(Đã ký)\nLê Quốc Bình", "Lê Quốc Bình"),
        ("Nơi nhận:\n- Lưu: VT.\n(M.An)\nCHÁNH THANH TRA", ""),
        ("Nơi nhận:\n- Lưu: VT.", ""),
    ],
)
def test_the_signer_is_the_name_under_the_post(foot: str, signer: str) -> None:
    paper = paper_of(f"{HEAD}1. Một.\n2. Hai.\n3. Ba.\n{foot}")

    assert header_of(paper).signer == signer


def test_a_lead_in_stands_over_the_prose_after_it_until_the_next_one() -> None:
    paper = paper_of(
        HEAD + "Hạn chế còn có:\nPhòng 1 chậm.\nPhòng 2 sót việc.\nNhiệm vụ tháng tới:\n"
        "- Phòng 1 trình.\nCác phòng thực hiện.\n"
    )

    above = {block.body: block.above[1:] for block in outline(paper)}

    assert above["Phòng 2 sót việc."] == ("Hạn chế còn có:",)
    assert above["Phòng 1 trình."] == ("Nhiệm vụ tháng tới:",)
    assert above["Các phòng thực hiện."] == ()


def test_a_short_line_over_a_list_is_its_heading_and_not_joined_to_its_number() -> None:
    paper = paper_of(
        HEAD + "1. Văn phòng\n1.1. Trình quy chế sửa đổi trước ngày 15/9 để kịp họp.\n"
        "2. Khác.\nPhòng Nghiệp vụ 1\n- Lập đoàn.\n" + "Một dòng khác.\n" * 3
    )

    blocks = {block.body: block for block in outline(paper)}

    assert blocks["Văn phòng"].heading
    assert blocks["Phòng Nghiệp vụ 1"].heading
    assert blocks["Lập đoàn."].above[-1] == "Phòng Nghiệp vụ 1"


def test_only_what_is_a_heading_stands_above_other_text() -> None:
    (*_, below) = outline(lines("Kết luận như sau:", "1. Việc đã xong.", "- Phòng 2 xem."))
    assert below.above == ("Kết luận như sau:", "")

    blocks = outline(lines("Như sau:", "- Phòng 1:", "+ Trình hồ sơ", "- Phòng 2 xem."))
    assert [block.above[1:] for block in blocks] == [(), ("Phòng 1:",), ()]
    assert [block.heading for block in blocks] == [True, False, False]


@pytest.mark.parametrize(
    ("first", "second", "heading"),
    [
        ("1. " + "x" * 157, "- Việc.", True),
        ("1. " + "x" * 158, "- Việc.", False),  # longer than any heading
        ("x" * 60, "- Việc.", True),
        ("x" * 61, "- Việc.", False),
        ("x" * 60, "Việc.", False),
        ("1. Việc", "2. Việc", False),
        ("1. Việc", "Việc khác", True),
    ],
)
def test_a_heading_is_short_and_something_stands_under_it(
    first: str, second: str, heading: bool
) -> None:
    blocks = outline(lines("Kết luận như sau:", first, second))
    assert [block.heading for block in blocks] == [heading, False]


def test_a_list_numbered_anew_under_another_heading_has_no_number_twice() -> None:
    assert faults("* Đã làm:\n1. A.\n2. B.\n* Chưa làm:\n1. C.\n2. D.\n2. E.") == [("2", True, 10)]

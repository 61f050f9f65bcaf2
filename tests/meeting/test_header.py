"""The head and foot of a paper: its title, number, day and signer, or that they lack."""

from __future__ import annotations

from datetime import date

import pytest

from states.meeting.header import Header, header_of
from states.meeting.paper import Paper, Paragraph, Place

NUMBER, DATED = "Số: 12/KL-TTr", "Tây Ninh, ngày 08 tháng 9 năm 2021"
BODY = ("1. Một.", "2. Hai.", "3. Ba.")


def head(*lines: str, foot: tuple[str, ...] = ()) -> Header:
    """The header of a paper of which each line is a paragraph by itself."""
    texts = (*lines, *BODY, *foot)
    numbered = enumerate(texts, start=1)
    return header_of(Paper(tuple(Paragraph(text, ((0, Place(n)),)) for n, text in numbered)))


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("THÔNG BÁO", "Kết luận họp giao ban", "Kính gửi:"), "THÔNG BÁO Kết luận họp giao ban"),
        (("Kết luận họp giao ban",), "Kết luận họp giao ban"),
        (("THÔNG BÁO", "Chánh Thanh tra kết luận như sau:"), "THÔNG BÁO"),
        (("THÔNG BÁO", "Ngày 8/9 đã họp.", "x"), "THÔNG BÁO"),
        (("THÔNG BÁO", "x" * 200), f"THÔNG BÁO {'x' * 200}"),
        (("THÔNG BÁO", "x" * 201), "THÔNG BÁO"),
        (("THANH TRA TỈNH", "Họp giao ban"), ""),
    ],
)
def test_the_title_is_its_line_and_the_one_below_that_is_no_sentence(
    lines: tuple[str, ...], title: str
) -> None:
    assert head(*lines).title == title


def test_a_number_has_its_place_though_it_be_left_blank() -> None:
    found = head("THANH TRA TỈNH", NUMBER, DATED)
    assert (found.number, found.number_at) == ("12/KL-TTr", Place(2))
    blank = head("THANH TRA TỈNH", "Số: /TB-TTr")
    assert (blank.number, blank.number_at) == ("", Place(2))
    assert head("THANH TRA TỈNH").number_at is None
    assert head("Số: 12").number == "12"
    assert head("Số: 12a.1/BC-P1").number == "12a.1/BC-P1"
    assert head("Số: ABC/TB-TTr").number == ""  # a number has a digit


@pytest.mark.parametrize(
    ("line", "day", "place"),
    [
        (DATED, date(2021, 9, 8), "Tây Ninh"),
        ("Tây Ninh, ngày 08/9/2021", date(2021, 9, 8), "Tây Ninh"),
        ("TP. Tây Ninh, ngày 08 tháng 9 năm 2021", date(2021, 9, 8), "TP. Tây Ninh"),
        ("Tp. Tây Ninh, ngày 08 tháng 9 năm 2021", date(2021, 9, 8), "Tp. Tây Ninh"),
        ("Bà Rịa - Vũng Tàu, ngày 08 tháng 9 năm 2021", date(2021, 9, 8), "Bà Rịa - Vũng Tàu"),
        ("THANH TRA TỈNH Tây Ninh, ngày 08 tháng 9 năm 2021", date(2021, 9, 8), "Tây Ninh"),
        ("Tây Ninh, ngày    tháng 9 năm 2021", None, "Tây Ninh"),
        ("Tây Ninh, ngày 08 tháng    năm 2021", None, "Tây Ninh"),
        ("Tây Ninh, ngày 08 tháng 9 năm", None, "Tây Ninh"),
        ("Tây Ninh, ngày 31 tháng 9 năm 2021", None, "Tây Ninh"),
        ("trong tuần, ngày 08 tháng 9 năm 2021", None, ""),
        ("Ia O, ngày 08 tháng 9 năm 2021", date(2021, 9, 8), "Ia O"),
        ("UBND TP Huế, ngày 08 tháng 9 năm 2021", date(2021, 9, 8), "Huế"),
        ("Tây Ninh, ngày    /    /2021", None, "Tây Ninh"),
    ],
)
def test_it_is_dated_where_it_was_signed(line: str, day: date | None, place: str) -> None:
    found = head("THANH TRA TỈNH", line)
    assert (found.dated_on, found.place) == (day, place)


def test_the_day_of_the_meeting_is_not_that_of_the_paper() -> None:
    told = "Ngày 06/9/2021, Chánh Thanh tra chủ trì họp giao ban"
    assert head(f"{DATED}, sau khi họp giao ban ngày 07/9/2021", told).meeting_on == date(
        2021, 9, 6
    )
    assert head(told).meeting_on == date(2021, 9, 6)
    assert head("Họp giao ban ngày 7 tháng 9 năm 2021").meeting_on == date(2021, 9, 7)
    assert head(DATED).meeting_on is None


def test_the_head_is_six_paragraphs_where_the_body_begins_sooner() -> None:
    six = ("a", "b")  # and the three of the body
    assert head(*six, foot=(f"{NUMBER} là số",)).number == "12/KL-TTr"
    assert head(*six, "Kết luận:", foot=(f"{NUMBER} là số",)).number == ""


POST = "CHÁNH THANH TRA"


@pytest.mark.parametrize(
    ("foot", "signer"),
    [
        ((POST, "Trần Đức Hoàng"), "Trần Đức Hoàng"),
        ((POST, "TRẦN ĐỨC HOÀNG"), "TRẦN ĐỨC HOÀNG"),
        ((POST, "(đã ký)", "Trần Đức Hoàng"), "Trần Đức Hoàng"),
        ((POST, "(Trần Đức Hoàng)"), ""),  # a mark of whoever wrote it
        ((POST, "Trần Đức Hoàng", "Lê Quốc Bình"), "Trần Đức Hoàng"),
        ((POST, "đóng dấu và ký tên"), ""),
        ((POST, "Trần Đức Hoàng", f"PHÓ {POST}", "Lê Quốc Bình"), "Lê Quốc Bình"),
        ((POST, "Trần Đức Hoàng", f"PHÓ {POST}"), ""),
        (("Nơi nhận:", "- Như trên;", "Trần Đức Hoàng"), ""),
        (("Nơi nhận:", "Chánh Thanh tra (để b/c)", "Trần Đức Hoàng"), ""),  # copies, no post
        (("Nơi nhận:", "LƯU VT", "Trần Đức Hoàng"), ""),
        ((POST,), ""),
    ],
)
def test_the_signer_is_the_first_name_under_the_last_post(
    foot: tuple[str, ...], signer: str
) -> None:
    assert head("THÔNG BÁO", "Họp giao ban", foot=foot).signer == signer

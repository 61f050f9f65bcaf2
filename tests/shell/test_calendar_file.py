"""A file of announced days: taken whole, or every wrong cell said by row and column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tiendo.calendar_faults import BadCalendarFile
from tiendo.calendar_file import parse_calendar, read_calendar_file
from tiendo.errors import BadInput
from tiendo.ports import CalendarDay, Ruling

HEAD = "ngày,loại,tên,số văn bản,ngày ký,nơi ban hành"
SWAP = "02/01/2026,nghỉ hoán đổi,Hoán đổi,12729/VPCP-KGVX,25/12/2025,Văn phòng Chính phủ"
SATURDAY = "2026-01-10,làm bù,Làm bù,12729/VPCP-KGVX,25/12/2025,Văn phòng Chính phủ"
READ = (
    CalendarDay(
        *(date(2026, 1, 2), Ruling.SWAPPED_OFF, "Hoán đổi", "12729/VPCP-KGVX"),
        *(date(2025, 12, 25), "Văn phòng Chính phủ"),
    ),
    CalendarDay(
        *(date(2026, 1, 10), Ruling.WORKED, "Làm bù", "12729/VPCP-KGVX"),
        *(date(2025, 12, 25), "Văn phòng Chính phủ"),
    ),
)
GOOD = f"{HEAD}\n{SWAP}\n{SATURDAY}\n"


def parse(given: str | bytes) -> tuple[CalendarDay, ...]:
    content = given.encode() if isinstance(given, str) else given
    return parse_calendar(
        content, name="lich.csv", years=range(2015, 2036), today=date(2025, 12, 26)
    )


@pytest.mark.parametrize(
    "given",
    [
        GOOD,
        "\ufeff" + GOOD.replace("\n", "\r\n"),
        GOOD.replace(",", ";") + "\n\n;;\n",
        GOOD.replace(HEAD, "ngay,loai,ten,so van ban,ngay ky,noi ban hanh"),
        GOOD.replace(HEAD, "Date,Kind,Name,Number,Signed_on,Issuer").replace(
            "nghỉ hoán đổi", "swapped_off"
        ),
        GOOD.replace("nghỉ hoán đổi", "NGHI HOAN DOI").replace("làm bù,", '"làm việc",'),
    ],
    ids=["plain", "Excel", "semicolons", "ASCII", "English", "capitals"],
)
def test_a_good_file_is_read_however_it_is_written(given: str) -> None:
    assert parse(given) == READ


BAD: list[tuple[str, str | bytes, list[str]]] = [
    ("empty", "", ["dòng 1: tệp trống"]),
    ("head only", HEAD, ["dòng 2: không có ngày nào"]),
    ("NUL", GOOD.replace("Làm bù,", "Làm\x00bù,"), ["dòng 3: có ký tự NUL"]),
    ("1 MB line", GOOD + "x" * 900_000, ["dòng 4: dòng dài 900000 ký tự"]),
    ("too big", "x" * 1_000_001, ["tệp lớn hơn 1000000 byte"]),
    ("UTF-16", GOOD.encode("utf-16"), ["không phải UTF-8 (gặp UTF-16)"]),
    ("cp1258", f"{HEAD}\n".encode() + b"02/01/2026,ngh\xec", ["dòng 2: tệp không phải UTF-8"]),
    ("formula", GOOD.replace("Hoán đổi,", "=1+1,"), ["dòng 2, cột «tên»: «=1+1» bắt đầu như"]),
    (
        "twice",
        GOOD + SWAP.replace("02/01/2026", "2026-01-02"),
        ["dòng 4, cột «ngày»: ngày 02/01/2026 đã có ở dòng 2"],
    ),
    (
        "outside",
        GOOD.replace("02/01/2026", "01/01/2036"),
        ["dòng 2, cột «ngày»: 01/01/2036 nằm ngoài lịch (từ năm 2015 đến năm 2035)"],
    ),
    (
        "many at once",
        GOOD.replace("02/01/2026", "30/02/2026").replace("làm bù", "nghỉ phép") + "a,b\n",
        [
            "dòng 2, cột «ngày»: «30/02/2026» không phải ngày",
            "dòng 3, cột «loại»: «nghỉ phép» không hợp lệ",
            "dòng 4: có 2 ô, cần 6",
        ],
    ),
    ("blank", GOOD.replace("12729/VPCP-KGVX", " "), ["dòng 2, cột «số văn bản»: không được để"]),
    ("long", GOOD.replace("Hoán đổi,", "x" * 301 + ","), ["dòng 2, cột «tên»: quá dài"]),
    ("bell", GOOD.replace("Hoán đổi,", "Ho\x07n,"), ["dòng 2, cột «tên»: có ký tự điều khiển"]),
    ("tomorrow", GOOD.replace("25/12/2025", "27/12/2025"), ["cột «ngày ký»: 27/12/2025 ở tương"]),
    (
        "swapped Saturday",
        GOOD.replace("làm bù", "nghỉ hoán đổi"),
        ["10/01/2026 là ngày nghỉ hằng"],
    ),
    ("quotes", GOOD + '"02/03/2026,nghỉ', ["dòng 4: dấu ngoặc kép không khớp"]),
    ("line break", GOOD.replace("Làm bù,", '"Làm\nbù",'), ["dòng 3: dấu ngoặc kép không khớp"]),
    ("no column", GOOD.replace("số văn bản", "số hiệu"), ["«số hiệu»", "thiếu cột «số văn bản»"]),
    ("column twice", GOOD.replace("tên,", "name,").replace("loại", "tên"), ["«tên» có hai lần"]),
    ("no table", "PK\x03\x04 gì đó", ["dòng 1: không có cột nào tên"]),
    ("3000 rows", GOOD + ",,,,,\n" * 3000, ["tệp có hơn 2000 dòng"]),
]


@pytest.mark.parametrize(("given", "sentences"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_a_bad_file_is_refused_whole_in_sentences(
    given: str | bytes, sentences: list[str]
) -> None:
    with pytest.raises(BadCalendarFile) as refused:
        parse(given)

    assert refused.value.text.vi.startswith("lich.csv: chưa nạp gì cả, vì:\n  ")
    for sentence in sentences:
        assert sentence in refused.value.text.vi
    assert len(refused.value.text.en) < 4000


def test_a_thousand_faults_are_counted_and_twenty_shown() -> None:
    with pytest.raises(BadCalendarFile) as refused:
        parse(HEAD + "\n" + "x,y,z,1,2,3\n" * 500)

    assert len(refused.value.faults) == 1500
    assert "… và 1480 chỗ sai nữa." in refused.value.text.vi


def test_a_file_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    for file in (tmp_path / "khong-co.csv", tmp_path, tmp_path / "a\x00b"):
        with pytest.raises(BadInput, match="Không đọc được"):
            read_calendar_file(file, years=range(2015, 2036), today=date(2026, 1, 1))

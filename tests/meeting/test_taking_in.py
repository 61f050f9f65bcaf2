"""A paper is taken in whole with its places, or refused with a sentence that says what to do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from meeting_papers import docx_of, numbered_docx, pdf_of, saved, seed, with_part

from states.meeting.paper import Paper
from tiendo.errors import BadInput
from tiendo.meeting import apart
from tiendo.meeting.faults import BadPaper, Unreadable
from tiendo.meeting.taking_in import read_paper, take_in

TEXT = seed("2021-09")


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read here: a process for each of so many papers would take half a minute."""
    monkeypatch.setattr("tiendo.meeting.taking_in.read_apart", _read_here)


def _read_here(kind: str, content: bytes, name: str) -> list[list[str]]:
    try:
        return apart.READERS[kind](content)
    except Unreadable as refused:
        raise BadPaper(name, refused.why) from refused


def paragraphs(paper: Paper) -> list[str]:
    return [paragraph.text for paragraph in paper.paragraphs]


PLAIN = paragraphs(take_in(TEXT.encode(), "kl.txt").paper)


def test_lines_broken_because_they_were_full_are_joined_and_keep_their_places() -> None:
    paper = take_in(TEXT.encode(), "kl.txt").paper
    (found,) = [each for each in paper.paragraphs if each.text.startswith("(3) Về báo cáo")]

    assert "nhưng báo cáo Phòng 1 không thấy đề cập" in found.text
    assert found.place_at(0).number == 59
    assert found.place_at(found.text.index("Phòng 1")).number == 63
    assert all("  " not in each and each == each.strip() for each in PLAIN)


def test_a_sentence_goes_on_over_a_line_that_begins_with_a_number_or_a_roman_one() -> None:
    text = "Các phòng trong tháng 9 phải nêu rõ nhiệm vụ của cả quý\nIV. Văn phòng theo dõi.\n"
    paper = take_in((text + "Dòng khác.\n" * 5).encode(), "kl.txt").paper

    assert paper.paragraphs[0].text.endswith("cả quý IV. Văn phòng theo dõi.")


def test_a_docx_gives_what_the_text_gives() -> None:
    taken = take_in(docx_of(PLAIN), "kl.docx")

    assert paragraphs(taken.paper) == PLAIN
    assert taken.paper.paragraphs[0].place_at(0).say().vi == "đoạn 1"


def test_tables_insertions_and_breaks_of_a_docx_are_read_and_deletions_are_not() -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Số: 12/TB-TTr"
    table.cell(0, 1).text = "Tây Ninh, ngày 08 tháng 9 năm 2021"
    paragraph = document.add_paragraph("Văn phòng ")
    for tag, text in (("w:ins", "trình văn bản."), ("w:del", "bỏ văn bản.")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement("w:t")
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    document.add_paragraph("Dòng một.").add_run().add_break()
    taken = take_in(saved(document), "kl.docx")

    assert paragraphs(taken.paper) == [
        "Số: 12/TB-TTr",
        "Tây Ninh, ngày 08 tháng 9 năm 2021",
        "Văn phòng trình văn bản.",
        "Dòng một.",
    ]


def test_the_numbers_word_puts_by_itself_are_read() -> None:
    content = numbered_docx(
        [(0, "Kết quả"), (1, "Đã làm."), (1, "Đã xong."), (0, "Nhiệm vụ"), (1, "Phải làm.")]
    )

    assert paragraphs(take_in(content, "kl.docx").paper) == [
        "I. Kết quả",
        "1. Đã làm.",
        "2. Đã xong.",
        "II. Nhiệm vụ",
        "1. Phải làm.",
    ]


def test_a_pdf_gives_its_lines_with_page_and_line() -> None:
    taken = take_in(pdf_of([["KẾT LUẬN", "Phòng 1 báo cáo."], ["Văn phòng trình."]]), "kl.pdf")

    assert paragraphs(taken.paper) == ["KẾT LUẬN", "Phòng 1 báo cáo.", "Văn phòng trình."]
    assert taken.paper.paragraphs[2].place_at(0).say().vi == "trang 2, dòng 1"


def test_many_parts_that_unpack_to_too_much_together_are_refused() -> None:
    out = io.BytesIO(WHOLE)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as parts:
        for number in range(6):
            parts.writestr(f"word/more{number}.xml", b" " * 39_000_000)

    with pytest.raises(BadPaper, match="bung ra quá lớn"):
        take_in(out.getvalue(), "kl.docx")


def _bomb(megabytes: int, *, lies: bool = False) -> bytes:
    zeros = b"<w:document>" + b" " * (megabytes * 1_000_000)
    content = with_part(docx_of(["Chữ."]), "word/document.xml", zeros)
    if not lies:
        return content
    size = len(zeros).to_bytes(4, "little")
    return content.replace(size, (1_000).to_bytes(4, "little"))


ENTITY = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"""

WHOLE = docx_of(PLAIN)

REFUSED: list[tuple[str, bytes | Callable[[], bytes], str, str]] = [
    ("torn docx", WHOLE[: len(WHOLE) // 2], "kl.docx", "bị hỏng hoặc thiếu"),
    ("docx torn in the middle", WHOLE[:900] + WHOLE[1_200:], "kl.docx", "bị hỏng hoặc thiếu"),
    ("no zip", b"hello", "kl.docx", "bị hỏng hoặc thiếu"),
    ("another zip", b"PK\x05\x06" + bytes(18), "kl.docx", "chỉ đọc được"),
    ("bomb", partial(_bomb, 60), "kl.docx", "bung ra quá lớn"),
    ("bomb of much", partial(_bomb, 300), "kl.docx", "bung ra quá lớn"),
    ("bomb that lies", partial(_bomb, 60, lies=True), "kl.docx", "bị hỏng hoặc thiếu"),
    ("entities", with_part(WHOLE, "word/document.xml", ENTITY), "kl.docx", "thực thể XML"),
    (
        "entities in UTF-16",
        with_part(WHOLE, "word/document.xml", ENTITY.decode().encode("utf-16")),
        "kl.docx",
        "thực thể XML",
    ),
    ("empty docx", docx_of([]), "kl.docx", "không có chữ nào"),
    ("old Word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "kl.doc", "lưu thành .docx"),
    ("rtf", b"{\\rtf1 abc}", "kl.txt", "chỉ đọc được"),
    ("scan", pdf_of([[""], [""]], picture=True), "kl.pdf", "trang 1, 2 là ảnh chụp"),
    ("half a scan", pdf_of([["Chữ."], [""]], picture=True), "kl.pdf", "trang 2 là ảnh chụp"),
    ("empty pdf", pdf_of([[""]]), "kl.pdf", "không có chữ nào"),
    ("torn pdf", pdf_of([["Chữ."]])[:40], "kl.pdf", "hỏng hoặc không đọc được"),
    ("no pdf", b"hello", "kl.pdf", "hỏng hoặc không đọc được"),
    ("many pages", partial(pdf_of, [["Chữ."]] * 301), "kl.pdf", "có 301 trang"),
    ("empty", b"", "kl.txt", "không có chữ nào"),
    ("figures only", b"1234 56", "kl.txt", "không có chữ nào"),
    ("binary", bytes(range(256)) * 20, "kl.txt", "không phải tệp chữ"),
    ("too long", b"a " * 600_000, "kl.txt", "hơn 150.000 ký tự"),
    ("too big", b"a" * 20_000_001, "kl.txt", "lớn hơn 20 MB"),
]


@pytest.mark.parametrize(
    ("content", "name", "why"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_what_cannot_be_taken_whole_is_refused_with_what_to_do(
    content: bytes | Callable[[], bytes], name: str, why: str
) -> None:
    if not isinstance(content, bytes):
        content = content()  # a big one, made for its own test and not for whoever reads this file
    with pytest.raises(BadPaper, match=why) as refused:
        take_in(content, name)

    assert refused.value.text.vi.startswith(f"{name}: ")
    assert refused.value.text.en.startswith(f"{name}: ")


def test_a_file_of_fifty_megabytes_is_not_read_to_its_end(tmp_path: Path) -> None:
    big = tmp_path / "kl.txt"
    with big.open("wb") as opened:
        opened.truncate(50_000_000)

    with pytest.raises(BadPaper, match="lớn hơn 20 MB"):
        read_paper(big)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="không có tệp này"):
        read_paper(tmp_path / "không-có.txt")
    with pytest.raises(BadInput, match="đó là thư mục"):
        read_paper(tmp_path)


def test_many_parts_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for number in range(3_001):
            parts.writestr(f"{number}", b"")

    with pytest.raises(BadPaper, match="bung ra quá lớn"):
        take_in(out.getvalue(), "kl.docx")

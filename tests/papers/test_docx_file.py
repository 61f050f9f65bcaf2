"""A paper as .docx: its parts where Decree 30/2020 puts them, and words that stay words."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.shared import Length, Mm, Pt

from tiendo.errors import BadInput
from tiendo.papers import layout
from tiendo.papers.docx_file import docx_of
from tiendo.papers.layout import Measure
from tiendo.papers.paper import AdminPaper, Heading, Line, Signature, Table, official_day
from tiendo.papers.saving import save

HOSTILE = "<b>&amp; {=1+1} { PAGE \\* MERGEFORMAT } <w:t>x</w:t> ${tên} {{ 7*7 }} & < >"
UNSEEN = "a\u202eb\u2066c\x07d\x00e\ud800f"
PAPER = AdminPaper(
    above="ỦY BAN NHÂN DÂN TỈNH TÂY NINH",
    issuer="THANH TRA TỈNH",
    number="7",
    symbol="TB-TTr",
    place="Tây Ninh",
    on=date(2021, 2, 8),
    kind="Thông báo",
    about="Kết luận họp giao ban tháng 02/2021",
    grounds=("Căn cứ Quy chế làm việc của Thanh tra tỉnh;",),
    body=(
        Heading("I. KẾT QUẢ"),
        Line(HOSTILE, mark="-"),
        Line(f"{UNSEEN}\nDòng hai"),
        Table(("TT", "Nhiệm vụ"), (1, 9), [("1", HOSTILE)]),
    ),
    copies=("- Như trên;", "- Lưu: VT."),
    signature=Signature(("KT. Chánh Thanh tra", "Phó Chánh Thanh tra"), "Nguyễn Văn Minh"),
)


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read(name).decode()


def words(content: bytes) -> list[str]:
    """Every paragraph with words, in order, those of tables in their place."""
    return [text for text, _ in lines(content)]


def lines(content: bytes) -> list[tuple[str, list[tuple[str, float, bool, bool]]]]:
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    document = docx.Document(io.BytesIO(content))
    found = []
    for element in document.element.body.iter(qn("w:p")):
        paragraph = Paragraph(element, document)
        runs = [
            (run.text, (run.font.size or Pt(0)).pt, bool(run.bold), bool(run.italic))
            for run in paragraph.runs
            if run.text
        ]
        if paragraph.text:
            found.append((paragraph.text, runs))
    return found


CONTENT = docx_of(PAPER)


def test_every_measure_is_within_what_the_decree_allows() -> None:
    measures = {k: v for k, v in vars(layout).items() if isinstance(v, Measure)}

    assert len(measures) > 20
    wrong = [name for name, each in measures.items() if not each.least <= each.ours <= each.most]
    assert wrong == []


def test_the_page_is_a4_with_the_margins_and_numbers_of_the_decree() -> None:
    section = docx.Document(io.BytesIO(CONTENT)).sections[0]

    def mm(length: Length | None) -> int:
        return round(float((length or Mm(0)).mm))

    assert (mm(section.page_width), mm(section.page_height)) == (210, 297)
    assert 20 <= mm(section.top_margin) <= 25
    assert 20 <= mm(section.bottom_margin) <= 25
    assert 30 <= mm(section.left_margin) <= 35
    assert 15 <= mm(section.right_margin) <= 20
    assert "w:titlePg" in section._sectPr.xml
    header = section.header.paragraphs[0]
    assert header.alignment == 1
    assert [run.font.size for run in header.runs] == [Pt(13)] * 4
    assert " PAGE " in header._p.xml
    assert section.first_page_header.paragraphs[0].text == ""


def test_the_parts_stand_in_their_order_size_and_face() -> None:
    assert words(CONTENT)[:9] == [
        "ỦY BAN NHÂN DÂN TỈNH TÂY NINH",
        "THANH TRA TỈNH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 07/TB-TTr",
        "Tây Ninh, ngày 08 tháng 02 năm 2021",
        "THÔNG BÁO",
        "Kết luận họp giao ban tháng 02/2021",
        "Căn cứ Quy chế làm việc của Thanh tra tỉnh;",
    ]
    assert words(CONTENT)[-6:] == [
        *("Nơi nhận:", "- Như trên;", "- Lưu: VT."),
        *("KT. CHÁNH THANH TRA", "PHÓ CHÁNH THANH TRA", "Nguyễn Văn Minh"),
    ]
    faces: dict[str, tuple[object, ...]] = {text: runs[0][1:] for text, runs in lines(CONTENT)}
    assert faces["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] == (12, True, False)
    assert faces["Độc lập - Tự do - Hạnh phúc"] == (13, True, False)
    assert faces["THANH TRA TỈNH"] == (12, True, False)
    assert faces["Tây Ninh, ngày 08 tháng 02 năm 2021"] == (13, False, True)
    assert faces["Căn cứ Quy chế làm việc của Thanh tra tỉnh;"] == (14, False, True)
    assert faces["Nơi nhận:"] == (12, True, True)
    assert faces["- Lưu: VT."] == (11, False, False)
    assert faces["Nguyễn Văn Minh"] == (14, True, False)
    fonts = set(re.findall(r'w:ascii="([^"]*)"', part(CONTENT, "word/document.xml")))
    assert fonts == {"Times New Roman"}


def test_words_of_people_stay_words() -> None:
    body = part(CONTENT, "word/document.xml")

    assert f"- {HOSTILE}" in words(CONTENT)
    assert HOSTILE in words(CONTENT)
    assert "abcdef" in words(CONTENT)
    assert "Dòng hai" in words(CONTENT)
    assert not re.search(r"<w:(instrText|fldChar|fldSimple|hyperlink|object|pict)\b", body)
    assert "\u202e" not in body


def test_the_same_paper_is_the_same_bytes() -> None:
    assert docx_of(PAPER) == CONTENT


def test_what_word_is_strict_about_stands_in_its_order() -> None:
    body = part(CONTENT, "word/document.xml")

    assert re.search(r"<w:pBdr>.*?</w:pBdr>\s*<w:spacing", body, re.DOTALL)
    assert not re.search(r"<w:(?:spacing|ind|jc)[^>]*/>\s*<w:pBdr", body)
    assert re.search(r"</w:tblCellMar>\s*<w:tblLook", body)


def test_a_heading_stays_with_its_text_and_the_signature_with_the_copies() -> None:
    document = docx.Document(io.BytesIO(CONTENT))

    (heading,) = [p for p in document.paragraphs if p.text == "I. KẾT QUẢ"]
    assert heading.paragraph_format.keep_with_next
    foot = document.tables[-1]
    assert "cantSplit" in foot._tbl.xml
    table = document.tables[-2]
    assert "tblHeader" in table.rows[0]._tr.xml
    assert "tblHeader" not in table.rows[1]._tr.xml


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2021, 2, 8), "ngày 08 tháng 02 năm 2021"),
        (date(2021, 3, 10), "ngày 10 tháng 3 năm 2021"),
        (date(2021, 12, 31), "ngày 31 tháng 12 năm 2021"),
        (None, "ngày       tháng       năm"),
    ],
)
def test_a_day_is_written_as_papers_write_it(on: date | None, said: str) -> None:
    assert official_day(on) == said


def test_a_paper_without_number_day_or_signer_leaves_room_for_them() -> None:
    content = docx_of(AdminPaper(issuer="THANH TRA TỈNH", symbol="BC-TTr", kind="Báo cáo"))

    assert words(content) == [
        "THANH TRA TỈNH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số:       /BC-TTr",
        "[…], ngày       tháng       năm",
        "BÁO CÁO",
    ]


def test_a_letter_has_no_title_and_names_whom_it_goes_to() -> None:
    letter = AdminPaper(issuer="THANH TRA TỈNH", about="V/v đôn đốc", addressees=("Sở A", "Sở B"))

    found = words(docx_of(letter))

    assert found[4:] == [*found[4:6], "Kính gửi:", "- Sở A", "- Sở B"]
    assert "V/v đôn đốc" in found
    assert "Kính gửi: Sở A" in words(docx_of(AdminPaper(issuer="A", addressees=("Sở A",))))


def test_a_table_with_a_row_too_short_is_refused() -> None:
    with pytest.raises(ValueError, match="of one length"):
        Table(("TT", "Việc"), (1, 2), [("1",)])


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    save(file, PAPER)

    assert file.read_bytes() == CONTENT
    with pytest.raises(BadInput, match=r"Không ghi được .*a\.docx"):
        save(file, PAPER)


def test_widths_fill_the_line() -> None:
    table = docx.Document(io.BytesIO(CONTENT)).tables[-2]

    widths = [column.width for column in table.columns]
    assert sum(each for each in widths if each) == pytest.approx(Mm(160), abs=200)
    assert widths[1] == pytest.approx(9 * (widths[0] or 0), rel=0.001)

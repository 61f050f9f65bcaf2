"""The small strokes that papers are drawn with: runs, rules, cells, the page number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tiendo.papers.layout import FONT, PAGE_NUMBER

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

CENTRE, LEFT, BOTH = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
_CELL_MARGIN = 57  # twentieths of a point: 1 mm
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def seen(text: str) -> str:
    """A text without signs that no .docx may hold or that turn the direction of reading."""
    return _UNSEEN.sub("", text)


def write(
    paragraph: Paragraph, text: str, size: float, *, bold: bool = False, italic: bool = False
) -> None:
    """Add words to a paragraph as words: never a field, a formula or mark-up."""
    run = paragraph.add_run(seen(text))
    run.bold, run.italic, run.font.size, run.font.name = bold, italic, Pt(size), FONT
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)


def tight(paragraph: Paragraph, alignment: WD_ALIGN_PARAGRAPH = CENTRE) -> Paragraph:
    """A paragraph without space around it, as in the head and foot of a paper."""
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(0), 1.0
    paragraph.alignment = alignment
    return paragraph


def rule(cell: _Cell | Document, inset: float) -> None:
    """A thin line across, ``inset`` millimetres from both sides."""
    paragraph = tight(cell.add_paragraph())
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(inset)
    form.space_before, form.line_spacing = Pt(2), Pt(4)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:spacing", "w:ind", "w:jc")  # as the schema asks
    write(paragraph, "", 2)


def columns(document: Document, *widths: float) -> list[_Cell]:
    """Cells side by side without borders, these millimetres wide, kept on one page."""
    table = document.add_table(rows=1, cols=len(widths))
    fix(table, widths)
    return [only(cell) for cell in table.rows[0].cells]


def only(cell: _Cell) -> _Cell:
    """A cell whose first, empty paragraph takes no room."""
    first = tight(cell.paragraphs[0])
    first.paragraph_format.line_spacing = Pt(1)
    return cell


def fix(table: Table, widths: tuple[float, ...]) -> None:
    """Set the widths of a table on its columns and cells, so that no program guesses them."""
    table.autofit = False
    _narrow_margins(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
        whole(row)


def _narrow_margins(table: Table) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), str(_CELL_MARGIN))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def whole(row: Any) -> None:
    """Keep a row of a table on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def repeated(row: Any) -> None:
    """Show a row again at the top of each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def number_pages(document: Document) -> None:
    """Page numbers in the middle of the top margin, none on the first page."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance = Mm(10)
    paragraph = tight(section.header.paragraphs[0])
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("end", "")):
        write(paragraph, "", PAGE_NUMBER.ours)
        run = paragraph.runs[-1]._element
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        run.append(element)

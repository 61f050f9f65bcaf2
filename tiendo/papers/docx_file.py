"""A paper written as .docx: the same bytes for the same paper."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
from docx.shared import Mm, Pt

from tiendo.papers import layout as lay
from tiendo.papers.paper import AdminPaper, Heading, Line, Part, Table
from tiendo.papers.strokes import (
    BOTH,
    CENTRE,
    LEFT,
    columns,
    fix,
    number_pages,
    repeated,
    rule,
    seen,
    tight,
    write,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

_TEXT_WIDTH = lay.PAGE_WIDTH.ours - lay.MARGIN_LEFT.ours - lay.MARGIN_RIGHT.ours
_LEFT_HEAD, _LEFT_FOOT = 66.0, 80.0
_MARKED = 6.0
_ALWAYS = (1980, 1, 1, 0, 0, 0)
"""The time on every part of the file: the record holds the times that mean something."""


def docx_of(paper: AdminPaper) -> bytes:
    """The paper as the bytes of a .docx, laid out by Decree 30/2020."""
    document = _blank(paper)
    _head(document, paper)
    _title(document, paper)
    _addressees(document, paper)
    for ground in paper.grounds:
        _paragraph(document, ground, lay.GROUNDS.ours, italic=True)
    for part in paper.body:
        _part(document, part)
    _foot(document, paper)
    return _steady(document)


def _blank(paper: AdminPaper) -> Document:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(lay.PAGE_WIDTH.ours), Mm(lay.PAGE_HEIGHT.ours)
    section.top_margin, section.bottom_margin = Mm(lay.MARGIN_TOP.ours), Mm(lay.MARGIN_BOTTOM.ours)
    section.left_margin, section.right_margin = Mm(lay.MARGIN_LEFT.ours), Mm(lay.MARGIN_RIGHT.ours)
    style = document.styles["Normal"]
    style.font.name, style.font.size = lay.FONT, Pt(lay.BODY.ours)
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = ""
    core.title = seen(" ".join(filter(None, (paper.kind, paper.about))))[:250]
    core.language = "vi"
    number_pages(document)
    return document


def _head(document: Document, paper: AdminPaper) -> None:
    """Issuer and number on the left; nation, motto and day on the right."""
    left, right = columns(document, _LEFT_HEAD, _TEXT_WIDTH - _LEFT_HEAD)
    if paper.above:
        _words(left, paper.above, lay.ISSUER.ours)
    _words(left, paper.issuer, lay.ISSUER.ours, bold=True)
    rule(left, 22)
    _words(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", lay.NATION.ours, bold=True)
    _words(right, "Độc lập - Tự do - Hạnh phúc", lay.MOTTO.ours, bold=True)
    rule(right, 19)
    left, right = columns(document, _LEFT_HEAD, _TEXT_WIDTH - _LEFT_HEAD)
    _words(left, paper.number_line, lay.NUMBER.ours)
    if not paper.kind and paper.about:
        _words(left, paper.about, lay.ABOUT_OF_LETTER.ours)
    _words(right, paper.day_line, lay.PLACE_AND_DAY.ours, italic=True)


def _title(document: Document, paper: AdminPaper) -> None:
    if paper.draft:
        _words(document, paper.draft, lay.BODY.ours, italic=True)
    if not paper.kind:
        return
    kind = tight(document.add_paragraph())
    kind.paragraph_format.space_before = Pt(14)
    write(kind, paper.kind.upper(), lay.KIND.ours, bold=True)
    if paper.about:
        _words(document, paper.about, lay.ABOUT.ours, bold=True)
        rule(document, 55)


def _addressees(document: Document, paper: AdminPaper) -> None:
    if not paper.addressees:
        return
    several = len(paper.addressees) > 1
    first = tight(document.add_paragraph(), LEFT if several else CENTRE)
    first.paragraph_format.space_before = first.paragraph_format.space_after = Pt(12)
    write(first, "Kính gửi: " if not several else "Kính gửi:", lay.BODY.ours)
    if not several:
        write(first, paper.addressees[0], lay.BODY.ours)
        return
    first.paragraph_format.left_indent = Mm(25)
    for each in paper.addressees:
        line = tight(document.add_paragraph(), LEFT)
        line.paragraph_format.left_indent = Mm(45)
        write(line, f"- {each}", lay.BODY.ours)


def _part(document: Document, part: Part) -> None:
    match part:
        case Heading():
            _heading(document, part)
        case Line():
            _paragraph(document, part.text, lay.BODY.ours, mark=part.mark, strong=part.strong)
        case Table():
            _table(document, part)


def _heading(document: Document, heading: Heading) -> None:
    paragraph = tight(document.add_paragraph(), LEFT)
    form = paragraph.paragraph_format
    form.space_before, form.space_after = Pt(8), Pt(2)
    form.first_line_indent = Mm(lay.FIRST_LINE.ours)
    form.keep_with_next = True
    deep = heading.level > 2
    write(paragraph, heading.text, lay.HEADING.ours, bold=not deep, italic=deep)


def _paragraph(
    document: Document,
    text: str,
    size: float,
    *,
    italic: bool = False,
    mark: str = "",
    strong: str = "",
) -> None:
    for number, line in enumerate(seen(text).splitlines() or [""]):
        paragraph = document.add_paragraph()
        form = paragraph.paragraph_format
        form.space_before, form.space_after = Pt(0), Pt(lay.BETWEEN_PARAGRAPHS.ours)
        form.line_spacing, form.first_line_indent = lay.LINES.ours, Mm(lay.FIRST_LINE.ours)
        paragraph.alignment = BOTH
        if mark and not number:
            write(paragraph, f"{mark} ", size, italic=italic)
        if strong and not number:
            write(paragraph, f"{strong} ", size, bold=True)
        write(paragraph, line, size, italic=italic)


def _table(document: Document, part: Table) -> None:
    if not part.rows:
        return
    table = document.add_table(rows=1 + len(part.rows), cols=len(part.heads))
    table.style = "Table Grid"
    share = _TEXT_WIDTH / sum(part.widths)
    fix(table, tuple(width * share for width in part.widths))
    repeated(table.rows[0])
    for row, words in zip(table.rows, (part.heads, *part.rows), strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            head = words is part.heads
            for number, line in enumerate(seen(text).splitlines() or [""]):
                paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
                write(tight(paragraph, CENTRE if head else LEFT), line, lay.TABLE.ours, bold=head)
    after = tight(document.add_paragraph())
    after.paragraph_format.line_spacing = Pt(_MARKED)


def _foot(document: Document, paper: AdminPaper) -> None:
    """Copies on the left, the signature on the right, on one page."""
    if not paper.copies and paper.signature is None:
        return
    gap = tight(document.add_paragraph())
    gap.paragraph_format.line_spacing = Pt(6)
    gap.paragraph_format.keep_with_next = True
    left, right = columns(document, _LEFT_FOOT, _TEXT_WIDTH - _LEFT_FOOT)
    if paper.copies:
        title = tight(left.add_paragraph(), LEFT)
        write(title, "Nơi nhận:", lay.COPIES_TITLE.ours, bold=True, italic=True)
        for each in paper.copies:
            write(tight(left.add_paragraph(), LEFT), each, lay.COPIES.ours)
    if paper.signature:
        for line in paper.signature.capacity:
            _words(right, line.upper(), lay.SIGNER.ours, bold=True)
        for _ in range(4):  # room for the signature and the seal
            _words(right, "", lay.SIGNER.ours)
        _words(right, paper.signature.name, lay.SIGNER.ours, bold=True)


def _words(
    where: Document | _Cell, text: str, size: float, *, bold: bool = False, italic: bool = False
) -> None:
    for line in seen(text).splitlines() or [""]:
        write(tight(where.add_paragraph()), line, size, bold=bold, italic=italic)


def _steady(document: Document) -> bytes:
    """The document's bytes with one fixed time on every part."""
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with (
        zipfile.ZipFile(raw) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            kept = zipfile.ZipInfo(part.filename, _ALWAYS)
            kept.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(kept, old.read(part))
    return out.getvalue()

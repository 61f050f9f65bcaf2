"""Papers for these tests: .docx and .pdf made on the spot, Vietnamese in old encodings."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from states.meeting.paper import Line, Paper, Place, put_together
from tiendo.meeting import legacy

HERE = Path(__file__).parent.parent / "meeting"
SEEDS = HERE / "seeds"


def seed(name: str) -> str:
    return (SEEDS / f"{name}.txt").read_text("utf-8")


def paper_of(text: str) -> Paper:
    lines = enumerate(text.splitlines(), start=1)
    return put_together([Line(line, Place(number)) for number, line in lines])


def docx_of(paragraphs: Sequence[str]) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document: object) -> bytes:
    content = io.BytesIO()
    document.save(content)  # type: ignore[attr-defined]
    return content.getvalue()


def numbered_docx(paragraphs: Sequence[tuple[int, str]]) -> bytes:
    """Paragraphs with automatic numbers of a depth: I. and 1."""
    document = docx.Document()
    root = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for depth, (form, text) in enumerate((("upperRoman", "%1."), ("decimal", "%2."))):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        for tag, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", text)):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
    root.insert(0, abstract)
    number = root.add_num(77)
    for depth, text in paragraphs:
        paragraph = document.add_paragraph(text)
        told = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        told.get_or_add_ilvl().val = depth
        told.get_or_add_numId().val = number.numId
    return saved(document)


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """A .docx with one of its parts replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for each in old.infolist():
            new.writestr(each, part if each.filename == name else old.read(each))
    return out.getvalue()


def pdf_of(pages: Sequence[Sequence[str]], *, picture: bool = False) -> bytes:
    """A .pdf whose pages show these lines, by a font that says which letter each code is."""
    letters = sorted({char for lines in pages for line in lines for char in line})
    codes = {char: number + 1 for number, char in enumerate(letters)}
    mapped = "\n".join(f"<{code:04X}> <{ord(char):04X}>" for char, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{mapped}\nendbfchar endcmap end end"
    )
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    drawn = "/XObject << /P 6 0 R >>" if picture else ""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /T /Encoding /Identity-H "
        b"/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        4: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /T /DW 600 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        5: _stream(cmap.encode()),
        6: _stream(
            b"\x00",
            b"/Type /XObject /Subtype /Image /Width 1 /Height 1 "
            b"/ColorSpace /DeviceGray /BitsPerComponent 8",
        ),
    }
    for number, lines in enumerate(pages):
        shown = "\n".join(
            f"1 0 0 1 50 {780 - 20 * at} Tm <{''.join(f'{codes[char]:04X}' for char in line)}> Tj"
            for at, line in enumerate(lines)
        )
        objects[10 + 2 * number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Contents {11 + 2 * number} 0 R "
            f"/Resources << /Font << /F 3 0 R >> {drawn} >> >>"
        ).encode()
        objects[11 + 2 * number] = _stream(f"BT /F 12 Tf {shown} ET".encode())
    return _file(objects)


def _stream(content: bytes, more: bytes = b"") -> bytes:
    head = b"<< /Length %d %s >>\nstream\n" % (len(content), more)
    return head + content + b"\nendstream"


def _file(objects: dict[int, bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, start)
    return out + trailer


def in_tcvn3(text: str) -> str:
    """Vietnamese as an ABC font stores it; capital letters with marks become small ones."""
    table = {new: old for old, new in zip(legacy._TCVN3, legacy._UNICODE, strict=True)}
    return "".join(table.get(char, table.get(char.lower(), char)) for char in text)


def in_vni(text: str) -> str:
    """Vietnamese as a VNI font stores it."""
    table: dict[str, str] = {}
    for old, new in legacy._VNI.items():
        table.setdefault(new, old)
    return "".join(table.get(char, char) for char in text)

"""The paragraphs of a .docx in reading order, its automatic numbers written out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tiendo.meeting import faults
from tiendo.meeting.docx_numbers import Numbers
from tiendo.meeting.faults import Unreadable

if TYPE_CHECKING:
    from docx.document import Document

_MOST_PARTS, _MOST_XML, _MOST_ALL, _CHUNK = 3_000, 40_000_000, 200_000_000, 1 << 16
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = frozenset(
    (
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}instrText",
        f"{_W}delText",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    )
)
_SIGNS = {f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}
_BREAKS = frozenset((f"{_W}br", f"{_W}cr", f"{_W}p"))
_DOCTYPES = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


def docx_paragraphs(content: bytes) -> list[str]:
    """The text of each paragraph that has any, tables cell by cell. Raises Unreadable."""
    _check_parts(content)
    try:
        return list(_paragraphs(_opened(content)))
    except (MemoryError, RecursionError) as error:
        raise Unreadable(faults.TORN_DOCX.fill(why=type(error).__name__)) from error
    except Exception as error:  # a hostile file makes the library raise anything at all
        raise Unreadable(faults.TORN_DOCX.fill(why=type(error).__name__)) from error


def _parsed(content: bytes) -> Any:
    """The root of a part, by the library's own careful parser."""
    from docx.oxml import parse_xml as parse

    return parse(content)


def _opened(content: bytes) -> Document:
    import docx

    return docx.Document(io.BytesIO(content))


def _check_parts(content: bytes) -> None:
    """Refuse what unpacks to too much, by its word and in fact, and what declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            listed = parts.infolist()
            declared = sum(part.file_size for part in listed)
            if len(listed) > _MOST_PARTS or declared > _MOST_ALL:
                raise Unreadable(faults.BOMB.fill(size=declared // 1_000_000))
            if "word/document.xml" not in parts.namelist():
                raise Unreadable(faults.UNKNOWN_KIND)
            for part in listed:
                _check_part(parts, part)
    except Unreadable:
        raise
    except Exception as error:  # zipfile raises anything at all on hostile bytes
        raise Unreadable(faults.TORN_DOCX.fill(why=type(error).__name__)) from error


def _check_part(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Unpack one part piece by piece, and stop when it is more than it may be."""
    xml = part.filename.lower().endswith((".xml", ".rels"))
    most, size, before = _MOST_XML if xml else _MOST_ALL, 0, b""
    with parts.open(part) as opened:
        while piece := opened.read(_CHUNK):
            size += len(piece)
            if size > most:
                raise Unreadable(faults.BOMB.fill(size=size // 1_000_000))
            if xml and any(word in before + piece for word in _DOCTYPES):
                raise Unreadable(faults.ENTITIES)
            before = piece[-32:]


def _paragraphs(document: Document) -> Iterator[str]:
    numbers, notes = Numbers(document), _notes(document)
    for element in document.element.body.iter(f"{_W}p"):
        if any(
            above.tag in _SKIPPED or above.tag == f"{_W}p" for above in element.iterancestors()
        ):
            continue  # deleted, a duplicate, or a text box read with its own paragraph
        number = numbers.of(element)
        text = "".join(_pieces(element, notes))
        for place, line in enumerate(text.split("\n")):
            if line.strip():
                yield f"{number} {line}".strip() if number and not place else line.strip()


def _notes(document: Document) -> dict[tuple[str, str], str]:
    """The words of each footnote and endnote, by the tag that refers to it and its number."""
    found = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind not in ("footnotes", "endnotes") or relation.is_external:
            continue
        root = _parsed(relation.target_part.blob)
        tag = f"{_W}{kind.removesuffix('s')}"
        for note in root.iter(tag):
            words = " ".join("".join(_pieces(note, {})).split())
            found[f"{tag}Reference", str(note.get(f"{_W}id"))] = words
    return found


def _pieces(element: Any, notes: dict[tuple[str, str], str]) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield "\n"
            yield from _pieces(child, notes)
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif said := notes.get((str(child.tag), str(child.get(f"{_W}id")))):
            yield f" [{said}]"
        else:
            yield from _pieces(child, notes)

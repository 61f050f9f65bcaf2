"""From a file to paragraphs with their places: everything, or a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from states.meeting.paper import Line, Paper, Place, put_together
from tiendo.given_files import open_given
from tiendo.meeting import faults
from tiendo.meeting.apart import read_apart
from tiendo.meeting.faults import BadPaper
from tiendo.meeting.plain_text import cleaned, decoded, lines_of

_OLE, _ZIP, _PDF = b"\xd0\xcf\x11\xe0", b"PK", b"%PDF-"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A paper as taken in: its kind, and the encoding its letters were in ("" for Unicode)."""

    paper: Paper
    kind: str
    encoding: str


def read_paper(file: Path) -> TakenIn:
    """The paper in a file. Raises BadPaper, BadInput where it is no file."""
    return take_in(content_of(file), file.name)


def content_of(file: Path) -> bytes:
    """The bytes of a file, as far as one that is not too big goes. Raises BadInput."""
    with open_given(file) as opened:
        return opened.read(faults.MOST_BYTES + 1)


def take_in(content: bytes, name: str) -> TakenIn:
    """The paper in the bytes of a file called ``name``, told by its bytes. Raises BadPaper."""
    if len(content) > faults.MOST_BYTES:
        raise BadPaper(name, faults.TOO_BIG)
    kind, reader = _kind(content, name)
    lines, encoding = reader(content, name)
    if not lines:
        raise BadPaper(name, faults.EMPTY)
    text, letters = cleaned("\n".join(line.text for line in lines), name)
    modern = text.split("\n")
    paper = put_together([Line(new, old.place) for new, old in zip(modern, lines, strict=True)])
    if not any(char.isalpha() for char in paper.text):
        raise BadPaper(name, faults.EMPTY)
    return TakenIn(paper, kind, letters or encoding)


_Reader = Callable[[bytes, str], tuple[list[Line], str]]


def _kind(content: bytes, name: str) -> tuple[str, _Reader]:
    """What a file is, by its first bytes and not by its name. Raises BadPaper."""
    if content.startswith(_OLE):
        raise BadPaper(name, faults.OLD_WORD)
    if content.startswith(_ZIP):
        return "docx", _docx
    if _PDF in content[:1024]:
        return "pdf", _pdf
    suffix = Path(name).suffix.lower()
    if suffix == ".docx":
        raise BadPaper(name, faults.TORN_DOCX.fill(why="zip"))
    if suffix == ".pdf":
        raise BadPaper(name, faults.TORN_PDF.fill(why="%PDF"))
    if content.startswith(b"{\\rtf") or suffix in (".odt", ".doc", ".rtf", ".html", ".htm"):
        raise BadPaper(name, faults.UNKNOWN_KIND)
    return "txt", _text


def _text(content: bytes, name: str) -> tuple[list[Line], str]:
    text, encoding = decoded(content, name)
    if len(text) > faults.MOST_LETTERS:
        raise BadPaper(name, faults.TOO_LONG)
    lines = [Line(line, Place(at)) for at, line in enumerate(lines_of(text), start=1)]
    return lines, "" if encoding.startswith("UTF") else encoding


def _docx(content: bytes, name: str) -> tuple[list[Line], str]:
    (paragraphs,) = read_apart("docx", content, name)
    return [
        Line(text, Place(at, unit="paragraph")) for at, text in enumerate(paragraphs, start=1)
    ], ""


def _pdf(content: bytes, name: str) -> tuple[list[Line], str]:
    pages = read_apart("pdf", content, name)
    return [
        Line(text, Place(at, page))
        for page, lines in enumerate(pages, start=1)
        for at, text in enumerate(lines, start=1)
    ], ""

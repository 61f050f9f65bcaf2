"""A text file as lines, in whatever encoding Vietnamese offices wrote it."""

from __future__ import annotations

import codecs
import unicodedata
from contextlib import suppress

from states.meeting.paper import UNSEEN
from tiendo.meeting import faults
from tiendo.meeting.faults import BadPaper
from tiendo.meeting.legacy import from_tcvn3, from_vni, modern, spelling

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SURE = 0.9


def decoded(content: bytes, name: str) -> tuple[str, str]:
    """The text of a file and the encoding it was in. Raises BadPaper."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _strictly(content, encoding, name), encoding.upper().removesuffix("-SIG")
    if b"\x00" in content[:4_000]:
        return _without_bom(content, name), "UTF-16"
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _single_byte(content, name)


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadPaper(name, faults.BINARY) from error


def _without_bom(content: bytes, name: str) -> str:
    """UTF-16 without its mark: every other byte of Latin letters is zero."""
    odd, even = content[1:4_000:2].count(0), content[0:4_000:2].count(0)
    if min(odd, even) * 10 > max(odd, even) or len(content) % 2:
        raise BadPaper(name, faults.BINARY)
    return _strictly(content, "utf-16-le" if odd > even else "utf-16-be", name)


def _single_byte(content: bytes, name: str) -> tuple[str, str]:
    """TCVN3, VNI or Windows-1258, where one of them spells Vietnamese and the others do not."""
    western = content.decode("cp1252", "surrogateescape")  # its quotation marks too
    ways = {"TCVN3": from_tcvn3(western), "VNI": from_vni(western)}
    with suppress(UnicodeDecodeError):
        ways["Windows-1258"] = unicodedata.normalize("NFC", content.decode("cp1258"))
    scores = sorted(((spelling(text)[1], way) for way, text in ways.items()), reverse=True)
    best, way = scores[0]
    if best < _SURE or best - scores[1][0] < 0.15 or _controls(ways[way]):
        raise BadPaper(name, faults.UNKNOWN_LETTERS)
    return ways[way], way


def cleaned(text: str, name: str) -> tuple[str, str]:
    """Text composed, in Unicode letters, without signs that no text has; and what it was.

    Raises BadPaper on binary content, on letters of an unknown encoding, on too much text.
    """
    if len(text) > faults.MOST_LETTERS:
        raise BadPaper(name, faults.TOO_LONG)
    if _controls(text):
        raise BadPaper(name, faults.BINARY)
    read = modern(unicodedata.normalize("NFC", UNSEEN.sub("", text)))
    if read is None:
        raise BadPaper(name, faults.UNKNOWN_LETTERS)
    return unicodedata.normalize("NFC", read[0]), read[1]


def _controls(text: str) -> bool:
    """Whether a text holds signs that no written text has."""
    return any(unicodedata.category(char) in ("Cc", "Cs", "Cn") for char in set(text) - _ALLOWED)


_ALLOWED = set("\n\r\t\f\v\x1a\x85")


def lines_of(text: str) -> list[str]:
    """The lines of a text, whatever ends them."""
    return text.replace("\x1a", "").replace("\f", "\n").splitlines()

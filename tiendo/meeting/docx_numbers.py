"""The numbers that Word puts before paragraphs by itself; they stand nowhere in the text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{_W}val"
_ROMANS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


class Numbers:
    """Counts the automatic numbers of a document while its paragraphs are gone through."""

    def __init__(self, document: Document) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._styles = {
            style.style_id: style.element.find(f"{_W}pPr/{_W}numPr") for style in document.styles
        }
        root = _numbering_of(document)
        if root is not None:
            self._read(root)

    def _read(self, root: Any) -> None:
        abstract = {
            each.get(f"{_W}abstractNumId"): {
                int(level.get(f"{_W}ilvl") or 0): _level(level)
                for level in each.findall(f"{_W}lvl")
            }
            for each in root.findall(f"{_W}abstractNum")
        }
        for each in root.findall(f"{_W}num"):
            link = each.find(f"{_W}abstractNumId")
            if link is not None:
                self._levels[each.get(f"{_W}numId")] = abstract.get(link.get(_VAL), {})

    def of(self, paragraph: Any) -> str:
        """The number before a paragraph as it is seen on the page; "" without one."""
        told = paragraph.find(f"{_W}pPr/{_W}numPr")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if told is None and style is not None:
            told = self._styles.get(style.get(_VAL))
        if told is None:
            return ""
        number = _value(told.find(f"{_W}numId"), "0")
        depth = int(_value(told.find(f"{_W}ilvl"), "0"))
        level = self._levels.get(number, {}).get(depth)
        return self._counted(number, depth, level) if level else ""

    def _counted(self, number: str, depth: int, level: _Level) -> str:
        if level.form == "bullet":
            return "-"
        counts = self._counts[number]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]

        def shown(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            own = self._levels[number].get(at)
            return _written(counts.get(at, own.start if own else 1), own.form if own else "")

        return re.sub(r"%(\d)", shown, level.text)


def _numbering_of(document: Document) -> Any:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return relation.target_part.element
    return None


def _level(element: Any) -> _Level:
    start = _value(element.find(f"{_W}start"), "1")
    return _Level(
        form=_value(element.find(f"{_W}numFmt"), "decimal"),
        text=_value(element.find(f"{_W}lvlText"), ""),
        start=int(start) if start.isdigit() else 1,
    )


def _value(element: Any, otherwise: str) -> str:
    return otherwise if element is None else str(element.get(_VAL) or otherwise)


def _written(count: int, form: str) -> str:
    match form:
        case "upperRoman":
            return _roman(count).upper()
        case "lowerRoman":
            return _roman(count)
        case "upperLetter" | "lowerLetter" if 1 <= count <= 26:
            letter = chr(ord("a") + count - 1)
            return letter.upper() if form == "upperLetter" else letter
        case _:
            return str(count)


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMANS:
        while count >= value and len(written) < 20:
            written, count = written + letters, count - value
    return written

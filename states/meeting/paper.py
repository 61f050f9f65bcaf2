"""A paper as it was read: paragraphs put together from lines, each part with its place."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from states.text import Text, same

MARKER = re.compile(
    r"(?:\(\d{1,2}\)|\d{1,2}(?:\.\d{1,2}){0,3}\s?[.)/](?!\d)|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s)"
    r"|[IVX]{1,5}\s?[.)/-](?!\w)|[A-HĐ]\s?[.)](?=\s)|[a-zđ]\s?[.)](?=\s)"
    r"|[-–—+*•▪●](?=\s?\S)|Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy)[,:])\s*"
)
"""What a list item or heading begins with."""
CAPITALS = "".join(char for char in map(chr, range(0x1EFA)) if char.isupper())
"""Every capital letter of Vietnamese (and of its neighbours), for character classes."""
UNSEEN = re.compile(
    "[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Signs that nobody sees, some of which turn the direction of reading. Not the soft hyphen: old
Vietnamese letters use its code."""
_FIRST_LINE_INDENT, _NARROWEST, _WIDEST = 2, 40, 120
_NUMBER_NOUN = re.compile(
    r"(?i)(?:^|\s)(?:quý|tháng|ngày|năm|số|khoản|điều|mục|phòng|đội|tổ|khối|nghiệp vụ|thứ|phần)$"
)
_ENDED = re.compile(r"[.;:?!…/”\"]\s*$")


class Place(NamedTuple):
    """Where something stands: a line of a text (of a page), or a paragraph of a document."""

    number: int
    page: int = 0
    unit: str = "line"

    def say(self) -> Text:
        """The place in words."""
        if self.unit == "paragraph":
            return Text(f"đoạn {self.number}", f"paragraph {self.number}")
        if self.page:
            return Text(
                f"trang {self.page}, dòng {self.number}", f"page {self.page}, line {self.number}"
            )
        return Text(f"dòng {self.number}", f"line {self.number}")


_SAID = re.compile(r"(?:trang (?P<page>\d{1,9}), )?(?P<unit>dòng|đoạn) (?P<number>\d{1,9})")


def place_text(said: str) -> Text:
    """A place as it was recorded, in both languages; words of any other shape stay as they are."""
    found = _SAID.fullmatch(said)
    if found is None or (found["page"] and found["unit"] == "đoạn"):
        return same(said)
    if found["unit"] == "đoạn":
        return Place(int(found["number"]), unit="paragraph").say()
    return Place(int(found["number"]), int(found["page"] or 0)).say()


class Line(NamedTuple):
    """One line as it was read."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in one piece; ``starts`` says at which offset which line begins."""

    text: str
    starts: tuple[tuple[int, Place], ...]

    def place_at(self, offset: int) -> Place:
        """The place of the character at an offset."""
        found = bisect_right([start for start, _ in self.starts], offset)
        return self.starts[max(found - 1, 0)][1]


@dataclass(frozen=True, slots=True)
class Paper:
    """The paragraphs of a paper, in order; none is empty."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """All of it, a paragraph a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


def put_together(lines: Sequence[Line]) -> Paper:
    """The paragraphs that lines make: a line broken only because it was full is joined again."""
    kept = [(Line(tidy(line.text), line.place), _indent(line.text)) for line in lines]
    kept = [(line, indent) for line, indent in kept if line.text]
    width = _wrapped_at([line.text for line, _ in kept])
    groups: list[list[Line]] = []
    last = 0
    for line, indent in kept:
        begins = indent >= last + _FIRST_LINE_INDENT
        if groups and not begins and _goes_on(groups[-1][-1].text, line.text, width):
            groups[-1].append(line)
        else:
            groups.append([line])
        last = indent
    return Paper(tuple(_joined(group) for group in groups))


def _indent(text: str) -> int:
    return len(text.expandtabs(4)) - len(text.expandtabs(4).lstrip())


def tidy(text: str) -> str:
    """A line composed (NFC), without mark-up for bold and with single spaces."""
    composed = unicodedata.normalize("NFC", text)
    composed = UNSEEN.sub("", composed).replace("\u00ad", "")
    composed = re.sub("[\uf000-\uf0ff]", "•", composed)  # a bullet of a symbol font
    composed = re.sub(
        r"\*{2,3}|^#{1,6} ",
        "",
        composed,
    )
    return " ".join(composed.split())


def _wrapped_at(texts: Sequence[str]) -> int:
    """How many characters a full line holds; 0 for a text that is not broken into lines."""
    lengths = sorted(len(text) for text in texts)
    if len(lengths) < 5:
        return 0
    longest = lengths[-1 - len(lengths) // 20]
    return longest if _NARROWEST <= longest <= _WIDEST else 0


def _goes_on(before: str, after: str, width: int) -> bool:
    ended = bool(_ENDED.search(before))
    if _capitals(before) or _capitals(after):
        return False
    marked = MARKER.match(after)
    first = after.partition(" ")[0]
    full = len(before) <= 1.1 * width and len(before) + 1 + len(first) >= 0.9 * width
    if marked:
        whole = width and len(before) >= 0.6 * width and "." not in marked[0].strip(" .")
        if whole and marked[0][0].isalnum() and _NUMBER_NOUN.search(before):
            return True
        return bool(full and not ended and marked[0][0].isdigit() and before[-1].isalpha())
    if ended:
        return before.endswith((":", ";", "/", '"', "”")) and first[:1].islower()
    return (
        full
        or first[:1].islower()
        or first[:1].isdigit()
        or (before[-1] in ",-" and not first[:1].isupper())
    )


def _capitals(text: str) -> bool:
    return text.isupper() and any(char.isalpha() for char in text)


def _joined(group: Sequence[Line]) -> Paragraph:
    starts, text = [], ""
    for line in group:
        if text:
            text += " "
        starts.append((len(text), line.place))
        text += line.text
    return Paragraph(text, tuple(starts))


_OLD_TO_NEW = {
    old + end: new + end
    for old, new, end in (
        *(("o" + t, o + "a", "") for t, o in zip("àáảãạ", "òóỏõọ", strict=True)),
        *(("o" + t, o + "e", "") for t, o in zip("èéẻẽẹ", "òóỏõọ", strict=True)),
        *(("u" + t, u + "y", "") for t, u in zip("ỳýỷỹỵ", "ùúủũụ", strict=True)),
    )
}
_OLD = re.compile("(?<!q)(?:" + "|".join(_OLD_TO_NEW) + r")(?!\w)")


def plain(text: str) -> str:
    """Text for patterns: lower case, tone marks in one place, "quí" as "quý"; same length."""
    low = text.lower()
    if len(low) != len(text):  # a letter that is two when it is small stays as it is
        low = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    low = _OLD.sub(lambda found: _OLD_TO_NEW[found[0]], low)
    return low.replace("quí ", "quý ").replace("\u00a0", " ").replace("–", "-")

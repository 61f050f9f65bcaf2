"""The shape of a paper: what is heading, what is text, under which headings each part stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from states.meeting.paper import MARKER, Paper, Paragraph, Place, plain

_ENDS = re.compile(r"[.;!?…]\s*$|\./\.$")
_FOOT = re.compile(r"^(?:nơi nhận|như trên)")
POST = re.compile(
    r"^(?:(?:kt|tl|tuq|tm|q)\.? ?)?(?:phó )?(?:chánh (?:thanh tra|văn phòng)|trưởng|giám đốc|"
    r"chủ tịch|thủ trưởng|tổ trưởng|chủ trì|người (?:chủ trì|kết luận|ký|lập))\b"
)
"""The post above a signature, in lower case."""
_OPENED = re.compile(r"(?:kết luận|chỉ đạo|thông báo|như sau|thống nhất|ý kiến)[^.]*:$")
_LONGEST_HEADING = 160
_LONGEST_NAME = 60  # of a line without number or colon that stands over a list
_FIRST = frozenset(("1", "I", "A", "a"))


@dataclass(frozen=True, slots=True)
class Marker:
    """What an item is numbered with: its style and its number ("" for a dash)."""

    style: str
    number: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph in its place; ``above`` are the headings over it, outermost first."""

    paragraph: Paragraph
    marker: Marker | None
    heading: bool
    above: tuple[str, ...]
    start: int

    @property
    def body(self) -> str:
        """The paragraph without its marker."""
        return self.paragraph.text[self.start :]


@dataclass(frozen=True, slots=True)
class Numbering:
    """A fault in the numbers of sections: two with the same, or one left out."""

    number: str
    twice: bool
    first: Place
    place: Place


def marker_of(text: str) -> Marker | None:
    """The number or sign that a paragraph begins with."""
    found = MARKER.match(text)
    if not found:
        return None
    written = found[0].strip()
    core = written.strip("().,:/- \t–—")
    if not core or written[0] in "-–—+*•▪●":
        return Marker(written[0], "")
    if written.startswith("Thứ"):
        return Marker("thứ", core)
    return Marker(_style(core, written), core)


def _style(core: str, written: str) -> str:
    if written.startswith("("):
        return "(1)"
    if core[0].isdigit():
        return "1" + ".1" * core.count(".")
    if re.fullmatch(r"[IVX]+", core):
        return "I"
    return "A" if core.isupper() else "a"


def body_of(paper: Paper) -> range:
    """Which paragraphs are the body: after the head and its opening words, before the foot."""
    paragraphs = paper.paragraphs
    last = _foot(paragraphs)
    for index, paragraph in enumerate(paragraphs[:last]):
        marker = marker_of(paragraph.text)
        if marker and marker.number and index + 1 < last:
            return range(index, last)
        if _OPENED.search(plain(paragraph.text)):
            return range(index + 1, last)
    return range(last)


def _foot(paragraphs: Sequence[Paragraph]) -> int:
    for index, paragraph in enumerate(paragraphs):
        words = plain(paragraph.text)
        if _FOOT.match(words):
            return index
        late = index >= len(paragraphs) - 8 and index > 2
        if late and paragraph.text.isupper() and POST.match(words):
            return index
    return len(paragraphs)


def outline(paper: Paper) -> tuple[Block, ...]:
    """The body of a paper, each paragraph under its headings."""
    body = body_of(paper)
    paragraphs = [paper.paragraphs[index] for index in body]
    markers = [marker_of(paragraph.text) for paragraph in paragraphs]
    blocks: list[Block] = []
    open_: list[tuple[str, str]] = []
    if body.start and paper.paragraphs[body.start - 1].text.endswith(":"):  # speaks to all of it
        open_.append(("open", re.split(r"(?<=[.!?]) ", paper.paragraphs[body.start - 1].text)[-1]))
    for index, paragraph in enumerate(paragraphs):
        marker = markers[index]
        after = markers[min(index + 1, len(markers) - 1)]  # the last as if another like it came
        heading = _is_heading(paragraph.text, marker, after)
        ends = heading or markers[index - 1] is not None  # over the first nothing is open yet
        open_ = _above(open_, marker, ends=ends)
        found = MARKER.match(paragraph.text)
        start = found.end() if found else 0
        above = tuple(text for _, text in open_)
        blocks.append(Block(paragraph, marker, heading, above, start))
        open_ = _with(open_, marker, paragraph.text[start:], heading=heading)
    return tuple(blocks)


def _above(
    open_: list[tuple[str, str]], marker: Marker | None, *, ends: bool
) -> list[tuple[str, str]]:
    """The headings that stay open when a paragraph with this marker comes.

    A lead-in without a number stands over the prose after it, or over the list after it, and
    ``ends`` with a new heading or where prose follows the list.
    """
    styles = [style for style, _ in open_]
    if marker and marker.style in styles:
        return open_[: styles.index(marker.style)]
    if not marker and ends and "lead" in styles:
        return open_[: styles.index("lead")]
    return open_


def _with(
    open_: list[tuple[str, str]], marker: Marker | None, text: str, *, heading: bool
) -> list[tuple[str, str]]:
    if marker:  # an item without heading keeps its place, so that its siblings are found
        return [*open_, (marker.style, text if heading else "")]
    return [*open_, ("lead", text)] if heading else open_


def _is_heading(text: str, marker: Marker | None, after: Marker | None) -> bool:
    if text.endswith(":"):
        return True
    if _ENDS.search(text) or len(text) > _LONGEST_HEADING:
        return False
    if text.isupper():
        return True
    if marker is None:
        return len(text) <= _LONGEST_NAME and after is not None
    if not marker.number:
        return False
    return after is None or after.style != marker.style


def numbering(paper: Paper) -> tuple[Numbering, ...]:
    """Sections of one row with the same number, and numbers left out of a row."""
    faults: list[Numbering] = []
    rows: list[tuple[str, str, dict[str, Place]]] = []  # style, last number, where each stands
    anew = False
    for block in outline(paper):
        marker = block.marker
        if marker is None or not marker.number or marker.style == "thứ":
            anew = anew or block.heading
            continue
        place = block.paragraph.place_at(0)
        styles = [row[0] for row in rows]
        at = styles.index(marker.style) if marker.style in styles else len(rows)
        seen: dict[str, Place] = {}
        if at < len(rows) and not (anew and marker.number in _FIRST):  # under another heading
            _, last, seen = rows[at]
            faults += _faults(marker, last, seen, place)
        seen.setdefault(marker.number, place)
        rows[at:] = [(marker.style, marker.number, seen)]
        anew = False
    return tuple(faults)


def _faults(marker: Marker, last: str, seen: dict[str, Place], place: Place) -> list[Numbering]:
    if marker.number in seen:
        return [Numbering(marker.number, True, seen[marker.number], place)]
    missing = _between(last, marker.number)
    return [Numbering(number, False, seen[last], place) for number in missing]


def _between(last: str, number: str) -> Sequence[str]:
    """The numbers left out between two of a row; at most five, else it is another row."""
    if last.isdigit():  # as is the other, of one row
        gone: Sequence[str] = [str(n) for n in range(int(last) + 1, int(number))]
    elif last in _ROMANS and number in _ROMANS:
        gone = _ROMANS[_ROMANS.index(last) + 1 : _ROMANS.index(number)]
    else:
        gone = ()
    return gone if len(gone) <= 5 else ()


_ROMANS = tuple(
    tens + ones
    for tens in ("", "X", "XX", "XXX")
    for ones in ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
)

"""A paragraph taken apart: sentences, and the clauses of a sentence that may be items."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from states.meeting.paper import CAPITALS

_END = re.compile(rf"(?<=[.!?…])[\"”)]?\s+(?=[\"“(]?[{CAPITALS}]|\(\d)")
_SHORT = re.compile(
    r"(?:\b(?:đ/c|Đ/c|TP|Tp|TX|Tx|KT|TL|TUQ|TM|Q|P|H|ThS|TS|Mr|v\.v|đ\.c|Đ\.c|[A-Z])\.)$"
)
LONGEST = 3_000
"""Letters of the longest sentence there is; what is longer is cut."""
_BEFORE = 8  # letters enough to tell a short form and that nothing stands before it


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a paragraph."""

    start: int
    end: int


def sentences(text: str, start: int) -> list[Span]:
    """The sentences of a text from an offset on; what is longer than any sentence is cut."""
    cuts, at = [start], start
    for found in _END.finditer(text, start):
        if not _SHORT.search(text, max(at, found.start() - _BEFORE), found.start()):
            cuts.append(found.end())
            at = found.end()
    spans = [
        Span(at, min(at + LONGEST, stop))
        for start, stop in pairwise([*cuts, len(text)])
        for at in range(start, stop, LONGEST)
    ]
    return [trimmed(text, span) for span in spans if text[span.start : span.end].strip()]


def parts(text: str, span: Span) -> list[Span]:
    """What stands between the semicolons of a sentence, none within brackets."""
    cuts, depth = [span.start], 0
    for at in range(span.start, span.end):
        depth += (text[at] == "(") - (text[at] == ")")
        if text[at] == ";" and depth <= 0 and text[at + 1 : span.end].strip(" .…/;"):
            cuts.append(at + 1)
    return [trimmed(text, Span(*pair)) for pair in pairwise([*cuts, span.end])]


def trimmed(text: str, span: Span) -> Span:
    """The same without the spaces and the semicolon at its ends."""
    start, end = span.start, span.end
    while start < end and text[start] in " \t":
        start += 1
    while end > start and text[end - 1] in " \t;":
        end -= 1
    return Span(start, end)

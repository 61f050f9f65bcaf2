"""Where the boxes of the chart stand: wide in two rows of frames, or narrow in one column."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from states.text import Text
from tiendo.web.figure import Figure, Group, Node

LINE = 16
"""Height of a line of text."""
_PAD = 7
_TITLE_TOP = 20


@dataclass(frozen=True, slots=True)
class Rect:
    """A place on the drawing."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The y of its bottom edge."""
        return self.y + self.h

    @property
    def cx(self) -> float:
        """The x of its middle."""
        return self.x + self.w / 2

    @property
    def cy(self) -> float:
        """The y of its middle."""
        return self.y + self.h / 2


@dataclass(frozen=True, slots=True)
class Style:
    """How a drawing is laid out; lengths in units of the drawing, wraps in characters."""

    name: str
    width: int
    per_row: int
    margin: int  # left and right of a row of frames
    gutter: int  # between the frames of a row
    channel: int  # inside a frame, left of its boxes; moves back run there
    channel_right: int
    gap: int  # between the boxes of a frame
    wrap: int
    title_wrap: int
    lanes: int  # below each row of frames; long moves run there


WIDE = Style("wide", 1200, 5, 2, 34, 26, 20, 16, 21, 25, 26)
NARROW = Style("narrow", 350, 1, 24, 0, 26, 24, 15, 31, 36, 16)


@dataclass(frozen=True, slots=True)
class Box:
    """One leaf in its place, its label in lines."""

    node: Node
    rect: Rect
    lines: tuple[str, ...]

    @property
    def first_line(self) -> float:
        """The baseline of the first line of its label."""
        return self.rect.cy - (len(self.lines) - 1) * LINE / 2 + 4.5


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame in its place with its boxes; ``column`` counts along its row."""

    group: Group
    rect: Rect
    title: tuple[str, ...]
    boxes: tuple[Box, ...]
    row: int
    column: int

    @property
    def first_line(self) -> float:
        """The baseline of the first line of its title."""
        return self.rect.y + _TITLE_TOP


@dataclass(frozen=True, slots=True)
class Plan:
    """Every frame in its place, and how high the drawing is."""

    style: Style
    frames: tuple[Frame, ...]
    height: float


def plan(figure: Figure, style: Style, lang: str) -> Plan:
    """Lay the frames of a chart out."""
    per_row = style.per_row
    rows = [figure.course, figure.others] if per_row > 1 else [(group,) for group in figure.groups]
    frames: list[Frame] = []
    top = 2.0
    for number, row in enumerate(rows):
        placed = _row(row, style, lang, number, top)
        frames += placed
        top = max(frame.rect.bottom for frame in placed) + style.lanes
    return Plan(style, tuple(frames), top)


def _row(groups: Sequence[Group], style: Style, lang: str, number: int, top: float) -> list[Frame]:
    """The frames of one row: all as high as the highest, titles given equal room."""
    room = style.width - 2 * style.margin - style.gutter * (style.per_row - 1)
    width = room / style.per_row
    titles = [_wrapped(group.label, lang, style.title_wrap) for group in groups]
    head = _TITLE_TOP + LINE * (max(map(len, titles)) - 1) + 14
    frames = []
    for place, (group, title) in enumerate(zip(groups, titles, strict=True)):
        x = style.margin + place * (width + style.gutter)
        boxes = _boxes(group, style, lang, x, top + head, width)
        bottom = boxes[-1].rect.bottom + 14
        frame = Rect(x, top, width, bottom - top)
        frames.append(Frame(group, frame, title, boxes, number, place))
    height = max(frame.rect.h for frame in frames)
    return [
        Frame(f.group, Rect(f.rect.x, top, width, height), f.title, f.boxes, number, f.column)
        for f in frames
    ]


def _boxes(
    group: Group, style: Style, lang: str, x: float, top: float, width: float
) -> tuple[Box, ...]:
    inner = width - style.channel - style.channel_right
    boxes = []
    for node in group.nodes:
        lines = _wrapped(node.label, lang, style.wrap)
        height = len(lines) * LINE + 2 * _PAD
        boxes.append(Box(node, Rect(x + style.channel, top, inner, height), lines))
        top += height + style.gap
    return tuple(boxes)


def _wrapped(label: Text, lang: str, width: int) -> tuple[str, ...]:
    return tuple(textwrap.wrap(label.say(lang), width))

"""The chart as lines and boxes: every move routed at right angles, moves to one place joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from states.text import Text
from tiendo.web.figure import Edge, Figure
from tiendo.web.plot import Frame, Plan, Rect, Style, plan

Point = tuple[float, float]
_CORNER = 5.0
_TIP = 5.0


@dataclass(frozen=True, slots=True)
class Arrow:
    """One move as drawn: a path, its arrow head, its name, whether it starts where we are."""

    path: str
    tip: str
    label: Text
    live: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart ready for the template."""

    style: Style
    height: float
    frames: tuple[Frame, ...]
    arrows: tuple[Arrow, ...]


def draw(figure: Figure, style: Style, lang: str) -> Drawing:
    """A chart laid out in a style, with every move drawn; live ones last, on top."""
    laid = plan(figure, style, lang)
    arrows = sorted(_arrows(laid, figure.edges), key=lambda arrow: arrow.live)
    return Drawing(style, laid.height, laid.frames, tuple(arrows))


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a move: its rectangle, the frame it is in, its place there (-1: the frame)."""

    rect: Rect
    frame: Frame
    index: int


def _ends(laid: Plan) -> dict[str, _End]:
    found: dict[str, _End] = {}
    for frame in laid.frames:
        found[frame.group.path] = _End(frame.rect, frame, -1)
        for index, box in enumerate(frame.boxes):
            found[box.node.path] = _End(box.rect, frame, index)
    return found


def _arrows(laid: Plan, edges: Sequence[Edge]) -> Iterator[Arrow]:
    ends = _ends(laid)
    lanes = _lanes(edges, ends, laid.style)
    for edge in edges:
        move = _Move(ends[edge.source], ends[edge.dest], laid.style)
        points = move.points(lanes.get((move.side, edge.dest), 0))
        yield Arrow(_path(points), _tip(points), edge.label, edge.live)


def _lanes(
    edges: Sequence[Edge], ends: dict[str, _End], style: Style
) -> dict[tuple[str, str], int]:
    """The lane of each leaf on each side: moves to one leaf share it, short ones run inside."""
    reach: dict[str, dict[str, float]] = defaultdict(dict)
    for edge in edges:
        move = _Move(ends[edge.source], ends[edge.dest], style)
        known = reach[move.side].get(edge.dest, 0.0)
        reach[move.side][edge.dest] = max(known, move.length)
    return {
        (side, dest): number
        for side, dests in reach.items()
        for number, dest in enumerate(sorted(dests, key=lambda dest: dests[dest]))
    }


@dataclass(frozen=True, slots=True)
class _Move:
    """A move between two places of a plan, to be routed."""

    source: _End
    dest: _End
    style: Style

    @property
    def length(self) -> float:
        a, b = self.source.rect, self.dest.rect
        return abs(a.cx - b.cx) + abs(a.cy - b.cy)

    @property
    def side(self) -> str:
        """Where it runs; moves that run in the same place take different lanes."""
        source, dest = self.source, self.dest
        if source.frame is dest.frame:
            if dest.index == source.index + 1:
                return "straight"
            back = dest.index < source.index
            return f"{source.frame.group.path}:{'left' if back else 'right'}"
        if self._wide:
            return "near" if abs(self._columns) == 1 else "far"
        if self._rows < 0:
            return "back"
        last = source.index in (-1, len(source.frame.boxes) - 1)
        return "near" if self._rows == 1 and dest.index == 0 and last else "far"

    @property
    def _wide(self) -> bool:
        return self.style.per_row > 1

    @property
    def _columns(self) -> int:
        return self.dest.frame.column - self.source.frame.column

    @property
    def _rows(self) -> int:
        return self.dest.frame.row - self.source.frame.row

    def points(self, lane: int) -> list[Point]:
        """The corners of its way, in one lane of its side."""
        if self.source.frame is self.dest.frame:
            return self._inside(lane)
        if self._wide:
            return self._between_columns() if self.side == "near" else self._under(lane)
        return self._down() if self.side == "near" else self._round(lane)

    def _inside(self, lane: int) -> list[Point]:
        a, b = self.source.rect, self.dest.rect
        if self.side == "straight":
            return [(a.cx, a.bottom), (b.cx, b.y)]
        if self.dest.index < self.source.index:
            x, start, end = a.x - 9 - 6 * lane, a.x, b.x
        else:
            x, start, end = a.right + 8 + 6 * lane, a.right, b.right
        return [(start, a.cy + 6), (x, a.cy + 6), (x, b.cy - 4), (end, b.cy - 4)]

    def _between_columns(self) -> list[Point]:
        """Through the gutter between two frames side by side."""
        a, b = self.source.rect, self.dest.rect
        if self._columns < 0:
            return [(a.x, b.cy - 4), (b.right, b.cy - 4)]
        if self.source.index < 0:
            return [(a.right, b.cy), (b.x, b.cy)]
        x = self.dest.frame.rect.x - self.style.gutter / 2
        return [(a.right, a.cy), (x, a.cy), (x, b.cy), (b.x, b.cy)]

    def _under(self, lane: int) -> list[Point]:
        """Under the frames in between, and up again before the one it goes to."""
        a, b = self.source.rect, self.dest.rect
        x, y = self.dest.frame.rect.x - 11 + 6 * lane, a.bottom + 9 + 7 * lane
        return [(a.cx, a.bottom), (a.cx, y), (x, y), (x, b.cy), (b.x, b.cy)]

    def _down(self) -> list[Point]:
        """Straight down to the frame below, beside its title."""
        x = self.dest.rect.right - 28
        return [(x, self.source.rect.bottom), (x, self.dest.rect.y)]

    def _round(self, lane: int) -> list[Point]:
        """Round other frames by the margin: onward on the right, back on the left."""
        a, b, margin = self.source.rect, self.dest.rect, self.style.margin
        if self.side == "back":
            x = margin / 2 - 6 * lane
            return [(a.x, a.cy), (x, a.cy), (x, b.cy + 6), (b.x, b.cy + 6)]
        x = self.style.width - margin + 8 + 7 * lane
        return [(a.right, a.cy), (x, a.cy), (x, b.cy), (b.right, b.cy)]


def _path(points: Sequence[Point]) -> str:
    """The points joined, corners rounded."""
    parts = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        into, out = _towards(corner, before), _towards(corner, after)
        parts.append(f"L{into[0]:g} {into[1]:g}Q{corner[0]:g} {corner[1]:g} {out[0]:g} {out[1]:g}")
    parts.append(f"L{points[-1][0]:g} {points[-1][1]:g}")
    return "".join(parts)


def _towards(corner: Point, other: Point) -> Point:
    (x, y), (to_x, to_y) = corner, other
    length = abs(to_x - x) + abs(to_y - y)
    part = min(_CORNER, length / 2) / length if length else 0.0
    return x + (to_x - x) * part, y + (to_y - y) * part


def _tip(points: Sequence[Point]) -> str:
    """The arrow head at the last point."""
    (x0, y0), (x, y) = points[-2], points[-1]
    length = abs(x - x0) + abs(y - y0) or 1.0
    dx, dy = (x - x0) / length * _TIP, (y - y0) / length * _TIP
    half = 0.75
    left = (x - dx - dy * half, y - dy + dx * half)
    right = (x - dx + dy * half, y - dy - dx * half)
    corners = ((x, y), left, right)
    return " ".join(f"{px:g},{py:g}" for px, py in corners)

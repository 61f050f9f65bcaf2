"""Where the marks, bars and lines of the ages stand."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from states.text import Text
from tiendo.sums import Aged, AgeGroup, Pace, PastStays
from tiendo.wanting import LIVE_PHASES
from tiendo.web.lens import phase_said

ENOUGH = 10
"""From how many past stays on the office has a measure of its own for a phase."""
PACE_NAMES: dict[Pace, Text] = {
    Pace.STUCK: Text("đang vướng", "stuck"),
    Pace.PAUSED: Text("đang tạm dừng", "on hold"),
    Pace.GOING: Text("đang tiến triển", "going on"),
}
PACES = (Pace.STUCK, Pace.PAUSED, Pace.GOING)
_STEPS = (1, 2, 5, 7, 14, 30, 60, 90, 180, 365, 730, 1825)
GROUPS = 12
_TOP, _HEADROOM, _HEIGHT, _FOOT, _LEFT = 52, 12, 430, 14, 46
_TICKS = (0, 7, 30, 90, 180, 365, 730, 1095, 1825, 3650)
_CELL = 12.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One inspection in the drawing."""

    aged: Aged
    phase: Text
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Bar:
    """So many of an age group that go alike."""

    pace: Pace
    x: float
    y: float
    w: float
    h: float
    said: Text


@dataclass(frozen=True, slots=True)
class Label:
    """A number beside a bar, or a day beside a line."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Band:
    """One phase in the drawing: its place, its name in lines, where half and most had left."""

    x: float
    w: float
    lines: tuple[str, ...]
    lines_en: tuple[str, ...]
    half: float | None
    most: float | None
    past: PastStays


@dataclass(frozen=True, slots=True)
class Drawing:
    """The drawing, wide or narrow; lengths in units of the drawing."""

    name: str
    width: int
    height: int
    top: int
    left: int
    ticks: tuple[tuple[int, float], ...]
    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]


def nice(days: float) -> int:
    """The first round number of days that is not less."""
    return next((step for step in _STEPS if step >= days), _STEPS[-1])


def draw(
    name: str,
    width: int,
    wrap: int,
    found: Sequence[Aged],
    groups: Sequence[AgeGroup],
    days: int,
    past: Mapping[str, PastStays],
    top: int,
) -> Drawing:
    """The drawing of a width; names of phases are broken after so many letters."""
    band = (width - _LEFT - 4) / len(LIVE_PHASES)
    bars, labels = _bars(groups, days, band, top)
    return Drawing(
        name=name,
        width=width,
        height=_HEIGHT,
        top=_TOP,
        left=_LEFT,
        ticks=tuple((day, _y(day, top)) for day in _TICKS if day <= top),
        bands=tuple(
            _band(phase, _LEFT + nth * band, band, wrap, past[phase], top)
            for nth, phase in enumerate(LIVE_PHASES)
        ),
        marks=tuple(_marks(found, band, top)),
        bars=bars,
        labels=labels,
    )


def _band(phase: str, x: float, w: float, wrap: int, past: PastStays, top: int) -> Band:
    name, measured = phase_said(phase), past.count >= ENOUGH
    return Band(
        x=x,
        w=w,
        lines=tuple(textwrap.wrap(name.vi, wrap)),
        lines_en=tuple(textwrap.wrap(name.en, wrap)),
        half=_y(past.half, top) if measured else None,
        most=_y(past.most, top) if measured else None,
        past=past,
    )


def _marks(found: Sequence[Aged], band: float, top: int) -> Iterable[Mark]:
    """Each at its age; those of one height stand side by side from the middle of their phase."""
    taken: dict[tuple[str, int], int] = defaultdict(int)
    across = max(1, int((band - _CELL) / _CELL))
    for each in found:
        y = _y(each.age, top)
        place = (each.phase, round(y / _CELL))
        nth = taken[place] % across
        taken[place] += 1
        aside = (nth + 1) // 2 * _CELL * (1 if nth % 2 else -1)
        middle = _LEFT + (LIVE_PHASES.index(each.phase) + 0.5) * band
        yield Mark(each, phase_said(each.phase), round(middle + aside, 1), y)


def _bars(
    groups: Sequence[AgeGroup], days: int, band: float, top: int
) -> tuple[tuple[Bar, ...], tuple[Label, ...]]:
    sums: dict[tuple[str, int], int] = defaultdict(int)
    for each in groups:
        sums[each.phase, each.group] += each.count
    unit = (band - 44) / max(sums.values(), default=1)
    bars, labels, done = list[Bar](), list[Label](), dict[tuple[str, int], float]()
    for each in sorted(groups, key=lambda g: (g.phase, g.group, PACES.index(g.pace))):
        place = (each.phase, each.group)
        x = done.get(place, _LEFT + LIVE_PHASES.index(each.phase) * band + 4)
        y, under = _y((each.group + 1) * days, top), _y(each.group * days, top)
        w = max(1.0, each.count * unit)
        said = _SAID.fill(n=each.count, how=PACE_NAMES[each.pace])
        bars.append(Bar(each.pace, round(x, 1), y + 1, round(w, 1), max(2.0, under - y - 2), said))
        done[place] = x + w
    for (phase, group), count in sums.items():
        middle = (_y(group * days, top) + _y((group + 1) * days, top)) / 2
        labels.append(Label(str(count), round(done[phase, group] + 4, 1), round(middle + 4, 1)))
    return tuple(bars), tuple(labels)


_SAID = Text("{n} cuộc {how}", "{n} {how}")


def _y(age: int, top: int) -> float:
    """Where an age stands: the older, the higher; the first weeks have more room than the last."""
    low, high = _HEIGHT - _FOOT, _TOP + _HEADROOM
    return round(low - (low - high) * sqrt(min(age, top) / top), 1)

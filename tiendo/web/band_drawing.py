"""The band laid out: bars, months and deadlines at their places in a drawing of some width."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tiendo.web.band import Band, Flag, Lane, Segment

_SIDE = 8.0
_TOP = 30.0
_LANE = 44.0
_BAR = 20.0
_SLOT = 20.0
_LETTER = 6.6
_Scale = Callable[[date], float]
"""Where a day stands on the drawing."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A segment in its place; ``label`` is empty where its name would not fit."""

    segment: Segment
    x: float
    y: float
    w: float
    h: float
    label: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A lane in its place."""

    lane: Lane
    title_y: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Pin:
    """A deadline in its place; ``y`` is where its number stands."""

    flag: Flag
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class BandDrawing:
    """A band ready for the template."""

    name: str
    width: float
    height: float
    bottom: float
    rows: tuple[Row, ...]
    months: tuple[tuple[float, str], ...]
    pins: tuple[Pin, ...]
    today: float | None


def draw_bands(band: Band, lang: str) -> tuple[BandDrawing, BandDrawing]:
    """A band for a screen and for a phone."""
    return _draw(band, "wide", 1180.0, lang), _draw(band, "narrow", 350.0, lang)


def _draw(band: Band, name: str, width: float, lang: str) -> BandDrawing:
    scale = (width - 2 * _SIDE) / ((band.last - band.first).days + 1)

    def x(day: date) -> float:
        return round(_SIDE + (day - band.first).days * scale, 1)

    rows, top = list[Row](), _TOP
    for lane in band.lanes:
        bars = tuple(_bar(segment, x, top + 16, scale, lang) for segment in lane.segments)
        rows.append(Row(lane, top + 11, bars))
        top += _LANE
    pins = tuple(_pins(band, x, top))
    height = max((pin.y for pin in pins), default=top - 12) + 14
    today = x(band.as_of) + scale / 2 if band.first <= band.as_of <= band.last else None
    months = tuple(_months(band, x, width))
    return BandDrawing(name, width, height, top, tuple(rows), months, pins, today)


def _bar(segment: Segment, x: _Scale, y: float, scale: float, lang: str) -> Bar:
    w = max(round(segment.days * scale, 1), 1.5)
    fits = len(segment.name.say(lang)) * _LETTER + 10 < w
    return Bar(segment, x(segment.first), y, w, _BAR, fits)


def _months(band: Band, x: _Scale, width: float) -> Iterator[tuple[float, str]]:
    """The first of each month that has room for its name."""
    day, free = band.first.replace(day=1), 0.0
    while day <= band.last:
        at = x(max(day, band.first))
        if at >= free and at < width - 40:
            yield at, f"{day:%m/%Y}"
            free = at + 56
        day = (day + timedelta(days=32)).replace(day=1)


def _pins(band: Band, x: _Scale, top: float) -> Iterator[Pin]:
    """Every deadline; numbers that would touch stand one below the other."""
    rows = list[float]()
    for flag in band.flags:
        at = x(flag.day)
        row = next((n for n, free in enumerate(rows) if at >= free), len(rows))
        if row == len(rows):
            rows.append(0.0)
        rows[row] = at + _SLOT
        yield Pin(flag, at, top + row * _SLOT)

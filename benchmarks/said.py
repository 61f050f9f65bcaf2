"""How benchmarks say what they found: a line, and pictures drawn without any library."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLOTS = ROOT / "docs" / "plots"
OURS, OTHERS = "#0b6e4f", "#9aa5b1"
LINES = ("#0b6e4f", "#b5651d", "#3d5a80", "#8d3b72", "#6b7a00")
_LABEL = 17  # the height of a line of text
_FONT = 'font-family="Be Vietnam Pro, DejaVu Sans, sans-serif" font-size="13"'


def say(line: str) -> None:
    """One line of result, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a picture."""

    name: str
    value: float


def bars(name: str, title: str, drawn: Sequence[Bar]) -> Path:
    """A picture of bars, the longest first, on a logarithmic scale; where it was put."""
    ordered = sorted(drawn, key=lambda bar: -bar.value)
    low = min(1.0, 10.0 ** floor(log10(min(bar.value for bar in ordered))))
    high = 10.0 ** ceil(log10(ordered[0].value))
    left, wide, step = 300, 420, 28
    parts = [_text(10, 24, title + " (log scale)", weight="bold")]
    for place, bar in enumerate(ordered):
        top = 42 + place * step
        long = max(2.0, wide * log10(bar.value / low) / log10(high / low))
        colour = OURS if bar.name.startswith("ours") else OTHERS
        parts.append(_text(left - 8, top + 14, bar.name, anchor="end"))
        parts.append(
            f'<rect x="{left}" y="{top}" width="{long:.1f}" height="19" fill="{colour}"/>'
        )
        parts.append(_text(left + long + 6, top + 14, _number(bar.value)))
    return _put(name, left + wide + 90, 54 + len(ordered) * step, parts)


def curves(
    name: str, title: str, across: str, up: str, drawn: Mapping[str, Sequence[tuple[float, float]]]
) -> Path:
    """A picture of curves, both scales logarithmic; where it was put."""
    every = [point for points in drawn.values() for point in points]
    x, y = _scale([p[0] for p in every], 80, 540), _scale([p[1] for p in every], 330, 50)
    parts = [_text(10, 24, title, weight="bold"), _text(540, 372, across, anchor="end")]
    parts.append(_text(80, 42, up))
    for tick in x.ticks:
        parts.append(_line(x.at(tick), 50, x.at(tick), 330, "#d9dee4"))
        parts.append(_text(x.at(tick), 350, _number(tick), anchor="middle"))
    for tick in y.ticks:
        parts.append(_line(80, y.at(tick), 540, y.at(tick), "#d9dee4"))
        parts.append(_text(72, y.at(tick) + 4, _number(tick), anchor="end"))
    labels = _apart([y.at(points[-1][1]) for points in drawn.values()])
    for (label, points), colour, place in zip(drawn.items(), LINES, labels, strict=False):
        path = " ".join(f"{x.at(one):.1f},{y.at(two):.1f}" for one, two in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [
            f'<circle cx="{x.at(a):.1f}" cy="{y.at(b):.1f}" r="3.5" fill="{colour}"/>'
            for a, b in points
        ]
        parts.append(_text(552, place + 4, label, colour=colour))
    return _put(name, 800, 384, parts)


def _apart(places: Sequence[float]) -> list[float]:
    """The same places, those that lie on each other moved down until each can be read."""
    moved = list(places)
    last = float("-inf")
    for number in sorted(range(len(moved)), key=moved.__getitem__):
        last = moved[number] = max(moved[number], last + _LABEL)
    return moved


@dataclass(frozen=True, slots=True)
class _Scale:
    """Powers of ten laid between two places."""

    ticks: tuple[float, ...]
    first: float
    last: float

    def at(self, value: float) -> float:
        """Where a value lies."""
        low, high = log10(self.ticks[0]), log10(self.ticks[-1])
        return self.first + (self.last - self.first) * (log10(value) - low) / (high - low)


def _scale(values: Sequence[float], first: float, last: float) -> _Scale:
    low = floor(log10(min(values)))
    high = max(low + 1, ceil(log10(max(values))))
    return _Scale(tuple(10.0**power for power in range(low, high + 1)), first, last)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.3g}"


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>'


def _text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    weight: str = "normal",
    colour: str = "#1f2933",
) -> str:
    how = f'text-anchor="{anchor}" font-weight="{weight}" fill="{colour}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {how} {_FONT}>{escape(words)}</text>'


def _put(name: str, wide: float, high: float, parts: Sequence[str]) -> Path:
    PLOTS.mkdir(parents=True, exist_ok=True)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high:.0f}">'
    file = PLOTS / f"{name}.svg"
    ground = '<rect width="100%" height="100%" fill="#ffffff"/>'
    file.write_text("\n".join([head, ground, *parts, "</svg>"]) + "\n", encoding="utf-8")
    return file

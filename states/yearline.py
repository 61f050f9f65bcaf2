"""An inspection across a year: planned, worked, paused and after its conclusion, day by day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from states.alarm import Alarm
from states.chart import TERMINAL, phase_of
from states.inspection import Inspection

_DAY = timedelta(days=1)


class Stretch(StrEnum):
    """What a stretch of days was."""

    FIELD = "field"
    CONCLUDE = "conclude"
    AFTER = "after"
    PAUSED = "paused"


_OF_PHASE = {
    "course.field": Stretch.FIELD,
    "course.conclude": Stretch.CONCLUDE,
    "course.after": Stretch.AFTER,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of days within the year, first and last included; ``version``: its entry.

    ``open``: it goes on, or went on past the year.
    """

    kind: Stretch
    first: date
    last: date
    version: int
    open: bool = False

    @property
    def days(self) -> int:
        """How many calendar days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class YearLine:
    """One inspection in a year; ``deadlines`` are the days by which the law wants something.

    ``planned``: when it was to start; ``began``: when its decision was signed; ``ended``: when
    its file was closed or it was given up.
    """

    pieces: tuple[Piece, ...]
    planned: date | None
    began: date | None
    ended: date | None
    deadlines: tuple[date, ...]

    def days(self, kind: Stretch) -> int:
        """How many days of the year were of a kind."""
        return sum(piece.days for piece in self.pieces if piece.kind is kind)


def year_line(inspection: Inspection, alarms: Iterable[Alarm], year: int, as_of: date) -> YearLine:
    """What of an inspection falls into a year, as it stood on a day."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    until = min(as_of, last)
    found = [*_course(inspection), *_holds(inspection)]
    course = inspection.past.course
    under_way = [span for span in course if phase_of(span.leaf) != "course.prep"]
    ended = next((span.start for span in course if span.leaf in TERMINAL), None)
    return YearLine(
        pieces=tuple(
            Piece(kind, max(start, first), min(end or until, until), version, end is None)
            for kind, start, end, version in found
            if start <= until and (end or until) >= first
        ),
        planned=inspection.about.planned_start,
        began=under_way[0].start if under_way else None,
        ended=ended,
        deadlines=tuple(
            sorted({alarm.due for alarm in alarms if alarm.pack and first <= alarm.due <= last})
        ),
    )


_Found = tuple[Stretch, date, date | None, int]


def _course(inspection: Inspection) -> list[_Found]:
    """The phases after the preparation, neighbours of one phase joined; last days included."""
    found: list[_Found] = []
    for span in inspection.past.course:
        kind = _OF_PHASE.get(phase_of(span.leaf))
        end = span.end - _DAY if span.end else None
        if kind is None or (end is not None and end < span.start):
            continue
        if found and found[-1][0] is kind:
            found[-1] = (kind, found[-1][1], end, found[-1][3])
        else:
            found.append((kind, span.start, end, span.version))
    return found


def _holds(inspection: Inspection) -> list[_Found]:
    return [
        (Stretch.PAUSED, span.start, span.end - _DAY if span.end else None, span.version)
        for span in inspection.past.holds
        if span.end is None or span.end > span.start
    ]

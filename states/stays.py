"""How long an inspection stayed in each phase, and since when it is in the one it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from states.chart import TERMINAL, phase_of
from states.inspection import Inspection


@dataclass(frozen=True, slots=True)
class Stay:
    """One phase of one inspection, all its times there taken together.

    ``days``: calendar days, once it has left; None while it is there. Its age on a day is then
    what lies between ``since_day`` (a day's ordinal number, earlier times there counted in) and
    that day.
    """

    phase: str
    since_day: int
    days: int | None


def stays_of(inspection: Inspection) -> tuple[Stay, ...]:
    """The phases an inspection has been in, in order of name; none of those that end it."""
    over: dict[str, int] = {}
    since: dict[str, int] = {}
    for span in inspection.past.course:
        if span.leaf in TERMINAL:
            continue
        phase = phase_of(span.leaf)
        since.setdefault(phase, span.start.toordinal())
        if span.end is None:  # here it is: no number of days, but a day to count from
            since[phase] = span.start.toordinal() - over.pop(phase, 0)
        else:
            over[phase] = over.get(phase, 0) + (span.end - span.start).days
    return tuple(Stay(phase, since[phase], over.get(phase)) for phase in sorted(since))

"""Which duties an inspection breached, or will if nothing more happens: true of any day to come.

The last day of a duty hangs on what happened, never on the day looked at; so what is found here
of an inspection holds for every day until something happens again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from states.clocks import Clock, Reckoning, clocks
from states.law import Moment
from states.lawbook import Pack
from states.timeline import Timeline
from states.workdays import Workdays


@dataclass(frozen=True, slots=True)
class Breach:
    """One duty that is late, or will be from the day after ``due_day`` (an ordinal number) on.

    ``late``: by how many calendar days it was, once that is settled: ``met`` late, or never, as it
    fell away or the inspection ended. None while it can still be met.
    """

    rule: str
    due_day: int
    late: int | None
    met: bool


def breaches_of(line: Timeline, pack: Pack, days: Workdays) -> tuple[Breach, ...]:
    """The breaches of an inspection under its law, in order of rule. Raises OutsideCalendar."""
    at = Reckoning(line, pack, days, line.course[-1].start)
    found = (_breach(at, each) for each in clocks(at))
    return tuple(sorted((each for each in found if each), key=lambda each: each.rule))


def _breach(at: Reckoning, clock: Clock) -> Breach | None:
    due = clock.due_on
    if due is None:
        return None
    if clock.stop is None and clock.rule.stops_on is Moment.REINSPECTION_DECIDED:
        return None  # nobody owes a re-inspection: that power lapses
    settled = _settled(at, clock)
    if settled is not None and settled <= due:
        return None
    late = (settled - due).days if settled else None
    return Breach(clock.rule.id, due.toordinal(), late, clock.stop is not None)


def _settled(at: Reckoning, clock: Clock) -> date | None:
    """The day by which a duty was met, or from which on nobody owed it."""
    if clock.stop:
        return clock.stop.on
    return clock.off_on or (at.until if at.ended else None)

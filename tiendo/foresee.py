"""What an act would change if it were recorded: the rules are asked, nothing is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from states.alarm import Alarm
from states.clocks import Clock, Reckoning, clocks
from states.consequence import Consequence, Outlook, consequence
from states.consequence_words import Line, consequence_lines
from states.errors import RuleError
from states.events import Event
from states.inspection import Inspection
from states.roles import Officer
from states.stall import alarms
from states.text import Text
from states.timeline import timeline
from tiendo.desk import Desk, Rehearsal
from tiendo.reckoning import law_of
from tiendo.stuck import turn_name
from tiendo.summary import summary


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One act not yet recorded: what it would change, and the first sentence after it."""

    event: Event
    found: Consequence
    lines: tuple[Line, ...]
    sentence: Text
    stuck_before: int
    stuck_after: int


def foresee(
    desk: Desk,
    stream: str,
    act: Mapping[str, object],
    *,
    by: str,
    now: datetime | None = None,
    seen: int | None = None,
) -> Foreseen:
    """What recording an act would change, as of today. Raises as ``Desk.record`` does."""
    rehearsed = desk.rehearse(stream, act, by=by, now=now, seen=seen)
    return foreseen(desk, rehearsed, desk.clock.today(), desk.store.people())


def foreseen(desk: Desk, rehearsed: Rehearsal, on: date, officers: Sequence[Officer]) -> Foreseen:
    """What a rehearsed act changes on a day, in words."""

    def name(alarm: Alarm, inspection: Inspection) -> Text:
        return turn_name(alarm, inspection, officers)

    after = outlook(desk, rehearsed.after, on)
    before = outlook(desk, rehearsed.before, on) if rehearsed.before else after
    found = consequence(before, after, on)
    said = summary(
        rehearsed.after,
        on,
        officers=officers,
        policy=desk.policy,
        days=desk.days,
        law=desk.law,
    )
    return Foreseen(
        event=rehearsed.event,
        found=found,
        lines=consequence_lines(found, before, after, on, days=desk.days, name=name),
        sentence=said.sentence,
        stuck_before=sum(alarm.on <= on for alarm in before.alarms),
        stuck_after=sum(alarm.on <= on for alarm in after.alarms),
    )


def outlook(desk: Desk, inspection: Inspection, on: date) -> Outlook:
    """An inspection with its clocks and its alarms, on a day."""
    return Outlook(
        inspection=inspection,
        clocks=_clocks(desk, inspection, on),
        alarms=alarms(inspection, desk.policy, desk.days, desk.law),
    )


def _clocks(desk: Desk, inspection: Inspection, on: date) -> tuple[Clock, ...]:
    """Its clocks; none where no law governs, or a day lies outside the calendar."""
    past = timeline(inspection)
    try:
        law = law_of(past)
        return clocks(Reckoning(past, law, desk.days, on)) if law else ()
    except RuleError:
        return ()

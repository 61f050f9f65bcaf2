"""The stuck list: on any day, as known then or now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from states.answer_words import answer_text
from states.escalation import Escalation, escalations, handed_to, stands_at
from states.inspection import Inspection
from states.roles import Officer, Role, holder_of
from states.sentences import UNREADABLE, sentence
from states.stall import SEVERITY, Alarm, StallKind, alarms
from states.terms import ROLE_NAMES, titled
from states.text import Text
from tiendo.desk import Desk, Unreadable


@dataclass(frozen=True, slots=True)
class StuckLine:
    """One stall of one inspection on a day: since when, whose turn it is, and the sentence.

    ``since``: the day the wait began; ``stuck_from``: the first day it counted as stuck;
    ``days``: calendar days stuck, that first day included; ``who``: id of whoever's turn it is.
    ``escalation``: who was told of it; None if nobody was yet. ``answer``: what was said last.
    ``block``: whose deputy looks after it, empty where the record cannot be read. ``way``: the
    best way out in short, where it was asked for and there is one.
    """

    stream: str
    name: str
    kind: StallKind
    subject: str
    since: date
    stuck_from: date
    days: int
    who: str
    sentence: Text
    escalation: Escalation | None = None
    answer: Text | None = None
    block: str = ""
    way: Text | None = None


def holder_name(role: Role, inspection: Inspection, officers: Sequence[Officer]) -> Text:
    """A capacity with the name of the person in it, as sentences use it."""
    officer = holder_of(role, inspection.place, officers)
    if officer is None:
        title = ROLE_NAMES[role]
        return Text(f"{title.vi} (chưa cử)", f"the {title.en} (nobody)")
    return titled(role, officer.name)


def turn_name(alarm: Alarm, inspection: Inspection, officers: Sequence[Officer]) -> Text:
    """Whose turn it is, as sentences name him: by his capacity, or as given the matter."""
    given = handed_to(inspection, alarm, alarm.role, officers)
    if given is None:
        return holder_name(alarm.role, inspection, officers)
    return Text(f"{given.name} (được giao lại)", f"{given.name} (handed over)")


def say(
    desk: Desk, alarm: Alarm, inspection: Inspection, as_of: date, officers: Sequence[Officer]
) -> Text:
    """The sentence of one alarm on a day."""
    return sentence(
        alarm,
        inspection,
        as_of,
        holder=turn_name(alarm, inspection, officers),
        policy=desk.policy,
        days=desk.days,
    )


def escalated(
    desk: Desk, inspection: Inspection, as_of: date, officers: Sequence[Officer]
) -> tuple[Escalation, ...]:
    """Every alarm of one inspection that somebody was told of by a day, those that stand first."""
    pending = alarms(inspection, desk.policy, desk.days, desk.law)
    return escalations(inspection, pending, as_of, officers)


def lines_of(
    desk: Desk, inspection: Inspection, as_of: date, officers: Sequence[Officer]
) -> list[StuckLine]:
    """What is stuck about one inspection on a day."""
    pending = alarms(inspection, desk.policy, desk.days, desk.law)
    told = {each.alarm: each for each in escalations(inspection, pending, as_of, officers)}
    names = {each.id: each.name for each in officers}
    return [
        _line(desk, alarm, inspection, as_of, officers, told.get(alarm), names)
        for alarm in pending
        if alarm.on <= as_of
    ]


def _line(
    desk: Desk,
    alarm: Alarm,
    inspection: Inspection,
    as_of: date,
    officers: Sequence[Officer],
    told: Escalation | None,
    names: Mapping[str, str],
) -> StuckLine:
    turn = stands_at(inspection, alarm, alarm.role, officers)
    return StuckLine(
        stream=inspection.id,
        name=inspection.about.short_name,
        kind=alarm.kind,
        subject=alarm.subject,
        since=alarm.since,
        stuck_from=alarm.on,
        days=(as_of - alarm.on).days + 1,
        who=turn.id if turn else "",
        sentence=say(desk, alarm, inspection, as_of, officers),
        escalation=told,
        answer=answer_text(told.answer, names) if told and told.answer else None,
        block=inspection.place.block,
    )


def unreadable_line(broken: Unreadable, as_of: date) -> StuckLine:
    """What the list says of a record that cannot be read."""
    return StuckLine(
        stream=broken.id,
        name=broken.id,
        kind=StallKind.UNREADABLE,
        subject="",
        since=as_of,
        stuck_from=as_of,
        days=1,
        who="",
        sentence=UNREADABLE.fill(why=broken.why[:200]),
    )


LinesOf: TypeAlias = Callable[[Desk, Inspection, date, Sequence[Officer]], list[StuckLine]]
"""What is stuck about one inspection on a day."""


def stuck(
    desk: Desk, *, as_of: date, known_by: datetime | None = None, lines: LinesOf = lines_of
) -> tuple[StuckLine, ...]:
    """Everything stuck on a day, worst kind first, longest first."""
    officers = desk.store.people()
    found = [
        line
        for inspection in desk.inspections(as_of=as_of, known_by=known_by)
        for line in (
            [unreadable_line(inspection, as_of)]
            if isinstance(inspection, Unreadable)
            else lines(desk, inspection, as_of, officers)
        )
    ]
    return tuple(sorted(found, key=rank))


def rank(line: StuckLine) -> tuple[int, date, str]:
    """Its place on the list: the worst kind first, then the longest."""
    return SEVERITY.index(line.kind), line.stuck_from, line.stream

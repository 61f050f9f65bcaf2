"""The stuck list: on any day, as known then or now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from states.inspection import Inspection
from states.roles import Officer, Role, holder_of
from states.sentences import UNREADABLE, sentence
from states.stall import SEVERITY, Alarm, StallKind, alarms
from states.terms import ROLE_NAMES
from states.text import Text
from tiendo.desk import Desk, Unreadable


@dataclass(frozen=True, slots=True)
class StuckLine:
    """One stall of one inspection on a day: since when, whose turn it is, and the sentence.

    ``since``: the day the wait began; ``stuck_from``: the first day it counted as stuck;
    ``days``: calendar days stuck, that first day included; ``who``: id of whoever's turn it is;
    ``block``: whose deputy looks after it, empty where the record cannot be read.
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
    block: str = ""


_BEFORE_NAMES = {Role.DEPUTY: Text("Phó Chánh Thanh tra", "Deputy Chief Inspector")}
"""Titles that would run into the name after them: «phụ trách khối Phạm Hữu Đức»."""


def holder_name(role: Role, inspection: Inspection, officers: Sequence[Officer]) -> Text:
    """A capacity with the name of the person in it, as sentences use it."""
    officer = holder_of(role, inspection.place, officers)
    title = ROLE_NAMES[role] if officer is None else _BEFORE_NAMES.get(role, ROLE_NAMES[role])
    if officer is None:
        return Text(f"{title.vi} (chưa cử)", f"the {title.en} (nobody)")
    return Text(f"{title.vi} {officer.name}", f"{title.en} {officer.name}")


def say(
    desk: Desk, alarm: Alarm, inspection: Inspection, as_of: date, officers: Sequence[Officer]
) -> Text:
    """The sentence of one alarm on a day."""
    return sentence(
        alarm,
        inspection,
        as_of,
        holder=holder_name(alarm.role, inspection, officers),
        policy=desk.policy,
        days=desk.days,
    )


def lines_of(
    desk: Desk, inspection: Inspection, as_of: date, officers: Sequence[Officer]
) -> list[StuckLine]:
    """What is stuck about one inspection on a day."""
    return [
        StuckLine(
            stream=inspection.id,
            name=inspection.about.short_name,
            kind=alarm.kind,
            subject=alarm.subject,
            since=alarm.since,
            stuck_from=alarm.on,
            days=(as_of - alarm.on).days + 1,
            who=holder.id if (holder := holder_of(alarm.role, inspection.place, officers)) else "",
            sentence=say(desk, alarm, inspection, as_of, officers),
            block=inspection.place.block,
        )
        for alarm in alarms(inspection, desk.policy, desk.days, desk.law)
        if alarm.on <= as_of
    ]


def _unreadable(broken: Unreadable, as_of: date) -> StuckLine:
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


def stuck(desk: Desk, *, as_of: date, known_by: datetime | None = None) -> tuple[StuckLine, ...]:
    """Everything stuck on a day, worst kind first, longest first."""
    officers = desk.store.people()
    found = [
        line
        for inspection in desk.inspections(as_of=as_of, known_by=known_by)
        for line in (
            [_unreadable(inspection, as_of)]
            if isinstance(inspection, Unreadable)
            else lines_of(desk, inspection, as_of, officers)
        )
    ]
    return tuple(sorted(found, key=lambda x: (SEVERITY.index(x.kind), x.stuck_from, x.stream)))

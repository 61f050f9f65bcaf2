"""The pack of a meeting: what became of everything the last ones left, on any day.

Worked out from histories alone. Nothing in it was ticked by anybody: what is late, not mentioned
or without an opinion is found by comparing what was ordered with what was said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from states.alarm import StallKind
from states.meeting.attending import attendance
from states.meeting.directive import OWED, Directive, DirectiveState
from states.meeting.gathering import Gathering
from states.meeting.packed import (
    Handed,
    Item,
    Outcome,
    Pack,
    Table,
    Unreviewed,
    asks,
)
from states.meeting.periods import Period
from states.meeting.repeated import repeated
from states.meeting.room_report import ReportState
from states.policy import Policy
from states.roles import Officer, Role, holder_of
from states.stall import alarms
from states.workdays import Workdays


def pack(table: Table, policy: Policy, days: Workdays) -> Pack:
    """The pack as of its day; of directives, those that the last meeting still had open."""
    meeting = to_come(table.meetings, table.as_of)
    last = _before(table, meeting)
    items = tuple(_items(table, meeting, last))
    reports = tuple(_handed(table, meeting))
    return Pack(
        as_of=table.as_of,
        period=_period(table, meeting),
        meeting=meeting,
        last=last,
        items=tuple(sorted(items, key=_worst_first)),
        unreviewed=tuple(_unreviewed(table, meeting, policy, days)),
        reports=reports,
        attended=attendance(table.meetings, table.people, _month(table, meeting)),
        repeated=repeated(
            [m for m in table.meetings if not m.about.room and m is not meeting],
            [(each.report.place.room, each.findings) for each in reports],
        ),
        issued_after=_issued_after(last),
    )


def to_come(meetings: Sequence[Gathering], as_of: date) -> Gathering | None:
    """The office's meeting that is called, or was held that day: the one a pack is for."""
    found = [
        each
        for each in meetings
        if not each.about.room
        and each.state in ("called", "held")
        and (each.held_on is None or each.held_on >= as_of)
    ]
    return min(found, key=lambda each: (each.about.planned_on, each.id), default=None)


def _before(table: Table, meeting: Gathering | None) -> Gathering | None:
    held = [
        each
        for each in table.meetings
        if not each.about.room
        and each.held_on is not None
        and (meeting is None or each.id != meeting.id)
        and each.held_on <= table.as_of
    ]
    return max(held, key=lambda each: (each.held_on or date.min, each.id), default=None)


def _issued_after(last: Gathering | None) -> int | None:
    held, paper = (last.held_on, last.conclusion) if last else (None, None)
    signed = paper.signed_on if paper else None
    return (signed - held).days if signed and held else None


def _day_of(table: Table, meeting: Gathering | None) -> date:
    return meeting.about.planned_on if meeting else table.as_of


def _month(table: Table, meeting: Gathering | None) -> Period:
    day = _day_of(table, meeting)
    return Period(day.year, day.month)


def _period(table: Table, meeting: Gathering | None) -> Period:
    """The period its reports are for: the latest that any room was asked for."""
    months = [each.period for each in table.reports if each.about.unit == "month"]
    return max(months, default=_month(table, meeting))


def _items(table: Table, meeting: Gathering | None, last: Gathering | None) -> Iterator[Item]:
    since = last.held_on if last and last.held_on else date.min
    for each in table.directives:
        closed_before = not each.open and each.since < since
        if each.standing or closed_before:
            continue
        yield _item(each, table, meeting)


def _item(each: Directive, table: Table, meeting: Gathering | None) -> Item:
    late = max((table.as_of - each.due_on).days, 0) if each.due_on and each.state in OWED else 0
    outcome, silent = _outcome(each, late), _silence(each, table)
    said = tuple(o for o in meeting.opinions if o.about == each.id) if meeting else ()
    return Item(
        directive=each,
        who=_who(each, table.people),
        outcome=outcome,
        days_late=late,
        evidence=each.words[-1] if each.words else None,
        unmentioned=silent,
        no_opinion=asks(outcome, silent, len(each.carried)) and not any(o.leads for o in said),
        carried=len(each.carried),
        opinions=said,
        ticked=meeting is not None and each.id in meeting.ticked,
    )


def _silence(each: Directive, table: Table) -> str:
    """The latest report of its room that should have mentioned it and does not."""
    latest = max(
        (r for r in table.reports if r.place.room == each.place.room and r.last),
        key=lambda r: r.period.first,
        default=None,
    )
    if latest is None or latest.last is None or not each.open:
        return ""
    return latest.id if each.id in latest.last.omits else ""


_SETTLED = {
    DirectiveState.ACCEPTED: Outcome.DONE,
    DirectiveState.DROPPED: Outcome.DROPPED,
    DirectiveState.REPORTED: Outcome.REPORTED,
    DirectiveState.DEFERRED: Outcome.PUT_OFF,
}


def _outcome(each: Directive, late: int) -> Outcome:
    if each.state in _SETTLED:
        return _SETTLED[each.state]
    if late:
        return Outcome.LATE
    if each.state is DirectiveState.RETURNED:
        return Outcome.RETURNED
    if each.due_on is None:
        return Outcome.UNDATED
    return Outcome.UNDER_WAY if each.words else Outcome.NOT_STARTED


def _who(each: Directive, people: Sequence[Officer]) -> str:
    """Whoever owes it: a room or block by name, a person by his, the Office."""
    if each.owner.kind == "person":
        return next((p.name for p in people if p.id == each.owner.name), each.owner.name)
    return each.owner.name or "Văn phòng"


def _unreviewed(
    table: Table, meeting: Gathering | None, policy: Policy, days: Workdays
) -> Iterator[Unreviewed]:
    for each in table.inspections:
        asked = (a for a in alarms(each, policy, days) if a.kind is StallKind.UNREVIEWED_PAUSE)
        alarm = next(asked, None)
        if alarm is None or alarm.on > table.as_of:
            continue
        holder = holder_of(Role.TEAM_HEAD, each.place, table.people)
        led = meeting and any(o.leads and o.about == each.id for o in meeting.opinions)
        yield Unreviewed(
            inspection=each,
            since=alarm.since,
            due=alarm.due,
            days_late=(table.as_of - alarm.due).days,
            who=holder.name if holder else "",
            no_opinion=not led,
        )


def _handed(table: Table, meeting: Gathering | None) -> Iterator[Handed]:
    """The reports of the period, by room; one that is late says by how many days."""
    period = _period(table, meeting)
    found = [each for each in table.reports if each.period.last == period.last]
    for each in sorted(found, key=lambda e: (e.place.room, e.period)):
        late = (table.as_of - each.due_on).days if each.owed else 0
        shown = each.state in (ReportState.SUBMITTED, ReportState.RETURNED, ReportState.ACCEPTED)
        findings = each.last.findings if shown and each.last else ()
        yield Handed(each, max(late, 0), findings)


def _worst_first(item: Item) -> tuple[int, int, str]:
    return (list(Outcome).index(item.outcome), -item.days_late, item.directive.id)

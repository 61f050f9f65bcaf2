"""What is stuck: late, silent, or left undecided; since when, and who is waited for.

An alarm is worked out from the history alone, as the first day on which the inspection
counts as stuck if nothing more happens. Whether it is stuck on some day is then a
comparison, and so is the next day on which anything about it must be raised.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from states.chart import UNDER_WAY, Region
from states.deadlines import duties
from states.inspection import Inspection
from states.lawbook import Lawbook
from states.policy import Policy
from states.request import AWAITED
from states.roles import Role
from states.text import Text
from states.workdays import Workdays

_DAY = timedelta(days=1)


class StallKind(StrEnum):
    """Why an inspection counts as stuck. The values are stored.

    UNREADABLE has no alarm: it is what the shell says of a record that cannot be replayed.
    """

    UNREADABLE = "unreadable"
    UNREVIEWED_PAUSE = "unreviewed_pause"
    PAST_DEADLINE = "past_deadline"
    REQUEST_OVERDUE = "request_overdue"
    REVIEW_PASSED = "review_passed"
    UNDATED = "undated"
    SILENT = "silent"


SEVERITY: tuple[StallKind, ...] = tuple(StallKind)
"""Worst first: the order of the stuck list."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A stall that stands, or will unless something happens.

    ``since``: the day the wait began. ``due``: the last day on which it is no stall. ``role``:
    the capacity whose turn it is. ``subject``: the request or rule concerned, if any; ``words``
    what the law asks and ``pack`` the hash of its text, where it is a deadline of the law.
    """

    kind: StallKind
    since: date
    due: date
    role: Role
    subject: str = ""
    words: Text | None = None
    pack: str = ""

    @property
    def on(self) -> date:
        """The first day on which it counts as stuck."""
        return self.due + _DAY

    def key(self, stream: str, rung: int) -> str:
        """The name under which one rung is told once for ever.

        It rests on what happened, not on the calendar: a new holiday does not tell it again.
        """
        anchor = self.since if self.kind in _BY_START else self.due
        return ":".join((stream, self.kind, self.subject, anchor.isoformat(), str(rung)))


_BY_START = frozenset(
    {
        StallKind.UNREVIEWED_PAUSE,
        StallKind.SILENT,
        StallKind.PAST_DEADLINE,
        StallKind.UNDATED,
    }
)


def _unreviewed(inspection: Inspection, policy: Policy, days: Workdays) -> list[Alarm]:
    """A pause starts a duty: say whether there is anything to request."""
    hold = inspection.hold
    owed = inspection.in_state("records.unreviewed") and inspection.in_state(*UNDER_WAY)
    if hold is None or not owed:
        return []
    due = days.add(hold.began, policy.review_days)
    return [Alarm(StallKind.UNREVIEWED_PAUSE, hold.began, due, Role.TEAM_HEAD)]


def _overdue(inspection: Inspection) -> list[Alarm]:
    return [
        Alarm(StallKind.REQUEST_OVERDUE, request.since, request.due_on, Role.TEAM_HEAD, request.id)
        for request in inspection.requests
        if request.state in AWAITED
    ]


def _review_passed(inspection: Inspection) -> list[Alarm]:
    hold = inspection.hold
    if hold is None or hold.review_on is None:
        return []
    return [Alarm(StallKind.REVIEW_PASSED, hold.since, hold.review_on, Role.DEPUTY)]


def _of_the_law(
    inspection: Inspection, policy: Policy, law: Lawbook | None, days: Workdays
) -> list[Alarm]:
    """Deadlines that pass, and duties without one that nobody sets a date for."""
    if law is None:
        return []
    found = duties(inspection, law, days)
    undated = [
        Alarm(
            kind=StallKind.UNDATED,
            since=each.since,
            due=days.add(each.since, policy.date_days),
            role=each.role,
            subject=each.name,
            words=each.words,
        )
        for each in found.undated
    ]
    return undated + [
        Alarm(
            kind=StallKind.PAST_DEADLINE,
            since=each.since,
            due=each.due,
            role=each.role,
            subject=each.name,
            words=each.words,
            pack=each.pack,
        )
        for each in found.dated
    ]


def rhythm_of(inspection: Inspection, policy: Policy) -> int | None:
    """The longest usual silence where it stands, in working days; None where silence is usual."""
    held = inspection.leaf(Region.HOLD)
    leaf = inspection.leaf(Region.COURSE) if held == "hold.clear" else held
    return policy.rhythm.get(leaf)


def _silent(inspection: Inspection, policy: Policy, days: Workdays) -> list[Alarm]:
    """Nobody said anything for longer than usual, and no date is being waited for."""
    usual = rhythm_of(inspection, policy)
    if usual is None:
        return []
    waits = [request.due_on for request in inspection.requests if request.state in AWAITED]
    if inspection.hold and inspection.hold.review_on:
        waits.append(inspection.hold.review_on)
    if inspection.in_state("course.prep") and inspection.about.planned_start:
        waits.append(inspection.about.planned_start)
    due = max([days.add(inspection.last_word_on, usual), *waits])
    return [Alarm(StallKind.SILENT, inspection.last_word_on, due, Role.TEAM_HEAD)]


def alarms(
    inspection: Inspection, policy: Policy, days: Workdays, law: Lawbook | None = None
) -> tuple[Alarm, ...]:
    """Every stall that stands or is to come if nothing more happens, worst kind first.

    A silence that a more exact stall already explains is left out. Empty once it has ended.
    Without the law its deadlines alarm nobody.
    """
    if inspection.in_state("course.closed", "course.dropped", "course.discontinued"):
        return ()
    exact = [
        *_unreviewed(inspection, policy, days),
        *_overdue(inspection),
        *_review_passed(inspection),
        *_of_the_law(inspection, policy, law, days),
    ]
    silent = [
        alarm
        for alarm in _silent(inspection, policy, days)
        if not any(other.on <= alarm.on for other in exact)
    ]
    return tuple(sorted([*exact, *silent], key=lambda a: (SEVERITY.index(a.kind), a.on)))


@dataclass(frozen=True, slots=True)
class Call:
    """One rung of one alarm: who must be told from which day, under which unique key."""

    alarm: Alarm
    rung: int
    to: Role
    on: date
    key: str


def rungs(
    inspection: Inspection, pending: Iterable[Alarm], policy: Policy, days: Workdays
) -> tuple[Call, ...]:
    """Every rung of these alarms that has not been told yet, by the day it falls due."""
    found = [
        Call(
            alarm=alarm,
            rung=number,
            to=rung.to,
            on=days.add(alarm.on, rung.after_days),
            key=alarm.key(inspection.id, number),
        )
        for alarm in pending
        for number, rung in enumerate(policy.ladder)
    ]
    untold = (call for call in found if call.key not in inspection.told)
    return tuple(sorted(untold, key=lambda call: (call.on, call.key)))


def calls(
    inspection: Inspection, policy: Policy, days: Workdays, law: Lawbook | None = None
) -> tuple[Call, ...]:
    """Every rung of every alarm that has not been told yet, by the day it falls due."""
    return rungs(inspection, alarms(inspection, policy, days, law), policy, days)

"""What is stuck: late, silent, or left undecided; since when, and who is waited for.

An alarm is worked out from the history alone, as the first day on which the inspection
counts as stuck if nothing more happens. Whether it is stuck on some day is then a
comparison, and so is the next day on which anything about it must be raised.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from states.alarm import SEVERITY, WEIGHT, Alarm, StallKind
from states.calling import Call, next_untold, to_tell, untold
from states.chart import UNDER_WAY, Region
from states.deadlines import of_the_law
from states.inspection import Inspection
from states.ladder import Place
from states.lawbook import Lawbook
from states.neglect import (
    awaited,
    paused_long,
    paused_since,
    review_due,
    undecided,
    unhandled,
    unpapered,
    unperformed,
)
from states.policy import Policy
from states.request import AWAITED
from states.roles import Role
from states.workdays import Workdays

__all__ = [
    "SEVERITY",
    "Alarm",
    "Call",
    "StallKind",
    "alarms",
    "calls",
    "next_rung",
    "rungs",
    "to_tell",
]


def _unreviewed(inspection: Inspection, policy: Policy, days: Workdays) -> list[Alarm]:
    """A pause starts a duty: say whether there is anything to request."""
    hold = inspection.hold
    if hold is None or not inspection.in_state("records.unreviewed"):
        return []
    if not inspection.in_state(*UNDER_WAY):
        return []
    began = max(paused_since(inspection, policy, days), inspection.since_of(Region.RECORDS))
    due = days.add(began, policy.review_days)
    return [Alarm(StallKind.UNREVIEWED_PAUSE, began, due, Role.TEAM_HEAD)]


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


def rhythm_of(inspection: Inspection, policy: Policy) -> int | None:
    """The longest usual silence where it stands, in working days; None where silence is usual."""
    return policy.rhythm.get(inspection.leaf(inspection.region))


def _silent(inspection: Inspection, policy: Policy, days: Workdays) -> list[Alarm]:
    """Nobody said anything for longer than usual, and no date is being waited for."""
    usual = rhythm_of(inspection, policy)
    if usual is None:
        return []
    waits = [*awaited(inspection, policy, days)]
    if inspection.hold and (looked_at := review_due(inspection.hold, policy, days)):
        waits.append(looked_at)
    if inspection.in_state("course.prep") and inspection.about.planned_start:
        waits.append(inspection.about.planned_start)
    due = max([days.add(inspection.last_word_on, usual), *waits])
    begun = inspection.place.stands  # before, there is no team: whether to begin is the deputy's
    owed_by = Role.TEAM_HEAD if begun else Role.DEPUTY
    return [Alarm(StallKind.SILENT, inspection.last_word_on, due, owed_by)]


def alarms(
    inspection: Inspection, policy: Policy, days: Workdays, law: Lawbook | None = None
) -> tuple[Alarm, ...]:
    """Every stall that stands or is to come if nothing more happens, worst kind first.

    A silence that a more exact stall already explains is left out. Empty once it has ended.
    Without the law its deadlines alarm nobody.
    """
    if inspection.ended:
        return ()
    exact = [
        *_unreviewed(inspection, policy, days),
        *_overdue(inspection),
        *_review_passed(inspection),
        *undecided(inspection, policy, days),
        *unpapered(inspection, policy, days),
        *unhandled(inspection, policy, days),
        *unperformed(inspection, policy, days),
        *(of_the_law(inspection, law, days, policy) if law else ()),
    ]
    exact += paused_long(inspection, policy, days, exact)
    silent = [
        alarm
        for alarm in _silent(inspection, policy, days)
        if not any(other.on <= alarm.on for other in exact)
    ]
    return tuple(sorted([*exact, *silent], key=lambda a: (WEIGHT[a.kind], a.on)))


def rungs(
    inspection: Inspection, pending: Iterable[Alarm], policy: Policy, days: Workdays
) -> tuple[Call, ...]:
    """Every rung of these alarms that has not been told yet, by the day it falls due.

    Once anybody was told that it is late, nobody is warned that it is near.
    """
    return untold(inspection.id, inspection.told, _with_ladders(pending, policy), days)


def next_rung(
    inspection: Inspection, pending: Iterable[Alarm], policy: Policy, days: Workdays
) -> date | None:
    """The day of the first of them."""
    return next_untold(inspection.id, inspection.told, _with_ladders(pending, policy), days)


def _with_ladders(
    pending: Iterable[Alarm], policy: Policy
) -> list[tuple[Alarm, tuple[Place, ...]]]:
    its, of = policy.places, policy.ladder_for
    return [(alarm, its[of[alarm.rank], alarm.role]) for alarm in pending]


def calls(
    inspection: Inspection, policy: Policy, days: Workdays, law: Lawbook | None = None
) -> tuple[Call, ...]:
    """Every rung of every alarm that has not been told yet, by the day it falls due."""
    return rungs(inspection, alarms(inspection, policy, days, law), policy, days)

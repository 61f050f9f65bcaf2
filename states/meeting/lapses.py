"""What is late or silent about a directive, a report or a meeting, from its history alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from states.calling import Call, untold
from states.meeting.directive import OWED, Directive, DirectiveState
from states.meeting.followed import Followed
from states.meeting.gathering import Gathering, MeetingState
from states.meeting.lapse import LAPSES, Lapse, LapseKind
from states.meeting.room_report import ReportState, RoomReport
from states.policy import Policy
from states.roles import Place, Role
from states.workdays import Workdays

K = LapseKind


def lapses(thing: Followed, policy: Policy, days: Workdays) -> tuple[Lapse, ...]:
    """Everything that stands or is to come if nothing more happens, worst kind first."""
    found = _WORKED_OUT[type(thing)](thing, policy, days)
    return tuple(sorted(found, key=lambda each: (LAPSES.index(each.kind), each.on, each.subject)))


def lapse_calls(thing: Followed, policy: Policy, days: Workdays) -> tuple[Call[Lapse], ...]:
    """Every rung of every lapse that has not been told yet, by the day it falls due."""
    pending = [
        (lapse, policy.places[policy.meeting.ladder_for[lapse.kind], lapse.role])
        for lapse in lapses(thing, policy, days)
    ]
    return untold(thing.id, thing.told, pending, days)


def _of_directive(thing: Directive, policy: Policy, days: Workdays) -> list[Lapse]:
    if not thing.open or thing.standing:
        return []  # a duty that comes back is owed by its occurrences
    return [*_owed(thing, policy, days), *_silent(thing), *_carried(thing)]


def _owed(thing: Directive, policy: Policy, days: Workdays) -> list[Lapse]:
    """Whose turn it is: the owner's, the judge's, or whoever sets the date."""
    place, numbers = thing.place, policy.meeting
    if thing.state is DirectiveState.REPORTED:
        due = days.add(thing.since, numbers.decide_days)
        return [Lapse(K.DIRECTIVE_UNDECIDED, thing.since, due, thing.judge, place)]
    if thing.review_on:  # only what is put off has one
        # A day in years excuses no longer than any day does.
        due = min(thing.review_on, days.add(thing.since, policy.wait_days))
        return [Lapse(K.REVIEW_DUE, thing.since, due, thing.judge, place)]
    if thing.state not in OWED:
        return []
    if thing.due_on:
        return [Lapse(K.DIRECTIVE_OVERDUE, thing.since, thing.due_on, thing.holder, place)]
    due = days.add(thing.began, numbers.date_days)
    return [Lapse(K.DIRECTIVE_UNDATED, thing.began, due, Role.OFFICE, place)]


def _silent(thing: Directive) -> list[Lapse]:
    """The room's report said nothing of it, and nobody has said anything since."""
    noted = thing.unmentioned
    if noted is None:
        return []
    role = Role.ROOM_HEAD if thing.place.room else thing.holder
    subject = noted.report.removeprefix("report:")
    return [Lapse(K.ROOM_SILENT, noted.occurred_on, noted.occurred_on, role, thing.place, subject)]


def _carried(thing: Directive) -> list[Lapse]:
    """Open over a second meeting: the leader of the block is told; over a third: the Chief."""
    times = len(thing.carried)
    if times < 2:
        return []
    on = thing.carried[-1].occurred_on
    role = thing.judge if times == 2 else Role.CHIEF_INSPECTOR
    return [Lapse(K.CARRIED_OVER, on, on, role, thing.place, times=times)]


def _of_report(thing: RoomReport, policy: Policy, days: Workdays) -> list[Lapse]:
    if thing.owed:
        return [Lapse(K.REPORT_MISSING, thing.began, thing.due_on, Role.ROOM_HEAD, thing.place)]
    if thing.state is not ReportState.SUBMITTED:
        return []
    due = days.add(thing.since, policy.meeting.read_days)
    return [Lapse(K.REPORT_UNREAD, thing.since, due, Role.OFFICE, thing.place)]


def _of_meeting(thing: Gathering, policy: Policy, days: Workdays) -> list[Lapse]:
    held = thing.held_on
    if held is None:
        return []
    found = [
        Lapse(
            K.NO_OPINION,
            held,
            held,
            Role.DEPUTY if each.block else Role.CHIEF_INSPECTOR,
            Place(each.room, each.block, ""),
            each.about.rpartition(":")[2],
        )
        for each in thing.unheard
    ]
    if thing.forward and thing.reconciled is None:
        found.append(Lapse(K.NOT_RECONCILED, held, held, Role.OFFICE, thing.place))
    if thing.state is MeetingState.HELD and not thing.about.room:
        due = days.add(held, policy.meeting.conclude_days)
        found.append(Lapse(K.NO_CONCLUSION, held, due, Role.OFFICE, thing.place))
    if thing.taken and thing.undecided:
        since = thing.taken.occurred_on
        due = days.add(since, policy.meeting.confirm_days)
        waiting = Lapse(K.NOT_CONFIRMED, since, due, Role.OFFICE, thing.place)
        found.append(replace(waiting, times=len(thing.undecided)))
    return found


_WORKED_OUT: dict[type[Followed], Callable[[Any, Policy, Workdays], list[Lapse]]] = {
    Directive: _of_directive,
    RoomReport: _of_report,
    Gathering: _of_meeting,
}


def late_by(lapse: Lapse, as_of: date) -> int:
    """How many calendar days past its last good day it stands; 0 where it is not late."""
    return max((as_of - lapse.due).days, 0)

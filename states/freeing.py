"""What frees a stall: the ways out of an alarm, and how many days each gains."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import combinations, count

from states.chart import Region, expand
from states.inspection import Inspection
from states.law import Moment
from states.lawbook import Lawbook
from states.neglect import papers_for
from states.papers import DocumentKind
from states.past import fulfilled_by
from states.policy import Policy
from states.request import RequestState
from states.roles import Officer, holder_of
from states.rules import RULES, Trigger
from states.stall import Alarm, StallKind, alarms
from states.steps import Step, about, filing, new_request, step_of, tried
from states.wayout import FORWARD, Way, after, is_minimal, ways_out
from states.workdays import Workdays

MOST = 4
"""How many ways out of one stall are worth telling."""


@dataclass(frozen=True, slots=True)
class Release:
    """One way out of a stall: what to do in turn, and what it gains.

    ``gains``: calendar days until something about the inspection counts as stuck again if
    nothing more happens; None if nothing would. ``people``: how many persons it takes at least,
    None where nobody holds a capacity it needs.
    """

    way: Way
    gains: int | None
    people: int | None


@dataclass(frozen=True, slots=True)
class Office:
    """What stalls are judged by: the office's own numbers, its calendar, the law, its people."""

    policy: Policy
    days: Workdays
    law: Lawbook | None
    officers: tuple[Officer, ...]


def releases(
    alarm: Alarm, inspection: Inspection, office: Office, on: date
) -> tuple[Release, ...]:
    """The ways out of one alarm on a day, in the order of ``rank``."""

    @cache
    def pending(way: Way) -> tuple[Alarm, ...]:
        freed = after(inspection, way, on)
        return alarms(freed, office.policy, office.days, office.law)

    def frees(way: Way) -> bool:
        return not any(_same(alarm, other) and other.on <= on for other in pending(way))

    ways: list[Way] = []
    for target in targets(alarm, inspection):
        ways += [(*way, target) for way in ways_out(inspection, target, on, with_paper=True)]
    if alarm.kind is not StallKind.SILENT:  # any word breaks a silence; what helps brings it on
        ways = [way for way in ways if frees(way) and is_minimal(way, frees)]
    bare = (_without_idle_papers(inspection, way, on) for way in ways)
    found = [
        Release(
            way=way,
            gains=_gained(pending(way), on),
            people=people_needed(way, inspection, office.officers),
        )
        for way in dict.fromkeys(bare)
    ]
    return tuple(sorted(found, key=rank)[:MOST])


def _without_idle_papers(inspection: Inspection, way: Way, on: date) -> Way:
    """The way with only those papers without which an act of it would be refused."""
    needed: list[Step] = []
    for step in way:
        if step.kind != "file_document" and tried(inspection, step, on, with_paper=False):
            step = replace(step, document=None)
        needed.append(step)
        inspection = tried(inspection, step, on) or inspection
    return tuple(needed)


def _same(alarm: Alarm, other: Alarm) -> bool:
    return (other.kind, other.about) == (alarm.kind, alarm.about)


def _gained(to_come: Iterable[Alarm], on: date) -> int | None:
    next_on = min((alarm.on for alarm in to_come), default=None)
    return None if next_on is None else max((next_on - on).days, 0)


def rank(release: Release) -> tuple[int, float, float, int]:
    """The order of ways out: fewest requests given up, most days gained, fewest people, acts.

    What was asked for was needed; to do without it is nobody's first advice.
    """
    given_up = sum(step.kind == "waive_request" for step in release.way)
    gains = float("inf") if release.gains is None else release.gains
    people = float("inf") if release.people is None else release.people
    return (given_up, -gains, people, len(release.way))


def people_needed(way: Way, inspection: Inspection, officers: Iterable[Officer]) -> int | None:
    """The fewest persons who can do a way between them; None where somebody is missing."""
    known = tuple(officers)
    able = [_able(step, inspection, known) for step in way]
    if not all(able):
        return None
    everybody = sorted(set().union(*able))

    def do(people: int) -> bool:
        teams = combinations(everybody, people)
        return any(all(can & set(team) for can in able) for team in teams)

    return next(filter(do, count()))


def _able(step: Step, inspection: Inspection, officers: tuple[Officer, ...]) -> set[str]:
    holders = (holder_of(role, inspection.place, officers) for role in step.who)
    return {holder.id for holder in holders if holder is not None}


_LIFT = step_of(Trigger.LIFT_HOLD)
_DECIDE = (Step("set_review"), _LIFT)
_ENDS: dict[StallKind, tuple[Step, ...]] = {
    StallKind.REVIEW_PASSED: _DECIDE,
    StallKind.PAUSED_TOO_LONG: _DECIDE,
    StallKind.COMPLAINT_UNDECIDED: (
        step_of(Trigger.DISMISS_COMPLAINT),
        step_of(Trigger.UPHOLD_COMPLAINT),
    ),
    StallKind.REMEDY_IDLE: (
        *(step_of(Trigger.URGE), step_of(Trigger.VERIFY)),
        *(step_of(Trigger.FIND_SHORTFALL), step_of(Trigger.CONFIRM_FULFILLED)),
    ),
}
"""The acts any of which ends a stall of a kind."""
_ENDS_BY_REQUEST: dict[StallKind, tuple[str, ...]] = {
    StallKind.REQUEST_OVERDUE: ("receive_answer", "waive_request"),
    StallKind.ANSWER_UNHANDLED: ("accept_answer", "return_answer", "waive_request"),
}
"""The same, on the request that the stall is about."""


def targets(alarm: Alarm, inspection: Inspection) -> tuple[Step, ...]:
    """The acts that end a stall of this kind when they go through."""
    request = inspection.request(alarm.subject)
    if request is not None and alarm.kind in _ENDS_BY_REQUEST:
        return tuple(about(request, act) for act in _ENDS_BY_REQUEST[alarm.kind])
    match alarm.kind:
        case StallKind.UNREVIEWED_PAUSE:
            return (step_of(Trigger.DECLARE_NONE), *_sendings(inspection), _LIFT)
        case StallKind.PAST_DEADLINE | StallKind.WAITING_FOR_NOBODY:
            return _fulfilling(alarm)
        case StallKind.NO_DECISION_NUMBER:
            return (*map(filing, papers_for(inspection)), _LIFT)
        case StallKind.UNDATED:
            return (Step("set_deadline", alarm.subject),)
        case StallKind.SILENT:
            logged = (Step("note"),) if inspection.place.stands else ()  # a log is of a team
            return (*_next_steps(inspection), *logged)
        case _:
            return _ENDS[alarm.kind]


def _sendings(inspection: Inspection) -> tuple[Step, ...]:
    """Sending what is written already; if nothing is, a request still to be written."""
    drafted = (r for r in inspection.requests if r.state is RequestState.DRAFTED)
    return tuple(about(request, "send_request") for request in drafted) or new_request()[1:]


def _fulfilling(alarm: Alarm) -> tuple[Step, ...]:
    if alarm.moment is None:
        return ()
    steps = [
        filing(thing) if isinstance(thing, DocumentKind) else step_of(Trigger(thing))
        for thing in fulfilled_by(alarm.moment)
    ]
    if alarm.moment is Moment.ONSITE_ENDED:
        steps.append(step_of(Trigger.EXTEND))
    return tuple(steps)


def _next_steps(inspection: Inspection) -> tuple[Step, ...]:
    """The steps that bring the course on from where it stands, or lift what holds it."""
    if not inspection.in_state("hold.clear"):
        return (Step("set_review"), step_of(Trigger.LIFT_HOLD))
    here = inspection.leaf(Region.COURSE)
    return tuple(
        step_of(trigger)
        for trigger in Trigger
        if trigger in FORWARD
        and any(
            rule.main.region is Region.COURSE
            and rule.main.dest not in (None, here)
            and any(here in expand(source) for source in rule.main.sources)
            for rule in RULES[trigger]
        )
    )

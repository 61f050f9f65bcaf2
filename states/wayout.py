"""The way out: the smallest sets of acts after which a blocked act goes through.

Nothing here knows the guards: steps are tried on the inspection by the rules themselves, so
that a suggestion is right whenever the rules are. Steps back (a new pause, a termination, a
complaint) are never suggested.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeAlias

from states.chart import LEAVES, Configuration, In, Out, Region, expand
from states.events import MOVES
from states.inspection import Inspection
from states.papers import DocumentKind
from states.request import STEPS, RequestState
from states.rules import RULES, Trigger
from states.steps import Step, about, filing, new_request, step_of, tried

Way: TypeAlias = tuple[Step, ...]
"""Acts in an order in which they can be done."""

T = Trigger
FORWARD: frozenset[Trigger] = frozenset(
    {
        *(T.SURVEY, T.ISSUE_DECISION, T.ANNOUNCE, T.OPEN_FIELDWORK, T.END_FIELDWORK),
        *(T.END_BY_RECORDS, T.SUBMIT_TEAM_REPORT, T.START_DRAFT, T.SEND_FOR_EXPLANATION),
        *(T.REVISE_DRAFT, T.SUBMIT_APPRAISAL, T.SUBMIT_FOR_SIGNATURE, T.ISSUE_CONCLUSION),
        *(T.PUBLISH, T.CLOSE_CASE, T.LIFT_HOLD, T.DECLARE_NONE, T.ASSIGN_OVERSEER),
        *(T.CLEAR_FLAG, T.URGE, T.VERIFY, T.CONFIRM_FULFILLED, T.DISMISS_COMPLAINT),
    }
)
"""Triggers that bring an inspection on, or take away what stands in its way."""

LONGEST = 40
"""Steps after which the search gives up: more than any inspection has requests to settle."""
SPARE = 2
"""How many steps longer than the shortest an alternative may be."""

_Key: TypeAlias = tuple[Configuration, tuple[object, ...], frozenset[DocumentKind], bool]


_Manner: TypeAlias = Mapping[RequestState, str]
"""How requests are settled in one way out: the entity answers, or the team lets them go."""

_ANSWERED: _Manner = {
    RequestState.SENT: "receive_answer",
    RequestState.INSUFFICIENT: "receive_answer",
    RequestState.RECEIVED: "accept_answer",
}
_LET_GO: _Manner = dict.fromkeys(_ANSWERED, "waive_request")


def ways_out(
    inspection: Inspection, target: Step, on: date, *, with_paper: bool = False
) -> tuple[Way, ...]:
    """The smallest sets of acts after which the target goes through, shortest first.

    Each set is minimal: leaving out any one act, the target is refused. The first is as short as
    any. One empty way: nothing stands against it. None: no acts of the office free it. The paper
    that the target itself needs is one of the acts, or comes ``with_paper`` of the target.
    """
    found: list[Way] = []
    for manner in _manners(inspection, target):
        found += _search(_Search(inspection, target, manner, on, with_paper))
    found.sort(key=len)
    chosen: dict[frozenset[Step], Way] = {}
    for way in found:
        steps = frozenset(way)
        if len(way) <= len(found[0]) + SPARE and not any(known <= steps for known in chosen):
            chosen[steps] = way

    def frees(way: Way) -> bool:
        return goes_through(inspection, target, way, on, with_paper=with_paper)

    return tuple(way for way in chosen.values() if is_minimal(way, frees))


def _manners(inspection: Inspection, target: Step) -> tuple[_Manner, ...]:
    """The manners that differ: nothing is let go where nothing is asked, or an answer wanted."""
    asked = any(request.outstanding for request in inspection.requests)
    return (_ANSWERED, _LET_GO) if asked and not target.request else (_ANSWERED,)


def after(inspection: Inspection, way: Iterable[Step], on: date) -> Inspection:
    """The inspection after these acts; those that are refused are passed over."""
    for step in way:
        inspection = tried(inspection, step, on) or inspection
    return inspection


def goes_through(
    inspection: Inspection,
    target: Step,
    way: Iterable[Step],
    on: date,
    *,
    with_paper: bool = False,
) -> bool:
    """Whether the target goes through after these acts."""
    return tried(after(inspection, way, on), target, on, with_paper=with_paper) is not None


def is_minimal(way: Way, frees: Callable[[Way], bool]) -> bool:
    """Whether nothing is freed any more as soon as any one of the acts is left out."""
    return not any(frees(way[:out] + way[out + 1 :]) for out in range(len(way)))


@dataclass(frozen=True, slots=True)
class _Search:
    """What is looked for: a target, in one manner of settling requests, on a day."""

    inspection: Inspection
    target: Step
    manner: _Manner
    on: date
    with_paper: bool

    @property
    def wanted(self) -> frozenset[DocumentKind]:
        """The papers that must be on file for the target."""
        paper = self.target.document
        return frozenset() if paper is None or self.with_paper else frozenset({paper})


def _search(at: _Search) -> list[Way]:
    triggers, wanted = _relevant(at.target), at.wanted
    steps = (*map(step_of, triggers), *map(filing, sorted(wanted)))
    seen = {_key(at.inspection, wanted)}
    found: list[Way] = []
    level: list[tuple[Inspection, Way]] = [(at.inspection, ())]
    for _ in range(LONGEST):
        following: list[tuple[Inspection, Way]] = []
        for stood, way in level:
            if tried(stood, at.target, at.on, with_paper=at.with_paper) is not None:
                found.append(way)
                continue
            for step in (*steps, *_on_requests(stood, triggers, at)):
                moved = tried(stood, step, at.on)
                if moved is not None and (key := _key(moved, wanted)) not in seen:
                    seen.add(key)
                    following.append((moved, (*way, step)))
        if not following or (found and len(following[0][1]) > len(found[0]) + SPARE):
            break
        level = following
    return found


def _key(inspection: Inspection, wanted: frozenset[DocumentKind]) -> _Key:
    """What of an inspection decides which steps are still ahead."""
    return (
        inspection.configuration,
        tuple((request.id, request.state) for request in inspection.requests),
        frozenset(d.kind for d in inspection.available if d.counts and d.kind in wanted),
        inspection.draft_was_sent,
    )


def _on_requests(
    inspection: Inspection, triggers: Iterable[Trigger], at: _Search
) -> tuple[Step, ...]:
    """The next step on requests that is worth trying: the target's own, else what is unsettled.

    They are settled one after the other, as order changes nothing. Where a condition asks for an
    answer and nothing is asked, a request is sent, one that is written already rather than a new.
    """
    named = inspection.request(at.target.request)
    request = named or next((r for r in inspection.requests if r.outstanding), None)
    if request is None and T.END_BY_RECORDS in triggers:
        request = next((r for r in inspection.requests if r.state is RequestState.DRAFTED), None)
        if request is None:
            return (new_request()[0],)
    if request is None:
        return ()
    kind = {**at.manner, RequestState.DRAFTED: "send_request"}.get(request.state)
    return (about(request, kind),) if kind else ()


@cache
def _relevant(target: Step) -> tuple[Trigger, ...]:
    """The triggers that can bring about what the target asks, or what they ask in their turn."""
    todo = list(_triggers_of(target))
    found: set[Trigger] = {T.END_BY_RECORDS} & set(todo)
    while todo:
        needed = _needs(todo.pop())
        fresh = [t for t in FORWARD - found if _helps(t, needed)]
        found.update(fresh)
        todo += fresh
    return tuple(trigger for trigger in Trigger if trigger in found)


def _triggers_of(target: Step) -> tuple[Trigger, ...]:
    match target.kind:
        case kind if kind in STEPS:  # an answer is owed to what was sent
            return (T.REQUEST_RECORDS, T.REQUEST_RECORDS_IN_PAUSE)
        case kind if kind in MOVES:
            return (Trigger(kind),)
        case _:
            return ()


def _needs(trigger: Trigger) -> frozenset[str]:
    """The leaves in which a region must stand for the trigger to go through."""
    leaves: set[str] = set()
    for rule in RULES[trigger]:
        for state in rule.main.sources:
            leaves.update(expand(state))
        for guard in rule.guards:
            if isinstance(guard, In):
                leaves.update(leaf for state in guard.states for leaf in expand(state))
            if isinstance(guard, Out):
                away = {leaf for state in guard.states for leaf in expand(state)}
                region = Region(guard.states[0].partition(".")[0])
                leaves.update(leaf for leaf in LEAVES[region] if leaf not in away)
    return frozenset(leaves)


def _helps(trigger: Trigger, needed: frozenset[str]) -> bool:
    legs = (leg for rule in RULES[trigger] for leg in (rule.main, *rule.follow))
    return any(leg.dest in needed for leg in legs)

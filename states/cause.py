"""Why it is stuck: from where it stands down to the missing thing and whoever may supply it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from states.chart import Region
from states.errors import Reason
from states.facts import View
from states.freeing import Release
from states.inspection import Inspection
from states.refusal import GUARD_TEXTS, reasons_for
from states.request import REQUEST_STATE_NAMES, Request
from states.roles import Role
from states.rules import NO_OPEN_REQUEST, Trigger
from states.stall import Alarm
from states.steps import Step
from states.terms import name_of, state_name
from states.text import Text
from states.way_words import held


@dataclass(frozen=True, slots=True)
class Link:
    """One step of the chain of causes, from the state downwards.

    ``since``: the day from which it holds; ``version``: the entry it rests on, 0 if it rests on
    none; ``who``: the capacities that may supply what is missing.
    """

    what: Text
    since: date | None = None
    version: int = 0
    who: tuple[Role, ...] = ()


def chain(alarm: Alarm, inspection: Inspection, found: tuple[Release, ...]) -> tuple[Link, ...]:
    """The causes of an alarm, each resting on the one after it; ``found`` are its ways out."""
    links = [_place(inspection)]
    if alarm.words is not None:
        links.append(_deadline(alarm))
    blocked = _blocked(inspection, found)
    if blocked is None:
        return (*links, *_owed(found, inspection))
    links.append(_link(_NEXT, blocked, inspection))
    for reason in reasons_for(View(inspection), Trigger(blocked.kind)):
        links += _below(reason, inspection)
    return tuple(links)


def _place(inspection: Inspection) -> Link:
    held = inspection.past.holds[-1] if inspection.hold else None
    region = Region.HOLD if held else Region.COURSE
    early = inspection.in_state("course.prep")
    since = inspection.since_of(region)
    version = held.version if held else inspection.past.course[-1].version
    text = Text("Đang ở «{state}»", "Standing at “{state}”")
    name = state_name(inspection.leaf(region), in_preparation=early)
    return Link(text.fill(state=name), since, version)


def _deadline(alarm: Alarm) -> Link:
    text = Text("{words}: hạn {due:%d/%m/%Y}", "{words}: due {due:%d/%m/%Y}")
    assert alarm.words is not None  # asked by the caller
    return Link(text.fill(words=alarm.words, due=alarm.due), alarm.since, 0, (alarm.role,))


def _blocked(inspection: Inspection, found: tuple[Release, ...]) -> Step | None:
    """The first act of the best way that moves the chart itself and is refused as things stand."""
    view = View(inspection)
    triggers = {trigger.value for trigger in Trigger}
    for step in found[0].way if found else ():
        if step.kind in triggers:
            reasons = reasons_for(view, Trigger(step.kind))
            return None if all(reason.with_act for reason in reasons) else step
    return None


_NEXT = Text("Để đi tiếp cần «{act}»", "To go on, “{act}” is needed")
_UNDONE = Text("Chưa ai làm: «{act}»", "Nobody has done: “{act}”")


def _link(shape: Text, step: Step, inspection: Inspection) -> Link:
    return Link(shape.fill(act=name_of(step.kind)), who=held(step, inspection))


def _owed(found: tuple[Release, ...], inspection: Inspection) -> tuple[Link, ...]:
    """Nothing stands in the way: what is missing is the act itself."""
    acts = {release.way[0]: None for release in found}
    return tuple(_link(_UNDONE, act, inspection) for act in acts)


def _below(reason: Reason, inspection: Inspection) -> list[Link]:
    links = [Link(reason.text, who=reason.who)]
    if reason.text == GUARD_TEXTS[NO_OPEN_REQUEST]:
        links += [_waiting(request) for request in inspection.requests if request.outstanding]
    return links


def _waiting(request: Request) -> Link:
    text = Text(
        "Yêu cầu {id} đối với {addressee}: {state}, hạn {due:%d/%m/%Y}",
        "Request {id} to {addressee}: {state}, due {due:%d/%m/%Y}",
    ).fill(
        id=request.id,
        addressee=request.addressee,
        state=REQUEST_STATE_NAMES[request.state],
        due=request.due_on,
    )
    return Link(text, request.since, request.version)

"""Whom the desk of the agenda turns away, and in whose post an act is done."""

from __future__ import annotations

from typing import Any

from states.actors import Person, Under
from states.alerts import Acknowledged, Answered, Escalated, HandedOver, Snoozed
from states.errors import Reason, Refused
from states.meeting.directive import Directive
from states.meeting.gathering import Gathering
from states.meeting.powers import AGENDA_POWERS, held_by, not_theirs, own_by
from states.recorded import Recorded
from states.roles import Mandate, Officer, Role, lent_roles
from states.streams import StreamKind
from states.terms import ROLE_NAMES
from states.text import Text
from tiendo.agenda import Thing
from tiendo.desk import Desk
from tiendo.meeting.places import check_owner

_ANSWERING = frozenset({Role.DEPUTY, Role.CHIEF_INSPECTOR, Role.OFFICE})
"""Whoever holds one of these may answer what somebody else was told."""


def in_whose_post(kind: StreamKind, event: Recorded, at: Thing, officer: Officer) -> Recorded:
    """The event with the mandate it rests on, if the person's own powers are not enough."""
    mandate = _mandate(kind, event, at, officer)
    if mandate is None:
        return event
    under = Under(giver=mandate.giver.id, paper=mandate.paper)
    leads = {"leads": True} if getattr(event, "kind", "") == "opine" else {}
    return event.model_copy(update={"actor": Person(id=officer.id, under=under), **leads})


def _mandate(kind: StreamKind, event: Any, at: Thing, officer: Officer) -> Mandate | None:
    if not officer.mandates:
        return None
    if event.kind == "opine":
        if event.leads:
            return None
        return next((m for m in officer.mandates if leads(at, event.about, m.giver)), None)
    if isinstance(event, Answered):
        told, wanted = _told(at, event.alarm), _ANSWERING
    else:
        told, wanted = frozenset(), AGENDA_POWERS[kind].get(event.kind, frozenset())
    if officer.id in told or wanted & own_by(officer, at.place):
        return None
    for mandate in officer.mandates:
        if mandate.giver.id in told or wanted & lent_roles(mandate, officer, at.place):
            return mandate
    return None


def check_powers(
    desk: Desk, kind: StreamKind, event: Recorded, thing: Thing, officer: Officer
) -> None:
    """Refuse an act that is not this person's to do.

    Raises Refused, or NotFound on a room, a block or a person that is not of the office.
    """
    act = str(getattr(event, "kind", ""))
    held = held_by(officer, thing.place)
    reasons = list(not_theirs(kind, act, held))
    if isinstance(event, Acknowledged | Snoozed | HandedOver):
        reasons = _answering(desk, event, thing, held)
    elif event.actor.acts_as != officer.id:
        reasons = []  # a post that was lent has the powers
    reasons = reasons or _moving_on(desk, event, thing)
    if reasons:
        raise Refused(act, tuple(reasons))
    for person in (*getattr(event, "present", ()), getattr(event, "assignee", "")):
        if person:
            desk.officer(person)
    owner = getattr(event, "owner", None)
    if owner is not None:
        check_owner(desk, owner)


_JUDGES = Text(
    "Nhiệm vụ này đã có hạn {due:%d/%m/%Y}; dời sang ngày muộn hơn là việc của {who}.",
    "This directive is due on {due:%d/%m/%Y}; a later day is set by the {who}.",
)


def _moving_on(desk: Desk, event: Any, thing: Thing) -> list[Reason]:
    """A date that was set is moved on by whoever judges the directive: no owner, no keeper."""
    if event.kind != "set_due" or not isinstance(thing, Directive) or not thing.due_on:
        return []
    held = held_by(desk.officer(event.actor.acts_as), thing.place)
    if event.due_on <= thing.due_on or held & {thing.judge, Role.CHIEF_INSPECTOR}:
        return []
    text = _JUDGES.fill(due=thing.due_on, who=ROLE_NAMES[thing.judge])
    return [Reason("role", text, who=(thing.judge,))]


def may_answer(thing: Thing, alarm: str, officer: Officer) -> bool:
    """Whether somebody may answer an alarm, in his own post or in one that is lent to him."""
    told = _told(thing, alarm)
    if officer.id in told or held_by(officer, thing.place) & _ANSWERING:
        return True
    return any(mandate.giver.id in told for mandate in officer.mandates)


def _told(thing: Thing, alarm: str) -> frozenset[str]:
    """Everybody who was told of an alarm, or was given it."""
    said = [e for e in thing.alerts if e.alarm == alarm]
    told = {e.told for e in said if isinstance(e, Escalated)}
    return frozenset(told | {e.assignee for e in said if isinstance(e, HandedOver)})


def _answering(desk: Desk, event: Answered, thing: Thing, held: frozenset[Role]) -> list[Reason]:
    """Whoever was told may answer, and the leaders; nobody puts a reminder off for long."""
    his = event.actor.acts_as in _told(thing, event.alarm) or held & _ANSWERING
    found = [] if his else [Reason("role", _NOT_TOLD)]
    if isinstance(event, Snoozed):
        last = desk.days.add(event.occurred_on, desk.policy.snooze_days)
        if event.until > last:
            found.append(Reason("field", _TOO_LONG.fill(last=last)))
    return found


def leads(meeting: Thing | None, about: str, officer: Officer) -> bool:
    """Whether somebody speaks as the leader of the block of what is before a meeting."""
    if officer.role == Role.CHIEF_INSPECTOR:
        return True
    forward = meeting.forward if isinstance(meeting, Gathering) else ()
    block = next((each.block for each in forward if each.about == about), "")
    return officer.role == Role.DEPUTY and bool(block) and officer.block == block


_NOT_TOLD = Text(
    "Chỉ người đã được báo hoặc lãnh đạo, Văn phòng được trả lời cảnh báo này.",
    "Only those who were told, the leaders and the Office may answer this alarm.",
)
_TOO_LONG = Text(
    "Chỉ hoãn nhắc được đến {last:%d/%m/%Y}.",
    "A reminder may be put off until {last:%d/%m/%Y} at most.",
)

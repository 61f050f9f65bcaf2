"""Escalations and answers in words: what was said, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from states.alarm import StallKind
from states.alerts import Acknowledged, Answered, HandedOver, Snoozed
from states.escalation import Escalation, EscalationState, Telling
from states.stall_names import KIND_NAMES, NEARING_NAMES
from states.terms import ROLE_NAMES, titled
from states.text import Text, dmy, joined

S = EscalationState
STATE_WORDS: dict[EscalationState, Text] = {
    S.RAISED: Text("chưa ai tiếp nhận", "nobody acknowledged"),
    S.HANDED_OVER: Text("đã giao lại, chờ tiếp nhận", "handed over, not acknowledged"),
    S.SNOOZED: Text("hoãn nhắc đến {until:%d/%m/%Y}", "snoozed until {until:%d/%m/%Y}"),
    S.ACKNOWLEDGED: Text("đã tiếp nhận", "acknowledged"),
    S.RESOLVED: Text("đã hết", "resolved"),
}
_STILL = Text("còn {count} người chưa tiếp nhận", "{count} not acknowledged yet")
_ACKNOWLEDGED = Text(
    "{who} đã tiếp nhận ngày {on:%d/%m/%Y}", "{who} acknowledged it on {on:%d/%m/%Y}"
)
_SNOOZED = Text("{who} hoãn nhắc đến {until:%d/%m/%Y}", "{who} snoozed it until {until:%d/%m/%Y}")
_HANDED = Text(
    "{who} giao lại cho {to} ngày {on:%d/%m/%Y}", "{who} handed it to {to} on {on:%d/%m/%Y}"
)
_NOBODY = Text("chưa có {role}, đã báo Văn phòng", "no {role}, the Office was told")


def kind_name(escalation: Escalation) -> Text:
    """What the alarm is called: late, or near."""
    names = NEARING_NAMES if escalation.early else KIND_NAMES
    return names[StallKind(escalation.kind)]


def state_words(escalation: Escalation) -> Text:
    """How far an escalation is."""
    if escalation.answer and escalation.state is S.RAISED:
        return _STILL.fill(count=len(escalation.badges))
    waits = [t.answer.until for t in escalation.tellings if isinstance(t.answer, Snoozed)]
    return STATE_WORDS[escalation.state].fill(until=max(waits, default=None))


def answer_text(answer: Answered, names: Mapping[str, str]) -> Text:
    """What somebody answered, and why; ``names`` of persons by id."""
    who = names.get(answer.actor.id, answer.actor.id)
    match answer:
        case Acknowledged():
            said = _ACKNOWLEDGED.fill(who=who, on=answer.occurred_on)
        case Snoozed():
            said = _SNOOZED.fill(who=who, until=answer.until)
        case HandedOver():
            to = names.get(answer.assignee, answer.assignee)
            said = _HANDED.fill(who=who, to=to, on=answer.occurred_on)
        case _:
            assert_never(answer)
    why = f": {answer.reason}" if answer.reason else ""
    return Text(f"{said.vi}{why}", f"{said.en}{why}")


def telling_text(telling: Telling, names: Mapping[str, str]) -> Text:
    """Who was told in which capacity, and when."""
    if telling.told:
        said = titled(telling.to, names.get(telling.told, telling.told))
    else:
        said = _NOBODY.fill(role=ROLE_NAMES[telling.to])
    return Text(f"{said.vi} {dmy(telling.on)}", f"{said.en} {dmy(telling.on)}")


def told_text(escalation: Escalation, names: Mapping[str, str]) -> Text:
    """Everybody who was told, in order, with the days."""
    return joined(tuple(telling_text(each, names) for each in escalation.tellings), "; ", "; ")

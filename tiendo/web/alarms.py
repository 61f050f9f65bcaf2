"""The escalations of an inspection as read on the page, and the answers the reader may give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from states.alarm import Alarm
from states.answer_words import answer_text, kind_name, state_words, telling_text
from states.escalation import Escalation, EscalationState, may_answer
from states.powers import POWERS
from states.roles import Officer
from states.text import Text, same
from tiendo.answering import last_snooze
from tiendo.desk import Desk
from tiendo.stuck import escalated, say
from tiendo.web.forms import Basis, Form, form_of
from tiendo.web.sight import Sight

_ANSWERS = ("acknowledge", "snooze", "hand_over")
TONES: dict[EscalationState, str] = {
    EscalationState.RAISED: "bad",
    EscalationState.HANDED_OVER: "wait",
    EscalationState.SNOOZED: "wait",
    EscalationState.ACKNOWLEDGED: "good",
    EscalationState.RESOLVED: "plain",
}


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One rung that was told; ``waits``: it still wants an answer."""

    text: Text
    now: str
    early: bool
    waits: bool


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """One escalation on the page; ``calls`` the reader himself. Forms only for those allowed.

    ``about`` tells apart alarms of one kind; an early warning, on no other list, says all.
    """

    escalation: Escalation
    name: Text
    about: Text
    state: Text
    tone: str
    told: tuple[ToldLine, ...]
    answer: Text | None
    calls: bool
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Alarms:
    """The escalations that stand, and the latest day until which a reminder may be put off."""

    rows: tuple[AlarmRow, ...]
    last_snooze: date


def alarms_of(desk: Desk, basis: Basis, person: Officer | None, sight: Sight) -> Alarms:
    """What stands about an inspection on the day looked at, for one reader."""
    rows = tuple(
        _row(each, _about(desk, each.alarm, basis, sight), basis, person)
        for each in escalated(desk, basis.inspection, sight.as_of, basis.people)
        if each.alarm is not None
    )
    return Alarms(rows, last_snooze(desk.policy, desk.days, sight.today))


def _about(desk: Desk, alarm: Alarm, basis: Basis, sight: Sight) -> Text:
    if alarm.on > sight.as_of:
        return say(desk, alarm, basis.inspection, sight.as_of, basis.people)
    return alarm.words or same(alarm.subject)


def _row(escalation: Escalation, about: Text, basis: Basis, person: Officer | None) -> AlarmRow:
    names = {each.id: each.name for each in basis.people}
    answer = escalation.answer
    return AlarmRow(
        escalation=escalation,
        name=kind_name(escalation),
        about=about,
        state=state_words(escalation),
        tone=TONES[escalation.state],
        told=tuple(
            ToldLine(
                text=telling_text(each, names),
                now=names.get(each.who, each.who) if each.handed else "",
                early=each.early,
                waits=each.calls_on(escalation.as_of),
            )
            for each in escalation.tellings
        ),
        answer=answer_text(answer, names) if answer else None,
        calls=person is not None and person.id in escalation.badges,
        forms=_forms(escalation, basis, person),
    )


def mark(escalation: Escalation | None) -> tuple[Text, str] | None:
    """A word and its tone beside a stall that still wants an answer, or whose reminder sleeps."""
    if escalation is None or TONES[escalation.state] not in ("bad", "wait"):
        return None
    return state_words(escalation), "wait"


def _forms(escalation: Escalation, basis: Basis, person: Officer | None) -> tuple[Form, ...]:
    if person is None:
        return ()
    return tuple(
        form_of(kind, basis, alarm=escalation.key)
        for kind in _ANSWERS
        if may_answer(escalation, person, basis.inspection, POWERS[kind])
    )

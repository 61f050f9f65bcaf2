"""The escalations of an inspection as read on the page, and the answers the reader may give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from states.answer_words import answer_text, kind_name, state_words, telling_text
from states.escalation import Escalation, EscalationState, may_answer
from states.powers import POWERS
from states.roles import Officer
from states.text import Text
from tiendo.web.forms import Basis, Form, form_of

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


def alarm_row(
    escalation: Escalation, about: Text, basis: Basis, person: Officer | None, as_of: date
) -> AlarmRow:
    """One standing escalation for one reader, on the day looked at."""
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
                waits=each.calls_on(as_of),
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

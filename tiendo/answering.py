"""Answering an alarm: who may, for how long, and what the person handed to is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from states.alerts import Answered, HandedOver, Snoozed
from states.answer_words import answer_text
from states.errors import Reason, Refused
from states.escalation import Escalation, escalations, may_answer, stands_at
from states.inspection import Inspection
from states.lawbook import Lawbook
from states.policy import Policy
from states.powers import POWERS
from states.roles import SUPERIORS, Officer, Role
from states.sentences import sentence
from states.stall import alarms
from states.terms import ROLE_NAMES
from states.text import Text, joined, same
from states.workdays import Workdays
from tiendo.ports import Notice

_RESOLVED = Text(
    "Ngày {on:%d/%m/%Y} cảnh báo này đã hết, không còn gì để trả lời.",
    "On {on:%d/%m/%Y} this alarm was resolved: there is nothing to answer.",
)
_NOT_THEIRS = Text(
    "Chỉ người đã được báo ({told}) hoặc cấp trên ({above}) được trả lời cảnh báo này.",
    "Only those who were told ({told}) or stand above them ({above}) may answer this alarm.",
)
_NOBODY_ABOVE = Text("không có", "nobody")
_TOO_LONG = Text(
    "Chỉ hoãn nhắc được {count} ngày làm việc, đến {last:%d/%m/%Y}.",
    "A reminder may be put off for {count} working days at most, until {last:%d/%m/%Y}.",
)
_HIS_ALREADY = Text(
    "Việc này đang do {name} theo dõi; hãy chọn người khác.",
    "It is with {name} already; choose somebody else.",
)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What answers are judged by: the inspection on the day of the answer, and the office."""

    inspection: Inspection
    people: Sequence[Officer]
    policy: Policy
    days: Workdays
    law: Lawbook | None

    def escalations(self, as_of: date) -> tuple[Escalation, ...]:
        """Every alarm that somebody was told of."""
        pending = alarms(self.inspection, self.policy, self.days, self.law)
        return escalations(self.inspection, pending, as_of, self.people)

    def about(self, answer: Answered) -> Escalation | None:
        """The escalation that is answered, if there is one."""
        found = self.escalations(answer.occurred_on)
        return next((each for each in found if each.key == answer.alarm), None)


def last_snooze(policy: Policy, days: Workdays, on: date) -> date:
    """The latest day until which a reminder may be put off on a day."""
    return days.add(on, policy.snooze_days)


def judged(answer: Answered, officer: Officer, at: Grounds) -> tuple[Notice, ...]:
    """The notices that go with an answer. Raises Refused with everything that is against it."""
    escalation = at.about(answer)
    if escalation is None:
        return ()  # nobody was told of such an alarm: the rules say so
    if against := _reasons(answer, escalation, officer, at):
        raise Refused(answer.kind, against)
    return _handing_notices(answer, escalation, at)


def _reasons(
    answer: Answered, escalation: Escalation, officer: Officer, at: Grounds
) -> tuple[Reason, ...]:
    if escalation.alarm is None:
        return (Reason("state", _RESOLVED.fill(on=answer.occurred_on)),)
    found = list[Reason]()
    if not may_answer(escalation, officer, at.inspection, POWERS[answer.kind]):
        found.append(_not_theirs(escalation, at.people))
    if isinstance(answer, Snoozed):
        last = last_snooze(at.policy, at.days, answer.occurred_on)
        if answer.until > last:
            text = _TOO_LONG.fill(count=at.policy.snooze_days, last=last)
            found.append(Reason("field", text))
    if isinstance(answer, HandedOver):
        found += _his_already(answer, escalation, at.people)
    return tuple(found)


def _not_theirs(escalation: Escalation, people: Sequence[Officer]) -> Reason:
    names = {each.id: each.name for each in people}
    told = dict.fromkeys(names.get(each.who, each.who) for each in escalation.tellings)
    above = {role for each in escalation.tellings for role in SUPERIORS[each.to]}
    who = tuple(role for role in reversed(Role) if role in above)
    posts = joined(tuple(ROLE_NAMES[role] for role in who))
    text = _NOT_THEIRS.fill(told=same(", ".join(told)), above=posts if who else _NOBODY_ABOVE)
    return Reason("role", text, who=who)


def _his_already(
    answer: HandedOver, escalation: Escalation, people: Sequence[Officer]
) -> list[Reason]:
    place = escalation.place_of(answer.actor.acts_as)
    if (place, answer.assignee) not in {(each.to, each.who) for each in escalation.tellings}:
        return []
    name = next((each.name for each in people if each.id == answer.assignee), answer.assignee)
    return [Reason("field", _HIS_ALREADY.fill(name=name))]


def _handing_notices(answer: Answered, escalation: Escalation, at: Grounds) -> tuple[Notice, ...]:
    """What the person is told to whom an alarm was handed, unless he took it himself."""
    alarm = escalation.alarm
    if not isinstance(answer, HandedOver) or alarm is None or answer.assignee == answer.actor.id:
        return ()
    names = {each.id: each.name for each in at.people}
    turn = stands_at(at.inspection, alarm, alarm.role, at.people)
    holder = turn.name if turn else ""
    if escalation.place_of(answer.actor.acts_as) is alarm.role:
        holder = names[answer.assignee]
    words = sentence(
        alarm,
        at.inspection,
        answer.occurred_on,
        holder=same(holder) if holder else ROLE_NAMES[alarm.role],
        policy=at.policy,
        days=at.days,
    )
    return (
        Notice(
            key=f"{answer.alarm}:hand_over:{answer.version}",
            stream=at.inspection.id,
            recipient=answer.assignee,
            subject=f"{at.inspection.about.short_name}: được giao lại cảnh báo",
            body=f"{answer_text(answer, names).vi}. {words.vi}",
            due_on=answer.occurred_on,
        ),
    )

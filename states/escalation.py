"""Escalations: what was told of each alarm, to whom, and whom it still calls. Stored nowhere.

An escalation is worked out from what was told and answered, and from the alarms that stand: its
cause gone, it is resolved without anybody saying so. An answer speaks for whoever gives it and
for those below him; a rung told later calls whoever stands there anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from states.alarm import Alarm
from states.alerts import Acknowledged, Alert, Answered, Escalated, HandedOver, Snoozed
from states.inspection import Inspection
from states.roles import SUPERIORS, Officer, Place, Role, holder_of, roles_of


class EscalationState(StrEnum):
    """How far an escalation is."""

    RAISED = "raised"
    HANDED_OVER = "handed_over"
    SNOOZED = "snoozed"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Telling:
    """One rung that was told: in which capacity, to whom, when, and what was answered for it.

    ``told`` is empty where nobody held it; ``who`` is whose it is now: after a hand-over somebody
    else, and the Office where nobody held it.
    """

    rung: str
    to: Role
    told: str
    who: str
    on: date
    early: bool
    answer: Answered | None = None
    handed: bool = False

    def calls_on(self, day: date) -> bool:
        """Whether it still wants an answer on a day."""
        match self.answer:
            case Acknowledged():
                return False
            case Snoozed():
                return day >= self.answer.until
            case _:
                return True


@dataclass(frozen=True, slots=True)
class Escalation:
    """One alarm that somebody was told of, as of a day.

    ``alarm`` is None once its cause is gone. ``answer`` is what was said last.
    """

    key: str
    kind: str
    subject: str
    as_of: date
    alarm: Alarm | None
    tellings: tuple[Telling, ...]
    answer: Answered | None

    @property
    def badges(self) -> tuple[str, ...]:
        """Whom it still calls, from the first told."""
        if self.alarm is None:
            return ()
        return tuple(dict.fromkeys(t.who for t in self.tellings if t.calls_on(self.as_of)))

    def place_of(self, person: str) -> Role:
        """The place on the ladder that somebody would give away: his own, or the first told."""
        return _place_of(person, self.tellings)

    @property
    def early(self) -> bool:
        """Whether it only warns that a day is near."""
        return self.alarm is not None and self.alarm.on > self.as_of

    @property
    def state(self) -> EscalationState:
        """Where it stands; raised again by each rung told after the last answer."""
        if self.alarm is None:
            return EscalationState.RESOLVED
        calling = [t for t in self.tellings if t.calls_on(self.as_of)]
        if any(not isinstance(t.answer, HandedOver) for t in calling):
            return EscalationState.RAISED
        if calling:
            return EscalationState.HANDED_OVER
        if any(isinstance(t.answer, Snoozed) for t in self.tellings):
            return EscalationState.SNOOZED
        return EscalationState.ACKNOWLEDGED


def escalations(
    inspection: Inspection, pending: Iterable[Alarm], as_of: date, officers: Sequence[Officer]
) -> tuple[Escalation, ...]:
    """Every alarm of which somebody was told by a day: those that stand first, then the others."""
    standing = {alarm.key(inspection.id): alarm for alarm in pending}
    keys = dict.fromkeys(each.alarm for each in inspection.alerts)
    found = [_escalation(key, standing.get(key), inspection, as_of, officers) for key in keys]
    order = list(standing)
    return tuple(
        sorted(found, key=lambda e: order.index(e.key) if e.alarm is not None else len(order))
    )


def _escalation(
    key: str,
    alarm: Alarm | None,
    inspection: Inspection,
    as_of: date,
    officers: Sequence[Officer],
) -> Escalation:
    said = _about(inspection, key)
    first = next(each for each in said if isinstance(each, Escalated))
    answers = [each for each in said if not isinstance(each, Escalated)]
    tellings = _tellings(said, inspection.place, officers)
    if alarm is not None and alarm.on > as_of and not any(each.early for each in tellings):
        alarm = None  # its day was moved on: nothing is late, and nobody was warned
    return Escalation(
        key=key,
        kind=first.stall,
        subject=first.subject,
        as_of=as_of,
        alarm=alarm,
        tellings=tellings,
        answer=answers[-1] if answers else None,
    )


def tellings_of(
    alerts: Iterable[Alert], key: str, where: Place, officers: Sequence[Officer]
) -> tuple[Telling, ...]:
    """Every rung that was told of one alarm of whatever stands at a place, with its answer."""
    return _tellings([each for each in alerts if each.alarm == key], where, officers)


def _about(inspection: Inspection, key: str) -> list[Alert]:
    return [each for each in inspection.alerts if each.alarm == key]


def _tellings(
    said: Iterable[Alert], where: Place, officers: Sequence[Officer]
) -> tuple[Telling, ...]:
    office = holder_of(Role.OFFICE, where, officers)
    found = list[Telling]()
    for each in said:
        if isinstance(each, Escalated):
            who = each.told or (office.id if office else "")
            to = Role(each.to)
            found.append(Telling(each.rung, to, each.told, who, each.occurred_on, each.early))
        elif isinstance(each, HandedOver):
            place = _place_of(each.actor.acts_as, found)
            found = [
                replace(t, who=each.assignee, answer=each, handed=True) if t.to is place else t
                for t in found
            ]
        else:
            found = [
                replace(t, answer=each) if _covers(t, each.actor.acts_as, where, officers) else t
                for t in found
            ]
    return tuple(found)


def _place_of(giver: str, tellings: Sequence[Telling]) -> Role:
    """Which place on the ladder somebody gives away: his own, or the first that was told."""
    own = [each.to for each in tellings if each.who == giver]
    return own[-1] if own else tellings[0].to


def _covers(telling: Telling, person: str, where: Place, officers: Sequence[Officer]) -> bool:
    """Whether an answer of this person speaks for a rung: it is his, or he is above it."""
    if telling.who == person:
        return True
    officer = next((each for each in officers if each.id == person), None)
    roles = roles_of(officer, where) if officer else frozenset[Role]()
    above = SUPERIORS[telling.to]
    return bool(roles.intersection(above)) or (not telling.told and Role.OFFICE in roles)


def may_answer(
    escalation: Escalation, officer: Officer, inspection: Inspection, powers: Iterable[Role]
) -> bool:
    """Whether somebody was told of it, or stands above somebody who was, with these powers."""
    if any(telling.who == officer.id for telling in escalation.tellings):
        return True
    if not roles_of(officer, inspection.place).intersection(powers):
        return False
    return any(_covers(t, officer.id, inspection.place, (officer,)) for t in escalation.tellings)


def handed_to(
    inspection: Inspection, alarm: Alarm, role: Role, officers: Sequence[Officer]
) -> Officer | None:
    """Whom a place on the ladder of an alarm was given to, if he is still of the office."""
    said = _about(inspection, alarm.key(inspection.id))
    given = {
        t.who for t in _tellings(said, inspection.place, officers) if t.to is role and t.handed
    }
    return next((each for each in officers if each.id in given), None)


def given_to(inspection: Inspection, alarm: Alarm) -> str:
    """The id of whoever was handed the turn of an alarm; empty if nobody was."""
    if not inspection.alerts:
        return ""
    said = _about(inspection, alarm.key(inspection.id))
    given = [
        t.who for t in _tellings(said, inspection.place, ()) if t.to is alarm.role and t.handed
    ]
    return given[-1] if given else ""


def stands_at(
    inspection: Inspection, alarm: Alarm, role: Role, officers: Sequence[Officer]
) -> Officer | None:
    """Whose a place on the ladder of an alarm is: whoever was given it, else its holder."""
    given = handed_to(inspection, alarm, role, officers)
    return given or holder_of(role, inspection.place, officers)

"""What somebody may do now: every trigger, and every act, with yes, or no and all the reasons."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from states.errors import Reason
from states.facts import View
from states.inspection import Inspection
from states.powers import OFFICE_POWERS, POWERS
from states.refusal import reasons_for
from states.request import STEP_NAMES
from states.requesting import step_reasons
from states.roles import Officer, Role
from states.rules import Trigger
from states.terms import ROLE_NAMES, TRIGGER_NAMES
from states.text import Text, joined


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether one trigger may happen now, and if not, everything that stands against it."""

    trigger: Trigger
    name: Text
    reasons: tuple[Reason, ...]

    @property
    def allowed(self) -> bool:
        """Nothing stands against it."""
        return not self.reasons

    @property
    def within_reach(self) -> bool:
        """Whatever is missing may be given together with the act."""
        return within_reach(self.reasons)


def within_reach(reasons: Collection[Reason]) -> bool:
    """Whether all that is missing for an act may be given together with it."""
    return all(reason.with_act for reason in reasons)


def role_reason(act: str, roles: Collection[Role]) -> tuple[Reason, ...]:
    """Why somebody in these capacities may not do an act; nothing if they may."""
    return _not_theirs(POWERS[act], roles)


def office_reason(act: str, officer: Officer) -> tuple[Reason, ...]:
    """Why somebody may not do an act that concerns the whole office; nothing if they may."""
    return _not_theirs(OFFICE_POWERS[act], (Role(officer.role),))


def _not_theirs(who: Collection[Role], roles: Collection[Role]) -> tuple[Reason, ...]:
    if frozenset(who).intersection(roles):
        return ()
    names = joined(tuple(ROLE_NAMES[role] for role in Role if role in who), " hoặc ", " or ")
    text = Text("Việc này do {who} làm.", "This is for the {who} to do.").fill(who=names)
    return (Reason("role", text, who=tuple(role for role in Role if role in who)),)


def allowed(inspection: Inspection, roles: Collection[Role]) -> tuple[Answer, ...]:
    """Every trigger of the chart, answered for somebody acting in these capacities."""
    view = View(inspection)
    return tuple(
        Answer(
            trigger,
            TRIGGER_NAMES[trigger],
            reasons_for(view, trigger) + role_reason(trigger.value, roles),
        )
        for trigger in Trigger
    )


IMPLIED = frozenset(
    {
        Trigger.REQUEST_RECORDS,
        Trigger.REQUEST_RECORDS_IN_PAUSE,
        Trigger.REMIND_RECORDS,
        Trigger.RECEIVE_RECORDS,
        Trigger.SETTLE_RECORDS,
    }
)
"""Moves that only follow from acts on a single request: nobody does them by themselves."""


def acts(inspection: Inspection, roles: Collection[Role]) -> dict[str, tuple[Reason, ...]]:
    """Every act that moves the chart or a request, and all that stands against it.

    What `allowed` answers, in acts that somebody can do: the moves in ``IMPLIED`` are done by
    acts on a request, each of which is possible where it is for some request.
    """
    found: dict[str, tuple[Reason, ...]] = {}
    for answer in allowed(inspection, roles):
        if answer.trigger not in IMPLIED:
            found[answer.trigger.value] = answer.reasons
        elif answer.trigger is Trigger.REQUEST_RECORDS:
            for step in STEP_NAMES:
                found[step] = step_reasons(inspection, step) + role_reason(step, roles)
    return found

"""Chasing what is owed: the office's rhythm for it, and how often it was urged so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from pydantic import Field, model_validator

from states import events as ev
from states.law import Moment
from states.model import Frozen
from states.value import value

if TYPE_CHECKING:
    from states.inspection import Inspection


class Pace(Frozen):
    """The rhythm of urging, in working days.

    ``first_days``: from the last day in time to the first urging; ``every_days``: from one urging
    to the next; ``answer_days``: how long a drafted letter gives, less than ``every_days``.
    """

    first_days: int = Field(ge=1, le=250)
    every_days: int = Field(ge=2, le=250)
    answer_days: int = Field(ge=1, le=250)

    @model_validator(mode="after")
    def _waits_for_its_own_date(self) -> Pace:
        if self.answer_days >= self.every_days:
            raise ValueError("answer_days must be less than every_days: nobody is urged in time")
        return self


class Chase(Frozen):
    """How open requests and recommendations are chased, in working days.

    ``soon_days``: how long before a request is due the team head is reminded of it.
    """

    soon_days: int = Field(ge=1, le=60)
    requests: Pace
    remedy: Pace


@value
class Urged:
    """How often one thing was urged: letters drafted, letters people recorded; when last.

    ``sent_on``: when a person last did, ``sent_by`` the entry that says so.
    """

    drafted: int = 0
    sent: int = 0
    on: date | None = None
    sent_on: date | None = None
    sent_by: int = 0

    @property
    def times(self) -> int:
        """Which urging was the last; a letter drafted and then recorded is one."""
        return max(self.drafted, self.sent)


def answer_cause(request: str, due_on: date) -> str:
    """The name of one answer owed: a new due date makes it another."""
    return f"{request}:{due_on.isoformat()}"


def remedy_cause(inspection: Inspection) -> str:
    """The name of what a conclusion asks for: a new conclusion makes it another."""
    concluded = inspection.past.latest(Moment.CONCLUSION_SIGNED)
    return f":{concluded.on.isoformat()}" if concluded else ":"


def urged_after(inspection: Inspection, event: ev.Event) -> Mapping[str, Urged]:
    """How often each thing was urged once this event is added; before its due day is no urging."""
    by_person = isinstance(event.actor, ev.Person)
    match event:
        case ev.Prompted(number=number) if number and event.subject:
            return _answer_urged(inspection, event, event.subject, number)
        case ev.Prompted(number=number) if number:
            return _counted(inspection, event, remedy_cause(inspection), number)
        case ev.RequestActed(kind="remind_request") if by_person:
            return _answer_urged(inspection, event, event.request, 0)
        case ev.Moved(kind="urge") if by_person:
            return _counted(inspection, event, remedy_cause(inspection), 0)
        case _:
            return inspection.urged


def _answer_urged(
    inspection: Inspection, event: ev.Event, subject: str, drafted: int
) -> Mapping[str, Urged]:
    request = inspection.request(subject)
    if request is None or event.occurred_on <= request.due_on:
        return inspection.urged
    return _counted(inspection, event, answer_cause(request.id, request.due_on), drafted)


def _counted(
    inspection: Inspection, event: ev.Event, cause: str, drafted: int
) -> Mapping[str, Urged]:
    """One urging more: a draft of that number, or (0) a letter that a person recorded."""
    so_far = inspection.urged.get(cause, Urged())
    more = replace(
        so_far,
        drafted=max(so_far.drafted, drafted),
        sent=so_far.sent + (not drafted),
        on=event.occurred_on,
        sent_on=so_far.sent_on if drafted else event.occurred_on,
        sent_by=so_far.sent_by if drafted else event.version,
    )
    return {**inspection.urged, cause: more}

"""What was told of an alarm, and what people answered: events of the escalation ladder."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from states.model import Day, Key, Line, Name, Prose
from states.recorded import Recorded


class Escalated(Recorded):
    """An alarm was told to one rung of its ladder; ``key`` is claimed once for ever.

    ``early``: it was a warning that the day is near; nothing was late yet.
    """

    kind: Literal["escalate"] = "escalate"
    key: Name
    stall: Name
    subject: Name = ""
    rung: Line
    to: Name
    told: Name = Field(default="", description="The person at that rung; empty if there is none.")
    early: bool = False
    pack: Name = Field(default="", description="Hash of the law it rests on, for a deadline.")

    @model_validator(mode="before")
    @classmethod
    def _rungs_had_numbers(cls, given: object) -> object:
        """Rungs were first recorded by number: who was told names them since."""
        if isinstance(given, dict) and isinstance(given.get("rung"), int):
            to, alarm = given.get("to"), str(given.get("key")).rpartition(":")[0]
            return {**given, "rung": to, "key": f"{alarm}:{to}"}
        return given

    @property
    def alarm(self) -> str:
        """The key of the alarm, whatever the rung."""
        return self.key.rpartition(":")[0]


class Acknowledged(Recorded):
    """Somebody took note of an alarm: it no longer calls him; its days go on."""

    kind: Literal["acknowledge"] = "acknowledge"
    alarm: Line


class Snoozed(Recorded):
    """Somebody put off being reminded of an alarm until a day, and says why."""

    kind: Literal["snooze"] = "snooze"
    alarm: Line
    until: Day
    reason: Annotated[Prose, Field(min_length=1)]


class HandedOver(Recorded):
    """Somebody's place on the ladder of one alarm passed to another person, and why."""

    kind: Literal["hand_over"] = "hand_over"
    alarm: Line
    assignee: Key
    reason: Annotated[Prose, Field(min_length=1)]


Answered: TypeAlias = Acknowledged | Snoozed | HandedOver
Alert: TypeAlias = Escalated | Answered
ANSWERS = (Acknowledged, Snoozed, HandedOver)
"""What people may say to an alarm."""

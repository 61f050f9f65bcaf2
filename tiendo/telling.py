"""The entry that a rung leaves, whatever it is about: what was told to whom, once for each key."""

from __future__ import annotations

from datetime import date, datetime

from states.alerts import Escalated
from states.calling import Call
from states.events import Machine
from states.meeting.lapse import Lapse
from states.roles import Officer

FLOW = "escalate"


def telling(
    call: Call | Call[Lapse],
    told: Officer | None,
    version: int,
    as_of: date,
    recorded_at: datetime,
    pack: str = "",
) -> Escalated:
    """That a call was told to an officer, or that nobody holds the post; ``pack`` is the law's."""
    return Escalated(
        version=version,
        occurred_on=as_of,
        recorded_at=recorded_at,
        actor=Machine(id=FLOW),
        key=call.key,
        stall=call.alarm.kind.value,
        subject=call.alarm.subject,
        rung=call.rung,
        to=call.to.value,
        told=told.id if told else "",
        early=call.early,
        pack=pack,
    )

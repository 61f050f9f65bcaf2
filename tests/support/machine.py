"""A desk whose clock is set by hand, and beats told to it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from tiendo.clock import OFFICE_ZONE, office_day
from tiendo.desk import Desk
from tiendo.pulse import Outcome


@dataclass
class HandClock:
    """A clock that goes only when it is set."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return office_day(self.moment)


def office_time(day: int, hour: int, minute: int = 0, month: int = 9) -> datetime:
    """A moment of 2021 at the office."""
    return datetime(2021, month, day, hour, minute, tzinfo=OFFICE_ZONE)


def at_time(desk: Desk, moment: datetime) -> Desk:
    """The same desk with a clock that stands at a moment, on an ordinary day."""
    return replace(desk, clock=HandClock(moment))


def beaten(
    desk: Desk, flow: str, at: datetime, outcome: Outcome = Outcome.DONE, said: str = ""
) -> None:
    """One beat of a flow that began then and took a minute."""
    number = desk.store.pulses.begin(flow, at)
    if outcome is not Outcome.RUNNING:
        desk.store.pulses.end(flow, number, at + timedelta(minutes=1), outcome, said)


def alive(desk: Desk, at: datetime) -> None:
    """Every flow has run just then, and ended well."""
    for flow in ("escalate", "watch", "backup", "backup-made", "verify", "verify-new"):
        beaten(desk, flow, at)


@dataclass
class NotedBeats:
    """Stands in for the beats of a store, where a flow is tested without one."""

    ended: list[tuple[str, Outcome, str]] = field(default_factory=list)

    def begin(self, flow: str, at: datetime) -> int:
        assert at.tzinfo is not None, flow
        return len(self.ended) + 1

    def end(self, flow: str, number: int, at: datetime, outcome: Outcome, said: str) -> None:
        assert at.tzinfo is not None, number
        self.ended.append((flow, outcome, said))

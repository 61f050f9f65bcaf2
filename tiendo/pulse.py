"""The beats of the flows: when each ran, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    """How a beat ended. The values are stored."""

    RUNNING = "running"  # under way, or killed on the way
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Pulse:
    """One beat of a flow; ``number`` counts the beats of that flow, whatever the clock says."""

    flow: str
    number: int
    started_at: datetime
    finished_at: datetime | None
    outcome: Outcome
    said: str


@dataclass(frozen=True, slots=True)
class Beats:
    """What is known of one flow: its newest beat, and the newest that ended well."""

    newest: Pulse
    done: Pulse | None


class Pulses(Protocol):
    """The last beats of every flow; older ones are let go, never the newest that ended well."""

    def begin(self, flow: str, at: datetime) -> int:
        """Note that a flow starts; the number of its beat."""

    def end(self, flow: str, number: int, at: datetime, outcome: Outcome, said: str) -> None:
        """Note how that beat ended."""

    def by_flow(self) -> dict[str, Beats]:
        """What is known of each flow that ever ran."""

    def first(self) -> datetime | None:
        """The start of the oldest beat that is kept; None when nothing ever ran."""

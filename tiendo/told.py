"""What the desk tells besides inspections: one it cannot read, an act it did not record."""

from __future__ import annotations

from dataclasses import dataclass

from states.events import Event
from states.inspection import Inspection
from states.value import value
from tiendo.ports import Notice


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An inspection whose record cannot be replayed, and why."""

    id: str
    version: int
    why: str


@value
class Rehearsal:
    """An act that the rules admit: the inspection before and after it, the notices it brings."""

    event: Event
    before: Inspection | None
    after: Inspection
    notices: tuple[Notice, ...]

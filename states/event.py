"""What every event says, whatever happened."""

from __future__ import annotations

from pydantic import AwareDatetime, Field

from states.actors import Actor
from states.model import Day, Frozen, Prose
from states.papers import Document


class Recorded(Frozen):
    """What every event says: its place, when it happened, when we learned it, who, on what paper.

    ``occurred_on`` is the day on paper at the office; ``recorded_at`` is aware, in UTC.
    """

    version: int = Field(ge=1, description="Place in its stream, from 1.")
    occurred_on: Day
    recorded_at: AwareDatetime
    actor: Actor
    document: Document | None = None
    reason: Prose = ""

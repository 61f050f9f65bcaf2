"""The office's own numbers: how long a silence may last, and who is told next."""

from __future__ import annotations

from pydantic import Field, field_validator

from states.chart import LEAVES, Region
from states.chase import Chase
from states.model import Frozen
from states.roles import Role

RHYTHMIC = frozenset(LEAVES[Region.COURSE]) | frozenset(LEAVES[Region.HOLD])


class Rung(Frozen):
    """One step of the ladder: who is told, how many working days after the stall began."""

    to: Role
    after_days: int = Field(ge=0, le=400)


class Policy(Frozen):
    """What the office has set for itself, in working days. Loaded from data, never from code.

    ``review_days``: within how many days after a pause somebody must say whether there is
    anything to request. ``rhythm``: the longest usual silence in a state; a state that is not
    named may stay silent. ``ladder``: who is told, in rising order. ``chase``: how what is owed is
    reminded of and urged.
    """

    review_days: int = Field(ge=1, le=60)
    rhythm: dict[str, int]
    ladder: tuple[Rung, ...] = Field(min_length=1)
    chase: Chase

    @field_validator("rhythm")
    @classmethod
    def _known_states(cls, rhythm: dict[str, int]) -> dict[str, int]:
        for leaf, days in rhythm.items():
            if leaf not in RHYTHMIC:
                raise ValueError(f"{leaf!r} is no state of course or hold")
            if days < 1:
                raise ValueError(f"the rhythm of {leaf!r} must be at least 1 working day")
        return rhythm

    @field_validator("ladder")
    @classmethod
    def _rising(cls, ladder: tuple[Rung, ...]) -> tuple[Rung, ...]:
        days = [rung.after_days for rung in ladder]
        if days != sorted(days):
            raise ValueError("the ladder must rise: after_days may not fall")
        return ladder

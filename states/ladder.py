"""Ladders: who is told of a stall, how many working days before it or after it began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import Field, field_validator, model_validator

from states.model import Frozen
from states.roles import SUPERIORS, Role

HOLDER = "holder"
"""Whoever owes what is late; a duty of a supervisor starts at the supervisor."""
RISES_TO: tuple[str, ...] = (
    HOLDER,
    *(role.value for role in reversed(Role) if any(role in above for above in SUPERIORS.values())),
)
"""Everybody a rung may name, from below."""


class Rung(Frozen):
    """One step of a ladder, in working days: ``before`` the last day in time, or ``after`` the
    first late working day. ``name``, which is recorded, tells two rungs of one person apart.
    """

    to: str
    before: int | None = Field(default=None, ge=1, le=60)
    after: int | None = Field(default=None, ge=0, le=400)
    name: str = Field(default="", pattern=r"^([a-z][a-z0-9_-]{0,39})?$")

    @field_validator("to")
    @classmethod
    def _somebody(cls, to: str) -> str:
        if to not in RISES_TO:
            raise ValueError(f"{to!r} is nobody a ladder rises to ({', '.join(RISES_TO)})")
        return to

    @field_validator("name")
    @classmethod
    def _no_role(cls, name: str) -> str:
        if name.removesuffix(_EARLY) in {HOLDER, *Role}:
            raise ValueError(f"a rung may not be called {name!r}: rungs without a name are")
        return name

    @model_validator(mode="after")
    def _either(self) -> Rung:
        if (self.before is None) == (self.after is None):
            raise ValueError(f"the rung to {self.to} needs either before or after")
        return self

    @property
    def early(self) -> bool:
        """Whether it warns before anything is late."""
        return self.before is not None

    @property
    def day(self) -> int:
        """Where it stands, in working days from the first late day."""
        return -self.before if self.before is not None else self.after or 0

    def called(self, holder: str) -> str:
        """Its own name, or that of whoever is told there."""
        return self.name or f"{holder if self.to == HOLDER else self.to}{_EARLY * self.early}"


_EARLY = "-before"


def check_ladder(name: str, ladder: Sequence[Rung]) -> None:
    """Refuse a ladder that falls, or leaves out whoever owes the duty. Raises ValueError."""
    days = [rung.day for rung in ladder]
    heights = [RISES_TO.index(rung.to) for rung in ladder if rung.to != HOLDER and not rung.early]
    if days != sorted(days) or heights != sorted(heights):
        raise ValueError(f"ladder {name!r} must rise: neither days nor posts may fall")
    late = [rung for rung in ladder if not rung.early]
    if not late or (late[0].to, late[0].after) != (HOLDER, 0):
        raise ValueError(f"ladder {name!r} must tell {{to: {HOLDER}, after: 0}} before all others")
    names = [rung.called(HOLDER) for rung in ladder]
    for each in names:
        if names.count(each) > 1:
            raise ValueError(f"ladder {name!r} has two rungs {each!r}: give one of them a name")


@dataclass(frozen=True, slots=True)
class Place:
    """A rung as it is for one holder: its name for ever, who is told, how many days off."""

    name: str
    to: Role
    days: int
    early: bool


def places(ladder: tuple[Rung, ...], holder: Role) -> tuple[Place, ...]:
    """The rungs of a ladder for a duty of this holder: himself, and those above him only."""
    above = SUPERIORS[holder]
    return tuple(
        Place(
            name=rung.called(holder.value),
            to=holder if rung.to == HOLDER else Role(rung.to),
            days=abs(rung.day),
            early=rung.early,
        )
        for rung in ladder
        if rung.to == HOLDER or rung.to in above
    )

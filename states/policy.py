"""The office's own numbers: how long a silence may last, and who is told next."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from pydantic import Field, field_validator, model_validator

from states.alarm import RANKS
from states.chart import LEAVES, Region
from states.chase import Chase
from states.ladder import Place, Rung, check_ladder, places
from states.meeting.numbers import MeetingNumbers
from states.model import Frozen
from states.office import Office
from states.roles import Role

RHYTHMIC = frozenset(LEAVES[Region.COURSE]) | frozenset(LEAVES[Region.HOLD])


class Policy(Frozen):
    """What the office has set for itself, in working days. Loaded from data, never from code.

    ``review_days``: within how many days after a pause somebody must say whether there is
    anything to request. ``date_days``: within how many days somebody must set the date of a duty
    that no law dates, ``anchor_days`` record the start of a clock that nobody owes,
    ``handle_days`` accept or return an answer, ``ruling_days`` rule on a complaint,
    ``paper_days`` put a numbered paper behind a pause. ``pause_days``: how long a pause may last
    with no review date; ``wait_days``: for how long a review or an answer that is due later is
    waited for; ``idle_days``: how long after a rhythm of urging has run out a conclusion
    may lie with nobody urging it. ``rhythm``: the longest usual silence in a state; a state that
    is not named may stay silent. ``ladders``: who is told, in rising order; ``ladder_for`` names
    the one that each kind of stall goes by. ``snooze_days``: for how long a reminder may be put
    off. ``annual_report``: by which month and day the report of the year is due, empty if none is
    set. ``chase``: how what is owed is reminded of and urged. ``meeting``: the numbers of the
    monthly meeting. ``office``: how it names itself on its papers.
    """

    review_days: int = Field(ge=1, le=60)
    date_days: int = Field(default=5, ge=1, le=60)
    anchor_days: int = Field(default=10, ge=1, le=60)
    handle_days: int = Field(default=7, ge=1, le=60)
    ruling_days: int = Field(default=40, ge=1, le=250)
    paper_days: int = Field(default=5, ge=1, le=60)
    pause_days: int = Field(default=45, ge=1, le=250)
    wait_days: int = Field(default=90, ge=1, le=500)
    idle_days: int = Field(default=10, ge=1, le=250)
    rhythm: dict[str, int]
    ladders: dict[str, tuple[Rung, ...]]
    ladder_for: dict[str, str]
    snooze_days: int = Field(ge=1, le=60)
    annual_report: str = Field(default="", pattern=r"^((0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8]))?$")
    chase: Chase
    meeting: MeetingNumbers
    office: Office = Office()

    @field_validator("rhythm")
    @classmethod
    def _known_states(cls, rhythm: dict[str, int]) -> dict[str, int]:
        for leaf, days in rhythm.items():
            if leaf not in RHYTHMIC:
                raise ValueError(f"{leaf!r} is no state of course or hold")
            if days < 1:
                raise ValueError(f"the rhythm of {leaf!r} must be at least 1 working day")
        return rhythm

    @field_validator("ladders")
    @classmethod
    def _rising(cls, ladders: dict[str, tuple[Rung, ...]]) -> dict[str, tuple[Rung, ...]]:
        for name, ladder in ladders.items():
            check_ladder(name, ladder)
        return ladders

    @field_validator("ladder_for")
    @classmethod
    def _every_kind(cls, chosen: dict[str, str]) -> dict[str, str]:
        for rank in chosen:
            if rank not in RANKS:
                raise ValueError(f"{rank!r} is no kind of stall ({', '.join(RANKS)})")
        if missing := [rank for rank in RANKS if rank not in chosen]:
            raise ValueError(f"no ladder is chosen for {', '.join(missing)}")
        return chosen

    @model_validator(mode="after")
    def _known_ladders(self) -> Policy:
        for rank, name in self.ladder_for.items():
            if name not in self.ladders:
                raise ValueError(f"ladder_for.{rank}: there is no ladder {name!r}")
        for kind, name in self.meeting.ladder_for.items():
            if name not in self.ladders:
                raise ValueError(f"meeting.ladder_for.{kind}: there is no ladder {name!r}")
        return self

    @cached_property
    def places(self) -> Mapping[tuple[str, Role], tuple[Place, ...]]:
        """The rungs of each ladder, by its name, as they are for each holder."""
        return {
            (name, holder): places(ladder, holder)
            for name, ladder in self.ladders.items()
            for holder in Role
        }

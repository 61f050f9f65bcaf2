"""What holds each inspection up and whose days it lost, as rows that a database can sum.

They are worked out behind an act, not with it: a way out is searched for, and an act does not
wait for that. Each is of one version of its inspection; those still to be summed are counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from states.lost import Spell, Stretch
from tiendo.listing import PAGE, Wanted


class Sort(StrEnum):
    """In what sense something holds an inspection up. The values are stored."""

    WHO = "who"
    ENTITY = "entity"
    PAPER = "paper"
    ACT = "act"
    UNCOUNTED = "uncounted"  # holds nothing up: its ledger or its record cannot be read


@dataclass(frozen=True, slots=True)
class Burden:
    """One thing that holds an inspection up from ``from_day`` on, as a day's ordinal number.

    ``key``: a capacity as ``states.holders`` writes it, an addressee, a kind of paper, or an act
    with the capacity that does it. Its days are counted from ``since_day`` on, that day included.
    """

    sort: Sort
    key: str
    from_day: int
    since_day: int


@dataclass(frozen=True, slots=True)
class Sums:
    """What is summed of one inspection."""

    burdens: tuple[Burden, ...] = ()
    lost: tuple[Spell, ...] = ()


@dataclass(frozen=True, slots=True)
class Weight:
    """How many inspections something holds up on a day, and for how many days all told."""

    sort: Sort
    key: str
    count: int
    days: int


@dataclass(frozen=True, slots=True)
class Party:
    """Whose days: the account, the party, and the room where the desk is one of a room."""

    account: str
    party: str
    room: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Days lost to one party, by so many inspections."""

    party: Party
    count: int
    days: int


@dataclass(frozen=True, slots=True)
class Loser:
    """One inspection with the days it lost to a party."""

    stream: str
    name: str
    days: int


class Summing(Protocol):
    """Questions about all inspections that are wanted, answered by summing rows."""

    def waiting(self) -> int:
        """How many inspections are still to be summed as they stand now; 0 when none is."""

    def heaviest(self, wanted: Wanted, on: date, sort: Sort, limit: int) -> tuple[Weight, ...]:
        """What holds up the most inspections on a day, then for the most days."""

    def owned(
        self, wanted: Wanted, on: date, sort: Sort, owners: Mapping[str, str]
    ) -> Mapping[str, tuple[int, int]]:
        """By owner of keys: how many inspections they hold up, each by its longest; the days."""

    def held(
        self, wanted: Wanted, on: date, sort: Sort, keys: Sequence[str], limit: int = PAGE
    ) -> tuple[str, ...]:
        """The inspections that any of these keys holds up, in order of stream id."""

    def losses(self, wanted: Wanted, stretch: Stretch) -> tuple[Lost, ...]:
        """Days lost to each party, the most first."""

    def losers(
        self,
        wanted: Wanted,
        stretch: Stretch,
        party: Party,
        limit: int = PAGE,
        after: Loser | None = None,
    ) -> tuple[Loser, ...]:
        """The inspections that lost days to a party, those that lost most first."""


@dataclass(frozen=True, slots=True)
class Summed:
    """What was worked out of one inspection at a version."""

    stream: str
    version: int
    sums: Sums


class Sumbook(Summing, Protocol):
    """The sums that a store keeps."""

    def unsummed(self, limit: int) -> tuple[tuple[str, int], ...]:
        """Inspections that are not summed as they stand now, with their versions."""

    def of(self, streams: Sequence[str]) -> Mapping[str, Sums]:
        """What is kept of these inspections, where it is of them as they stand now."""

    def put(self, batch: Sequence[Summed]) -> None:
        """Keep what was worked out; of an inspection that has moved on nothing is kept."""

    def forget(self) -> None:
        """Have everything summed again: what it rests on has changed."""

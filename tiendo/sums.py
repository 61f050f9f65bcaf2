"""What holds each inspection up, whose days it lost, what it breached: rows a database can sum.

They are worked out behind an act, not with it: a way out is searched for, and an act does not
wait for that. Each is of one version of its inspection; those still to be summed are counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from states.breaches import Breach
from states.lost import Spell, Stretch
from states.receipt import Verdict
from states.stays import Stay
from tiendo.listing import PAGE, Wanted


class Sort(StrEnum):
    """In what sense something holds an inspection up. The values are stored."""

    WHO = "who"
    ENTITY = "entity"
    PAPER = "paper"
    ACT = "act"
    LAW = "law"  # holds nothing up: the key is a ``Judged``
    UNCOUNTED = "uncounted"  # holds nothing up: its ledger or its record cannot be read


class Judged(StrEnum):
    """Whether the breaches of an inspection are counted. The values are stored."""

    JUDGED = "judged"
    LAWLESS = "lawless"  # no decision yet
    FAILED = "failed"


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
    stays: tuple[Stay, ...] = ()
    breaches: tuple[Breach, ...] = ()


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


class Pace(StrEnum):
    """How an open inspection goes, as a chart marks it."""

    GOING = "going"
    PAUSED = "paused"
    STUCK = "stuck"


@dataclass(frozen=True, slots=True)
class Aged:
    """One open inspection: for how many days it has been in its phase, and how it goes."""

    stream: str
    name: str
    phase: str
    age: int
    pace: Pace


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """How many open inspections of a phase are of an age group, the first of which is 0."""

    phase: str
    group: int
    pace: Pace
    count: int


@dataclass(frozen=True, slots=True)
class PastStays:
    """How many inspections have left a phase, and after how many days half and 85% of them had."""

    count: int
    half: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Breached:
    """By how many inspections a rule is passed on a day, and how many met it late."""

    rule: str
    overdue: int
    late: int

    @property
    def count(self) -> int:
        """How many breached it."""
        return self.overdue + self.late


@dataclass(frozen=True, slots=True)
class Breaker:
    """One inspection that breached a rule: by how many days, and whether it has met it since."""

    stream: str
    name: str
    days: int
    met: bool

    @property
    def verdict(self) -> Verdict:
        """What its receipt says of that duty."""
        return Verdict.LATE if self.met else Verdict.OVERDUE


def nth(share: int, count: int) -> int:
    """Which of so many in order a share of them, in percent, comes down to: the nearest rank."""
    return max(0, -(-share * count // 100) - 1)


HALF, SHARE = 50, 85


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

    def oldest_first(self, wanted: Wanted, on: date, limit: int) -> tuple[Aged, ...]:
        """Open inspections with their age in their phase, those that are there longest first."""

    def age_groups(self, wanted: Wanted, on: date, width: int) -> tuple[AgeGroup, ...]:
        """How many open inspections there are by phase, age group and how they go."""

    def past_stays(self, phase: str, on: date) -> PastStays:
        """How long inspections of the whole office stayed in a phase."""

    def breached(self, on: date) -> tuple[Breached, ...]:
        """By rule, how many inspections are past it or met it late; the most first."""

    def breakers(
        self, on: date, rule: str, limit: int = PAGE, after: tuple[int, str] | None = None
    ) -> tuple[Breaker, ...]:
        """The inspections that breached a rule, the latest first.

        ``after``: the days and the stream that the page before ended with.
        """


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

"""The whole office on one page: what is stuck, then every inspection in its phase."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from states.chart import PHASES, TERMINAL, Region, phase_of
from states.inspection import Inspection
from states.roles import Officer
from states.terms import state_name
from states.text import Text
from tiendo.bottlenecks import Counting
from tiendo.desk import Desk, Unreadable
from tiendo.explain import explain, with_ways
from tiendo.stuck import StuckLine, lines_of, rank
from tiendo.web.narrowing import Narrowing, narrowing
from tiendo.web.sight import Sight

LOG = logging.getLogger(__name__)
EXPLAINED = 100
"""How many stuck inspections the page explains, the worst first: a page must stay quick."""
ENDED = Text("Đã khép lại", "Ended")
NOTABLE: dict[str, str] = {
    "hold.site_paused": "hold",
    "hold.case_paused": "hold",
    "records.open": "wait",
    "oversight.flagged": "bad",
    "remedy.urging": "wait",
    "remedy.verifying": "wait",
    "complaint.open": "wait",
    "complaint.upheld": "bad",
}
"""The leaves worth a badge on a card, and its tone."""


_Stall: TypeAlias = tuple[Inspection, list[StuckLine]]


@dataclass(frozen=True, slots=True)
class Badge:
    """A short word on a card, with the tone it is said in."""

    text: Text
    tone: str


@dataclass(frozen=True, slots=True)
class Card:
    """One inspection on the board; ``days`` is how long it has been where it is."""

    stream: str
    name: str
    entity: str
    leaf: Text
    badges: tuple[Badge, ...]
    head: str
    since: date
    days: int
    stuck: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One phase of the board."""

    name: Text
    cards: tuple[Card, ...]

    @property
    def oldest(self) -> int:
        """The longest that any of its inspections has been where it is."""
        return max((card.days for card in self.cards), default=0)


@dataclass(frozen=True, slots=True)
class Board:
    """The office as it stands on a day; ``unreadable`` could not be replayed.

    ``stuck`` is the list as narrowed; ``unexplained`` of the stuck inspections are not counted
    among the bottlenecks, and have no way out beside them.
    """

    stuck: tuple[StuckLine, ...]
    columns: tuple[Column, ...]
    unreadable: tuple[str, ...]
    narrowing: Narrowing
    unexplained: int

    @property
    def count(self) -> int:
        """How many inspections there are."""
        return sum(len(column.cards) for column in self.columns) + len(self.unreadable)


def board(
    desk: Desk, sight: Sight, officers: Sequence[Officer], asked: Mapping[str, str]
) -> Board:
    """Everything of the office on the day looked at; a broken record hides no other.

    ``asked``: what the query narrows the stuck list to.
    """
    unreadable, stalls = list[str](), list[_Stall]()
    placed: dict[str, list[Card]] = {phase: [] for phase in _columns()}
    for inspection in desk.inspections(as_of=sight.as_of, known_by=sight.moment):
        if isinstance(inspection, Unreadable):
            LOG.error("event=replay_failed stream=%s why=%s", inspection.id, inspection.why)
            unreadable.append(inspection.id)
            continue
        found = lines_of(desk, inspection, sight.as_of, officers)
        stalls += [(inspection, found)] if found else []
        phase = phase_of(inspection.leaf(Region.COURSE))
        column = "ended" if phase in TERMINAL else phase
        placed[column].append(_card(inspection, sight, officers, stuck=bool(found)))
    lines, counted = _explained(desk, stalls, sight, officers)
    narrow = narrowing(counted.found, asked, sight)
    return Board(
        stuck=tuple(line for line in lines if narrow.shows(line.stream)),
        columns=tuple(
            Column(_columns()[phase], _by_age(cards)) for phase, cards in placed.items()
        ),
        unreadable=tuple(unreadable),
        narrowing=narrow,
        unexplained=max(0, len(stalls) - EXPLAINED),
    )


def _explained(
    desk: Desk, stalls: Iterable[_Stall], sight: Sight, officers: Sequence[Officer]
) -> tuple[list[StuckLine], Counting]:
    """Every stuck line, the worst first, with its best way out, and what holds up the most."""
    counted, lines = Counting(sight.as_of, officers), list[StuckLine]()
    worst_first = sorted(stalls, key=lambda stall: min(map(rank, stall[1])))
    for inspection, found in worst_first[:EXPLAINED]:
        explained = explain(desk, inspection, sight.as_of, officers)
        counted.add(inspection, explained)
        lines += with_ways(found, explained)
    lines += [line for _, found in worst_first[EXPLAINED:] for line in found]
    return sorted(lines, key=rank), counted


def _columns() -> dict[str, Text]:
    live = {phase: state_name(phase) for phase in PHASES if phase not in TERMINAL}
    return live | {"ended": ENDED}


def _by_age(cards: Iterable[Card]) -> tuple[Card, ...]:
    return tuple(sorted(cards, key=lambda card: (not card.stuck, -card.days, card.stream)))


def _card(
    inspection: Inspection, sight: Sight, officers: Sequence[Officer], *, stuck: bool
) -> Card:
    head = inspection.place.team_head
    since = inspection.since_of(Region.COURSE)
    return Card(
        stream=inspection.id,
        name=inspection.about.short_name,
        entity=inspection.about.entity,
        leaf=state_name(inspection.leaf(Region.COURSE)),
        badges=badges(inspection),
        head=next((each.name for each in officers if each.id == head), head),
        since=since,
        days=(sight.as_of - since).days,
        stuck=stuck,
    )


def badges(inspection: Inspection) -> tuple[Badge, ...]:
    """What stands out about an inspection beside its course."""
    early = inspection.in_state("course.prep")
    found = [
        Badge(state_name(leaf, in_preparation=early), NOTABLE[leaf])
        for leaf in inspection.configuration
        if leaf in NOTABLE
    ]
    held = not inspection.in_state("hold.clear")
    if held and not early and inspection.in_state("records.unreviewed"):
        found.append(Badge(state_name("records.unreviewed"), "bad"))
    return tuple(found)

"""The whole office on one page: what is stuck, then every phase with those that stand longest."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from states.chart import TERMINAL, phase_of
from states.roles import Officer
from states.text import Text
from tiendo.bottlenecks import SORTS
from tiendo.desk import Desk
from tiendo.explain import explain, with_ways
from tiendo.listing import ENDED, Tallied, place_written, read_place
from tiendo.otherday import overview_of
from tiendo.overview import Overview
from tiendo.shown import StuckPage, stuck_page
from tiendo.snapshot import Snapshot
from tiendo.stuck import StuckLine
from tiendo.summing import catch_up
from tiendo.wanting import LIVE_PHASES, refuse_unknown
from tiendo.web.cards import Card, card_of
from tiendo.web.lens import (
    Choice,
    Lens,
    after_of,
    filter_choices,
    phase_said,
)
from tiendo.web.narrowing import Narrowing, narrowing
from tiendo.web.sight import Sight

LOG = logging.getLogger(__name__)
STUCK = 25
"""How many stalls the page tells in words; the others are a page further."""
CARDS = 6
"""How many inspections of a phase stand on the board; the others are a list away."""


@dataclass(frozen=True, slots=True)
class Column:
    """One phase: how many, how many stuck, days lost, and those that stand there longest."""

    phase: str
    name: Text
    count: int
    stuck: int
    oldest: int
    lost: int
    cards: tuple[Card, ...]

    @property
    def hidden(self) -> int:
        """How many are not on the board."""
        return self.count - len(self.cards)


@dataclass(frozen=True, slots=True)
class Board:
    """The office as it stands on a day; ``unreadable`` could not be replayed.

    ``stuck`` is the page of the list as narrowed, ``stalls`` how long the list is, of so many
    ``stuck_inspections``; ``next`` leads to its next page. ``replayed``: the day was worked out
    from every history.
    """

    lens: Lens
    stuck: tuple[StuckLine, ...]
    stalls: int
    stuck_inspections: int
    next: str
    columns: tuple[Column, ...]
    unreadable: tuple[str, ...]
    narrowing: Narrowing
    choices: tuple[Choice, ...]
    replayed: bool

    @property
    def count(self) -> int:
        """How many inspections there are."""
        return sum(column.count for column in self.columns)


def seen_through(desk: Desk, sight: Sight) -> Overview:
    """What answers for the lists of the day looked at."""
    return overview_of(desk, as_of=sight.as_of, today=sight.today, known_by=sight.moment)


def board(desk: Desk, lens: Lens, officers: Sequence[Officer], asked: Mapping[str, str]) -> Board:
    """Everything of the office on the day looked at; a broken record hides no other.

    ``asked``: what the query narrows the page of the stuck list to, and where it begins.
    """
    sight, lens = lens.sight, lens.without("phase", "stuck", "q")
    overview = seen_through(desk, sight)
    facets = overview.facets()
    refuse_unknown(lens.asked, facets, officers)
    narrow = narrowing(overview.sums, officers, asked, lens, summed(desk, overview))
    page = stuck_page(
        desk,
        overview,
        replace(lens.wanted, held_by=narrow.held_by),
        officers,
        as_of=sight.as_of,
        known_by=sight.moment,
        after=read_place(after_of(asked)),
        limit=STUCK,
    )
    stalls, inspections = overview.stuck_count(lens.wanted, sight.as_of)
    unreadable = overview.unreadable if isinstance(overview, Snapshot) else page.unreadable
    for stream in unreadable:
        LOG.error("event=replay_failed stream=%s", stream)
    return Board(
        lens=lens,
        stuck=_explained(desk, page, sight.as_of, officers),
        stalls=stalls,
        stuck_inspections=inspections,
        next=_next(lens, page, asked),
        columns=_columns(overview, lens, officers),
        unreadable=unreadable,
        narrowing=narrow,
        choices=filter_choices(lens, facets),
        replayed=isinstance(overview, Snapshot),
    )


def summed(desk: Desk, overview: Overview) -> int:
    """How many inspections the sums of a day leave out, after summing a few that are due."""
    return overview.sums.waiting() if isinstance(overview, Snapshot) else catch_up(desk)


def _next(lens: Lens, page: StuckPage, asked: Mapping[str, str]) -> str:
    if page.last is None:
        return ""
    chosen = {sort: asked[sort] for sort in SORTS if asked.get(sort)}
    return lens.href(**chosen, after=place_written(page.last)) + "#stuck"


def _explained(
    desk: Desk, page: StuckPage, as_of: date, officers: Sequence[Officer]
) -> tuple[StuckLine, ...]:
    """The lines of a page with their best ways out."""
    ways = dict[tuple[str, str, str], StuckLine]()
    for stream, inspection in page.inspections.items():
        mine = [line for line in page.lines if line.stream == stream]
        for line in with_ways(mine, explain(desk, inspection, as_of, officers)):
            ways[stream, line.kind.value, line.subject] = line
    return tuple(ways.get((e.stream, e.kind.value, e.subject), e) for e in page.lines)


def _columns(overview: Overview, lens: Lens, officers: Sequence[Officer]) -> tuple[Column, ...]:
    by_phase: dict[str, list[Tallied]] = {phase: [] for phase in (*LIVE_PHASES, ENDED)}
    for each in overview.tallies(lens.wanted, lens.sight.as_of):
        phase = ENDED if each.course in TERMINAL else phase_of(each.course)
        by_phase[phase].append(each)
    return tuple(
        _column(phase, tallies, overview, lens, officers) for phase, tallies in by_phase.items()
    )


def _column(
    phase: str,
    tallies: Sequence[Tallied],
    overview: Overview,
    lens: Lens,
    officers: Sequence[Officer],
) -> Column:
    as_of = lens.sight.as_of
    wanted = Lens(lens.sight, {**lens.asked, "phase": phase}).wanted
    oldest = min((each.oldest for each in tallies if each.oldest), default=as_of)
    rows = overview.listed(wanted, as_of, CARDS) if tallies else ()
    return Column(
        phase=phase,
        name=phase_said(phase),
        count=sum(each.count for each in tallies),
        stuck=sum(each.stuck for each in tallies),
        oldest=(as_of - oldest).days,
        lost=sum(each.lost for each in tallies),
        cards=tuple(card_of(row, as_of, officers) for row in rows),
    )

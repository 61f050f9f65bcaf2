"""The ages of open inspections by phase, beside how long others stayed there, as a drawing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from states.text import Text
from tiendo.listing import Wanted
from tiendo.overview import Overview
from tiendo.sums import Aged, AgeGroup, Pace, PastStays
from tiendo.wanting import LIVE_PHASES
from tiendo.web.aging_drawing import ENOUGH, GROUPS, PACES, Drawing, draw, nice
from tiendo.web.lens import Lens, phase_said

MOST = 150
"""How many inspections are drawn one by one; more are counted by age."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase: how many are there, the oldest, and how long others stayed."""

    name: Text
    href: str
    count: int
    oldest: int
    past: PastStays

    @property
    def measured(self) -> bool:
        """Whether enough inspections have left it to compare with."""
        return self.past.count >= ENOUGH


@dataclass(frozen=True, slots=True)
class Row:
    """One inspection of the table; ``late``: there longer than most others stayed."""

    stream: str
    name: str
    phase: Text
    age: int
    pace: Pace
    late: bool


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One age group of a phase in the table: from a day to a day, and how many go how."""

    phase: Text
    first: int
    last: int
    counts: tuple[tuple[Pace, int], ...]


@dataclass(frozen=True, slots=True)
class Aging:
    """The ages of a day; ``rows`` one by one, or ``groups`` of so many ``days`` where many."""

    phases: tuple[Phase, ...]
    rows: tuple[Row, ...]
    groups: tuple[GroupRow, ...]
    drawings: tuple[Drawing, ...]
    count: int
    days: int


def aging(overview: Overview, lens: Lens) -> Aging:
    """The open inspections that a lens leaves, by phase and age."""
    on, wanted = lens.sight.as_of, lens.wanted
    found = overview.sums.oldest_first(wanted, on, MOST + 1)
    past = {phase: overview.sums.past_stays(phase, on) for phase in LIVE_PHASES}
    rows = tuple(_row(each, past) for each in found) if len(found) <= MOST else ()
    top = _top([found[0].age] if found else [], past.values())
    days = nice(top / GROUPS)
    groups = () if rows or not found else overview.sums.age_groups(wanted, on, days)
    phases = _phases(overview, wanted, on, lens, past)
    return Aging(
        phases=phases,
        rows=rows,
        groups=_group_rows(groups, days),
        drawings=tuple(
            draw(name, width, wrap, found if rows else (), groups, days, past, top)
            for name, width, wrap in (("wide", 960, 24), ("narrow", 350, 11))
        ),
        count=sum(phase.count for phase in phases),
        days=days,
    )


def _phases(
    overview: Overview, wanted: Wanted, on: date, lens: Lens, past: dict[str, PastStays]
) -> tuple[Phase, ...]:
    count: dict[str, int] = defaultdict(int)
    oldest: dict[str, int] = defaultdict(int)
    for each in overview.sums.age_groups(wanted, on, 1):
        count[each.phase] += each.count
        oldest[each.phase] = max(oldest[each.phase], each.group)
    return tuple(
        Phase(
            phase_said(phase),
            lens.href("/inspections", phase=phase),
            count[phase],
            oldest[phase],
            past[phase],
        )
        for phase in LIVE_PHASES
    )


def _row(each: Aged, past: dict[str, PastStays]) -> Row:
    known = past[each.phase]
    late = known.count >= ENOUGH and each.age > known.most
    return Row(each.stream, each.name, phase_said(each.phase), each.age, each.pace, late)


def _group_rows(groups: Iterable[AgeGroup], days: int) -> tuple[GroupRow, ...]:
    counts: dict[tuple[int, int], dict[Pace, int]] = defaultdict(dict)
    for each in groups:
        counts[LIVE_PHASES.index(each.phase), each.group][each.pace] = each.count
    return tuple(
        GroupRow(
            phase_said(LIVE_PHASES[phase]),
            group * days,
            (group + 1) * days - 1,
            tuple((pace, found.get(pace, 0)) for pace in PACES),
        )
        for (phase, group), found in sorted(counts.items())
    )


def _top(ages: Sequence[int], past: Iterable[PastStays]) -> int:
    """The age at the top of the drawing."""
    return max([7, *ages, *(each.most for each in past if each.count >= ENOUGH)])

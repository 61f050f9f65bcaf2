"""The chart of one inspection as a graph: boxes, moves, where it is and where it has been."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from states.allowed import allowed
from states.chart import LEAVES, REGIONS, TERMINAL, TREE, Leg, Region, expand, is_in
from states.events import Event, Registered
from states.history import after, counted, in_order
from states.inspection import Inspection, born
from states.roles import Role
from states.rules import RULES, Trigger
from states.terms import REGION_NAMES, TRIGGER_NAMES, state_name
from states.text import Text, joined
from tiendo.web.lens import ENDED_NAME


@dataclass(frozen=True, slots=True)
class Node:
    """One leaf: what it is called, whether it is live, whether it was ever entered."""

    path: str
    label: Text
    live: bool
    visited: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Leaves drawn in one frame: a phase of the course, its ends, or another region."""

    path: str
    label: Text
    nodes: tuple[Node, ...]

    @property
    def live(self) -> bool:
        """Whether one of its leaves is live."""
        return any(node.live for node in self.nodes)


@dataclass(frozen=True, slots=True)
class Edge:
    """A move from a leaf or a frame to a leaf; ``live`` if it can be made from where we are."""

    source: str
    dest: str
    label: Text
    live: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """The chart: the course's frames in order, then those of the other regions, and the moves."""

    course: tuple[Group, ...]
    others: tuple[Group, ...]
    edges: tuple[Edge, ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        """Every frame."""
        return self.course + self.others


def stays(stream: str, events: Sequence[Event], until: date) -> dict[str, int]:
    """The days spent in each leaf ever stood in, up to a day; annulled entries left out."""
    spent: dict[str, int] = {}
    inspection: Inspection | None = None
    since: dict[str, date] = {}
    for event in in_order(counted(events)):
        if inspection is not None:
            inspection = after(inspection, event)
        elif isinstance(event, Registered):
            inspection = born(stream, event)
        live = set(inspection.configuration) if inspection else set()
        for leaf in set(since) - live:
            spent[leaf] = spent.get(leaf, 0) + (event.occurred_on - since.pop(leaf)).days
        for leaf in live - set(since):
            since[leaf] = event.occurred_on
    for leaf, began in since.items():
        spent[leaf] = spent.get(leaf, 0) + max((until - began).days, 0)
    return spent


def figure(inspection: Inspection, spent: Mapping[str, int]) -> Figure:
    """The chart with an inspection in it; ``spent`` are its days in each leaf it was ever in."""
    early = inspection.in_state("course.prep")

    def group(path: str, label: Text, leaves: Sequence[str]) -> Group:
        nodes = tuple(
            Node(
                path=leaf,
                label=_with_days(state_name(leaf, in_preparation=early), spent.get(leaf)),
                live=leaf in inspection.configuration,
                visited=leaf in spent,
            )
            for leaf in leaves
        )
        return Group(path, label, nodes)

    phases = [
        group(path, state_name(path), expand(path))
        for node in TREE[Region.COURSE]
        if not isinstance(node, str)
        for path in [f"{Region.COURSE}.{node[0]}"]
    ]
    ends = group("course.ended", ENDED_NAME, _ends_in_drawing_order())
    return Figure(
        course=(*phases, ends),
        others=tuple(
            group(region.value, REGION_NAMES[region.value], LEAVES[region])
            for region in REGIONS
            if region is not Region.COURSE
        ),
        edges=_edges(inspection),
    )


def _with_days(name: Text, days: int | None) -> Text:
    """The name of a leaf with the days spent there; a leaf passed through on one day has none."""
    if not days:
        return name
    return Text(f"{name.vi} · {days} ngày", f"{name.en} · {days} d")


def _legs() -> list[tuple[Leg, Trigger]]:
    return [
        (leg, trigger)
        for trigger, rules in RULES.items()
        for rule in rules
        for leg in (rule.main, *rule.follow)
        if leg.dest is not None
    ]


def _edges(inspection: Inspection) -> tuple[Edge, ...]:
    """The moves between leaves, those between the same two put together."""
    moves: dict[tuple[str, str], dict[Trigger, Text]] = {}
    for leg, trigger in _legs():
        for source in leg.sources:
            assert leg.dest is not None  # noqa: S101 - _legs leaves the others out
            moves.setdefault((source, leg.dest), {})[trigger] = TRIGGER_NAMES[trigger]
    answers = allowed(inspection, frozenset(Role))
    reachable = {answer.trigger for answer in answers if answer.within_reach}
    return tuple(
        Edge(
            source=source,
            dest=dest,
            label=joined(tuple(names.values())),
            live=is_in(inspection.configuration, source) and not reachable.isdisjoint(names),
        )
        for (source, dest), names in moves.items()
    )


def _ends_in_drawing_order() -> tuple[str, ...]:
    """The ends, those reached from late in the course first, so that their arrows nest."""
    order = LEAVES[Region.COURSE]

    def latest(end: str) -> int:
        sources = [s for leg, _ in _legs() if leg.dest == end for s in leg.sources]
        return max(order.index(expand(source)[-1]) for source in sources)

    return tuple(sorted(TERMINAL, key=latest, reverse=True))

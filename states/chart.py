"""The inspection's statechart as data: regions, states, triggers, legs and guards.

This is the only place that says which state may follow which. Six regions live side by
side at the root; nothing ever enters or leaves one, so a configuration is always six leaf
paths in the order of ``REGIONS``. ``states.machine`` builds the `transitions` machine from
it, `states.allowed` reads the reasons of a refusal from it, the page draws it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

Configuration: TypeAlias = tuple[str, ...]
"""One leaf path per region, in the order of ``REGIONS``."""


class Region(StrEnum):
    """An orthogonal part of the chart; each always stands in exactly one leaf."""

    COURSE = "course"
    HOLD = "hold"
    RECORDS = "records"
    OVERSIGHT = "oversight"
    REMEDY = "remedy"
    COMPLAINT = "complaint"


REGIONS: tuple[Region, ...] = tuple(Region)

# Composite states (phases) list their leaves; the first leaf of a region is its initial state.
TREE: dict[Region, tuple[str | tuple[str, tuple[str, ...]], ...]] = {
    Region.COURSE: (
        ("prep", ("planned", "surveying")),
        ("field", ("decided", "announced", "onsite", "ended")),
        ("conclude", ("reported", "drafting", "consulting", "appraising", "signing")),
        ("after", ("issued", "published")),
        "closed",
        "dropped",
        "discontinued",
    ),
    Region.HOLD: ("clear", "site_paused", "case_paused"),
    Region.RECORDS: ("unreviewed", "none_needed", "open", "answered"),
    Region.OVERSIGHT: ("unassigned", "watching", "flagged"),
    Region.REMEDY: ("dormant", "monitoring", "urging", "verifying", "fulfilled"),
    Region.COMPLAINT: ("none", "open", "dismissed", "upheld"),
}


def _leaves(region: Region) -> tuple[str, ...]:
    found: list[str] = []
    for node in TREE[region]:
        match node:
            case str():
                found.append(f"{region}.{node}")
            case (phase, children):
                found.extend(f"{region}.{phase}.{child}" for child in children)
    return tuple(found)


LEAVES: dict[Region, tuple[str, ...]] = {region: _leaves(region) for region in REGIONS}
PLACES: dict[Region, int] = {region: place for place, region in enumerate(REGIONS)}
"""Where each region stands in a configuration."""
INITIAL: Configuration = tuple(LEAVES[region][0] for region in REGIONS)
PHASES: tuple[str, ...] = tuple(
    f"{Region.COURSE}.{node if isinstance(node, str) else node[0]}" for node in TREE[Region.COURSE]
)
TERMINAL: tuple[str, ...] = ("course.closed", "course.dropped", "course.discontinued")
UNDER_WAY: tuple[str, ...] = ("course.field", "course.conclude")
"""The phases in which documents and explanations may be asked of the inspected entity."""


def expand(state: str) -> tuple[str, ...]:
    """The leaves of a state: itself if it is a leaf, those inside it if it is a phase."""
    region = Region(state.partition(".")[0])
    inside = tuple(leaf for leaf in LEAVES[region] if is_in((leaf,), state))
    if not inside:
        raise KeyError(state)
    return inside


@lru_cache(maxsize=65_536)  # a thousand configurations, and the few questions the rules ask
def is_in(configuration: Configuration, *states: str) -> bool:
    """Whether any region stands in one of these states or inside it."""
    return any(leaf == s or leaf.startswith(s + ".") for leaf in configuration for s in states)


def leaf_of(configuration: Configuration, region: Region) -> str:
    """The live leaf of one region."""
    return configuration[PLACES[region]]


def phase_of(leaf: str) -> str:
    """The phase (or end) of the course that a course leaf belongs to."""
    return ".".join(leaf.split(".")[:2])


@dataclass(frozen=True, slots=True)
class In:
    """The snapshot stands in one of these states."""

    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Out:
    """The snapshot stands in none of these states."""

    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A named yes/no question about the replayed inspection, answered in ``states.facts``."""

    name: str


Guard: TypeAlias = In | Out | Fact


@dataclass(frozen=True, slots=True)
class Leg:
    """What one trigger does inside one region; ``dest`` None stays where it is."""

    sources: tuple[str, ...]
    dest: str | None

    @property
    def region(self) -> Region:
        """The region this leg moves in."""
        return Region(self.sources[0].partition(".")[0])


@dataclass(frozen=True, slots=True)
class Rule:
    """One way a trigger may happen: a main leg, legs that follow it, one shared guard list.

    All legs go or none does (rule R2): every following leg also asks that the main leg's
    source is where the snapshot stands.
    """

    main: Leg
    guards: tuple[Guard, ...] = ()
    follow: tuple[Leg, ...] = ()


ALIVE = Out(TERMINAL)

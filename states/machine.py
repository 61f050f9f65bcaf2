"""The `transitions` machine built from the chart, and the one typed way to ask it.

`transitions` is safe for parallel states in one narrow shape only (docs/decisions): root
regions, every transition leaf to leaf inside its own region, no bound model, guards that
read a snapshot. The builder makes that shape; ``fire`` and the memo are the only users.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import Any, TypeAlias

from transitions import EventData, MachineError
from transitions.extensions.nesting import HierarchicalMachine, NestedState

from states.chart import (
    LEAVES,
    REGIONS,
    TREE,
    Configuration,
    Fact,
    Guard,
    In,
    Leg,
    Out,
    Region,
    Rule,
    expand,
)
from states.rules import RULES, Trigger

AskFact: TypeAlias = Callable[[str], bool]
"""Answers a named fact with a real bool; anything else is refused."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one trigger does to one configuration.

    ``legs`` names what moved or stayed on purpose, as (source, dest); empty means refused.
    """

    before: Configuration
    after: Configuration
    trigger: Trigger
    legs: tuple[tuple[str, str], ...]

    @property
    def happened(self) -> bool:
        """Whether the trigger was legal here."""
        return bool(self.legs)


class DotState(NestedState):
    """A nested state whose path is written with dots."""

    separator = "."


class _Chart(HierarchicalMachine):
    state_cls = DotState


@dataclass(slots=True)
class _Asked:
    """The snapshot and the facts one firing may see, and the legs it recorded."""

    active: frozenset[str]
    fact: AskFact
    legs: list[tuple[str, str]] = field(default_factory=list)


class _Scratch:
    """The throw-away model a machine moves; never shared between threads."""

    __slots__ = ("state",)
    state: list[str]


def strict(ask: AskFact, name: str) -> bool:
    """The answer to a fact; raises TypeError on anything but a real bool."""
    answer = ask(name)
    if type(answer) is not bool:
        raise TypeError(f"fact {name!r} answered {answer!r}, not a bool")
    return answer


def _condition(guard: Guard) -> Callable[[EventData], bool]:
    match guard:
        case In(states):
            return lambda event: any(s in event.kwargs["asked"].active for s in states)
        case Out(states):
            return lambda event: not any(s in event.kwargs["asked"].active for s in states)
        case Fact(name):
            return lambda event: strict(event.kwargs["asked"].fact, name)


def _record(source: str, dest: str | None) -> Callable[[EventData], None]:
    return lambda event: event.kwargs["asked"].legs.append((source, dest or source))


def _legs(rule: Rule) -> Iterator[tuple[Leg, tuple[Guard, ...]]]:
    yield rule.main, rule.guards
    for leg in rule.follow:
        yield leg, (In(rule.main.sources), *rule.guards)


def _transitions(region: Region) -> list[dict[str, Any]]:
    inside = len(region) + 1
    return [
        {
            "trigger": trigger.value,
            "source": source[inside:],
            "dest": leg.dest and leg.dest[inside:],
            "conditions": [_condition(guard) for guard in guards],
            "after": [_record(source, leg.dest)],
        }
        for trigger, rules in RULES.items()
        for rule in rules
        for leg, guards in _legs(rule)
        if leg.region is region
        for state in leg.sources
        for source in expand(state)
    ]


def _region(region: Region) -> dict[str, Any]:
    children = [
        node if isinstance(node, str) else {"name": node[0], "children": list(node[1])}
        for node in TREE[region]
    ]
    return {
        "name": region.value,
        "children": children,
        "transitions": _transitions(region),
    }


def build() -> HierarchicalMachine:
    """A fresh machine of the whole chart (about 1 ms); one a thread, never shared."""
    return _Chart(
        model=None,
        states=[_region(region) for region in REGIONS],
        initial=None,
        auto_transitions=False,
        send_event=True,
    )


_thread = threading.local()


def _mine() -> tuple[HierarchicalMachine, _Scratch]:
    if not hasattr(_thread, "pair"):
        _thread.pair = (build(), _Scratch())
    pair: tuple[HierarchicalMachine, _Scratch] = _thread.pair
    return pair


@cache
def closure(configuration: Configuration) -> frozenset[str]:
    """The leaves of a configuration with every state around them."""
    parts = (leaf.split(".") for leaf in configuration)
    return frozenset(state for each in parts for state in accumulate(each, "{}.{}".format))


def check_shape(configuration: Configuration) -> None:
    """Refuse anything that is not one known leaf per region in order (raises ValueError)."""
    if len(configuration) != len(REGIONS):
        raise ValueError(f"a configuration has {len(REGIONS)} leaves, not {len(configuration)}")
    for region, leaf in zip(REGIONS, configuration, strict=True):
        if leaf not in LEAVES[region]:
            raise ValueError(f"{leaf!r} is no leaf of region {region.value!r}")


def ask_machine(configuration: Configuration, trigger: Trigger, fact: AskFact) -> Outcome:
    """Ask the machine itself. Raises ValueError on a malformed configuration."""
    check_shape(configuration)
    machine, scratch = _mine()
    scratch.state = list(configuration)
    asked = _Asked(closure(configuration), fact)
    # MachineError: no region has this trigger here. What the machine returns is not to be
    # believed with parallel states; the recorded legs are.
    with suppress(MachineError):
        machine.trigger_event(scratch, trigger.value, asked=asked)
    return Outcome(configuration, tuple(scratch.state), trigger, tuple(asked.legs))

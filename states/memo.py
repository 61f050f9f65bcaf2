"""The machine's answers, remembered: one small decision tree per (configuration, trigger).

A tree branches on the facts the machine asked, in the order it asked them, and grows by
asking the machine whenever a branch is met for the first time. `transitions` stays the
authority; tests/states/test_chart_graph.py proves tree and machine equal everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from states.chart import Configuration
from states.machine import AskFact, Outcome, ask_machine, strict
from states.rules import Trigger


@dataclass(slots=True)
class _Ask:
    """A branching: which fact decides, and what is known to follow from yes and from no."""

    fact: str
    yes: _Node | None = None
    no: _Node | None = None


_Node: TypeAlias = _Ask | Outcome

_trees: dict[tuple[Configuration, Trigger], _Node] = {}


def fire(configuration: Configuration, trigger: Trigger, fact: AskFact) -> Outcome:
    """What a trigger does to a configuration, given the facts; refused means no legs.

    Raises ValueError on a malformed configuration, TypeError on a fact that is not a bool.
    """
    node = _trees.get((configuration, trigger))
    while isinstance(node, _Ask):
        node = node.yes if strict(fact, node.fact) else node.no
    return _learn(configuration, trigger, fact) if node is None else node


def _learn(configuration: Configuration, trigger: Trigger, fact: AskFact) -> Outcome:
    asked: dict[str, bool] = {}

    def noted(name: str) -> bool:
        if name not in asked:
            asked[name] = fact(name)
        return asked[name]

    outcome = ask_machine(configuration, trigger, noted)
    _trees[configuration, trigger] = _grown(
        _trees.get((configuration, trigger)), list(asked.items()), outcome
    )
    return outcome


def _grown(node: _Node | None, asked: list[tuple[str, bool]], outcome: Outcome) -> _Node:
    """The tree with one more path; never changes a node that another thread may be reading."""
    if not asked:
        return outcome
    (name, answered), rest = asked[0], asked[1:]
    kept = node if isinstance(node, _Ask) else _Ask(name)
    if answered:
        return _Ask(name, _grown(kept.yes, rest, outcome), kept.no)
    return _Ask(name, kept.yes, _grown(kept.no, rest, outcome))


def forget() -> None:
    """Forget every answer (for tests and benchmarks)."""
    _trees.clear()

"""The whole chart explored with the real machine: the ground of the graph checks."""

from __future__ import annotations

from dataclasses import dataclass

from states.chart import INITIAL, Configuration
from states.machine import Outcome, ask_machine
from states.rules import Trigger

Facts = dict[str, bool]


class FactUnknown(Exception):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


def answers(configuration: Configuration, trigger: Trigger) -> list[tuple[Facts, Outcome]]:
    """Every answer of the machine itself, with the facts that led to it."""

    def explore(known: Facts) -> list[tuple[Facts, Outcome]]:
        def ask(name: str) -> bool:
            if name not in known:
                raise FactUnknown(name)
            return known[name]

        try:
            return [(known, ask_machine(configuration, trigger, ask))]
        except FactUnknown as unknown:
            yes, no = {**known, unknown.name: True}, {**known, unknown.name: False}
            return explore(yes) + explore(no)

    return explore({})


@dataclass(frozen=True)
class Graph:
    """Every reachable configuration, and what the machine answers there."""

    reachable: frozenset[Configuration]
    answers: dict[tuple[Configuration, Trigger], list[tuple[Facts, Outcome]]]

    @property
    def steps(self) -> list[Outcome]:
        return [o for found in self.answers.values() for _, o in found if o.happened]

    def enabled(self, configuration: Configuration) -> set[Trigger]:
        return {
            trigger
            for trigger in Trigger
            if any(outcome.happened for _, outcome in self.answers[configuration, trigger])
        }

    def reaching(
        self, goals: set[Configuration], without: frozenset[Trigger] = frozenset()
    ) -> set[Configuration]:
        """The configurations from which some goal can still be reached."""
        back: dict[Configuration, set[Configuration]] = {}
        for step in self.steps:
            if step.trigger not in without:
                back.setdefault(step.after, set()).add(step.before)
        found, todo = set(goals), list(goals)
        while todo:
            for before in back.get(todo.pop(), ()):
                if before not in found:
                    found.add(before)
                    todo.append(before)
        return found


def explore_all() -> Graph:
    """Every reachable configuration from the first, asked of the machine itself."""
    seen, todo = {INITIAL}, [INITIAL]
    asked: dict[tuple[Configuration, Trigger], list[tuple[Facts, Outcome]]] = {}
    while todo:
        configuration = todo.pop()
        for trigger in Trigger:
            asked[configuration, trigger] = answers(configuration, trigger)
            for _, outcome in asked[configuration, trigger]:
                if outcome.after not in seen:
                    seen.add(outcome.after)
                    todo.append(outcome.after)
    return Graph(frozenset(seen), asked)

"""The whole chart explored with the real machine: the ground of the graph checks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from unittest.mock import patch

from states.chart import INITIAL, Configuration
from states.machine import AskFact, Outcome, ask_machine
from states.memo import fire, forget
from states.rules import Trigger

Facts = dict[str, bool]


class FactUnknown(Exception):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


@dataclass(frozen=True)
class Answer:
    """What the machine itself answered to some facts, and what the memo made of that."""

    facts: Facts
    outcome: Outcome
    learned: Outcome


@contextmanager
def overheard() -> Iterator[list[Outcome]]:
    """What the machine answers the memo meanwhile."""
    heard: list[Outcome] = []

    def ask(configuration: Configuration, trigger: Trigger, fact: AskFact) -> Outcome:
        heard.append(ask_machine(configuration, trigger, fact))
        return heard[-1]

    with patch("states.memo.ask_machine", ask):
        yield heard


def answers(configuration: Configuration, trigger: Trigger, heard: list[Outcome]) -> list[Answer]:
    """Every answer there is, with the facts that led to it: each is asked for once."""

    def explore(known: Facts) -> list[Answer]:
        def ask(name: str) -> bool:
            if name not in known:
                raise FactUnknown(name)
            return known[name]

        try:
            learned = fire(configuration, trigger, ask)
            return [Answer(known, heard.pop(), learned)]
        except FactUnknown as unknown:
            yes, no = {**known, unknown.name: True}, {**known, unknown.name: False}
            return explore(yes) + explore(no)

    return explore({})


@dataclass(frozen=True)
class Graph:
    """Every reachable configuration, and what the machine answers there."""

    reachable: frozenset[Configuration]
    answers: dict[tuple[Configuration, Trigger], list[Answer]]

    @property
    def steps(self) -> list[Outcome]:
        found = (answer.outcome for each in self.answers.values() for answer in each)
        return [outcome for outcome in found if outcome.happened]

    def enabled(self, configuration: Configuration) -> set[Trigger]:
        return {
            trigger
            for trigger in Trigger
            if any(answer.outcome.happened for answer in self.answers[configuration, trigger])
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
    """Every reachable configuration from the first, asked of the machine itself by the memo."""
    forget()
    seen, todo = {INITIAL}, [INITIAL]
    asked: dict[tuple[Configuration, Trigger], list[Answer]] = {}
    with overheard() as heard:
        while todo:
            configuration = todo.pop()
            for trigger in Trigger:
                asked[configuration, trigger] = answers(configuration, trigger, heard)
                for answer in asked[configuration, trigger]:
                    if answer.outcome.after not in seen:
                        seen.add(answer.outcome.after)
                        todo.append(answer.outcome.after)
    return Graph(frozenset(seen), asked)

"""The reasons of a refusal for a configuration and facts given outright."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

from builders import Story

from states.chart import Configuration
from states.errors import Reason
from states.facts import FACTS, FactRule, View
from states.refusal import reasons_for
from states.rules import Trigger

_STORY = Story()


Facts = Mapping[str, bool]


@contextmanager
def facts_as_given() -> Iterator[Callable[[Configuration, Trigger, Facts], tuple[Reason, ...]]]:
    """What stands against a trigger, with every fact answered as given (unknown ones: no)."""
    given: dict[str, bool] = {}

    def fixed(name: str, rule: FactRule) -> FactRule:
        return replace(rule, holds=lambda _: given.get(name, False))

    def reasons(
        configuration: Configuration, trigger: Trigger, facts: Facts
    ) -> tuple[Reason, ...]:
        given.clear()
        given.update(facts)
        assert _STORY.now is not None
        return reasons_for(View(replace(_STORY.now, configuration=configuration)), trigger)

    with patch.dict(FACTS, {name: fixed(name, rule) for name, rule in FACTS.items()}):
        yield reasons

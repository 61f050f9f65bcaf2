"""The reasons of a refusal for a configuration and facts given outright."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

from builders import Story

from states.chart import Configuration
from states.errors import Reason
from states.facts import FACTS, FactRule, View
from states.refusal import reasons_for
from states.rules import Trigger

_STORY = Story()


def reasons_with_facts(
    configuration: Configuration, trigger: Trigger, facts: dict[str, bool]
) -> tuple[Reason, ...]:
    """What stands against a trigger, with every fact answered as given (unknown ones: no)."""
    assert _STORY.now is not None
    inspection = replace(_STORY.now, configuration=configuration)

    def fixed(name: str, rule: FactRule) -> FactRule:
        return replace(rule, holds=lambda _: facts.get(name, False))

    table = {name: fixed(name, rule) for name, rule in FACTS.items()}
    with patch.dict(FACTS, table):
        return reasons_for(View(inspection), trigger)

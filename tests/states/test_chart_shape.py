"""The narrow shape in which `transitions` is safe (rules R1-R7), checked on the built machine."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Any, cast

import pytest

from states.chart import INITIAL, LEAVES, REGIONS, Configuration, Fact, Region, expand
from states.facts import FACTS
from states.machine import ask_machine, build, check_shape
from states.memo import fire
from states.powers import POWERS
from states.refusal import GUARD_TEXTS
from states.rules import RULES, Trigger
from states.terms import STATE_NAMES, TRIGGER_NAMES


def regions() -> dict[Region, Any]:
    machine = build()
    return {Region(name): machine.states[name] for name in machine.states}


def rows(state: Any) -> list[tuple[str, Any]]:
    return [
        (event.name, transition)
        for event in state.events.values()
        for found in event.transitions.values()
        for transition in found
    ]


def test_no_transition_stands_outside_a_region() -> None:
    machine = build()

    assert machine.events == {}
    assert all(rows(state) for state in regions().values())


def test_every_transition_goes_from_leaf_to_leaf_of_its_region() -> None:
    for region, state in regions().items():
        inside = {leaf.removeprefix(f"{region}.") for leaf in LEAVES[region]}
        for name, transition in rows(state):
            assert transition.source in inside, name
            assert transition.dest is None or transition.dest in inside, name


def test_no_region_has_two_answers_to_one_trigger_from_one_state() -> None:
    for state in regions().values():
        counted = Counter((name, transition.source) for name, transition in rows(state))
        assert [key for key, times in counted.items() if times > 1] == []


def test_following_legs_share_the_guards_of_the_main_leg() -> None:
    for region, state in regions().items():
        for name, transition in rows(state):
            rules = RULES[Trigger(name)]
            for rule in rules:
                for leg in rule.follow:
                    if leg.region is region:
                        assert len(transition.conditions) == len(rule.guards) + 1


def test_states_are_never_moved_to_automatically() -> None:
    assert all(not name.startswith("to_") for s in regions().values() for name, _ in rows(s))


@pytest.mark.parametrize(
    "configuration",
    [(), INITIAL[:-1], (*INITIAL, INITIAL[0]), INITIAL[::-1], ("course", *INITIAL[1:])],
)
def test_a_malformed_configuration_is_refused(configuration: Configuration) -> None:
    with pytest.raises(ValueError, match=r"leaf|leaves"):
        check_shape(configuration)
    with pytest.raises(ValueError, match=r"leaf|leaves"):
        ask_machine(configuration, Trigger.SURVEY, lambda _: True)


@pytest.mark.parametrize("answer", [None, "yes", [], 1])
def test_a_fact_that_is_no_bool_is_refused_and_leaves_the_machine_clean(answer: object) -> None:
    with pytest.raises(TypeError, match="survey_ordered"):
        ask_machine(INITIAL, Trigger.SURVEY, lambda _: cast(bool, answer))

    assert ask_machine(INITIAL, Trigger.SURVEY, lambda _: True).happened


def test_expanding_an_unknown_state_fails() -> None:
    with pytest.raises(KeyError):
        expand("course.nowhere")


def test_every_word_of_the_chart_has_a_name_a_text_and_a_power() -> None:
    leaves = {leaf for region in REGIONS for leaf in LEAVES[region]}
    guards = {g for rules in RULES.values() for rule in rules for g in rule.guards}

    assert leaves <= set(STATE_NAMES)
    assert set(TRIGGER_NAMES) == set(Trigger) == set(RULES)
    assert {g for g in guards if not isinstance(g, Fact)} == set(GUARD_TEXTS)
    assert {g.name for g in guards if isinstance(g, Fact)} == set(FACTS)
    assert {trigger.value for trigger in Trigger} <= set(POWERS)


def test_four_threads_get_the_same_answers() -> None:
    wrong: list[Trigger] = []

    def work() -> None:
        for trigger in [*Trigger] * 20:
            before = fire(INITIAL, trigger, lambda _: True)
            if before != ask_machine(INITIAL, trigger, lambda _: True):
                wrong.append(trigger)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


def test_a_state_that_is_none_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match=r"course\.lunch"):
        expand("course.lunch")

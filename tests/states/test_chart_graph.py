"""The whole chart, explored with the real machine: what statechart.md §5 asks, by name."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from graphs import Graph, explore_all
from reasons import facts_as_given

from states.chart import (
    LEAVES,
    REGIONS,
    TERMINAL,
    UNDER_WAY,
    Configuration,
    Fact,
    Guard,
    In,
    Out,
    is_in,
)
from states.memo import fire
from states.rules import RULES, Trigger


@pytest.fixture(scope="module")
def graph() -> Graph:
    """About three seconds, once: nobody in this file makes the memo forget."""
    return explore_all()


def interpret(
    configuration: Configuration, trigger: Trigger, facts: dict[str, bool]
) -> tuple[Configuration, int]:
    """An independent reading of the rules: the configuration after, and how many legs went."""
    for rule in RULES[trigger]:
        stands = is_in(configuration, *rule.main.sources)
        if stands and all(holds(configuration, guard, facts) for guard in rule.guards):
            after, legs = list(configuration), 0
            for leg in (rule.main, *rule.follow):
                if is_in(configuration, *leg.sources):
                    legs += 1
                    if leg.dest:
                        after[REGIONS.index(leg.region)] = leg.dest
            return tuple(after), legs
    return configuration, 0


def holds(configuration: Configuration, guard: Guard, facts: dict[str, bool]) -> bool:
    match guard:
        case In(states):
            return is_in(configuration, *states)
        case Out(states):
            return not is_in(configuration, *states)
        case Fact(name):
            return facts[name]


def test_the_counts_of_the_chart(graph: Graph) -> None:
    assert sum(len(leaves) for leaves in LEAVES.values()) == 35
    assert len(Trigger) == 40
    assert len(graph.reachable) == 960
    assert len(graph.steps) == 5035


def test_every_state_is_reachable(graph: Graph) -> None:
    reached = {leaf for configuration in graph.reachable for leaf in configuration}
    assert reached == {leaf for leaves in LEAVES.values() for leaf in leaves}


def test_every_rule_fires_somewhere(graph: Graph) -> None:
    fired = {(step.trigger, leg[0]) for step in graph.steps for leg in step.legs}
    for trigger, rules in RULES.items():
        for rule in rules:
            for leg in (rule.main, *rule.follow):
                assert any((trigger, s) in fired for s in sources(leg.sources)), (trigger, leg)


def sources(states: tuple[str, ...]) -> list[str]:
    return [leaf for leaves in LEAVES.values() for leaf in leaves if is_in((leaf,), *states)]


def test_dead_ends_are_ends_and_ends_are_dead(graph: Graph) -> None:
    dead = {c for c in graph.reachable if not graph.enabled(c)}
    ended = {c for c in graph.reachable if is_in(c, *TERMINAL)}
    assert dead == ended
    assert len(dead) == 56


def test_every_live_inspection_can_still_be_closed(graph: Graph) -> None:
    closed = {c for c in graph.reachable if is_in(c, "course.closed")}
    live = {c for c in graph.reachable if not is_in(c, *TERMINAL)}
    assert live <= graph.reaching(closed)


def test_several_legs_go_together_or_not_at_all(graph: Graph) -> None:
    for step in graph.steps:
        mains = [leg for rule in RULES[step.trigger] for leg in sources(rule.main.sources)]
        assert any(source in mains for source, _ in step.legs), step


def test_holding_and_resuming_never_moves_the_course(graph: Graph) -> None:
    holds = {Trigger.DEFER_START, Trigger.PAUSE_SITE, Trigger.PAUSE_CASE, Trigger.LIFT_HOLD}
    moved = [s for s in graph.steps if s.trigger in holds and s.before[0] != s.after[0]]
    assert moved == []


def test_a_paused_inspection_can_always_be_sent_a_request(graph: Graph) -> None:
    paused = [c for c in graph.reachable if is_in(c, "hold.site_paused") and is_in(c, *UNDER_WAY)]
    assert len(paused) == 108
    for configuration in paused:
        first, *_ = graph.answers[configuration, Trigger.REQUEST_RECORDS]
        assert first.outcome.happened, configuration
        assert is_in(first.outcome.after, "records.open")


def test_on_site_work_that_was_paused_can_end_without_an_extension(graph: Graph) -> None:
    ended = {c for c in graph.reachable if is_in(c, "course.field.ended")}
    paused = {
        c
        for c in graph.reachable
        if is_in(c, "course.field.onsite") and is_in(c, "hold.site_paused")
    }
    assert len(paused) == 12
    assert paused <= graph.reaching(ended, without=frozenset({Trigger.EXTEND}))


def test_pausing_asks_for_a_fresh_review(graph: Graph) -> None:
    for step in graph.steps:
        if step.trigger is Trigger.PAUSE_SITE:
            assert not is_in(step.after, "records.none_needed", "records.answered")


def test_what_every_reachable_configuration_keeps(graph: Graph) -> None:
    for c in graph.reachable:
        concluded = is_in(c, "course.after", "course.closed")
        assert is_in(c, "remedy.dormant") != concluded
        assert concluded or is_in(c, "complaint.none")
        assert not (is_in(c, "course.after") and is_in(c, "records.open"))
        assert not is_in(c, "course.closed") or is_in(c, "remedy.fulfilled")
        if is_in(c, "hold.case_paused"):
            assert is_in(c, *UNDER_WAY, "course.discontinued")


def test_the_remedy_is_urged_from_monitoring_and_again_while_urging(graph: Graph) -> None:
    urged = {s.legs for s in graph.steps if s.trigger is Trigger.URGE}
    assert urged == {
        (("remedy.monitoring", "remedy.urging"),),
        (("remedy.urging", "remedy.urging"),),
    }


def test_a_further_request_may_follow_while_one_is_open(graph: Graph) -> None:
    legs = {leg for s in graph.steps if s.trigger is Trigger.REQUEST_RECORDS for leg in s.legs}
    assert ("records.open", "records.open") in legs


def test_machine_and_independent_interpreter_agree_everywhere(graph: Graph) -> None:
    for (configuration, trigger), found in graph.answers.items():
        for answer in found:
            known = {**dict.fromkeys(ALL_FACTS, False), **answer.facts}
            went = (answer.outcome.after, len(answer.outcome.legs))
            assert went == interpret(configuration, trigger, known)


ALL_FACTS = {
    g.name for rules in RULES.values() for r in rules for g in r.guards if isinstance(g, Fact)
}


def test_memo_and_machine_agree_everywhere(graph: Graph) -> None:
    """What the memo learned when it asked the machine, and remembers without asking again."""
    with patch("states.memo.ask_machine", side_effect=AssertionError("asked again")):
        for (configuration, trigger), found in graph.answers.items():
            for answer in found:
                remembered = fire(configuration, trigger, answer.facts.__getitem__)
                assert answer.learned == remembered == answer.outcome


def test_reasons_are_empty_exactly_where_the_machine_fires(graph: Graph) -> None:
    """The reasons are read from the table, the verdict from the machine: they never differ."""
    with facts_as_given() as reasons:
        for (configuration, trigger), found in graph.answers.items():
            for answer in found:
                said = reasons(configuration, trigger, answer.facts)
                assert bool(said) != answer.outcome.happened

"""The way out is tried, not believed: it frees, nothing of it is idle, nothing shorter does."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from reference import Blind
from wandering import ON, wandered

from states.inspection import Inspection
from states.rules import Trigger
from states.steps import Step, about, step_of, tried
from states.wayout import FORWARD, goes_through, ways_out

TARGETS = [step_of(trigger) for trigger in Trigger if trigger in FORWARD]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 30), st.sampled_from(TARGETS))
def test_each_way_frees_and_no_act_of_it_is_idle(seed: int, length: int, target: Step) -> None:
    now = wandered(seed, length)

    for way in ways_out(now, target, ON):
        assert goes_through(now, target, way, ON)
        for left_out in range(len(way)):
            assert not goes_through(now, target, way[:left_out] + way[left_out + 1 :], ON)


def cases(count: int) -> Iterator[tuple[Inspection, Step]]:
    """The same wanderings and targets each time, so that what is compared can be counted."""
    for seed in range(count):
        chance = random.Random(seed)  # noqa: S311 histories, not secrets
        now = wandered(seed, chance.randint(0, 30))
        yield now, chance.choice(TARGETS)
        if now.in_state("course.field.onsite") and now.in_state("hold.site_paused"):
            yield now, step_of(Trigger.END_BY_RECORDS)  # which may take a request made for it
        for request in now.requests[-1:]:
            yield now, about(request, "accept_answer")


DEEPEST, WHERE_NONE = 6, 4
"""How many acts the blind search goes, and how many where the quick one found no way."""


def compared(count: int) -> Counter[int | None]:
    """How many acts the shortest ways take, each as many as a blind search says."""
    lengths: Counter[int | None] = Counter()
    for now, target in cases(count):
        ways = ways_out(now, target, ON)
        shortest = len(ways[0]) if ways else None
        blind = Blind(ON, papers=(target.document,) if target.document else ())

        def frees(stood: Inspection, target: Step = target) -> bool:
            return tried(stood, target, ON, with_paper=False) is not None

        deepest = WHERE_NONE if shortest is None else min(shortest, DEEPEST)
        found = blind.fewest(now, frees, deepest)
        known = shortest if shortest is None or shortest <= DEEPEST else None
        assert found == known, (now.configuration, target, ways)
        lengths[found] += 1
    return lengths


def test_a_blind_search_finds_no_other_shortest_way() -> None:
    lengths = compared(20)

    assert sum(count for length, count in lengths.items() if length) >= 8


@pytest.mark.slow
def test_a_blind_search_of_long_ways_finds_no_other_shortest() -> None:
    lengths = compared(120)

    assert all(lengths[length] >= 3 for length in range(1, DEEPEST))

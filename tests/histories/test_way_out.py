"""The way out is tried, not believed: it frees, nothing of it is idle, nothing shorter does."""

from __future__ import annotations

import random
from datetime import timedelta
from itertools import product

import hypothesis.strategies as st
from builders import D0, TO_ONSITE, TO_PUBLISHED, TO_SIGNING, Story
from hypothesis import given, settings

from states.inspection import Inspection
from states.papers import DocumentKind
from states.rules import Trigger
from states.steps import Step, about, filing, new_request, step_of, tried
from states.wayout import FORWARD, goes_through, ways_out

ON = D0 + timedelta(days=100)
ANY_MOVE = [
    step_of(trigger)
    for trigger in Trigger
    if not trigger.value.endswith("_records") and trigger is not Trigger.REQUEST_RECORDS_IN_PAUSE
]
TARGETS = [step_of(trigger) for trigger in Trigger if trigger in FORWARD]
SEEN = (Trigger.DROP, Trigger.DISCONTINUE, Trigger.CLOSE_CASE)


def wandered(seed: int, length: int) -> Inspection:
    """An inspection to which anything that is legal has happened."""
    chance = random.Random(seed)  # noqa: S311 histories, not secrets
    story = Story().walk(chance.choice([(), TO_ONSITE, TO_SIGNING, TO_PUBLISHED]))
    now = story.now
    assert now is not None
    for _ in range(length):
        steps = [s for s in ANY_MOVE if s.kind not in SEEN] * 2
        steps += [about(r, kind) for r in now.requests for kind in REQUEST_KINDS]
        steps += [*new_request()] if len(now.requests) < 3 else []
        steps += [filing(chance.choice(list(DocumentKind)))]
        chance.shuffle(steps)
        for step in steps:
            named = step
            if step.kind == "draft_request":
                named = Step("draft_request", f"YC{len(now.requests) + 1}")
            after = tried(now, named, ON)
            if after is not None:
                now = after
                break
    return now


SETTLING = ("receive_answer", "accept_answer", "waive_request")
REQUEST_KINDS = ("send_request", "receive_answer", "accept_answer", "return_answer")


def universe(inspection: Inspection, target: Step) -> list[Step]:
    """Everything that may be suggested, listed by hand for an exhaustive search."""
    steps = [step_of(trigger) for trigger in FORWARD]
    for request in inspection.requests:
        steps += [about(request, kind) for kind in SETTLING]
    if target.document:
        steps.append(filing(target.document))
    return [*steps, *new_request()]


def shorter_one_exists(inspection: Inspection, target: Step, length: int) -> bool:
    return any(
        goes_through(inspection, target, steps, ON)
        for size in range(length)
        for steps in product(universe(inspection, target), repeat=size)
    )


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 30), st.sampled_from(TARGETS))
def test_each_way_frees_and_no_act_of_it_is_idle(seed: int, length: int, target: Step) -> None:
    now = wandered(seed, length)

    for way in ways_out(now, target, ON):
        assert goes_through(now, target, way, ON)
        for left_out in range(len(way)):
            assert not goes_through(now, target, way[:left_out] + way[left_out + 1 :], ON)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 30), st.sampled_from(TARGETS))
def test_nothing_shorter_frees(seed: int, length: int, target: Step) -> None:
    now = wandered(seed, length)
    ways = ways_out(now, target, ON)

    searched = min(len(ways[0]) if ways else 3, 3)
    assert not shorter_one_exists(now, target, searched)

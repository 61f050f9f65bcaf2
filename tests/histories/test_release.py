"""What is told to end a stall ends it, nothing of it is idle, and nothing shorter ends it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import patch

import pytest
from builders import DAYS, OFFICERS, POLICY, K
from reference import MOVES, ON_REQUESTS, Blind
from wandering import ON, wandered

from states.freeing import Office, releases
from states.inspection import Inspection
from states.stall import Alarm, StallKind, alarms
from states.steps import Step, tried
from tiendo.lawbook import lawbook

OFFICE = Office(POLICY, DAYS, lawbook(), OFFICERS)
LATER = ON + timedelta(days=120)
PAPERS = (
    *(K.DECISION_TRANSMITTAL, K.REPORT_OUTLINE, K.MEMBER_REPORT, K.CONCLUSION_TRANSMITTAL),
    *(K.DIRECTING_DOCUMENT, K.HANDOVER_MINUTES, K.ONSITE_PAUSE_NOTICE, K.PLAN_ADJUSTMENT),
)
"""Papers that end a stall by being filed."""
DEEPEST = 3


def standing(inspection: Inspection) -> list[Alarm]:
    found = alarms(inspection, OFFICE.policy, OFFICE.days, OFFICE.law)
    return [alarm for alarm in found if alarm.on <= LATER]


def stands(alarm: Alarm, inspection: Inspection) -> bool:
    named = {(each.kind, each.about) for each in standing(inspection)}
    return (alarm.kind, alarm.about) in named


def done(inspection: Inspection, way: tuple[Step, ...]) -> Inspection:
    """After these acts, those passed over that the rules refuse."""
    for step in way:
        inspection = tried(inspection, step, LATER) or inspection
    return inspection


def stalls(count: int) -> Iterator[tuple[Inspection, Alarm]]:
    """Stalls of inspections that wandered and were then left alone for four months."""
    for seed in range(count):
        chance = random.Random(seed)  # noqa: S311 histories, not secrets
        now = wandered(seed, chance.randint(0, 30))
        found = standing(now)
        for alarm in chance.sample(found, min(2, len(found))):
            yield now, alarm


def fewest(now: Inspection, alarm: Alarm, deepest: int) -> int | None:
    besides = [Step("note"), Step("set_review")]
    if alarm.kind is StallKind.UNDATED:
        besides.append(Step("set_deadline", alarm.subject))
    blind = Blind(LATER, MOVES, PAPERS, tuple(besides), (*ON_REQUESTS, "return_answer"))
    return blind.fewest(now, lambda stood: not stands(alarm, stood), deepest)


def compared(count: int) -> Counter[tuple[StallKind, int | None]]:
    """How many acts the shortest ways out of each kind take, checked every way."""
    lengths: Counter[tuple[StallKind, int | None]] = Counter()
    for now, alarm in stalls(count):
        with patch("states.freeing.MOST", 99):
            found = releases(alarm, now, OFFICE, LATER)
        for release in found:
            way = release.way
            assert not stands(alarm, done(now, way)), (alarm, way)
            if alarm.kind is not StallKind.SILENT:  # any word of a person ends a silence
                for out in range(len(way)):
                    assert stands(alarm, done(now, way[:out] + way[out + 1 :])), (alarm, way)
        shortest = min((len(release.way) for release in found), default=None)
        deepest = DEEPEST if shortest is None else min(shortest, DEEPEST)
        known = shortest if shortest is None or shortest <= DEEPEST else None
        assert fewest(now, alarm, deepest) == known, (alarm, found)
        lengths[alarm.kind, shortest] += 1
    return lengths


def test_what_ends_a_stall_is_what_a_blind_search_finds() -> None:
    lengths = compared(12)

    assert sum(lengths.values()) >= 15


@pytest.mark.slow
def test_a_blind_search_finds_no_shorter_end_of_any_kind_of_stall() -> None:
    lengths = compared(130)

    assert {kind for kind, length in lengths if length} == set(StallKind) - {StallKind.UNREADABLE}
    assert sum(n for (_, length), n in lengths.items() if length and length >= 3) >= 5

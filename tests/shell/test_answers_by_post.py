"""Vacant posts, people on two rungs, two sweeps at once: who is told, and how often."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from builders import PAUSE_NOTICE, at
from offices import CASE, Told

from states.events import Escalated
from tiendo.stuck import StuckLine, stuck
from tiendo.sweep import SweepReport, sweep

PAUSED = date(2021, 7, 19)
HEAD_TOLD, ROOM_TOLD, DEPUTY_TOLD = date(2021, 7, 29), date(2021, 8, 3), date(2021, 8, 9)
ALARM = f"{CASE}:unreviewed_pause::2021-07-19"


def run(told: Told, day: date) -> SweepReport:
    return sweep(told.desk, as_of=day, now=at(day, 8))


def line(told: Told, on: date) -> StuckLine:
    (found,) = stuck(told.desk, as_of=on)
    return found


def badges(told: Told, on: date) -> tuple[str, ...]:
    found = line(told, on).escalation
    assert found is not None
    return found.badges


def recipients(told: Told) -> list[str]:
    return [notice.recipient for notice in told.desk.store.notices()]


@pytest.fixture
def paused(told: Told) -> Told:
    """Paused on 19/07/2021 and reviewed by nobody."""
    told.tell("pause_site", PAUSED, document=PAUSE_NOTICE, reason="Giãn cách")
    return told


def without(told: Told, person: str) -> None:
    """Take somebody's post away."""
    told.desk.store.put_people([replace(told.desk.officer(person), role="member")])


def leading_his_room(told: Told) -> None:
    """The head of the team is the head of its room as well."""
    without(told, "dung")
    told.desk.store.put_people([replace(told.desk.officer("binh"), role="room_head")])


def test_where_nobody_holds_a_rung_the_office_is_called_and_finds_somebody(paused: Told) -> None:
    run(paused, HEAD_TOLD)
    without(paused, "dung")
    run(paused, ROOM_TOLD)
    assert badges(paused, ROOM_TOLD) == ("binh", "vanphong")

    paused.tell(
        "hand_over", ROOM_TOLD, by="vanphong", alarm=ALARM, assignee="an", reason="Phòng trống"
    )

    assert badges(paused, ROOM_TOLD) == ("binh", "an")
    assert line(paused, ROOM_TOLD).who == "binh"
    assert run(paused, DEPUTY_TOLD).raised == (f"{ALARM}:deputy",)


def test_one_person_on_two_rungs_that_fall_due_at_once_gets_one_notice(paused: Told) -> None:
    """Both rungs are recorded; he is sent the higher one."""
    leading_his_room(paused)

    report = run(paused, ROOM_TOLD)

    assert report.raised == (f"{ALARM}:team_head", f"{ALARM}:room_head")
    assert [n.key for n in paused.desk.store.notices()] == [f"{ALARM}:room_head"]
    assert recipients(paused) == ["binh"]
    assert run(paused, ROOM_TOLD).raised == ()
    paused.tell("acknowledge", ROOM_TOLD, by="binh", alarm=ALARM)
    assert badges(paused, ROOM_TOLD) == ()


def test_two_alarms_of_one_person_on_one_day_are_two_notices(told: Told) -> None:
    told.request("YC1", date(2021, 7, 28)).request("YC2", date(2021, 7, 28))

    run(told, HEAD_TOLD)

    assert recipients(told) == ["binh", "binh"]


def test_a_sweep_that_another_one_overtakes_tells_nothing_twice(paused: Told) -> None:
    """Both saw the same two rungs of one person; only the first to write tells him, once."""
    leading_his_room(paused)
    write, others = paused.desk.store.append, [HEAD_TOLD, ROOM_TOLD]
    first = list[str]()

    def overtaken(*given: Any, **more: Any) -> str:
        if others:
            first.extend(run(paused, others.pop(0)).raised)
        return write(*given, **more)

    paused.desk.store.append = overtaken  # type: ignore[method-assign]
    report = run(paused, ROOM_TOLD)

    told = [e.key for e in paused.desk.history(CASE) if isinstance(e, Escalated)]
    assert sorted(told) == [f"{ALARM}:room_head", f"{ALARM}:team_head"]
    assert sorted([*first, *report.raised]) == sorted(told)
    assert report.failed == ()

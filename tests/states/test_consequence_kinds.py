"""Every kind of difference between two outlooks has its own name, and only its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from builders import DAYS, onsite

from states.alarm import Alarm, StallKind
from states.clocks import Clock, ClockState, Reckoning, clocks
from states.consequence import Consequence, Outlook, Redated, Turn, consequence
from states.deadlines import governing
from states.inspection import Inspection
from states.roles import Role
from states.timeline import timeline
from tiendo.lawbook import lawbook

TODAY = date(2021, 7, 1)
YESTERDAY = TODAY - timedelta(1)
SOON, LATER, PAST = TODAY + timedelta(5), TODAY + timedelta(9), TODAY - timedelta(5)
K = StallKind


def told(kind: StallKind, was: date | None, now: date | None) -> dict[str, int]:
    """How many differences of each name, where a stall's last good day was and is."""
    inspection = onsite().now
    assert inspection is not None

    def look(due: date | None) -> Outlook:
        one = (Alarm(kind, PAST, due, Role.TEAM_HEAD, "YC1"),) if due else ()
        return Outlook(inspection, (), one)

    found = consequence(look(was), look(now), TODAY)
    names = ("ended", "begun", "owed", "settled", "redated")
    return {name: len(each) for name in names if (each := getattr(found, name))}


@pytest.mark.parametrize(
    ("kind", "was", "now", "expected"),
    [
        (K.REQUEST_OVERDUE, PAST, None, {"ended": 1}),
        (K.REQUEST_OVERDUE, TODAY, None, {"settled": 1}),
        (K.REQUEST_OVERDUE, YESTERDAY, None, {"ended": 1}),
        (K.REQUEST_OVERDUE, None, TODAY, {"owed": 1}),
        (K.REQUEST_OVERDUE, None, YESTERDAY, {"begun": 1}),
        (K.REQUEST_OVERDUE, TODAY, YESTERDAY, {"begun": 1}),
        (K.REQUEST_OVERDUE, YESTERDAY, TODAY, {"ended": 1, "redated": 1}),
        (K.REQUEST_OVERDUE, PAST, YESTERDAY, {}),
        (K.REQUEST_OVERDUE, YESTERDAY, PAST, {}),
        (K.REQUEST_OVERDUE, None, PAST, {"begun": 1}),
        (K.REQUEST_OVERDUE, SOON, PAST, {"begun": 1}),
        (K.REQUEST_OVERDUE, PAST, SOON, {"ended": 1, "redated": 1}),
        (K.REQUEST_OVERDUE, None, SOON, {"owed": 1}),
        (K.REQUEST_OVERDUE, SOON, None, {"settled": 1}),
        (K.REQUEST_OVERDUE, SOON, LATER, {"redated": 1}),
        (K.REQUEST_OVERDUE, SOON, SOON, {}),
        (K.SILENT, SOON, LATER, {}),
        (K.SILENT, None, SOON, {}),
        (K.PAST_DEADLINE, SOON, None, {}),
        (K.PAST_DEADLINE, PAST, None, {"ended": 1}),
    ],
)
def test_a_stall_and_a_duty_are_told_by_how_they_stood_and_stand(
    kind: StallKind, was: date | None, now: date | None, expected: dict[str, int]
) -> None:
    assert told(kind, was, now) == expected


def test_a_duty_with_another_last_day_is_told_with_both() -> None:
    inspection = onsite().now
    assert inspection is not None
    was, now = (
        Alarm(K.REQUEST_OVERDUE, PAST, due, Role.TEAM_HEAD, "YC1") for due in (SOON, LATER)
    )
    found = consequence(Outlook(inspection, (), (was,)), Outlook(inspection, (), (now,)), TODAY)

    assert found.redated == (Redated(was, now),)


def test_a_request_is_told_where_it_is_new_or_stands_otherwise() -> None:
    story = onsite().request("YC1").request("YC2")
    before = story.now
    reminded = story.tell("remind_request", request="YC1")
    answered = story.tell("receive_answer", request="YC1")
    more = story.request("YC3").now
    assert before is not None
    assert more is not None

    def told(one: Inspection, other: Inspection) -> list[tuple[str, str]]:
        found = consequence(Outlook(one, (), ()), Outlook(other, (), ()), TODAY)
        return [(was.state if was else "", now.id) for was, now in found.requests]

    assert told(before, reminded) == []
    assert told(before, answered) == [("sent", "YC1")]
    assert told(before, more) == [("sent", "YC1"), ("", "YC3")]


def running() -> Clock:
    inspection = onsite().now
    assert inspection is not None
    pack = governing(inspection, lawbook())
    assert pack is not None
    found = clocks(Reckoning(timeline(inspection), pack, DAYS, TODAY))
    return next(c for c in found if c.rule.stops_on == "onsite_ended")


@pytest.mark.parametrize(
    ("was", "now", "turn"),
    [
        ({}, {"state": ClockState.PAUSED}, Turn.STOPS),
        ({"state": ClockState.PAUSED}, {}, Turn.RESUMES),
        ({}, {"state": ClockState.ENDED}, Turn.ENDS),
        ({"state": ClockState.WAITING}, {}, Turn.STARTS),
        ({"state": ClockState.WAITING}, {"state": ClockState.NO_FIGURE}, Turn.NO_DATE),
        ({"state": ClockState.MET, "stop": True}, {}, Turn.AGAIN),
        ({"state": ClockState.MET, "stop": True}, {"state": ClockState.ENDED}, None),
        ({}, {"state": ClockState.MET, "stop": True}, Turn.MET),
        ({}, {"due_on": LATER}, Turn.MOVES),
        ({}, {"other_due_on": LATER}, Turn.RECOUNTED),
        ({}, {}, None),
    ],
)
def test_a_clock_is_told_by_what_happens_to_it(
    was: dict[str, object], now: dict[str, object], turn: Turn | None
) -> None:
    inspection, clock = onsite().now, running()
    assert inspection is not None

    def look(fields: dict[str, object]) -> Outlook:
        stop = {"stop": clock.anchor} if fields.get("stop") else {}
        changed = replace(clock, **(fields | stop))  # type: ignore[arg-type]
        return Outlook(inspection, (changed,), ())

    found: Consequence = consequence(look(was), look(now), TODAY)
    assert [each.turn for each in found.clocks] == ([turn] if turn else [])

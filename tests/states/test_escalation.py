"""Whom an alarm still calls: what was told and answered, by whom, for whom."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from builders import (
    CHIEF,
    DAYS,
    DEPUTY,
    HEAD,
    MEMBER,
    OFFICE,
    OFFICERS,
    OTHER_DEPUTY,
    POLICY,
    ROOM_HEAD,
    STRANGER,
    Story,
    onsite,
)

from states.escalation import (
    Escalation,
    EscalationState,
    escalations,
    given_to,
    handed_to,
    may_answer,
    stands_at,
    tellings_of,
)
from states.holders import holder_of_turn
from states.roles import Officer, Role
from states.stall import Alarm, StallKind, alarms, calls

S = EscalationState
NOW, NEXT = date(2021, 8, 9), date(2021, 8, 16)
HOLDERS = {"team_head": "binh", "room_head": "dung", "deputy": "hoa", "chief_inspector": "kieu"}


def told(rungs: int, **instead: str) -> Story:
    """Paused on 19/07/2021 with nobody saying whether anything is to be requested."""
    story = onsite()
    story.day = date(2021, 7, 19)
    story.tell("pause_site", reason="Giãn cách", review_on="31/12/2021")
    assert story.now is not None
    unsaid = [
        call
        for call in calls(story.now, POLICY, DAYS)
        if call.alarm.kind is StallKind.UNREVIEWED_PAUSE
    ]
    for call in unsaid[:rungs]:
        said: dict[str, Any] = {"stall": call.alarm.kind.value, "rung": call.rung}
        said |= {"to": call.to.value, "told": {**HOLDERS, **instead}[call.to.value]}
        machine = {"kind": "machine", "id": "escalate"}
        story.tell("escalate", call.on, actor=machine, key=call.key, **said)
    story.day = NOW
    return story


def standing(story: Story) -> Alarm:
    assert story.now is not None
    found = alarms(story.now, POLICY, DAYS)
    return next(each for each in found if each.kind is StallKind.UNREVIEWED_PAUSE)


def answer(story: Story, kind: str, by: str, **said: Any) -> Story:
    key = standing(story).key("TTR-1")
    story.tell(kind, actor={"kind": "person", "id": by}, alarm=key, **said)
    return story


def seen(story: Story, on: date = NOW) -> Escalation:
    assert story.now is not None
    (found,) = escalations(story.now, alarms(story.now, POLICY, DAYS), on, OFFICERS)
    return found


def how(story: Story, on: date = NOW) -> tuple[EscalationState, tuple[str, ...]]:
    return seen(story, on).state, seen(story, on).badges


def test_whoever_was_told_is_called_until_he_answers() -> None:
    found = seen(told(2))

    assert (found.state, found.badges) == (S.RAISED, ("binh", "dung"))
    assert (found.kind, found.alarm) == ("unreviewed_pause", standing(told(2)))
    assert [(t.rung, t.to, t.told, t.on) for t in found.tellings] == [
        ("team_head", Role.TEAM_HEAD, "binh", date(2021, 7, 29)),
        ("room_head", Role.ROOM_HEAD, "dung", date(2021, 8, 3)),
    ]
    assert found.subject == ""
    assert (found.early, found.answer) == (False, None)
    assert (found.place_of("dung"), found.place_of("hoa")) == (Role.ROOM_HEAD, Role.TEAM_HEAD)


@pytest.mark.parametrize(
    ("by", "left"), [("binh", ("dung",)), ("dung", ()), ("hoa", ()), ("long", ("binh", "dung"))]
)
def test_an_answer_speaks_for_whoever_gives_it_and_for_those_below(
    by: str, left: tuple[str, ...]
) -> None:
    story = answer(told(2), "acknowledge", by)

    assert how(story) == (S.RAISED if left else S.ACKNOWLEDGED, left)
    assert seen(story).answer is not None


def test_an_answer_of_somebody_who_is_of_the_office_no_more_speaks_for_nobody() -> None:
    assert how(answer(told(2), "acknowledge", "xa")) == (S.RAISED, ("binh", "dung"))


def test_a_snooze_ends_on_its_day_and_a_rung_told_later_calls_anew() -> None:
    story = answer(told(1), "snooze", "binh", until=NEXT, reason="Đang họp")
    assert how(story) == (S.SNOOZED, ())
    assert how(story, date(2021, 8, 15)) == (S.SNOOZED, ())
    assert how(story, NEXT) == (S.RAISED, ("binh",))


def test_a_place_handed_over_is_its_new_persons_until_he_leaves_the_office() -> None:
    story = answer(told(1), "hand_over", "binh", assignee="an", reason="Đi công tác")
    alarm, now = standing(story), story.now
    assert now is not None

    assert how(story) == (S.HANDED_OVER, ("an",))
    assert seen(story).place_of("an") is Role.TEAM_HEAD
    assert handed_to(now, alarm, Role.TEAM_HEAD, OFFICERS) == MEMBER
    assert handed_to(now, alarm, Role.ROOM_HEAD, OFFICERS) is None
    assert stands_at(now, alarm, Role.TEAM_HEAD, OFFICERS) == MEMBER
    assert stands_at(now, alarm, Role.ROOM_HEAD, OFFICERS) == ROOM_HEAD
    without = tuple(each for each in OFFICERS if each != MEMBER)
    assert stands_at(now, alarm, Role.TEAM_HEAD, without) == HEAD
    assert given_to(now, alarm) == "an"
    assert holder_of_turn(alarm, now) == "person:an"

    again = answer(story, "hand_over", "an", assignee="dung", reason="Nghỉ phép")
    assert again.now is not None
    assert given_to(again.now, alarm) == "dung"
    fresh = told(1)
    assert fresh.now is not None
    assert given_to(fresh.now, alarm) == ""
    assert holder_of_turn(alarm, fresh.now) == "team_head:binh"
    assert given_to(now, next(a for a in alarms(now, POLICY, DAYS) if a != alarm)) == ""


def test_handing_over_one_place_leaves_the_others_called() -> None:
    story = answer(told(2), "hand_over", "dung", assignee="an", reason="Đi công tác")

    assert how(story) == (S.RAISED, ("binh", "an"))
    assert answer(story, "acknowledge", "binh").now is not None
    assert how(story) == (S.HANDED_OVER, ("an",))


@pytest.mark.parametrize(
    ("officer", "powers", "may"),
    [
        (HEAD, (), True),  # he was told
        (ROOM_HEAD, (Role.ROOM_HEAD,), True),
        (ROOM_HEAD, (), False),
        (DEPUTY, (Role.DEPUTY, Role.CHIEF_INSPECTOR), True),
        (CHIEF, (Role.CHIEF_INSPECTOR,), True),
        (OTHER_DEPUTY, (Role.DEPUTY,), False),
        (MEMBER, (Role.MEMBER,), False),
        (STRANGER, (Role.MEMBER,), False),
        (OFFICE, (Role.OFFICE,), False),
    ],
)
def test_only_those_told_and_those_above_them_may_answer(
    officer: Officer, powers: tuple[Role, ...], may: bool
) -> None:
    story = told(1)
    assert story.now is not None

    assert may_answer(seen(story), officer, story.now, powers) is may


def test_where_nobody_held_the_place_it_is_the_offices() -> None:
    story = told(2, room_head="")
    assert how(story) == (S.RAISED, ("binh", "vanphong"))
    assert story.now is not None
    assert may_answer(seen(story), OFFICE, story.now, (Role.OFFICE,))

    assert how(answer(story, "acknowledge", "khach")) == (S.RAISED, ("binh", "vanphong"))
    assert how(answer(story, "acknowledge", "vanphong")) == (S.RAISED, ("binh",))


def test_of_what_was_told_only_what_was_told_of_this_alarm() -> None:
    story = answer(told(2), "acknowledge", "binh")
    assert story.now is not None
    alerts, place, key = story.now.alerts, story.now.place, standing(story).key("TTR-1")

    assert tellings_of(alerts, key, place, OFFICERS) == seen(story).tellings
    assert tellings_of(alerts, "another", place, OFFICERS) == ()
    unheld = told(1, team_head="").now
    assert unheld is not None
    assert [t.who for t in tellings_of(unheld.alerts, key, place, ())] == [""]


def test_its_cause_gone_it_is_resolved_and_stands_behind_those_that_call() -> None:
    story = told(2)
    story.tell("declare_none", reason="Không có")
    assert how(story) == (S.RESOLVED, ())

    assert story.now is not None
    unpapered = StallKind.NO_DECISION_NUMBER
    late = next(a for a in alarms(story.now, POLICY, DAYS) if a.kind is unpapered)
    machine = {"kind": "machine", "id": "escalate"}
    rung: dict[str, Any] = {"rung": "team_head", "to": "team_head", "told": "binh"}
    key = late.key("TTR-1") + ":team_head"
    now = story.tell("escalate", actor=machine, key=key, stall=unpapered.value, **rung)
    found = escalations(now, alarms(now, POLICY, DAYS), NOW, OFFICERS)
    assert [each.kind for each in found] == [unpapered, "unreviewed_pause"]
    assert [each.state for each in found] == [S.RAISED, S.RESOLVED]


def test_before_its_day_it_only_warns_and_one_that_moved_on_calls_nobody() -> None:
    story = told(1)
    early = date(2021, 7, 28)  # the last day in time; its rung was of the day after
    assert how(story, standing(story).on) == (S.RAISED, ("binh",))
    assert how(story, early) == (S.RESOLVED, ())
    assert not seen(story, early).early

    story = told(0)
    machine = {"kind": "machine", "id": "escalate"}
    said: dict[str, Any] = {"stall": "unreviewed_pause", "rung": "warned", "to": "team_head"}
    key = standing(story).key("TTR-1") + ":warned"
    story.tell("escalate", early, actor=machine, key=key, told="binh", early=True, **said)
    assert how(story, early) == (S.RAISED, ("binh",))
    assert seen(story, early).early
    assert not seen(story, standing(story).on).early

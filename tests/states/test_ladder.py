"""Ladders as data: who is told when, before and after, and never by those who cannot act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import compress, product

import pytest
from builders import DAYS, POLICY, TO_SIGNING, K, Story, ladders_with, onsite, paper

from states.errors import OutsideCalendar
from states.events import EVENT
from states.roles import Role
from states.sentences import sentence
from states.sourced import Severity
from states.stall import Alarm, Call, StallKind, alarms, calls, next_rung, rungs, to_tell
from states.text import same
from tiendo.lawbook import lawbook

MACHINE = {"kind": "machine", "id": "escalate"}


def told_of(story: Story, kind: StallKind, subject: str = "") -> list[Call]:
    assert story.now is not None
    found = calls(story.now, POLICY, DAYS, lawbook())
    return [c for c in found if (c.alarm.kind, c.alarm.subject) == (kind, subject)]


def decided() -> Story:
    """Decided on Wednesday 02/06/2021: to be announced by Thursday 17/06, which blocks."""
    story = Story()
    story.day = date(2021, 6, 2)
    story.tell("issue_decision", document=paper(K.DECISION, story.day))
    return story


def test_the_next_rung_is_the_first_of_those_not_told_whatever_was() -> None:
    now = decided().now
    assert now is not None
    pending = alarms(now, POLICY, DAYS, lawbook())
    keys = [call.key for call in rungs(now, pending, POLICY, DAYS)]
    assert len(keys) > 8

    for told in product((True, False), repeat=len(keys)):
        known = replace(now, told=frozenset(compress(keys, told)))
        left = [call.on for call in rungs(known, pending, POLICY, DAYS)]
        for each in (pending, pending[::-1]):
            assert next_rung(known, each, POLICY, DAYS) == min(left, default=None)


# ---------------------------------------------------------------- days


def test_a_deadline_that_blocks_rises_faster_and_warns_earlier_than_one_that_warns() -> None:
    strict = told_of(decided(), StallKind.PAST_DEADLINE, "announce")
    lax = told_of(onsite(), StallKind.PAST_DEADLINE, "period")

    assert strict[0].alarm.severity is Severity.BLOCK
    assert [(c.to.value, c.on, c.early) for c in strict] == [
        ("team_head", date(2021, 6, 10), True),  # 11, 14, 15, 16, 17 June are left
        ("team_head", date(2021, 6, 16), True),
        ("team_head", date(2021, 6, 18), False),
        ("room_head", date(2021, 6, 22), False),
        ("deputy", date(2021, 6, 25), False),
        ("chief_inspector", date(2021, 6, 30), False),
    ]
    assert lax[0].alarm.severity is Severity.WARN
    assert [(c.to.value, c.on, c.early) for c in lax] == [
        ("team_head", date(2021, 7, 14), True),
        ("team_head", date(2021, 7, 20), False),
        ("room_head", date(2021, 7, 23), False),
        ("deputy", date(2021, 7, 29), False),
        ("chief_inspector", date(2021, 8, 5), False),
    ]


def test_days_off_are_no_days_of_a_ladder() -> None:
    """The second and third of September were days off in 2021; then came a weekend."""
    story = onsite().request(due=date(2021, 9, 1))

    told = told_of(story, StallKind.REQUEST_OVERDUE, "YC1")

    assert [c.on for c in told] == [
        date(2021, 9, 6),
        date(2021, 9, 9),
        date(2021, 9, 15),
        date(2021, 9, 22),
    ]


def test_a_term_shorter_than_its_warning_is_near_from_the_start() -> None:
    short = Alarm(
        StallKind.PAST_DEADLINE,
        since=date(2021, 6, 2),
        due=date(2021, 6, 4),
        role=Role.TEAM_HEAD,
        subject="x",
        severity=Severity.BLOCK,
    )
    now = Story().now
    assert now is not None

    first, second, *_ = rungs(now, [short], POLICY, DAYS)

    assert (first.on, second.on) == (date(2021, 6, 2), date(2021, 6, 3))


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2021, 6, 17), 0, date(2021, 6, 17)),
        (date(2021, 6, 17), 1, date(2021, 6, 16)),
        (date(2021, 6, 17), 4, date(2021, 6, 11)),
        (date(2021, 6, 20), 0, date(2021, 6, 18)),  # a Sunday
        (date(2021, 6, 20), 1, date(2021, 6, 17)),
        (date(2021, 9, 6), 1, date(2021, 9, 1)),  # over 2, 3, 4, 5 September
    ],
)
def test_going_back_is_the_inverse_of_going_ahead(day: date, count: int, expected: date) -> None:
    assert DAYS.back(day, count) == expected
    assert DAYS.between(expected, day) == count
    if DAYS.is_working(day):
        assert DAYS.add(expected, count) == day


def test_going_back_out_of_the_calendar_is_said() -> None:
    with pytest.raises(OutsideCalendar):
        DAYS.back(date(2019, 1, 3), 20)


# ---------------------------------------------------------------- whose


def test_a_missed_decision_of_the_deputy_starts_at_him_and_is_told_to_nobody_below() -> None:
    story = Story()
    story.day = date(2021, 8, 2)
    story.tell("defer_start", reason="dịch", review_on="30/09/2021")

    told = told_of(story, StallKind.REVIEW_PASSED)

    assert [(c.to.value, c.on) for c in told] == [
        ("deputy", date(2021, 10, 1)),
        ("chief_inspector", date(2021, 10, 8)),
    ]


def test_a_duty_of_the_chief_inspector_is_told_to_him_alone() -> None:
    story = Story().walk(TO_SIGNING)

    told = told_of(story, StallKind.PAST_DEADLINE, "issue_conclusion")

    assert told
    assert {c.to.value for c in told} == {"chief_inspector"}


@pytest.mark.parametrize(
    ("holder", "expected"),
    [
        ("team_head", ["team_head", "room_head", "deputy", "chief_inspector"]),
        ("room_head", ["room_head", "deputy", "chief_inspector"]),
        ("appraiser", ["appraiser", "deputy", "chief_inspector"]),
        ("office", ["office", "deputy", "chief_inspector"]),
        ("deputy", ["deputy", "chief_inspector"]),
        ("chief_inspector", ["chief_inspector"]),
    ],
)
def test_each_holder_has_his_own_part_of_the_usual_ladder(
    holder: str, expected: list[str]
) -> None:
    alarm = Alarm(StallKind.SILENT, date(2021, 6, 1), date(2021, 6, 10), Role(holder))
    now = Story().now
    assert now is not None

    assert [c.to.value for c in rungs(now, [alarm], POLICY, DAYS)] == expected


# ---------------------------------------------------------------- early warnings


def test_an_early_warning_is_silent_once_the_duty_is_done() -> None:
    story = decided()
    story.day = date(2021, 6, 9)
    story.tell("announce", document=paper(K.ANNOUNCEMENT_MINUTES, story.day))

    assert told_of(story, StallKind.PAST_DEADLINE, "announce") == []


def test_a_warning_that_comes_too_late_is_none_and_asks_for_no_attention() -> None:
    story = decided()
    found = told_of(story, StallKind.PAST_DEADLINE, "announce")

    late = to_tell(found, date(2021, 6, 18))
    assert [(c.rung, c.early) for c in late] == [("team_head", False)]
    story.escalate(late[0], date(2021, 6, 18))
    assert [c.rung for c in told_of(story, StallKind.PAST_DEADLINE, "announce")] == [
        "room_head",
        "deputy",
        "chief_inspector",
    ]


def test_an_early_warning_says_how_many_working_days_are_left() -> None:
    story = decided()
    assert story.now is not None
    (alarm,) = [a for a in alarms(story.now, POLICY, DAYS, lawbook()) if a.subject == "announce"]

    def said(on: date) -> str:
        assert story.now is not None
        words = sentence(alarm, story.now, on, holder=same("X"), policy=POLICY, days=DAYS)
        assert "{" not in words.en
        return words.vi

    assert said(date(2021, 6, 10)).startswith("Sắp đến hạn: X phải bảo đảm đúng hạn «Công bố")
    assert said(date(2021, 6, 10)).endswith("chậm nhất 17/06/2021 (còn 5 ngày làm việc).")
    assert said(date(2021, 6, 17)).endswith("(hạn là hôm nay).")
    assert "đã quá 1 ngày" in said(date(2021, 6, 18))


# ---------------------------------------------------------------- names


def test_changing_the_days_of_a_ladder_tells_no_rung_again() -> None:
    story = onsite().request(due=date(2021, 8, 13))
    for call in told_of(story, StallKind.REQUEST_OVERDUE, "YC1")[:2]:
        story.escalate(call, call.on)
    slower = ladders_with(
        "usual",
        [
            {"to": "holder", "before": 2},
            {"to": "holder", "after": 0},
            {"to": "holder", "after": 2, "name": "again"},
            {"to": "room_head", "after": 5},
            {"to": "deputy", "after": 9},
        ],
    )
    assert story.now is not None

    again = [c for c in calls(story.now, slower, DAYS) if c.alarm.subject == "YC1"]

    assert [c.rung for c in again] == ["again", "deputy"]


def test_rungs_told_by_number_before_they_had_names_stay_told() -> None:
    story = onsite().request(due=date(2021, 8, 13))
    alarm = "TTR-1:request_overdue:YC1:2021-08-13"
    for number, role in enumerate(["team_head", "room_head", "deputy", "chief_inspector"]):
        old = story.event(
            "escalate",
            date(2021, 9, 8),
            actor=MACHINE,
            key=f"{alarm}:{number}",
            stall="request_overdue",
            subject="YC1",
            rung=number,
            to=role,
            told="x",
        )
        assert EVENT.dump_python(old)["rung"] == role
        assert not EVENT.dump_python(old)["early"]
        story.tell(**EVENT.dump_python(old, exclude={"version", "occurred_on"}))

    assert told_of(story, StallKind.REQUEST_OVERDUE, "YC1") == []

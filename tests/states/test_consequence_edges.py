"""Single consequences in words: a day more or less, and what stands beside a clock or a stall."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from builders import DAYS, onsite
from reckonings import at_work, clock_of

from states.alarm import Alarm, StallKind
from states.clocks import Clock
from states.consequence import ClockTurn, Consequence, Outlook, Turn
from states.consequence_words import consequence_lines
from states.roles import Role
from states.text import same

ON, DUE = date(2021, 3, 10), date(2021, 4, 15)


def lines(found: Consequence) -> list[str]:
    now = onsite().now
    assert now is not None
    look = Outlook(now, (), ())
    said = consequence_lines(found, look, look, ON, days=DAYS, name=lambda *_: same("Bình"))
    return [f"{line.tone}: {line.text.en}" for line in said if line.text.en.startswith("X: ")]


def clock(**said: object) -> Clock:
    found = clock_of(at_work("01/03/2021"), "period", "10/03/2021")
    rule = found.rule.model_copy(update={"name": same("X")})
    return replace(found, **{"rule": rule, "due_on": DUE, "warnings": (), **said})  # type: ignore[arg-type]


def turned(turn: Turn, before: Clock | None, after: Clock) -> list[str]:
    return lines(Consequence(clocks=(ClockTurn(turn, before, after),)))


@pytest.mark.parametrize(("days", "moved"), [(1, "+1"), (-1, "−1"), (30, "+30")])
def test_a_last_day_moves_by_so_many_days(days: int, moved: str) -> None:
    now = clock(due_on=DUE + timedelta(days))
    (line,) = turned(Turn.MOVES, clock(), now)
    assert line.endswith(f"({moved} days, it was 15/04/2021).")


def test_a_clock_that_starts_while_all_is_suspended_has_no_last_day_yet() -> None:
    assert turned(Turn.STARTS, None, clock(due_on=None)) == ["wait: X: starts, no due date yet."]
    assert turned(Turn.STARTS, None, clock()) == ["wait: X: starts, due 15/04/2021."]


def test_a_clock_may_stop_with_nothing_left() -> None:
    (line,) = turned(Turn.STOPS, clock(), clock(used=clock().limit))
    assert " with 0 " in line


def test_another_reading_is_told_once_and_when_it_changes() -> None:
    read, other = clock(other_due_on=DUE), clock(other_due_on=DUE + timedelta(1))
    assert len(turned(Turn.RECOUNTED, clock(), read)) == 1
    assert len(turned(Turn.RECOUNTED, read, other)) == 1
    assert turned(Turn.RECOUNTED, read, read) == []
    assert turned(Turn.RECOUNTED, read, clock()) == []


@pytest.mark.parametrize(
    ("kind", "subject", "words", "beside"),
    [
        (StallKind.PAST_DEADLINE, "period", "work on site", " (work on site)"),
        (StallKind.REQUEST_OVERDUE, "YC1", "", " (YC1)"),
        (StallKind.UNDATED, "conclude_again_by", "the second conclusion", ""),
        (StallKind.SILENT, "", "", ""),
    ],
)
def test_beside_a_stall_stands_its_deadline_or_its_request(
    kind: StallKind, subject: str, words: str, beside: str
) -> None:
    text = same(words) if words else None
    alarm = Alarm(kind, ON, ON, Role.TEAM_HEAD, subject, text)
    now = onsite().now
    assert now is not None
    look = Outlook(now, (), ())
    found = Consequence(ended=(alarm,))
    (line,) = consequence_lines(found, look, look, ON, days=DAYS, name=lambda *_: same("Bình"))
    assert ("(" in line.text.en) is bool(beside)
    assert beside in line.text.en

"""Who is told when: the day of a warning, and the order in which rungs are told."""

from __future__ import annotations

from datetime import date

import pytest
from builders import DAYS

from states.calling import next_untold, untold
from states.ladder import Place, Rung, places
from states.roles import Role
from states.stall import Alarm, StallKind

SATURDAY, MONDAY, WEDNESDAY = date(2021, 7, 3), date(2021, 7, 5), date(2021, 7, 7)
WARNED = (Rung(to="holder", before=3), Rung(to="holder", after=0))


def team(*ladder: Rung) -> tuple[Place, ...]:
    return places(ladder, Role.TEAM_HEAD)


def alarm(subject: str, since: date = SATURDAY, due: date = WEDNESDAY) -> Alarm:
    return Alarm(StallKind.PAST_DEADLINE, since, due, Role.TEAM_HEAD, subject)


@pytest.mark.parametrize(
    ("since", "due", "warned"),
    [
        (date(2021, 7, 2), WEDNESDAY, date(2021, 7, 2)),  # from Friday on it is three days
        (SATURDAY, WEDNESDAY, MONDAY),  # not on the Friday before it began
        (MONDAY, WEDNESDAY, MONDAY),
        (SATURDAY, date(2021, 7, 8), MONDAY),
        (SATURDAY, date(2021, 7, 9), date(2021, 7, 6)),
    ],
)
def test_nobody_is_warned_before_the_wait_began(since: date, due: date, warned: date) -> None:
    pending = [(alarm("survey", since, due), team(*WARNED))]
    assert next_untold("TTR-1", (), pending, DAYS) == warned
    assert untold("TTR-1", (), pending, DAYS)[0].on == warned


def test_rungs_are_told_by_day_and_on_one_day_by_the_name_of_what_is_late() -> None:
    both = team(WARNED[1], Rung(to="holder", after=0, name="again"))
    later = alarm("announce", due=date(2021, 7, 8))
    pending = [
        (alarm("survey"), both),
        (later, team(WARNED[1])),
        (alarm("period"), team(WARNED[1])),
    ]

    found = untold("TTR-1", (), pending, DAYS)

    assert [(call.alarm.subject, call.rung) for call in found] == [
        ("period", "team_head"),
        ("survey", "team_head"),
        ("survey", "again"),
        ("announce", "team_head"),
    ]


def test_only_a_deadline_of_the_law_has_the_number_of_its_extensions_in_its_name() -> None:
    assert alarm("period+2").about == "period"
    asked = Alarm(StallKind.REQUEST_OVERDUE, SATURDAY, MONDAY, Role.TEAM_HEAD, "YC+2")
    assert asked.about == "YC+2"

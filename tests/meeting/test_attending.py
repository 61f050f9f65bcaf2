"""A leader was at his rooms' meetings only by their own record, in that period."""

from __future__ import annotations

from datetime import date
from typing import Any

from agenda import directive, meeting

from states.meeting.attending import asks_to_sit_in, attendance, sat_in
from states.meeting.gathering import Gathering
from states.meeting.periods import Period
from states.meeting.recurring import Turn
from states.roles import Officer, Role

PEOPLE = (
    Officer("hanh", "Hạnh", "", Role.DEPUTY, block="Khối 1"),
    Officer("duc", "Đức", "", Role.DEPUTY, block="Khối 2"),
    Officer("nghia", "Nghĩa", "", Role.ROOM_HEAD, "Phòng 1", "Khối 1"),
)
SEPTEMBER = Turn("2021-09", date(2021, 9, 1), date(2021, 9, 30))


def met(day: date, *present: str, room: str = "Phòng 1", block: str = "Khối 1") -> Gathering:
    story = meeting(room=room, block=block)
    return story.on(day).act("hold", present=present)


def test_only_the_meetings_of_the_month_and_its_own_leader_count() -> None:
    held = [
        met(date(2021, 9, 2), "duc"),
        met(date(2021, 9, 9), "hanh"),
        met(date(2021, 10, 4), "hanh"),
    ]
    (room,) = attendance(held, PEOPLE, Period(2021, 9))
    assert (room.leader, room.met, room.came, room.missing) == ("Hạnh", 2, 1, False)

    (room,) = attendance(held[:1], PEOPLE, Period(2021, 9))
    assert (room.met, room.came, room.missing) == (1, 0, True)


def test_sitting_in_is_settled_by_the_first_meeting_at_which_he_was_recorded() -> None:
    second, first = met(date(2021, 9, 20), "hanh"), met(date(2021, 9, 9), "hanh", "duc")
    assert sat_in([second, first], PEOPLE, "Khối 1", SEPTEMBER) is first

    for other in (
        met(date(2021, 9, 9), "duc"),
        met(date(2021, 10, 4), "hanh"),
        met(date(2021, 9, 9), "hanh", room="Phòng 5", block="Khối 2"),
        met(date(2021, 9, 9), "hanh", room="", block=""),
    ):
        assert sat_in([other], PEOPLE, "Khối 1", SEPTEMBER) is None


def test_it_is_a_duty_of_a_block_that_comes_back() -> None:
    said: dict[str, Any] = {"sentence": "Lãnh đạo khối dự họp với các phòng.", "due_on": None}
    block = {"kind": "block", "name": "Khối 1"}

    assert asks_to_sit_in(directive(**said, owner=block, every="month").as_of())
    assert not asks_to_sit_in(directive(**said, every="month").as_of())
    assert not asks_to_sit_in(directive(**said, owner=block).as_of())

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


def test_rooms_stand_by_block_and_room_and_the_first_and_last_day_of_a_month_count() -> None:
    more = (
        Officer("an", "An", "", Role.ROOM_HEAD, "Phòng 4", "Khối 2"),
        Officer("be", "Bé", "", Role.ROOM_HEAD, "Phòng 0", "Khối 2"),
        Officer("vy", "Vy", "", Role.ROOM_HEAD, "Phòng 9", "Khối 9"),  # nobody leads that block
        Officer("ha", "Hà", "", "member", "Phòng 7", "Khối 1"),
    )
    held = [met(date(2021, 9, 1), "hanh"), met(date(2021, 9, 30), "hanh")]
    found = attendance(held, (*more, *PEOPLE), Period(2021, 9))

    assert [(each.block, each.room, each.met, each.came) for each in found] == [
        ("Khối 1", "Phòng 1", 2, 2),
        ("Khối 2", "Phòng 0", 0, 0),
        ("Khối 2", "Phòng 4", 0, 0),
    ]
    for meeting_held in held:
        assert sat_in([meeting_held], PEOPLE, "Khối 1", SEPTEMBER) is meeting_held


def test_a_room_of_the_block_counts_whatever_block_its_meeting_was_called_for() -> None:
    elsewhere = met(date(2021, 9, 9), "hanh", room="Phòng 1", block="")
    assert sat_in([elsewhere], PEOPLE, "Khối 1", SEPTEMBER) is elsewhere

    of_the_block = met(date(2021, 9, 9), "hanh", room="Phòng 7", block="Khối 1")
    assert sat_in([of_the_block], PEOPLE, "Khối 1", SEPTEMBER) is of_the_block

    member = Officer("ha", "Hà", "", "member", "Phòng 7", "Khối 1")
    stranger = met(date(2021, 9, 9), "hanh", room="Phòng 7", block="")
    assert sat_in([stranger], (*PEOPLE, member), "Khối 1", SEPTEMBER) is None


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

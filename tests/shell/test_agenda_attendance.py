"""The duty to sit in on the rooms' meetings is settled by having been recorded there."""

from __future__ import annotations

from datetime import date

import pytest
from conclusions import TODAY, confirmed, number_of

from states.meeting.directive import Directive, DirectiveState
from states.meeting.lapse import LapseKind
from tiendo.desk import Desk
from tiendo.meeting.confirming import confirm
from tiendo.meeting.keeping_up import keep_up
from tiendo.meeting.lapsing import lapse_lines
from tiendo.meeting.secretary import history, record, thing

S = DirectiveState


@pytest.fixture
def duty(desk: Desk) -> Desk:
    """Leaders of blocks are to sit in once a month; August and September were opened."""
    number = number_of(desk, "ít nhất 1 tháng")
    confirm(desk, "meeting:2021-08-06", number, by="vanphong")
    keep_up(desk, as_of=TODAY, now=desk.clock.now())
    return desk


def of_block_1(desk: Desk) -> dict[str, str]:
    """The periods of the duty of Block 1, by name."""
    rows = (each for each in desk.store.agenda.rows() if each.block == "Khối 1" and each.period)
    return {row.period: row.stream for row in rows if row.kind == "directive"}


def met(desk: Desk, on: date, present: tuple[str, ...], room: str = "Phòng 1") -> None:
    stream = f"meeting:{on}.p"
    call = {"kind": "call", "title": "Họp phòng", "planned_on": on, "room": room}
    record(desk, stream, {**call, "block": "Khối 1", "occurred_on": on}, by="vanphong")
    record(desk, stream, {"kind": "hold", "present": present, "occurred_on": on}, by="vanphong")


def late(desk: Desk) -> list[str]:
    lines = lapse_lines(desk, as_of=TODAY)
    return [
        line.stream
        for line in lines
        if line.kind is LapseKind.DIRECTIVE_OVERDUE and line.block == "Khối 1"
    ]


def test_having_been_there_settles_the_period_and_nothing_is_late(duty: Desk) -> None:
    august = of_block_1(duty)["2021-08"]
    assert late(duty) == [august]

    met(duty, date(2021, 8, 20), ("hoa", "dung"))
    noted = keep_up(duty, as_of=TODAY, now=duty.clock.now()).noted

    assert noted == (august,)
    assert late(duty) == []
    found = thing(duty, august, Directive)
    assert (found.state, found.since) == (S.ACCEPTED, date(2021, 8, 20))
    assert found.words[-1].text == "Đã dự «Họp phòng» ngày 20/08/2021."
    assert history(duty, august)[-1].actor.id == "meet"
    assert thing(duty, of_block_1(duty)["2021-09"], Directive).state is S.ASSIGNED
    assert keep_up(duty, as_of=TODAY, now=duty.clock.now()).noted == ()
    assert duty.verify() == ()


@pytest.mark.parametrize(
    ("on", "present", "room"),
    [
        (date(2021, 8, 20), ("dung",), "Phòng 1"),
        (date(2021, 8, 20), ("long",), "Phòng 1"),
        (date(2021, 9, 6), ("hoa",), "Phòng 1"),
        (date(2021, 8, 20), ("hoa",), ""),
    ],
)
def test_without_him_in_that_period_it_is_late(
    duty: Desk, on: date, present: tuple[str, ...], room: str
) -> None:
    met(duty, on, present, room)

    keep_up(duty, as_of=TODAY, now=duty.clock.now())

    assert late(duty) == [of_block_1(duty)["2021-08"]]


def test_a_meeting_entered_late_settles_what_was_reported_meanwhile(duty: Desk) -> None:
    august = of_block_1(duty)["2021-08"]
    said = {"kind": "report", "text": "Đã dự họp phòng.", "occurred_on": date(2021, 9, 1)}
    record(duty, august, said, by="hoa")
    met(duty, date(2021, 8, 20), ("hoa",))

    keep_up(duty, as_of=TODAY, now=duty.clock.now())

    found = thing(duty, august, Directive)
    assert (found.state, found.since) == (S.ACCEPTED, TODAY)


def test_another_duty_that_comes_back_is_not_settled_so(desk: Desk) -> None:
    found = confirmed(desk)
    about = {"title": "Kiểm tra kho", "sentence": "Kiểm tra kho hằng tháng.", "every": "month"}
    owner = {"kind": "block", "name": "Khối 1"}
    act = {"kind": "assign", **about, "owner": owner, "block": "Khối 1"}
    record(desk, "directive:kho", {**act, "occurred_on": found.began}, by="vanphong")
    met(desk, date(2021, 8, 20), ("hoa",))

    keep_up(desk, as_of=TODAY, now=desk.clock.now())

    assert thing(desk, "directive:kho.2021-08", Directive).state is S.ASSIGNED

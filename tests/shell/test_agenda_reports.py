"""The reports of rooms through the desk: asked for, checked, handed in, heard by directives."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conclusions import SILENT, SPEAKING, TODAY, confirmed
from offices import tamper

from states.errors import Refused
from states.meeting.directive import Directive
from states.meeting.lapse import LapseKind
from states.meeting.periods import Period
from states.meeting.room_report import ReportState, RoomReport
from tiendo.desk import Desk
from tiendo.errors import BadInput, NotFound
from tiendo.meeting.keeping_up import keep_up
from tiendo.meeting.lapsing import lapse_lines
from tiendo.meeting.packing import prepare
from tiendo.meeting.reporting import check, period_from, submit
from tiendo.meeting.secretary import history, readable, thing
from tiendo.mywaits import SIGNING, TODO, WAITING
from tiendo.mywork import my_work


def test_a_report_that_leaves_out_a_directive_is_an_event_of_the_directive(desk: Desk) -> None:
    found = confirmed(desk)
    report = submit(desk, SILENT, "bc.txt", room="Phòng 1", period=Period(2021, 9), by="dung")
    assert report.state is ReportState.SUBMITTED
    assert report.last is not None
    assert report.last.omits == (found.id,)
    said = [each for each in report.last.findings if each.fault == "omitted_from_report"]
    assert "Sở Công Thương" in said[0].sentence
    silent = thing(desk, found.id, Directive).unmentioned
    assert silent is not None
    assert silent.report == report.id

    later = Desk(desk.store, desk.clock, desk.policy, desk.days)
    kinds = {line.kind for line in lapse_lines(later, as_of=date(2021, 9, 9))}
    assert LapseKind.ROOM_SILENT in kinds

    submit(desk, SPEAKING, "bc2.txt", room="Phòng 1", period=Period(2021, 9), by="dung")
    assert thing(desk, found.id, Directive).unmentioned is None


def test_what_the_checks_found_stands_where_the_office_reads_what_it_is_to_do(desk: Desk) -> None:
    confirmed(desk)
    submit(desk, SILENT, "bc.txt", room="Phòng 1", period=Period(2021, 9), by="dung")
    lines = lapse_lines(desk, as_of=TODAY, ahead=30)

    (unread,) = [each for each in lines if each.kind is LapseKind.REPORT_UNREAD]
    assert unread.found is not None
    assert unread.found.vi.startswith("Máy thấy: ")
    assert unread.sentence.vi.endswith(unread.found.vi)
    assert [each.found for each in lines if each is not unread] == [None] * (len(lines) - 1)

    office = next(each for each in desk.store.people() if each.id == "vanphong")
    mine = my_work(desk, office, TODO, SIGNING, WAITING, as_of=TODAY).todo
    assert unread.due > TODAY, "it is only near, and what was found is said all the same"
    assert unread.found.vi in "".join(each.why.vi for each in mine if each.name == unread.title)


def test_reports_are_expected_of_every_room_once(desk: Desk) -> None:
    opened = keep_up(desk, as_of=TODAY, now=desk.clock.now()).reports

    assert opened == ("report:2021-09.phong-1",)  # the only room with a head
    assert keep_up(desk, as_of=TODAY, now=desk.clock.now()).reports == ()
    later = keep_up(desk, as_of=date(2021, 12, 2), now=desk.clock.now()).reports
    assert [each[:14] for each in later] == ["report:2021-10", "report:2021-11", "report:2021-12"]


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("2021-09", Period(2021, 9)),
        ("9/2021", Period(2021, 9)),
        ("2021-q3", Period(2021, 3, "quarter")),
        ("Q3/2021", Period(2021, 3, "quarter")),
    ],
)
def test_a_period_as_people_type_it(typed: str, period: Period) -> None:
    assert period_from(typed) == period


def test_what_is_no_period_is_said(desk: Desk) -> None:
    with pytest.raises(BadInput, match="không phải kỳ"):
        period_from("2021-13")
    assert list(readable(desk, RoomReport)) == []


def test_a_report_that_is_refused_leaves_nothing_behind(desk: Desk) -> None:
    with pytest.raises(Refused):
        submit(desk, SILENT, "bc.txt", room="Phòng 1", period=Period(2021, 10), by="long")
    assert desk.store.agenda.rows() == ()

    submit(desk, SILENT, "bc.txt", room="Phòng 1", period=Period(2021, 10), by="dung")
    kinds = [getattr(each, "kind", "") for each in history(desk, "report:2021-10.phong-1")]
    assert kinds == ["expect", "submit"]


def test_a_room_that_the_office_has_not_is_no_clean_report(desk: Desk) -> None:
    confirmed(desk)
    for room in ("phong 1", "Phòng 99"):
        with pytest.raises(NotFound, match=f"Không có phòng nào tên «{room}».*Phòng 1"):
            check(desk, SILENT, "bc.txt", room=room, period=Period(2021, 9), as_of=TODAY)


def test_a_directive_that_cannot_be_read_stops_no_report(desk: Desk, tmp_path: Path) -> None:
    found = confirmed(desk)
    submit(desk, SILENT, "bc.txt", room="Phòng 1", period=Period(2021, 9), by="dung")
    tamper(tmp_path / "office.db", found.id, 1)

    assert prepare(desk, as_of=TODAY, now=desk.clock.now()).pack.items == ()

"""Directives, reports and meetings through their desk: recorded, refused, told, verified."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conclusions import CONCLUSION, TODAY, confirmed, number_of, taken
from offices import sqlite, tamper

from states.errors import Refused
from states.meeting.directive import Directive, DirectiveState
from states.meeting.directive_records import Charged
from states.meeting.gathering import Gathering
from states.meeting.lapse import LapseKind
from tiendo.backup import back_up
from tiendo.desk import Desk
from tiendo.errors import BadInput, NotFound, Stale
from tiendo.fanout import ask
from tiendo.integrity import check_whole
from tiendo.meeting.confirming import confirm, reject
from tiendo.meeting.keeping_up import keep_up
from tiendo.meeting.lapsing import lapse_lines, tell
from tiendo.meeting.secretary import history, readable, record, thing
from tiendo.store.opening import open_store


def test_a_conclusion_is_kept_with_its_file_its_proposals_and_its_faults(desk: Desk) -> None:
    meeting = taken(desk)

    assert (meeting.id, meeting.held_on) == ("meeting:2021-08-06", date(2021, 8, 6))
    assert meeting.taken is not None
    kept = desk.store.papers.get(meeting.taken.paper)
    assert kept is not None
    assert kept.content == CONCLUSION.encode()
    assert "Văn bản không có số." in meeting.taken.defects
    assert len(meeting.undecided) == len(meeting.taken.items) == 4


def test_a_confirmed_proposal_is_a_directive_with_who_when_and_where_it_was_read(
    desk: Desk,
) -> None:
    found = confirmed(desk)

    assert (found.owner.kind, found.owner.name, found.place.block) == (
        "room",
        "Phòng 1",
        "Khối 1",
    )
    assert (found.due_on, found.began) == (date(2021, 8, 13), date(2021, 8, 6))
    assert found.about.sentence.startswith("Phòng 1 xem xét báo cáo của Sở Công Thương")
    assert found.about.meeting == "meeting:2021-08-06"
    assert [n.recipient for n in desk.store.notices() if n.stream == found.id] == ["dung"]
    assert desk.verify() == ()


def test_a_person_may_change_what_was_proposed_and_both_are_kept(desk: Desk) -> None:
    number = number_of(desk, "Văn phòng trình")
    change = {"due_on": date(2021, 9, 20), "title": "Văn bản hướng dẫn"}

    (found,) = confirm(desk, "meeting:2021-08-06", number, by="vanphong", change=change)

    meeting = thing(desk, "meeting:2021-08-06", Gathering)
    assert meeting.taken is not None
    assert meeting.taken.items[number - 1].due_on == date(2021, 9, 14)
    assert (found.about.title, found.due_on) == ("Văn bản hướng dẫn", date(2021, 9, 20))
    assert meeting.decided[0].edited


def test_a_duty_of_many_is_one_directive_each_and_one_that_comes_back_has_its_periods(
    desk: Desk,
) -> None:
    number = number_of(desk, "ít nhất 1 tháng")
    found = confirm(desk, "meeting:2021-08-06", number, by="vanphong")
    assert [each.owner.name for each in found] == ["Khối 1", "Khối 2"]
    assert {each.about.every for each in found} == {"month"}

    opened = keep_up(desk, as_of=TODAY, now=desk.clock.now()).occurrences
    assert keep_up(desk, as_of=TODAY, now=desk.clock.now()).occurrences == ()

    months = [(thing(desk, each, Directive).about.period, each) for each in opened]
    assert sorted(period for period, _ in months) == ["2021-08"] * 2 + ["2021-09"] * 2
    assert thing(desk, months[0][1], Directive).due_on == date(2021, 8, 31)


def test_a_proposal_is_decided_once_and_a_broken_off_confirmation_is_taken_up(
    desk: Desk,
) -> None:
    found = confirmed(desk)
    number = found.about.item or 0
    with pytest.raises(Refused, match="đã được quyết định"):
        confirm(desk, "meeting:2021-08-06", number, by="vanphong")
    with pytest.raises(Refused, match="đã được quyết định"):
        reject(desk, "meeting:2021-08-06", number, by="vanphong", reason="Nhầm.")

    versions = len(history(desk, "meeting:2021-08-06"))
    record(
        desk,
        "meeting:2021-08-06",
        {"kind": "annul", "target": versions, "reason": "Ghi lại."},
        by="vanphong",
    )
    again = confirm(desk, "meeting:2021-08-06", number, by="vanphong")
    assert [each.id for each in again] == [found.id]
    assert len(history(desk, found.id)) == 1


def test_only_those_whose_act_it_is_may_do_it(desk: Desk) -> None:
    found = confirmed(desk)
    with pytest.raises(Refused, match="Việc này do"):
        record(desk, found.id, {"kind": "report", "text": "Xong."}, by="khach")
    with pytest.raises(Refused, match="Việc này do"):
        record(desk, found.id, {"kind": "carry", "meeting": "meeting:2021-08-06"}, by="kieu")

    record(desk, found.id, {"kind": "report", "text": "Đã trình."}, by="dung")
    with pytest.raises(Refused, match="Việc này do"):
        record(desk, found.id, {"kind": "accept"}, by="dung")
    done = record(desk, found.id, {"kind": "accept"}, by="hoa")
    assert done.state is DirectiveState.ACCEPTED


def test_what_was_not_there_and_what_has_moved(desk: Desk) -> None:
    found = confirmed(desk)
    with pytest.raises(NotFound):
        record(desk, "directive:khong-co", {"kind": "progress", "text": "x"}, by="dung")
    with pytest.raises(NotFound):
        desk.inspection(found.id)
    with pytest.raises(Stale):
        record(desk, found.id, {"kind": "progress", "text": "x"}, by="dung", seen=9)
    act = {"kind": "progress", "text": "x", "occurred_on": "2021-12-01"}
    with pytest.raises(BadInput, match="tương lai"):
        record(desk, found.id, act, by="dung")


def test_every_rung_is_told_once_and_the_record_stays_whole(desk: Desk) -> None:
    found = confirmed(desk)
    now = desk.clock.now()
    first = tell(desk, found.id, as_of=TODAY, now=now)
    assert [(rise.call.rung, rise.told) for rise in first] == [
        ("room_head", "dung"),
        ("deputy", "hoa"),
        ("chief_inspector", "kieu"),
    ]
    assert tell(desk, found.id, as_of=TODAY, now=now) == []

    letters = [n for n in desk.store.notices() if ":directive_overdue:" in n.key]
    assert {letter.recipient for letter in letters} == {"dung", "hoa", "kieu"}
    assert "đã quá 26 ngày" in letters[0].body
    assert check_whole(desk) == ()
    assert found.id not in desk.store.agenda.nominated(TODAY)
    assert [each.id for each in readable(desk, Directive)] == [found.id]


def test_a_changed_entry_of_a_directive_is_found(desk: Desk, tmp_path: Path) -> None:
    found = confirmed(desk)
    tamper(tmp_path / "office.db", found.id, 1)

    faults = desk.verify()

    assert {fault.stream for fault in faults if fault.stream} == {found.id}
    assert lapse_lines(desk, as_of=TODAY)[0].kind is LapseKind.UNREADABLE


def test_working_everything_out_again_reaches_the_agenda(desk: Desk) -> None:
    found = confirmed(desk)
    right = desk.store.agenda.row(found.id)
    assert right is not None
    desk.store.agenda.reproject([replace(right, attention_on=date(2021, 12, 1))])
    assert [fault.what for fault in desk.verify()] == ["the projection differs from the events"]

    ask(desk, at=desk.clock.now(), insist=True)

    assert desk.store.agenda.row(found.id) == right
    assert desk.verify() == ()


def test_a_backup_holds_the_agenda_and_its_files(desk: Desk, tmp_path: Path) -> None:
    found = confirmed(desk)
    made = back_up(sqlite(tmp_path), tmp_path / "copies", now=desk.clock.now(), keep=3)

    store = open_store(f"sqlite:///{made.file}")
    copied = Desk(store, desk.clock, desk.policy, desk.days)
    assert thing(copied, found.id, Directive) == thing(desk, found.id, Directive)
    assert store.papers.get(str(found.about.paper)) is not None
    assert copied.verify() == ()
    store.close()


def test_a14_a_shortcoming_gives_a_directive_only_where_somebody_is_to_mend_it(
    desk: Desk,
) -> None:
    number = number_of(desk, "chậm gửi báo cáo")
    meeting = "meeting:2021-08-06"
    assert confirm(desk, meeting, number, by="vanphong") == ()

    last = len(history(desk, meeting))
    annul = {"kind": "annul", "target": last, "reason": "Phải có người khắc phục."}
    record(desk, meeting, annul, by="vanphong")
    change = {"owners": (Charged(kind="room", name="Phòng 1"),), "due_on": date(2021, 8, 20)}
    (found,) = confirm(desk, meeting, number, by="vanphong", change=change)

    assert (found.owner.name, found.due_on) == ("Phòng 1", date(2021, 8, 20))

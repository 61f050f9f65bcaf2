"""On 08/09/2021 the pack finds by itself what the conclusion of that day complains of."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from states.meeting.lapse import LapseKind
from states.meeting.pack_draft import draft
from states.meeting.packed import Item, Outcome, Pack
from states.roles import Role
from tests.demonstration import demo_desk
from tiendo.demo.agenda import load_agenda
from tiendo.demo.loader import DEMO_DAY, load_demo
from tiendo.desk import Desk
from tiendo.meeting.lapsing import lapse_lines
from tiendo.meeting.packing import pack_of, prepare
from tiendo.meeting.secretary import record
from tiendo.mywaits import SIGNING, TODO, WAITING
from tiendo.mywork import my_work
from tiendo.sweep import sweep

pytestmark = pytest.mark.slow

CONG_THUONG = "Báo cáo của Sở Công Thương về 04 dự án chỉ định thầu"
MEETING = "meeting:2021-09-08"


@pytest.fixture(scope="session")
def met_file(loaded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration office with its meetings, closed."""
    file = Path(shutil.copy(loaded_file, tmp_path_factory.mktemp("met") / "tiendo.db"))
    desk = demo_desk(file)
    load_agenda(desk)
    desk.store.close()
    return file


@pytest.fixture
def met(open_file: Callable[[Path], Desk], met_file: Path, tmp_path: Path) -> Desk:
    """A desk of that office, of this test alone."""
    return open_file(Path(shutil.copy(met_file, tmp_path / "met.db")))


@pytest.fixture
def found(met: Desk) -> Pack:
    return pack_of(met, as_of=DEMO_DAY)


def item(found: Pack, title: str) -> Item:
    return next(each for each in found.items if each.directive.about.title == title)


def faults(found: Pack, room: str) -> set[str]:
    (handed,) = (each for each in found.reports if each.report.place.room == room)
    return {finding.fault for finding in handed.findings}


def test_a5_a6_a7_the_report_on_four_projects(found: Pack) -> None:
    late = item(found, CONG_THUONG)

    assert (late.outcome, late.days_late, late.who) == (Outcome.LATE, 26, "Phòng 1")
    assert late.unmentioned == "report:2021-09.phong-1"
    assert late.no_opinion
    assert late.asks


def test_a1_the_three_projects_are_paused_and_nobody_has_said_whether_to_ask(found: Pack) -> None:
    (paused,) = (each for each in found.unreviewed if each.inspection.id == "ba-du-an")

    assert paused.inspection.place.room == "Phòng 2"
    assert paused.days_late > 0
    assert paused.no_opinion


def test_a11_a_report_copied_from_august_is_caught_with_what_did_change(found: Pack) -> None:
    (handed,) = (each for each in found.reports if each.report.place.room == "Phòng 2")
    (copied,) = (each for each in handed.findings if each.fault == "copied_assessment")

    assert "tháng 8/2021" in copied.sentence
    assert len(copied.now) == len(copied.then) >= 4
    assert any("03 dự án" in changed for changed in copied.changed)


def test_a11_one_honestly_rewritten_is_not(found: Pack) -> None:
    assert faults(found, "Phòng 3") == set()
    assert "copied_assessment" not in faults(found, "Phòng 1")


def test_a8_a9_a10_a12_the_faults_of_form_and_of_period(found: Pack) -> None:
    assert faults(found, "Phòng 4") >= {
        "unnumbered",
        "undated",
        "unsigned",
        "wrong_period",
        "future_result",
        "missing_next_tasks",
    }


def test_b2_b3_b7_what_is_put_off_what_is_on_its_way_and_what_has_no_date(found: Pack) -> None:
    trang_bang = item(
        found, "Hướng xử lý cuộc thanh tra trách nhiệm Chủ tịch UBND thị xã Trảng Bàng"
    )
    assert (trang_bang.outcome, trang_bang.directive.review_on) == (
        Outcome.PUT_OFF,
        date(2021, 9, 30),
    )
    letter = item(found, "Văn bản hướng dẫn các tổ chức Thanh tra rà soát các cuộc thanh tra")
    assert (letter.outcome, letter.directive.due_on, letter.who) == (
        Outcome.UNDER_WAY,
        date(2021, 9, 14),
        "Văn phòng",
    )
    assert item(found, "Đề án Tiếp công dân").outcome is Outcome.UNDATED


def test_what_was_done_is_there_with_its_evidence(found: Pack) -> None:
    done = item(found, "Góp ý Đề án Kiểm soát tài sản, thu nhập")

    assert done.outcome is Outcome.DONE
    assert done.evidence is not None
    assert done.evidence.document is not None
    assert done.evidence.document.number == "412/TTr-P4"


def test_b15_leaders_who_came_to_no_meeting_of_their_rooms(found: Pack) -> None:
    seen = {each.room: (each.met, each.came) for each in found.attended}

    assert seen == {"Phòng 1": (1, 0), "Phòng 2": (0, 0), "Phòng 3": (0, 0), "Phòng 4": (1, 1)}


def test_b14_d5_shortcomings_named_in_august_that_are_there_again(found: Pack) -> None:
    again = {each.kind: each.rooms for each in found.repeated}

    assert again["unsigned"] == ("Phòng 4",)
    assert again["copied_assessment"] == ("Phòng 2",)
    assert {title for each in found.repeated for _, title in each.meetings} == {
        "Họp giao ban ngày 06/08/2021"
    }


def test_d12_how_long_the_last_conclusion_took(found: Pack) -> None:
    assert found.issued_after == 3


def test_the_draft_says_it_as_the_office_would(found: Pack) -> None:
    said = [sentence.text for section in draft(found) for sentence in section.sentences]
    (late,) = (each for each in said if each.startswith(f"{CONG_THUONG} (Phòng 1)"))

    assert late == (
        f"{CONG_THUONG} (Phòng 1); yêu cầu chậm nhất 13/08/2021; đến nay chưa thực hiện, chậm 26 "
        "ngày; báo cáo Phòng 1 không đề cập; Lãnh đạo khối không có ý kiến."
    )
    assert any("03 dự án" in each and "có hay không" in each for each in said)


def test_silence_at_each_level_is_told(met: Desk) -> None:
    record(met, MEETING, {"kind": "hold", "present": ["tam", "hanh", "lan"]}, by="lan")
    after = date(2021, 9, 9)
    lines = lapse_lines(met, as_of=after)

    said = {(line.kind, line.role, line.who) for line in lines if CONG_THUONG in line.title}
    assert (LapseKind.ROOM_SILENT, Role.ROOM_HEAD, "nghia") in said
    assert (LapseKind.DIRECTIVE_OVERDUE, Role.ROOM_HEAD, "nghia") in said
    assert (LapseKind.NO_OPINION, Role.DEPUTY, "hanh") in said
    office = {line.kind for line in lines if line.role is Role.OFFICE and line.who == "lan"}
    assert LapseKind.NOT_RECONCILED in office


def test_an_opinion_of_the_leader_in_the_meeting_breaks_the_silence(met: Desk) -> None:
    about = item(pack_of(met, as_of=DEMO_DAY), CONG_THUONG).directive.id
    said = {"kind": "opine", "about": about, "text": "Phòng 1 trình trong tuần này."}
    record(met, MEETING, said, by="duc")
    assert item(pack_of(met, as_of=DEMO_DAY), CONG_THUONG).no_opinion

    record(met, MEETING, said, by="hanh")
    assert not item(pack_of(met, as_of=DEMO_DAY), CONG_THUONG).no_opinion


def test_what_the_meeting_leaves_open_is_carried_over_once(met: Desk) -> None:
    record(met, MEETING, {"kind": "hold", "present": ["tam"]}, by="lan")
    now = met.clock.now()
    carried = prepare(met, as_of=date(2021, 9, 9), now=now).carried
    assert len(carried) == len(set(carried)) >= 4
    assert prepare(met, as_of=date(2021, 9, 9), now=now).carried == ()

    again = item(pack_of(met, as_of=date(2021, 9, 9)), CONG_THUONG)
    assert again.carried == 1


def test_it_stands_on_the_lists_of_those_whose_turn_it_is(met: Desk) -> None:
    def todo(person: str) -> list[tuple[str, str, str]]:
        found = my_work(met, met.officer(person), TODO, SIGNING, WAITING, as_of=DEMO_DAY)
        about = [line for line in found.todo if line.path.startswith("/meeting/")]
        return [(line.what.vi, line.name, line.path) for line in about]

    late = "directive:2021-08-06.03"
    assert ("Báo cáo việc phòng chưa đề cập", CONG_THUONG, f"/meeting/{late}") in todo("nghia")
    assert any("Văn bản hướng dẫn" in name for _, name, _ in todo("lan"))
    assert all(path != f"/meeting/{late}" for _, _, path in todo("thuy"))
    waits = my_work(met, met.officer("hanh"), TODO, SIGNING, WAITING, as_of=DEMO_DAY).waiting
    assert f"/meeting/{late}" in {line.path for line in waits}


def test_letters_about_directives_are_no_inspections(met: Desk) -> None:
    assert met.store.notices() == ()  # what was told in those days was read long ago
    sweep(met, as_of=DEMO_DAY, now=met.clock.now())
    letters = {each.stream for each in met.store.notices() if each.recipient == "nghia"}
    assert "directive:2021-08-06.03" in letters

    mine = my_work(met, met.officer("nghia"), TODO, SIGNING, WAITING, as_of=DEMO_DAY)

    assert mine.unreadable == ()


def test_loading_again_changes_nothing_and_the_record_is_whole(met: Desk) -> None:
    before = dict(met.store.every_stream())
    load_demo(met)
    load_agenda(met)

    assert dict(met.store.every_stream()) == before
    assert met.verify() == ()

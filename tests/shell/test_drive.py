"""The drive: what is owed is done once, one bad case stops no other, no missed day loses it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from builders import K, at, paper
from offices import CASE, Told, tamper

from states.events import Prompted
from states.prompts import PromptKind
from tiendo.desk import Desk
from tiendo.drive import DriveReport, drive

P = PromptKind
DUE = date(2021, 8, 20)  # a Friday
LATE = date(2021, 8, 23)


def run(desk: Desk, day: date, *streams: str) -> DriveReport:
    return drive(desk, streams or None, as_of=day, now=at(day, 8))


def what(report: DriveReport) -> list[tuple[str, PromptKind]]:
    return [(deed.stream, deed.what) for deed in report.done]


def last_prompt(desk: Desk, stream: str = CASE) -> Prompted:
    return next(e for e in reversed(desk.history(stream)) if isinstance(e, Prompted))


@pytest.fixture
def owed(told: Told) -> Told:
    """A request sent on 03/08/2021 and due on 20/08/2021."""
    told.day = date(2021, 8, 3)
    return told.request("YC1", DUE)


def test_nothing_is_done_before_it_is_due(owed: Told) -> None:
    report = run(owed.desk, date(2021, 8, 16))

    assert (report.looked_at, report.done, report.failed) == (0, (), ())
    assert report.summary.vi == "Không có việc nào đến lượt máy"


def test_what_is_due_is_recorded_told_and_drafted_in_one(owed: Told) -> None:
    report = run(owed.desk, LATE)

    (notice,) = owed.desk.store.notices()
    entry = last_prompt(owed.desk)
    assert what(report) == [(CASE, P.URGE_ANSWER)]
    assert report.summary.vi == "Máy đã làm 1 việc ở 1 cuộc"
    assert (notice.key, notice.recipient, notice.due_on) == (entry.key, "binh", LATE)
    assert notice.subject == "Cuộc thanh tra 03 dự án: Đôn đốc trả lời yêu cầu"
    assert notice.body == f"{entry.reason} Dự thảo: mục {entry.version} trong lịch sử."
    assert (entry.actor.kind, entry.actor.id, entry.occurred_on) == ("machine", "drive", LATE)
    assert (entry.told, entry.to, entry.level) == ("binh", "team_head", 1)
    assert "Kính gửi: Sở Công Thương" in entry.letter
    assert "chậm nhất ngày 30/08/2021" in entry.letter  # 24, 25, 26, 27, 30
    assert "Trần Văn Bình" in entry.letter
    assert owed.desk.verify() == ()


def test_twice_in_a_row_changes_nothing_the_second_time(owed: Told) -> None:
    run(owed.desk, LATE)
    before = owed.desk.store.events(CASE), owed.desk.store.notices(), owed.desk.store.rows()

    report = run(owed.desk, LATE)

    assert report.done == ()
    after = owed.desk.store.events(CASE), owed.desk.store.notices(), owed.desk.store.rows()
    assert after == before


def test_day_by_day_each_is_done_on_its_day(owed: Told) -> None:
    done = []
    for n in range(40):
        day = date(2021, 8, 10) + timedelta(days=n)
        done += [(day, deed.what) for deed in run(owed.desk, day).done]

    assert done == [
        (date(2021, 8, 17), P.ANSWER_SOON),
        (date(2021, 8, 20), P.ANSWER_DUE),
        (date(2021, 8, 23), P.URGE_ANSWER),
        (date(2021, 9, 1), P.URGE_ANSWER),
        (date(2021, 9, 14), P.URGE_ANSWER),
    ]


def test_named_inspections_alone_are_driven_and_unknown_ones_passed_over(owed: Told) -> None:
    other = Told(owed.desk, date(2021, 6, 1), stream="khac").walk()
    other.day = date(2021, 8, 3)
    other.request("YC1", DUE)

    report = run(owed.desk, LATE, "khac", "khong-co", "khac")

    assert what(report) == [("khac", P.URGE_ANSWER)]
    assert report.looked_at == 2
    assert what(run(owed.desk, LATE)) == [(CASE, P.URGE_ANSWER)]


def test_what_is_done_by_somebody_meanwhile_is_not_done_by_the_machine(owed: Told) -> None:
    owed.tell("receive_answer", on=LATE, request="YC1", now=at(LATE, 7))

    assert run(owed.desk, LATE).done == ()


def test_a_role_that_nobody_holds_is_told_to_the_office(owed: Told) -> None:
    gone = [replace(p, role="member") for p in owed.desk.store.people() if p.id == "kieu"]
    owed.desk.store.put_people(gone)
    run(owed.desk, LATE)

    run(owed.desk, date(2021, 9, 1))  # the second letter is for the Chief Inspector

    entry = last_prompt(owed.desk)
    assert (entry.to, entry.told) == ("chief_inspector", "")
    assert "trình Chánh Thanh tra (chưa cử) ký" in entry.reason
    assert entry.letter.endswith("[họ và tên]")
    assert owed.desk.store.notices()[-1].recipient == "vanphong"


def test_a_conclusion_is_urged_by_the_charts_own_trigger(desk: Desk) -> None:
    told = Told(desk, date(2021, 6, 1)).walk()
    for kind, needed in (
        ("end_fieldwork", K.ONSITE_END_NOTICE),
        ("submit_team_report", K.TEAM_REPORT),
        ("start_draft", None),
        ("submit_appraisal", None),
        ("submit_for_signature", K.APPRAISAL_REPORT),
        ("issue_conclusion", K.CONCLUSION),
    ):
        told.day += timedelta(days=1)
        fields: dict[str, Any] = {"document": paper(needed, told.day)} if needed else {}
        told.tell(kind, by="kieu" if kind == "issue_conclusion" else "binh", **fields)
    monday = date(2021, 7, 22)  # thirty working days after 10/06/2021

    assert run(desk, monday - timedelta(days=1)).done == ()
    assert what(run(desk, monday)) == [(CASE, P.URGE_REMEDY)]

    prompted, urged = desk.history(CASE)[-2:]
    assert isinstance(prompted, Prompted)
    assert (prompted.to, prompted.told, prompted.level) == ("deputy", "hoa", 1)
    assert (urged.kind, urged.actor.id, urged.document) == ("urge", "drive", None)
    assert urged.reason == (
        f"Đến nhịp đôn đốc; dự thảo văn bản ở mục {prompted.version}, chưa ký, chưa gửi."
    )
    assert desk.inspection(CASE).in_state("remedy.urging")
    assert run(desk, monday).done == ()
    assert desk.verify() == ()


def test_one_unreadable_inspection_is_its_own_alert_once_and_stops_no_other(
    owed: Told, tmp_path: Path
) -> None:
    other = Told(owed.desk, date(2021, 6, 1), stream="hong").walk()
    other.day = date(2021, 8, 3)
    other.request("YC1", DUE)
    tamper(tmp_path / "office.db", "hong", 3)

    first, again = run(owed.desk, LATE), run(owed.desk, LATE)

    assert what(first) == [(CASE, P.URGE_ANSWER)]
    assert [stream for stream, _ in first.failed] == ["hong"]
    assert [stream for stream, _ in again.failed] == ["hong"]
    (alert,) = [n for n in owed.desk.store.notices() if n.stream == "hong"]
    assert "tiendo verify" in alert.body


def test_a_row_that_asks_for_attention_without_need_is_healed(owed: Told) -> None:
    row = owed.desk.store.row(CASE)
    assert row is not None
    owed.desk.store.reproject(replace(row, attention_on=date(2021, 8, 4)))

    report = run(owed.desk, date(2021, 8, 5))

    assert (report.looked_at, report.done) == (1, ())
    assert owed.desk.store.row(CASE) == row


def test_a_day_that_is_past_is_not_done_again(owed: Told) -> None:
    run(owed.desk, date(2021, 8, 25))
    before = owed.desk.store.events(CASE)

    assert run(owed.desk, LATE, CASE).done == ()
    assert owed.desk.store.events(CASE) == before


def test_an_inspection_of_tomorrow_is_passed_over(owed: Told) -> None:
    assert run(owed.desk, date(2021, 5, 31), CASE).done == ()

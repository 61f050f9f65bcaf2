"""The sweep: each rung once, one bad case stops no other, and a missed day loses nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from builders import PAUSE_NOTICE, POLICY, REGISTER, at
from offices import CASE, Told, tamper

from states.stall import StallKind
from tiendo.desk import Desk
from tiendo.drive import drive
from tiendo.stuck import stuck
from tiendo.sweep import SweepReport, sweep

PAUSED = date(2021, 7, 19)
FIRST_RUNG = date(2021, 7, 29)


def run(desk: Desk, day: date) -> SweepReport:
    return sweep(desk, as_of=day, now=at(day, 8))


@pytest.fixture
def paused(told: Told) -> Told:
    told.tell("pause_site", PAUSED, document=PAUSE_NOTICE, reason="Giãn cách", ground="epidemic")
    told.day = PAUSED
    return told


def test_nothing_is_told_before_it_is_due(paused: Told) -> None:
    drive(paused.desk, as_of=PAUSED, now=at(PAUSED))

    report = run(paused.desk, FIRST_RUNG - timedelta(days=1))

    assert (report.looked_at, report.raised, report.stuck) == (0, (), ())


def test_the_first_rung_is_told_on_its_day_to_the_team_head(paused: Told) -> None:
    report = run(paused.desk, FIRST_RUNG)

    (notice,) = paused.desk.store.notices()
    assert notice.recipient == "binh"
    assert notice.subject == "Cuộc thanh tra 03 dự án: Tạm dừng mà chưa rà soát yêu cầu"
    assert "có hay không nội dung cần yêu cầu" in notice.body
    assert notice.body.splitlines()[1].startswith(
        "Cách gỡ tốt nhất: «Nêu rõ: không có nội dung cần yêu cầu» (Trưởng đoàn Trần Văn Bình)"
    )
    assert report.raised == (notice.key,)
    last = paused.desk.history(CASE)[-1]
    assert (last.kind, last.actor.kind, last.actor.id) == ("escalate", "machine", "escalate")


def test_twice_in_a_row_changes_nothing_the_second_time(paused: Told) -> None:
    run(paused.desk, FIRST_RUNG)
    before = paused.desk.store.events(CASE), paused.desk.store.notices()

    report = run(paused.desk, FIRST_RUNG)

    assert report.raised == ()
    assert [line.kind for line in report.stuck] == [StallKind.UNREVIEWED_PAUSE]
    assert (paused.desk.store.events(CASE), paused.desk.store.notices()) == before


def test_a_sweep_that_did_not_run_for_weeks_tells_every_rung_it_missed_once(paused: Told) -> None:
    drive(paused.desk, as_of=PAUSED, now=at(PAUSED))

    report = run(paused.desk, date(2021, 9, 8))

    told = [n.recipient for n in paused.desk.store.notices() if n.key in report.raised]
    assert told == ["binh", "dung", "hoa", "kieu"]
    assert len(report.raised) == 4
    row = paused.desk.store.row(CASE)
    assert row is not None
    assert (row.attention_on, row.stuck_from) == (None, FIRST_RUNG)
    again = run(paused.desk, date(2021, 9, 9))
    assert (again.looked_at, again.raised, len(again.stuck)) == (0, (), 1)


def test_each_rung_rises_on_its_own_day(paused: Told) -> None:
    told = []
    for n in range(30):
        day = FIRST_RUNG + timedelta(days=n)
        told += [(day, key.rpartition(":")[2]) for key in run(paused.desk, day).raised]

    assert told == [
        (date(2021, 7, 29), "team_head"),
        (date(2021, 8, 3), "room_head"),
        (date(2021, 8, 9), "deputy"),
        (date(2021, 8, 16), "chief_inspector"),
    ]


def test_an_answer_stops_the_ladder_and_a_new_pause_starts_a_new_one(paused: Told) -> None:
    run(paused.desk, FIRST_RUNG)
    paused.tell("declare_none", date(2021, 7, 30), now=at(date(2021, 7, 30)))
    assert run(paused.desk, date(2021, 8, 20)).raised == ()

    paused.tell("lift_hold", date(2021, 8, 23), reason="x", now=at(date(2021, 8, 23)))
    paused.tell(
        "pause_site",
        date(2021, 8, 24),
        document=PAUSE_NOTICE,
        reason="y",
        now=at(date(2021, 8, 24)),
    )
    (key,) = run(paused.desk, date(2021, 9, 8)).raised
    assert "2021-08-24" in key


def test_a_rung_that_nobody_holds_is_told_to_the_office_with_that_fact(paused: Told) -> None:
    people = [p for p in paused.desk.store.people() if p.id != "dung"]
    gone = replace(next(p for p in paused.desk.store.people() if p.id == "dung"), role="member")
    paused.desk.store.put_people([*people, gone])

    run(paused.desk, date(2021, 8, 3))

    second = paused.desk.store.notices()[1]
    assert second.recipient == "vanphong"
    assert "Chưa có ai giữ vai trò Trưởng phòng" in second.body


def test_one_unreadable_inspection_is_its_own_alert_and_stops_no_other(
    paused: Told, tmp_path: Path
) -> None:
    other = Told(paused.desk, date(2021, 6, 1), stream="hong").walk()
    other.tell("pause_site", PAUSED, document=PAUSE_NOTICE, reason="Giãn cách")
    tamper(tmp_path / "office.db", "hong", 3)

    report = run(paused.desk, FIRST_RUNG)
    again = run(paused.desk, FIRST_RUNG)

    assert [stream for stream, _ in report.failed] == ["hong"]
    assert [n.recipient for n in paused.desk.store.notices() if n.stream == CASE] == ["binh"]
    (alert,) = [n for n in paused.desk.store.notices() if n.stream == "hong"]
    assert "tiendo verify" in alert.body
    assert {line.kind for line in again.stuck} == {
        StallKind.UNREADABLE,
        StallKind.UNREVIEWED_PAUSE,
    }


def test_a_sweep_heals_a_row_that_asks_for_attention_without_need(paused: Told) -> None:
    row = paused.desk.store.row(CASE)
    assert row is not None
    paused.desk.store.reproject(replace(row, attention_on=date(2021, 7, 20)))

    report = run(paused.desk, date(2021, 7, 21))

    assert (report.looked_at, report.raised) == (1, ())
    assert paused.desk.store.row(CASE) == row


def test_more_inspections_than_one_page_are_all_looked_at(desk: Desk) -> None:
    for n in range(7):
        Told(desk, date(2021, 6, 1), stream=f"c{n}").walk().tell(
            "pause_site", PAUSED, document=PAUSE_NOTICE, reason="x"
        )
    full = desk.store.nominated

    def small(on: date, limit: int = 500, after: str = "") -> tuple[str, ...]:
        assert limit == 500
        return full(on, limit=3, after=after)

    desk.store.nominated = small  # type: ignore[method-assign]
    assert run(desk, FIRST_RUNG).looked_at == 7


def test_the_stuck_list_can_be_asked_for_any_day_as_known_then_or_now(told: Told) -> None:
    told.tell(
        "pause_site", PAUSED, document=PAUSE_NOTICE, reason="Giãn cách", now=at(date(2021, 8, 9))
    )
    day = date(2021, 7, 30)

    assert [line.kind for line in stuck(told.desk, as_of=day)] == [StallKind.UNREVIEWED_PAUSE]
    then = stuck(told.desk, as_of=day, known_by=at(day, 17))
    assert [line.kind for line in then] == [StallKind.SILENT]


def test_an_inspection_not_yet_registered_is_not_in_the_list(desk: Desk) -> None:
    desk.record(
        "moi",
        {**REGISTER, "kind": "register", "occurred_on": date(2021, 9, 1)},
        by="vanphong",
        now=at(date(2021, 9, 1)),
    )

    assert stuck(desk, as_of=date(2021, 8, 1)) == ()
    assert POLICY.review_days == 7

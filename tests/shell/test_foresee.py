"""Trying an act tells what it would change, by the same rules, and records nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from builders import PAUSE_NOTICE
from commands import Tiendo, told, version
from offices import CASE, Told

from states.alarm import StallKind
from states.errors import Refused
from states.stall import alarms
from tiendo.errors import NotFound, Stale
from tiendo.foresee import foresee

TODAY = date(2021, 9, 8)
SPOKEN = {"kind": "declare_none", "occurred_on": TODAY, "reason": "Đã rà soát"}


@pytest.fixture
def paused(told: Told) -> Told:
    """Paused on site on 19/07/2021, never reviewed."""
    told.tell("pause_site", date(2021, 7, 19), document=PAUSE_NOTICE)
    return told


def test_what_is_foreseen_is_what_then_happens(paused: Told) -> None:
    desk = paused.desk
    found = foresee(desk, CASE, SPOKEN, by="binh")
    before = len(desk.store.events(CASE))

    after = desk.record(CASE, SPOKEN, by="binh")

    assert before == 5
    assert [alarm.kind for alarm in found.found.ended] == [StallKind.UNREVIEWED_PAUSE]
    standing = alarms(after, desk.policy, desk.days, desk.law)
    assert found.stuck_after == sum(alarm.on <= TODAY for alarm in standing)
    assert found.stuck_before > found.stuck_after
    assert {m.after for m in found.found.moves} <= set(after.configuration)


def test_a_backdated_act_is_tried_at_its_place_in_the_past(paused: Told) -> None:
    """Recorded today as having happened in July, it ends the stall of today."""
    found = foresee(paused.desk, CASE, {**SPOKEN, "occurred_on": date(2021, 7, 22)}, by="binh")

    assert [alarm.kind for alarm in found.found.ended] == [StallKind.UNREVIEWED_PAUSE]


def test_trying_refuses_what_recording_would(paused: Told) -> None:
    with pytest.raises(Refused):
        foresee(paused.desk, CASE, SPOKEN, by="khach")
    with pytest.raises(Refused):
        foresee(paused.desk, CASE, {"kind": "publish", "occurred_on": TODAY}, by="binh")
    with pytest.raises(Stale):
        foresee(paused.desk, CASE, SPOKEN, by="binh", seen=2)
    with pytest.raises(NotFound):
        foresee(paused.desk, "khong-co", SPOKEN, by="binh")


def test_the_command_tells_and_records_nothing(tiendo: Tiendo, home: Path) -> None:
    before = version(home)

    code, out, _ = tiendo("do", CASE, "declare_none", "--dry-run")
    data = told(
        tiendo,
        "do",
        CASE,
        "extend",
        "--by",
        "kieu",
        "--set",
        "days=10",
        "--dry-run",
        "--doc-number",
        "9/QĐ",
        "--doc-date",
        "2021-09-07",
        "--doc-signer",
        "Võ Kiều",
    )
    refused, _, err = tiendo("do", CASE, "end_fieldwork", "--dry-run")

    assert code == 0
    assert "Nếu ghi (chưa ghi gì):" in out
    assert "Hết vướng: Tạm dừng mà chưa rà soát yêu cầu." in out
    assert data["recorded"] is False
    (period,) = (each for each in data["clocks"] if each["turn"] == "moves")
    assert (period["due_before"], period["due_after"]) == ("2021-08-09", "2021-08-17")
    assert (refused, "phải «Tiếp tục» trước" in err) == (1, True)
    assert version(home) == before

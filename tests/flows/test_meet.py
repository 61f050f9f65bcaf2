"""The morning before a meeting: the pack is made and put before it, and again is the same."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from offices import LATE, assign_late, open_office, sqlite, tamper

from flows.meet import meet
from states.meeting.gathering import Gathering
from states.meeting.lapse import LapseKind
from tiendo.desk import Desk
from tiendo.meeting.secretary import history, record, thing
from tiendo.pulse import Outcome
from tiendo.sweep import sweep

TODAY = date(2021, 9, 8)
MEETING = "meeting:2021-09-08"


@pytest.fixture
def shown() -> list[dict[str, Any]]:
    return []


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shown: list[dict[str, Any]]
) -> Iterator[Desk]:
    """The small office with a late directive and a meeting that is called."""
    monkeypatch.setattr("flows.office.open_desk", lambda: open_office(sqlite(tmp_path), TODAY))

    async def keep(**artifact: object) -> None:
        shown.append(artifact)

    monkeypatch.setattr("flows.meet.acreate_table_artifact", keep)
    opened = open_office(sqlite(tmp_path), TODAY)
    assign_late(opened)
    call = {"kind": "call", "title": "Họp giao ban tháng 9/2021", "planned_on": TODAY}
    record(opened, MEETING, call, by="vanphong")
    yield opened
    opened.store.close()


def test_the_pack_is_put_before_the_meeting_and_shown(
    desk: Desk, shown: list[dict[str, Any]]
) -> None:
    state = asyncio.run(meet.fn())

    assert state.is_completed()
    assert state.message is not None
    assert state.message.startswith("1 nhiệm vụ còn mở: 1 chậm, 0 phòng không báo cáo, 1 chưa có")
    forward, report = thing(desk, MEETING, Gathering).forward
    assert report.about == "report:2021-09.phong-1"  # owed by the 5th, opened now
    assert (forward.about, forward.block, forward.asks) == (LATE, "Khối 1", True)
    (table,) = shown
    assert table["key"] == "meeting-pack"
    (row,) = table["table"]
    assert (row["Chậm (ngày)"], row["Ai"]) == (26, "Phòng 1")
    assert desk.store.pulses.by_flow()["meet"].newest.outcome is Outcome.DONE


def test_running_it_twice_writes_nothing_more(desk: Desk) -> None:
    asyncio.run(meet.fn())
    before = dict(desk.store.every_stream())

    asyncio.run(meet.fn())

    assert dict(desk.store.every_stream()) == before


def test_the_sweep_tells_of_late_directives_once(desk: Desk) -> None:
    first = sweep(desk, as_of=TODAY, now=desk.clock.now())
    again = sweep(desk, as_of=TODAY, now=desk.clock.now())

    assert [rise.told for rise in first.lapse_rises] == ["dung", "hoa", "kieu"]
    assert {line.kind for line in first.lapses} == {LapseKind.DIRECTIVE_OVERDUE}
    assert again.lapse_rises == ()
    assert len(history(desk, LATE)) == 4


def test_one_broken_directive_stops_no_other(desk: Desk, tmp_path: Path) -> None:
    other = LATE.replace("01", "02")
    found = history(desk, LATE)[0].model_dump(exclude={"version", "recorded_at", "actor"})
    record(desk, other, found, by="vanphong")
    tamper(tmp_path / "office.db", LATE, 1)

    report = sweep(desk, as_of=TODAY, now=desk.clock.now())

    assert [stream for stream, _ in report.failed] == [LATE]
    assert {rise.stream for rise in report.lapse_rises} == {other}

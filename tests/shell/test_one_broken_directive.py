"""One directive whose record or row is broken is its own alert; the rest of the agenda goes on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conclusions import TODAY, confirmed, number_of
from offices import break_it, tamper

from states.meeting.lapse import LapseKind
from tiendo.desk import Desk
from tiendo.integrity import check_whole
from tiendo.meeting.confirming import confirm
from tiendo.meeting.lapsing import reprojected, tell
from tiendo.meeting.secretary import record
from tiendo.ports import StoredEvent
from tiendo.store.sql import SqlStore
from tiendo.sweep import sweep

LATER = date(2021, 9, 20)


@pytest.fixture
def broken(desk: Desk) -> str:
    """A directive with four entries, told of already, beside one that is fine."""
    number = number_of(desk, "Văn phòng trình")
    found = confirmed(desk).id
    confirm(desk, "meeting:2021-08-06", number, by="vanphong")
    tell(desk, found, as_of=TODAY, now=desk.clock.now())
    return found


def test_a_gap_is_a_fault_of_its_own(desk: Desk, broken: str, tmp_path: Path) -> None:
    gap = "DELETE FROM event WHERE stream = ? AND version = 3"
    break_it(tmp_path / "office.db", gap, (broken,))

    faults = check_whole(desk)

    assert {fault.stream for fault in faults if fault.stream} == {broken}
    assert desk.store.seals.unsealed() == (broken,)


@pytest.mark.usefixtures("broken")
def test_the_alert_calls_it_what_it_is(desk: Desk, tmp_path: Path) -> None:
    tamper(tmp_path / "office.db", "directive:2021-08-06.03", 1)

    report = sweep(desk, as_of=LATER, now=desk.clock.now())

    assert [stream for stream, _ in report.failed] == ["directive:2021-08-06.03"]
    (alert,) = [n for n in desk.store.notices() if ":unreadable:" in n.key]
    assert "rà soát được việc giao ban «directive:2021-08-06.03»" in alert.body
    assert "Các việc khác vẫn được rà soát." in alert.body


@pytest.mark.parametrize("cell", ["attention_on", "stuck_from", "due_on"])
def test_a_day_that_cannot_be_read_in_its_row_stops_nobody_and_is_worked_out_again(
    desk: Desk, broken: str, tmp_path: Path, cell: str
) -> None:
    before = desk.store.agenda.rows()
    damage = f"UPDATE agenda SET {cell} = 'mai' WHERE stream = ?"  # noqa: S608
    break_it(tmp_path / "office.db", damage, (broken,))

    assert [fault.stream for fault in check_whole(desk) if fault.stream] == [broken]
    report = sweep(desk, as_of=LATER, now=desk.clock.now())
    assert LapseKind.DIRECTIVE_OVERDUE in {line.kind for line in report.lapses}
    assert "directive:2021-08-06.03" in {rise.stream for rise in report.lapse_rises}
    assert reprojected(desk) == 1

    assert [row for row in desk.store.agenda.rows() if row.stream == broken] == [
        row for row in before if row.stream == broken
    ]


def test_what_is_recorded_while_all_is_worked_out_again_is_in_the_row(
    desk: Desk, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    events, written = SqlStore.events, list[str]()

    def meanwhile(store: SqlStore, stream: str, since: int = 1) -> tuple[StoredEvent, ...]:
        if stream == broken and not written:
            written.append(stream)
            record(desk, broken, {"kind": "report", "text": "Đã trình."}, by="dung")
        return events(store, stream, since)

    monkeypatch.setattr(SqlStore, "events", meanwhile)
    reprojected(desk)

    assert written == [broken]
    assert desk.verify() == ()


def test_a_row_that_is_gone_or_stands_elsewhere_than_its_entries_is_worked_out_again(
    desk: Desk, broken: str, tmp_path: Path
) -> None:
    before = desk.store.agenda.rows()
    break_it(tmp_path / "office.db", "UPDATE agenda SET version = 9 WHERE stream = ?", (broken,))
    break_it(tmp_path / "office.db", "DELETE FROM agenda WHERE stream <> ?", (broken,))

    assert reprojected(desk) == len(before)
    assert desk.store.agenda.rows() == before


def test_a_paper_that_is_gone_is_a_fault_of_whatever_names_it(
    desk: Desk, broken: str, tmp_path: Path
) -> None:
    break_it(tmp_path / "office.db", "DELETE FROM paper")

    found = {fault.stream for fault in desk.verify() if "it names is not kept" in fault.what}

    assert found == {"meeting:2021-08-06", broken, "directive:2021-08-06.03"}

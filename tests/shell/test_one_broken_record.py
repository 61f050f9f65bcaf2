"""One inspection whose record is broken is its own alert; everybody else's goes on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from builders import PAUSE_NOTICE, at
from machine import at_time, office_time
from offices import CASE, Told, break_it

from states.stall import StallKind
from tiendo.desk import Desk
from tiendo.integrity import check_whole
from tiendo.ports import Conflict, DatabaseDamaged
from tiendo.reproject import rewritten
from tiendo.store.sql import SqlStore
from tiendo.stuck import stuck
from tiendo.sweep import SweepReport, sweep

PAUSED, FIRST_RUNG = date(2021, 7, 19), date(2021, 7, 29)
BROKEN = "hong"

DAMAGES = {
    "a day": "UPDATE event SET occurred_on = 'mai' WHERE stream = 'hong' AND version = 3",
    "a moment": "UPDATE event SET recorded_at = 'trua' WHERE stream = 'hong' AND version = 3",
    "half a letter": (
        "UPDATE event SET body = CAST(x'7b22c3' AS TEXT) WHERE stream = 'hong' AND version = 3"
    ),
    "a gap": "DELETE FROM event WHERE stream = 'hong' AND version = 3",
}


@pytest.fixture
def two(told: Told) -> Desk:
    """Two paused inspections, of which one will be broken."""
    for each in (told, Told(told.desk, date(2021, 6, 1), stream=BROKEN).walk()):
        each.tell("pause_site", PAUSED, document=PAUSE_NOTICE, reason="x", ground="epidemic")
    return told.desk


def run(desk: Desk) -> SweepReport:
    return sweep(desk, as_of=FIRST_RUNG, now=at(FIRST_RUNG, 8))


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_it_is_set_aside_and_told_once_while_the_others_are_swept(
    two: Desk, tmp_path: Path, damage: str
) -> None:
    break_it(tmp_path / "office.db", damage)

    report, again = run(two), run(two)

    assert [stream for stream, _ in report.failed] == [BROKEN]
    assert [n.recipient for n in two.store.notices() if n.stream == CASE] == ["binh"]
    (alert,) = [n for n in two.store.notices() if n.stream == BROKEN]
    assert "tiendo verify" in alert.body
    assert {line.kind for line in again.stuck} == {
        StallKind.UNREADABLE,
        StallKind.UNREVIEWED_PAUSE,
    }


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_verifying_names_it_and_seals_the_others(two: Desk, tmp_path: Path, damage: str) -> None:
    break_it(tmp_path / "office.db", damage)

    faults = check_whole(at_time(two, office_time(8, 9)))

    assert {fault.stream for fault in faults if fault.stream} == {BROKEN}
    assert two.store.seals.unsealed() == (BROKEN,)
    assert [line.stream for line in stuck(two, as_of=FIRST_RUNG)] == [BROKEN, CASE]


def test_nobody_writes_behind_a_gap(two: Desk, tmp_path: Path) -> None:
    break_it(tmp_path / "office.db", DAMAGES["a gap"])

    with pytest.raises(DatabaseDamaged, match=r"hong: entry 3"):
        two.record(
            BROKEN,
            {"kind": "note", "occurred_on": FIRST_RUNG, "text": "x"},
            by="binh",
            now=at(FIRST_RUNG),
        )


@pytest.mark.parametrize("cell", ["attention_on", "stuck_from"])
def test_a_projection_that_cannot_be_read_is_a_fault_and_is_worked_out_again(
    two: Desk, tmp_path: Path, cell: str
) -> None:
    before = two.store.rows()
    break_it(tmp_path / "office.db", f"UPDATE inspection SET {cell} = 'mai' WHERE stream = 'hong'")  # noqa: S608
    assert [fault.stream for fault in two.verify() if fault.stream] == [BROKEN]

    rewritten(two)

    assert two.store.rows() == before


def test_a_projection_that_is_gone_is_worked_out_again(two: Desk, tmp_path: Path) -> None:
    before = two.store.rows()
    break_it(tmp_path / "office.db", "DELETE FROM inspection")

    rewritten(two)

    assert two.store.rows() == before


def test_one_that_always_conflicts_becomes_its_own_alert(
    two: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = SqlStore.append

    def conflicting(
        store: SqlStore, stream: str, after: int, *rest: object, **known: object
    ) -> None:
        if stream == BROKEN:
            raise Conflict(stream, after + 1)
        append(store, stream, after, *rest, **known)  # type: ignore[arg-type]

    monkeypatch.setattr(SqlStore, "append", conflicting)

    report = run(two)

    assert [stream for stream, _ in report.failed] == [BROKEN]
    assert sorted(n.stream for n in two.store.notices()) == sorted([CASE, BROKEN])

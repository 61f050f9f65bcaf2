"""The watch and the nightly backup as flows: what they show and when they are red."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from builders import OFFICERS
from machine import HandClock, alive, at_time, office_time
from offices import Told, open_office, tamper
from prefect import State

import flows.backup
import flows.watch
from flows.backup import backup
from flows.watch import watch
from states.text import same
from tiendo.backup import backups
from tiendo.desk import Desk
from tiendo.health import Finding, Severity
from tiendo.pulse import Outcome

NOON = office_time(8, 12)
LATE = Finding("prefect:late", same("Prefect: 2 lần chạy quá giờ."), Severity.SERIOUS, NOON)


class Office:
    """A real office in a home of its own, on a clock set by hand; Prefect is not asked."""

    def __init__(self, home: Path) -> None:
        self.url = f"sqlite:///{home / 'tiendo.db'}"
        self.clock = HandClock(NOON)
        self.seen: tuple[Finding, ...] = ()
        self.shown: list[dict[str, Any]] = []

    def open(self) -> Desk:
        return at_time(open_office(self.url, date(2021, 9, 8)), self.clock.moment)

    async def ask(self, _now: object) -> tuple[Finding, ...]:
        return self.seen

    async def show(self, **artifact: Any) -> None:
        self.shown.append(artifact)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    made = Office(tmp_path)
    desk = made.open()
    assert len(desk.store.people()) == len(OFFICERS)
    alive(desk, NOON - timedelta(minutes=1))
    desk.store.close()
    monkeypatch.setenv("TIENDO_HOME", str(tmp_path))
    monkeypatch.setattr("flows.office.open_desk", made.open)
    monkeypatch.setattr(flows.watch, "ask_prefect", made.ask)
    monkeypatch.setattr(flows.watch, "acreate_table_artifact", made.show)
    return made


def run(flow: Any, **parameters: Any) -> State[None]:
    state: State[None] = asyncio.run(flow.fn(**parameters))
    return state


def test_a_quiet_watch_is_green_and_says_so(office: Office) -> None:
    state = run(watch)

    assert state.is_completed()
    assert state.message == "Mọi thứ đều chạy."
    (shown,) = office.shown
    assert shown["key"] == "office-health"
    assert shown["description"] == "Máy rà soát lần cuối 11:59 08/09/2021"
    assert shown["table"] == []


def test_what_is_out_of_order_is_red_and_shown_with_what_prefect_says(office: Office) -> None:
    office.seen = (LATE,)
    office.clock.moment = NOON + timedelta(hours=3)

    state = run(watch)

    assert state.is_failed()
    assert state.message is not None
    assert "Prefect: 2 lần chạy quá giờ." in state.message
    (shown,) = office.shown
    assert {"Việc": LATE.text.vi, "Mức": "Cần xử lý ngay", "Từ lúc": "12:00 08/09/2021"} in shown[
        "table"
    ]
    assert any("«rà soát»" in line["Việc"] for line in shown["table"])


def test_a_warning_alone_is_not_red(office: Office) -> None:
    office.seen = (Finding("x", same("Nhẹ."), Severity.WARNING, NOON),)

    state = run(watch)

    assert state.is_completed()
    assert state.message == "Nhẹ."


def test_the_watch_itself_beats_whatever_it_finds(office: Office) -> None:
    office.seen = (LATE,)
    run(watch)

    desk = office.open()
    assert desk.store.pulses.by_flow()["watch"].newest.outcome is Outcome.DONE
    desk.store.close()


def test_a_backup_is_made_and_a_fresh_one_is_enough(office: Office, tmp_path: Path) -> None:
    assert "Đã có bản sao lưu tốt lúc 11:59" in str(run(backup).message)
    assert backups(tmp_path / "backups") == ()

    office.clock.moment = NOON + timedelta(hours=14)
    state = run(backup)

    assert state.is_completed()
    (made,) = backups(tmp_path / "backups")
    assert made.name == "tiendo-20210909-020000.db"
    assert state.message == "tiendo-20210909-020000.db: 0 mục ghi, đã kiểm tra."


def test_starting_the_machine_often_never_puts_the_next_backup_off(
    office: Office, tmp_path: Path
) -> None:
    for hours in (4, 8, 11):  # each start finds a backup that is fresh enough
        office.clock.moment = NOON + timedelta(hours=hours)
        run(backup)
    assert backups(tmp_path / "backups") == ()

    office.clock.moment = NOON + timedelta(hours=14)
    run(backup)

    assert len(backups(tmp_path / "backups")) == 1


def test_a_backup_of_a_broken_record_is_kept_and_red(office: Office, tmp_path: Path) -> None:
    desk = office.open()
    Told(desk, date(2021, 6, 1)).walk()
    desk.store.close()
    tamper(tmp_path / "tiendo.db", "ba-du-an", 2)

    state = run(backup, unless_within_hours=0)

    assert state.is_failed()
    assert "sổ ghi có" in str(state.message)
    assert len(backups(tmp_path / "backups")) == 1


def test_a_backup_that_cannot_be_made_is_a_failed_beat(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setenv("TIENDO_BACKUPS", str(blocked / "backups"))

    with pytest.raises(Exception, match="Không dùng được thư mục sao lưu"):
        run(backup, unless_within_hours=0)

    desk = office.open()
    beat = desk.store.pulses.by_flow()["backup"].newest
    desk.store.close()
    assert beat.outcome is Outcome.FAILED
    assert beat.said.startswith("Không dùng được thư mục sao lưu")


def test_runs_are_named_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIENDO_TODAY", "2021-09-08")

    assert flows.watch.run_name().startswith("Trông máy 08/09/2021 lúc ")
    assert flows.backup.run_name().startswith("Sao lưu 08/09/2021 lúc ")

"""What the machine says is out of order with itself, and what it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from machine import alive, at_time, beaten, office_time
from offices import Told, open_office, sqlite
from sqlalchemy import Engine, event

import tiendo.health
from tests.contracts.builders import a_notice, a_row, an_event, grow
from tiendo.calendar import Calendar
from tiendo.calendar_seed import read_seed
from tiendo.clock import FixedDayClock
from tiendo.desk import Desk
from tiendo.errors import BadInput
from tiendo.health import Finding, Severity, findings, health
from tiendo.limits import Limits, load_limits
from tiendo.pulse import Outcome
from tiendo.schedules import read_rhythms
from tiendo.signs import look

NOW = office_time(8, 9, 5)
LIMITS = load_limits()
SCHEDULES = """
deployments:
  - entrypoint: flows.escalate:escalate
    schedules: [{cron: "0 * * * *", timezone: Asia/Ho_Chi_Minh}]
  - entrypoint: flows.watch:watch
    schedules: [{cron: "*/15 * * * *", timezone: Asia/Ho_Chi_Minh}]
  - entrypoint: flows.backup:backup
    schedules: [{cron: "0 2 * * *", timezone: Asia/Ho_Chi_Minh}]
  - entrypoint: flows.digest:digest
    schedules: [{cron: "0 7 * * 1-5", timezone: Asia/Ho_Chi_Minh}]
  - entrypoint: flows.reproject:reproject
"""


@pytest.fixture(autouse=True)
def schedules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Schedules of this file's own, so that a new flow changes no case here."""
    file = tmp_path / "prefect.yaml"
    file.write_text(SCHEDULES, "utf-8")
    monkeypatch.setattr(tiendo.health, "read_rhythms", lambda: read_rhythms(file))
    return file


def found(desk: Desk, now: datetime = NOW, limits: Limits = LIMITS) -> dict[str, Finding]:
    return {each.key: each for each in health(at_time(desk, now), limits).findings}


@pytest.fixture
def running(desk: Desk) -> Desk:
    """Every flow ran at nine o'clock on Wednesday 08/09/2021, the digest at seven."""
    alive(desk, office_time(8, 9))
    beaten(desk, "digest", office_time(8, 7))
    return desk


def test_all_is_well_in_one_quiet_line(running: Desk) -> None:
    now = health(at_time(running, NOW), LIMITS)

    assert (now.findings, now.serious) == ((), False)
    assert now.line.vi == "Máy rà soát lần cuối 09:00 08/09/2021"
    assert now.line.en == "Last sweep by the machine 09:00 08/09/2021"


def test_nothing_ever_ran_is_serious_once_the_page_has_been_up_for_a_while(desk: Desk) -> None:
    (never,) = found(desk).values()
    assert (never.key, never.severity) == ("never", Severity.SERIOUS)

    opened = at_time(desk, NOW)
    starting = health(opened, LIMITS, since=NOW - timedelta(minutes=3))
    assert [each.severity for each in starting.findings] == [Severity.WARNING]
    late = health(opened, LIMITS, since=NOW - timedelta(minutes=31))
    assert late.serious


def test_a_sweep_that_misses_its_hour_is_silent_after_the_grace_and_says_since_when(
    running: Desk,
) -> None:
    assert "silent:escalate" not in found(running, office_time(8, 10, 30))

    silent = found(running, office_time(8, 10, 31))["silent:escalate"]

    assert silent.text.vi == (
        "Lịch «rà soát» không chạy từ 09:00 08/09/2021, lẽ ra phải chạy lúc 10:00 08/09/2021."
    )
    assert (silent.since, silent.severity) == (office_time(8, 10), Severity.SERIOUS)


def test_a_flow_of_working_days_is_not_silent_over_the_weekend(desk: Desk) -> None:
    beaten(desk, "digest", office_time(10, 7))  # a Friday

    assert "silent:digest" not in found(desk, office_time(13, 7, 29))
    monday = found(desk, office_time(13, 7, 31))["silent:digest"]
    assert (monday.since, monday.severity) == (office_time(13, 7), Severity.WARNING)


def test_a_run_that_failed_beats_as_well(running: Desk) -> None:
    beaten(running, "escalate", office_time(8, 10), Outcome.FAILED, "StoreError: đầy đĩa")

    now = found(running, office_time(8, 10, 45))

    assert "silent:escalate" not in now
    assert now["failed:escalate"].text.vi == (
        "Lần chạy «rà soát» lúc 10:00 08/09/2021 không đạt: StoreError: đầy đĩa"
    )
    beaten(running, "escalate", office_time(8, 11))
    assert "failed:escalate" not in found(running, office_time(8, 11, 5))


def test_a_run_that_was_killed_shows_when_it_has_been_at_work_for_too_long(running: Desk) -> None:
    beaten(running, "reproject", office_time(8, 9), Outcome.RUNNING)

    assert "hung:reproject" not in found(running, office_time(8, 12))
    assert "hung:reproject" in found(running, office_time(8, 12, 1))


def test_a_flow_that_never_ran_is_told_when_it_was_due(desk: Desk) -> None:
    beaten(desk, "watch", office_time(8, 1))
    beaten(desk, "watch", office_time(8, 2, 30))

    assert "silent:backup" not in found(desk, office_time(8, 2, 30))
    assert found(desk, office_time(8, 2, 31))["silent:backup"].text.vi == (
        "Lịch «sao lưu» chưa chạy lần nào, lẽ ra phải chạy lúc 02:00 08/09/2021."
    )


def test_a_flow_without_a_schedule_is_never_silent(running: Desk) -> None:
    beaten(running, "reproject", office_time(1, 9))

    assert "silent:reproject" not in found(running)


def test_a_notice_that_lies_for_working_days_is_told_and_holidays_do_not_count(
    running: Desk,
) -> None:
    running.store.queue([a_notice("k")], office_time(1, 16))  # Wednesday; 2 and 3 September off

    alive(running, office_time(7, 17))
    assert "undelivered" not in found(running, office_time(7, 17))
    alive(running, office_time(8, 9))
    told = found(running)["undelivered"]
    assert told.text.vi == "Có thông báo chờ gửi từ 16:00 01/09/2021 mà chưa gửi được."


def test_a_record_found_broken_stays_told_until_it_is_found_whole(running: Desk) -> None:
    beaten(running, "verify", office_time(8, 3), Outcome.FAILED, "1 chỗ sai: TB mục 2.")
    beaten(running, "verify-new", office_time(8, 9))

    now = found(running)

    assert now["failed:verify"].text.vi == (
        "Sổ ghi có chỗ sai (phát hiện lúc 03:00 08/09/2021): 1 chỗ sai: TB mục 2. "
        "Xem «tiendo verify»."
    )
    assert now["failed:verify"].severity is Severity.SERIOUS


def test_an_old_backup_is_told_also_when_the_flow_keeps_running(running: Desk) -> None:
    for day in range(9, 12):
        alive_but_backup(running, office_time(day, 9))

    assert "backup" not in found(running, office_time(10, 9, 5))
    assert found(running, office_time(11, 9, 5))["backup"].text.vi == (
        "Bản sao lưu gần nhất là từ 09:00 08/09/2021."
    )
    elsewhere = LIMITS.model_copy(update={"backup_hours": 0})
    assert "backup" not in found(running, office_time(11, 9, 5), elsewhere)


def alive_but_backup(desk: Desk, at: datetime) -> None:
    for flow in ("escalate", "watch", "backup"):
        beaten(desk, flow, at)


def test_a_clock_set_back_is_told(running: Desk, told: Told) -> None:
    told.tell("note", date(2021, 9, 8), text="x", now=office_time(8, 9, 4))
    assert found(running) == {}

    back = found(running, office_time(8, 8, 55))

    assert back["clock"].text.vi == (
        "Đồng hồ của máy bị lùi: đã có mục ghi lúc 09:04 08/09/2021, "
        "mà bây giờ mới là 08:55 08/09/2021."
    )


def test_a_clock_whose_day_stands_is_not_set_back_by_midnight(running: Desk) -> None:
    beaten(running, "escalate", office_time(8, 23))
    night = FixedDayClock(date(2021, 9, 8))
    assert not any(
        each.key == "clock" for each in health(replace(running, clock=night), LIMITS).findings
    )

    earlier = FixedDayClock(date(2021, 9, 7))  # the office's day itself was set back
    running.store.append("X", 0, [an_event(at=office_time(8, 9))], a_row("X", 1))
    keys = [each.key for each in health(replace(running, clock=earlier), LIMITS).findings]
    assert "clock" in keys


def test_a_clock_whose_day_stands_still_notices_silence_across_midnight(
    desk: Desk, schedules: Path
) -> None:
    def silent(beat_at: datetime, now: datetime) -> bool:
        beaten(desk, "escalate", beat_at)
        seen = look(at_time(desk, now), LIMITS, read_rhythms(schedules))
        found = findings(replace(seen, stands=True), LIMITS)
        return any(each.key == "silent:escalate" for each in found)

    assert not silent(office_time(8, 23), office_time(8, 0, 20))
    assert silent(office_time(8, 22), office_time(8, 0, 20))


def with_calendar(desk: Desk) -> Desk:
    calendar = Calendar(read_seed())
    return replace(desk, calendar=calendar, days=calendar.days)


def test_next_years_days_off_are_asked_for_from_december_on(running: Desk) -> None:
    desk = with_calendar(running)
    after_2025 = datetime(2025, 11, 30, 9, 5, tzinfo=NOW.tzinfo)
    alive(desk, after_2025)
    assert not any(key.startswith("calendar") for key in found(desk, after_2025))

    december = after_2025 + timedelta(days=1)
    alive(desk, december)
    told = found(desk, december)["calendar:2026"]

    assert told.severity is Severity.WARNING
    assert "2026" in told.text.vi
    assert told.since.date() == date(2025, 12, 1)


def test_a_day_outside_every_calendar_breaks_nothing(running: Desk) -> None:
    running.store.queue([a_notice("k")], NOW)
    far = NOW.replace(year=2190)

    now = found(with_calendar(running), far)

    assert {"undelivered", "calendar:2190", "silent:escalate"} <= now.keys()


def test_schedules_that_cannot_be_read_are_a_finding(running: Desk, schedules: Path) -> None:
    schedules.write_text("deployments: [{entrypoint: 'a:b', schedules: [{cron: x}]}]", "utf-8")

    now = found(running)

    assert now["schedules"].severity is Severity.SERIOUS
    assert "prefect.yaml" in now["schedules"].text.vi


def test_the_serious_come_first_and_the_line_counts_the_rest(running: Desk) -> None:
    beaten(running, "digest", office_time(8, 8), Outcome.FAILED, "một")
    beaten(running, "escalate", office_time(8, 9, 1), Outcome.FAILED, "hai")

    now = health(at_time(running, NOW), LIMITS)

    assert [each.key for each in now.findings] == ["failed:escalate", "failed:digest"]
    assert now.line.vi.endswith("không đạt: hai (và 1 việc khác: «tiendo status»)")


def test_the_office_may_set_its_own_limits(tmp_path: Path) -> None:
    mine = tmp_path / "watch.yaml"
    ours = Path(tiendo.health.__file__).parent / "data" / "watch.yaml"
    mine.write_text(ours.read_text("utf-8").replace("grace_minutes: 30", "grace_minutes: 5"))
    assert load_limits(mine).grace_minutes == 5

    mine.write_text("grace_minutes: 0\n")
    with pytest.raises(BadInput, match=r"watch\.yaml"):
        load_limits(mine)


def test_looking_costs_the_same_however_many_inspections_there_are(tmp_path: Path) -> None:
    desk = open_office(sqlite(tmp_path), date(2021, 9, 8))
    for number in range(30):
        grow(desk.store, f"I-{number:03}", 2)
    plans = list[str]()

    def hear(connection: Any, _c: Any, sql: str, values: Any, _x: Any, _m: bool) -> None:
        if sql.startswith("SELECT"):
            rows = connection.connection.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
            plans.extend(str(row[3]) for row in rows)

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        health(at_time(desk, NOW), LIMITS)
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
    desk.store.close()
    assert plans
    of_inspections = [plan for plan in plans if "event" in plan or "inspection" in plan]
    assert of_inspections == ["SEARCH event USING COVERING INDEX event_recorded"]

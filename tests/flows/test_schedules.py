"""Our own reading of a cron line is Prefect's, so that what counts as late is what is late."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime, timedelta

import pytest
from prefect.server.schemas.schedules import CronSchedule

from flows.serve import read_deployments
from tiendo.clock import OFFICE_ZONE
from tiendo.cron import read_cron
from tiendo.health_terms import BACKUP, SWEEP
from tiendo.limits import load_limits
from tiendo.schedules import read_rhythms

ZONE = "Asia/Ho_Chi_Minh"
LINES = (
    "0 * * * *",
    "*/15 * * * *",
    "7,22,37,52 * * * *",
    "0 2 * * *",
    "30 6 * * 1-5",
    "0 7-17 * * 1-6",
    "0 9 1 * *",
    "15 10 13 * 5",
    "0 0 29 2 *",
    "59 23 31 12 *",
    "0 8 * * 0",
    "0 8 * * 7",
    "5/20 8-18/2 * * *",
)
SERVED = tuple(each.cron for entry in read_deployments() for each in entry.schedules)
STARTS = (
    datetime(2021, 9, 8, 8, 59, 59, tzinfo=OFFICE_ZONE),
    datetime(2021, 9, 8, 9, 0, tzinfo=OFFICE_ZONE),
    datetime(2021, 12, 31, 23, 59, tzinfo=OFFICE_ZONE),
    datetime(2024, 2, 29, 0, 0, tzinfo=OFFICE_ZONE),
)


@pytest.mark.parametrize("line", sorted({*LINES, *SERVED}))
@pytest.mark.parametrize("start", STARTS, ids=str)
def test_a_cron_line_is_due_when_prefect_says_so(line: str, start: datetime) -> None:
    ours, due = [], start
    for _ in range(5):
        found = read_cron(line, ZONE).after(due)
        assert found is not None
        due = found
        ours.append(due.astimezone(UTC))

    schedule = CronSchedule(cron=line, timezone=ZONE)
    first = start + timedelta(seconds=1)  # Prefect counts the moment itself
    theirs = asyncio.run(schedule.get_dates(5, start=first))
    assert ours == [each.astimezone(UTC) for each in theirs]


@pytest.mark.parametrize(
    "line", ["", "0 * * *", "60 * * * *", "0 0 0 * *", "a * * * *", "5-1 * * * *"]
)
def test_what_is_no_cron_line_is_refused_by_name(line: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(line))):
        read_cron(line, ZONE)


def test_a_day_that_never_comes_is_never_due() -> None:
    assert read_cron("0 0 31 2 *", ZONE).after(STARTS[0]) is None


def test_every_flow_with_a_schedule_has_its_rhythm_under_the_name_of_its_beats() -> None:
    flows = {each.entrypoint.rpartition(":")[2] for each in read_deployments() if each.schedules}

    assert set(read_rhythms()) == flows
    assert {SWEEP, BACKUP, "watch"} <= flows


def test_a_night_without_a_backup_is_noticed_before_the_next() -> None:
    night = read_rhythms()[BACKUP].due_after(STARTS[0])

    assert night == datetime(2021, 9, 9, 2, 0, tzinfo=OFFICE_ZONE)
    assert 24 < load_limits().backup_hours < 72

"""deployments/prefect.yaml is the only place that says when a flow runs; what it says holds."""

from __future__ import annotations

import asyncio
from zoneinfo import ZoneInfo

import pytest
from prefect import Flow
from prefect.client.schemas.objects import ConcurrencyLimitStrategy
from prefect.client.schemas.schedules import CronSchedule
from prefect.flows import load_flow_from_entrypoint

from flows.escalate import escalate
from flows.serve import Deployment, read_deployments, runnable

DEPLOYMENTS = read_deployments()


def test_the_sweep_runs_every_hour_and_never_twice_at_once() -> None:
    (hourly,) = [each for each in DEPLOYMENTS if each.entrypoint == "flows.escalate:escalate"]

    assert [each.cron for each in hourly.schedules] == ["0 * * * *"]
    assert hourly.concurrency_limit is not None
    assert hourly.concurrency_limit.limit == 1
    assert hourly.concurrency_limit.collision_strategy is ConcurrencyLimitStrategy.CANCEL_NEW


@pytest.mark.parametrize("entry", DEPLOYMENTS, ids=lambda entry: entry.entrypoint)
def test_every_entrypoint_leads_to_a_flow(entry: Deployment) -> None:
    flow: Flow[..., object] = load_flow_from_entrypoint(entry.entrypoint, False)

    assert flow.isasync, "a sync flow waits a whole second for its own heartbeat"


def test_an_entrypoint_is_the_flow_itself_and_no_second_copy() -> None:
    assert load_flow_from_entrypoint("flows.escalate:escalate") is escalate


@pytest.mark.parametrize("entry", DEPLOYMENTS, ids=lambda entry: entry.entrypoint)
def test_every_schedule_is_valid_and_stands_in_the_offices_time(entry: Deployment) -> None:
    assert entry.schedules or entry.name == "on-call"
    for each in entry.schedules:
        CronSchedule(cron=each.cron, timezone=each.timezone)
        assert ZoneInfo(each.timezone) == ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize("entry", DEPLOYMENTS, ids=lambda entry: entry.entrypoint)
def test_what_is_served_is_what_the_file_says(entry: Deployment) -> None:
    served = asyncio.run(runnable(entry))

    assert served.name == entry.name
    assert served.entrypoint == entry.entrypoint.replace(":", ".")
    limit = entry.concurrency_limit
    assert served.concurrency_limit == (limit.limit if limit else None)
    assert [each.schedule for each in served.schedules or ()] == [
        CronSchedule(cron=each.cron, timezone=each.timezone) for each in entry.schedules
    ]

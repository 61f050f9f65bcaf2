"""deployments/prefect.yaml is the only place that says when a flow runs; what it says holds."""

from __future__ import annotations

import asyncio
from zoneinfo import ZoneInfo

import pytest
import yaml
from prefect import Flow
from prefect.cli.deploy._models import PrefectYamlModel
from prefect.client.schemas.objects import ConcurrencyLimitStrategy
from prefect.client.schemas.schedules import CronSchedule
from prefect.flows import load_flow_from_entrypoint

from flows.escalate import escalate
from flows.inspection import inspection
from flows.mirror import DEPLOYMENT
from flows.serve import Deployment, EmbeddedRunner, read_deployments, runnable
from tiendo.schedules import SCHEDULES

DEPLOYMENTS = read_deployments()


def test_the_sweep_runs_every_hour_and_never_twice_at_once() -> None:
    (hourly,) = [each for each in DEPLOYMENTS if each.entrypoint == "flows.escalate:escalate"]

    assert [each.cron for each in hourly.schedules] == ["0 * * * *"]
    assert hourly.concurrency_limit is not None
    assert hourly.concurrency_limit.limit == 1
    assert hourly.concurrency_limit.collision_strategy is ConcurrencyLimitStrategy.CANCEL_NEW


def test_what_needs_no_person_is_done_every_hour_beside_the_sweep() -> None:
    (sweep,) = [each for each in DEPLOYMENTS if each.entrypoint == "flows.escalate:escalate"]
    (hourly,) = [each for each in DEPLOYMENTS if each.entrypoint == "flows.drive:drive"]

    assert [each.cron for each in hourly.schedules] == ["5 * * * *"]
    assert hourly.concurrency_limit == sweep.concurrency_limit


def test_only_what_is_marked_starts_at_once_and_mirrors_and_helpers_wait_to_be_called() -> None:
    by_hand = [each.entrypoint for each in DEPLOYMENTS if not each.schedules]
    at_start = {each.entrypoint for each in DEPLOYMENTS if each.at_start}

    assert by_hand == ["flows.inspection:inspection", "flows.reproject_part:reproject_part"]
    assert "flows.escalate:escalate" in at_start
    assert "flows.inspection:inspection" not in at_start


def test_prefect_reads_past_our_own_mark() -> None:
    file = yaml.safe_load(SCHEDULES.read_text(encoding="utf-8"))

    read = PrefectYamlModel.model_validate(file)

    assert [each.entrypoint for each in read.deployments] == [e.entrypoint for e in DEPLOYMENTS]


def test_the_mirrors_are_runs_of_a_deployment_that_is_there() -> None:
    (entry,) = [each for each in DEPLOYMENTS if each.entrypoint == "flows.inspection:inspection"]

    assert f"{inspection.name}/{entry.name}" == DEPLOYMENT


@pytest.mark.parametrize("entry", DEPLOYMENTS, ids=lambda entry: entry.entrypoint)
def test_every_entrypoint_leads_to_a_flow(entry: Deployment) -> None:
    flow: Flow[..., object] = load_flow_from_entrypoint(entry.entrypoint, False)

    assert flow.isasync, "a sync flow waits a whole second for its own heartbeat"


def test_an_entrypoint_is_the_flow_itself_and_no_second_copy() -> None:
    assert load_flow_from_entrypoint("flows.escalate:escalate") is escalate


@pytest.mark.parametrize("entry", DEPLOYMENTS, ids=lambda entry: entry.entrypoint)
def test_every_schedule_is_valid_and_stands_in_the_offices_time(entry: Deployment) -> None:
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


def test_ended_by_a_signal_the_runner_leaves_nothing_unawaited() -> None:
    async def under_way() -> None:
        runner = EmbeddedRunner(name="tiendo")
        with pytest.raises(SystemExit) as ended:
            runner.handle_sigterm(15, None)
        assert ended.value.code == 0

    asyncio.run(under_way())

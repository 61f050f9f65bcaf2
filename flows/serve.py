"""Serves every schedule of deployments/prefect.yaml on one machine: what `tiendo up` starts.

Larger installations run a worker instead, on the same file: `prefect deploy --all`.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import yaml
from prefect import Flow, State, get_client
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import FlowRunFilter
from prefect.client.schemas.objects import ConcurrencyLimitConfig, StateType
from prefect.deployments.runner import RunnerDeployment
from prefect.flows import load_flow_from_entrypoint
from prefect.runner import Runner
from prefect.schedules import Cron
from prefect.states import Crashed
from prefect.types.entrypoint import EntrypointType
from pydantic import BaseModel

SCHEDULES = Path(__file__).parent.parent / "deployments" / "prefect.yaml"
AT_ONCE = 1  # on SQLite, several runs that start together make one another wait


class CronEntry(BaseModel):
    """When a flow runs by itself."""

    cron: str
    timezone: str


class Deployment(BaseModel):
    """One entry of prefect.yaml, as far as serving it needs to know."""

    name: str
    entrypoint: str
    schedules: tuple[CronEntry, ...] = ()  # none: it runs when it is called
    concurrency_limit: ConcurrencyLimitConfig | None = None


def read_deployments(path: Path = SCHEDULES) -> tuple[Deployment, ...]:
    """The deployments that the file defines."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))["deployments"]
    return tuple(Deployment.model_validate(entry) for entry in entries)


async def runnable(entry: Deployment) -> RunnerDeployment:
    """The entry in the form in which a runner takes it."""
    flow: Flow[..., object] = load_flow_from_entrypoint(entry.entrypoint)
    return await flow.ato_deployment(
        entry.name,
        schedules=[Cron(each.cron, timezone=each.timezone) for each in entry.schedules],
        concurrency_limit=entry.concurrency_limit,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


async def serve() -> None:
    """Register what the file says, start what has a schedule once now, then keep to them."""
    runner = Runner(name="tiendo", pause_on_shutdown=False, limit=AT_ONCE)
    async with get_client() as client:
        await close_left_running(client)
        for entry in read_deployments():
            deployment_id = await runner.aadd_deployment(await runnable(entry))
            if entry.schedules:
                await client.create_flow_run_from_deployment(deployment_id, tags=["khoi-dong"])
    await runner.start()


async def close_left_running(client: PrefectClient) -> None:
    """Close the runs of a runner that was killed: they would hold their flow's only place.

    Nobody else runs flows here, so whatever still counts as running has lost its process.
    """
    under_way = [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING]
    left = await client.read_flow_runs(
        flow_run_filter=FlowRunFilter.model_validate({"state": {"type": {"any_": under_way}}})
    )
    gone: State[None] = Crashed(
        message="Máy đã dừng giữa chừng; lần chạy sau làm tiếp, không mất gì."
    )
    for run in left:
        await client.set_flow_run_state(run.id, gone, force=True)


if __name__ == "__main__":
    asyncio.run(serve())

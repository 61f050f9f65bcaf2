"""Serves every schedule of deployments/prefect.yaml on one machine: what `tiendo up` starts.

Larger installations run a worker instead, on the same file: `prefect deploy --all`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prefect import Flow, get_client
from prefect.client.schemas.objects import ConcurrencyLimitConfig
from prefect.deployments.runner import RunnerDeployment
from prefect.flows import load_flow_from_entrypoint
from prefect.runner import Runner
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType
from pydantic import BaseModel

from flows.automations import read_alarms, settle
from flows.listen import listen
from flows.runs import close_left_running, drop_doubles
from tiendo.bootstrap import open_desk
from tiendo.clock import SystemClock
from tiendo.errors import OfficeError
from tiendo.private import keep_private
from tiendo.schedules import SCHEDULES
from tiendo.yaml_text import read_yaml

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
    at_start: bool = False  # run once as soon as the runner is there; Prefect reads past it
    concurrency_limit: ConcurrencyLimitConfig | None = None


def read_deployments(path: Path = SCHEDULES) -> tuple[Deployment, ...]:
    """The deployments that the file defines."""
    entries = read_yaml(path.read_text(encoding="utf-8"))["deployments"]
    return tuple(Deployment.model_validate(entry) for entry in entries)


class EmbeddedRunner(Runner):
    """A runner that ends at SIGTERM without more ado.

    Prefect's own handler calls `stop()`, which inside the running loop gives a coroutine that
    nobody awaits: it warned, stopped nothing, and then exited as this one does.
    """

    def handle_sigterm(self, *_signal: object) -> None:
        """Leave the loop; what was running is marked crashed at the next start."""
        raise SystemExit(0)


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
    """Register what the file says, start what is marked `at_start`, then keep to the schedules.

    Nothing is started of which a run waits already: a runner that dies often has no longer queue.

    Beside that it listens for what people change; when either ends, so does the other.
    """
    runner = EmbeddedRunner(name="tiendo", pause_on_shutdown=False, limit=AT_ONCE)
    async with get_client() as client:
        await close_left_running(client)
        waiting = await drop_doubles(client, SystemClock().now())
        for entry in read_deployments():
            deployment_id = await runner.aadd_deployment(await runnable(entry))
            if entry.at_start and deployment_id not in waiting:
                await client.create_flow_run_from_deployment(deployment_id, tags=["khoi-dong"])
        await settle(client, read_alarms())
    async with asyncio.TaskGroup() as together:
        hearing = together.create_task(listen())
        await runner.start()
        hearing.cancel()


@contextmanager
def at_work() -> Iterator[None]:
    """Count as at work between two runs, too: nobody moves the office away meanwhile."""
    try:
        desk = open_desk()
    except OfficeError:  # every run says so by itself
        yield
        return
    try:
        yield
    finally:
        desk.store.close()


if __name__ == "__main__":
    keep_private()
    with at_work():
        asyncio.run(serve())

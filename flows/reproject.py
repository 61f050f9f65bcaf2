"""Every due date worked out again when what they rest on has changed, by as many as there are.

The run asks whether there is anything to do, calls a helper for every other worker of the pool,
and works itself like each of them. Whoever is killed is done for by the others.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from prefect import State, flow, get_client
from prefect.artifacts import acreate_progress_artifact, aupdate_progress_artifact
from prefect.client.schemas.filters import WorkerFilter, WorkerFilterStatus
from prefect.client.schemas.objects import WorkerStatus
from prefect.deployments import arun_deployment
from prefect.exceptions import ObjectNotFound
from prefect.runtime import flow_run
from prefect.states import Failed

from flows.office import ended, look, office_time, one_beat, steps_at_desk
from tiendo.beat import Said
from tiendo.desk import Desk
from tiendo.fanout import LeftBehind, Standing, ask, standing, work
from tiendo.partitions import Job
from tiendo.settings import read_settings

HELPER = "reproject-part/on-call"
LOOK_AGAIN_SECONDS = 2.0
SHOWN_EVERY = 5.0  # per cent


def run_name() -> str:
    """What the run is called in Prefect's list."""
    now = office_time()
    return f"Tính lại các hạn {now:%d/%m/%Y} lúc {now:%H:%M}"


@flow(
    name="reproject",
    flow_run_name=run_name,
    description="Tính lại mọi hạn: khi lịch, tham số hoặc quy tắc đổi. Chạy lại cũng không sao.",
)
async def reproject() -> State[None]:
    """Work everything out again if anything it rests on has changed, until nothing is left."""
    try:
        return ended(await one_beat("reproject", all_of_it))
    except LeftBehind as left:
        return Failed(message=left.text.vi)


async def all_of_it() -> Said:
    """Job after job until there is none; how the last one went."""
    called, now = 0, None
    while (job := await look(asked)) is not None:
        if job.number != called:
            called = job.number
            await call_helpers(job)
        now = await work_off(job)
    return told(now) if now else Said(True, "Không có gì phải tính lại")


def asked(desk: Desk) -> Job | None:
    """The job there is to do at this desk."""
    return ask(desk, at=desk.clock.now(), size=read_settings().reproject_part)


async def call_helpers(job: Job) -> int:
    """Start a run for every other worker of the pool, as far as there are parts; how many.

    None where one runner serves all flows, one after another: it would only come later.
    """
    parts = len(await look(lambda desk: desk.store.partitions.parts(job.number)))
    async with get_client() as client:
        try:
            pool = (await client.read_deployment_by_name(HELPER)).work_pool_name
        except ObjectNotFound:
            return 0
        if pool is None:
            return 0
        online = WorkerFilter(status=WorkerFilterStatus(any_=[WorkerStatus.ONLINE]))
        workers = await client.read_workers_for_work_pool(pool, worker_filter=online)
    wanted = max(0, min(parts, len(workers)) - 1)
    for number in range(1, wanted + 1):
        await arun_deployment(
            HELPER,
            parameters={"job": job.number},
            timeout=0,
            idempotency_key=f"{flow_run.id}:{job.number}:{number}",
        )
    return wanted


async def work_off(job: Job) -> Standing:
    """Do whatever part of a job is free until all are done, showing how far the whole is.

    What others hold they finish, or lose to us.
    """
    said = f"Lần tính lại số {job.number}. {job.because}."
    bar = await acreate_progress_artifact(0.0, key="reproject", description=said)
    shown = 0.0

    def steps(desk: Desk) -> Iterator[Standing]:
        for _ in work(desk, job, now=desk.clock.now()):
            yield standing(desk, job)

    while True:
        async for now in steps_at_desk(steps):
            if now.share - shown >= SHOWN_EVERY:
                shown = now.share
                await aupdate_progress_artifact(bar, shown)
        end = await look(lambda desk: standing(desk, job))
        if not end.open:
            await aupdate_progress_artifact(bar, end.share)
            return end
        await asyncio.sleep(LOOK_AGAIN_SECONDS)


def told(now: Standing) -> Said:
    """How the job went, in one sentence; not well where a record could not be read."""
    if not now.failed:
        return Said(True, summary(now))
    unread = f"{now.failed} cuộc không đọc được, hãy chạy «tiendo verify»"
    return Said(False, f"{summary(now)}; {unread}")


def summary(now: Standing) -> str:
    """How far a job is, in one line."""
    return f"{now.job.because}: đã tính lại {now.done}/{now.total} cuộc, {now.moved} hạn thay đổi"

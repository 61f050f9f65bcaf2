"""What a sweep shows supervisors in Prefect beside its table, in bounded time.

Nothing of it is needed by us: what fails is logged and said, and the sweep stands as it is.
"""

from __future__ import annotations

import asyncio
import logging
import re
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from prefect import get_client
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import FlowRunFilter
from prefect.client.schemas.objects import StateType
from prefect.events import emit_event
from prefect.runtime import flow_run

from flows.links import block_tag, inspection_page, kind_tag
from flows.mirror import mirrors, reconcile
from tiendo.clock import SystemClock, clock_face
from tiendo.meeting.lapsing import LapseRise
from tiendo.settings import read_settings
from tiendo.sweep import Rise, SweepReport

LOG = logging.getLogger(__name__)
SOON = timedelta(hours=2)
SECONDS = 60.0
EVENT = "tiendo.escalated"


async def show(report: SweepReport, said: str) -> str:
    """Show a sweep; what went wrong in words, or nothing."""
    for rise in report.rises:
        if not rise.call.early:  # a warning before the day is no escalation
            announce(rise)
    for lapse in report.lapse_rises:
        if not lapse.call.early:
            announce_lapse(lapse)
    try:
        async with asyncio.timeout(SECONDS), get_client() as client:
            await entitle(client, report, said)
            await name_planned(client)
            wanted = mirrors(report.stuck, read_settings().mirrors)
            await reconcile(client, wanted, {line.stream for line in report.stuck})
    except TimeoutError:
        why = f"quá {SECONDS:.0f} giây"
    except Exception as error:  # Prefect's trouble, whatever it is, is not the sweep's
        why = f"{type(error).__name__}: {error}"
    else:
        return ""
    LOG.warning("event=show_failed why=%s", why)
    return f"chưa cập nhật đủ danh sách đang vướng trong Prefect ({why})"


def announce(rise: Rise) -> None:
    """Emit one event for a rung that was told; sent twice it is one event to Prefect."""
    _emit("inspection", rise.name, rise)


def announce_lapse(rise: LapseRise) -> None:
    """As ``announce``, for a rung about a directive, a report or a meeting."""
    _emit(rise.stream.partition(":")[0], rise.title, rise)


def _emit(kind: str, name: str, rise: Rise | LapseRise) -> None:
    call = rise.call
    emit_event(
        EVENT,
        resource={
            "prefect.resource.id": f"tiendo.{kind}.{rise.stream}",
            "prefect.resource.name": name,
            "tiendo.block": rise.block,
            "tiendo.stall": call.alarm.kind.value,
            "tiendo.rung": str(call.rung),
        },
        payload={
            "key": call.key,
            kind: rise.stream,
            "block": rise.block,
            "stall": call.alarm.kind.value,
            "subject": call.alarm.subject,
            "rung": call.rung,
            "role": call.to.value,
            "told": rise.told,
            "page": inspection_page(rise.stream),
        },
        id=uuid5(NAMESPACE_URL, f"tiendo:{call.key}"),
    )


async def entitle(client: PrefectClient, report: SweepReport, said: str) -> None:
    """Put what was found into the name and the tags of the sweep's own run."""
    if flow_run.id is None:
        return
    tags = {
        *flow_run.tags,
        *(kind_tag(line.kind) for line in report.stuck),
        *(block_tag(line.block) for line in report.stuck if line.block),
    }
    await client.update_flow_run(flow_run.id, name=f"{flow_run.name}: {said}", tags=sorted(tags))


async def name_planned(client: PrefectClient) -> None:
    """Give the runs that the schedules have planned next a name in words, before they start.

    Prefect's scheduler has no name to give but a random one; it plans hundreds ahead.
    """
    until = SystemClock().now() + SOON
    planned = await client.read_flow_runs(
        flow_run_filter=FlowRunFilter.model_validate(
            {
                "state": {"type": {"any_": [StateType.SCHEDULED]}},
                "tags": {"all_": ["auto-scheduled"]},
                "expected_start_time": {"before_": until},
            }
        )
    )
    titles = {
        each.id: title(each.description or each.name) for each in await client.read_deployments()
    }
    for run in planned:
        if run.deployment_id in titles and run.expected_start_time:
            name = planned_name(titles[run.deployment_id], run.expected_start_time)
            if run.name != name:
                await client.update_flow_run(run.id, name=name)


def title(description: str) -> str:
    """The first clause of what a deployment says of itself."""
    return re.split(r"[.,;:\n]", description, maxsplit=1)[0].strip()


def planned_name(doing: str, at: datetime) -> str:
    """What a planned run is called until it starts and names itself."""
    return f"{doing}, theo lịch {clock_face(at)}"

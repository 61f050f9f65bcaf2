"""What Prefect itself says of its runs: late, crashed, or left running by a process that died."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from prefect import State, get_client
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import FlowFilter, FlowRunFilter
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.events.filters import (
    EventFilter,
    EventNameFilter,
    EventOccurredFilter,
    EventResourceFilter,
)
from prefect.settings import get_current_settings
from prefect.states import Cancelled, Crashed

from states.text import Text
from tiendo.clock import clock_face
from tiendo.health import Finding, Severity

LATE = timedelta(minutes=30)
NO_HEARTBEAT = timedelta(minutes=10)
REMEMBERED = timedelta(days=1)
_ONE_WAITS = "Một lần chạy y hệt đang chờ trước; chạy một lần là đủ."
_MISSED = 4  # heartbeats in a row before a run counts as dead
_UNDER_WAY = (StateType.RUNNING, StateType.PENDING, StateType.CANCELLING)

_LATE = Text(
    "Prefect: {n} lần chạy quá giờ mà chưa bắt đầu, sớm nhất lẽ ra lúc {at}.",
    "Prefect: {n} runs are late, the first was due at {at}.",
)
_CRASHED = Text(
    "Prefect: lần chạy «{name}» bị ngắt giữa chừng, chưa có lần nào xong sau đó.",
    "Prefect: the run “{name}” crashed, and none has completed since.",
)
_CLOSED = Text(
    "Prefect: lần chạy «{name}» mất tiến trình, đã được đóng lại.",
    "Prefect: the run “{name}” had lost its process and was closed.",
)
_UNREACHABLE = Text("Không hỏi được máy chủ Prefect: {error}", "Prefect does not answer: {error}")


async def close_left_running(client: PrefectClient) -> None:
    """Close the runs of a runner that was killed: they would hold their flow's only place.

    For a runner that starts where nobody else runs flows: whatever still counts as running
    has lost its process.
    """
    for run in await _read(client, state={"type": {"any_": _UNDER_WAY}}):
        await _close(client, run)


async def drop_doubles(client: PrefectClient, now: datetime) -> frozenset[UUID]:
    """Cancel what waits behind the very same run; the deployments of which a plain run waits.

    A runner that was down, or killed again and again, would come to what is new only behind all
    that it missed. What somebody asked for with words of his own is never the same run.
    """
    kept = dict[tuple[UUID | None, str], FlowRun]()
    while True:
        waiting = await _read(
            client,
            sort=FlowRunSort.EXPECTED_START_TIME_ASC,
            state={"type": {"any_": [StateType.SCHEDULED]}},
            expected_start_time={"before_": now},
        )
        served = [run for run in waiting if run.deployment_id]
        doubles = [run for run in served if kept.setdefault(_same(run), run).id != run.id]
        for run in doubles:
            await client.set_flow_run_state(run.id, Cancelled(message=_ONE_WAITS), force=True)
        if not doubles:
            plain = (run for run in kept.values() if not run.parameters)
            return frozenset(run.deployment_id for run in plain if run.deployment_id)


def _same(run: FlowRun) -> tuple[UUID | None, str]:
    """What two runs have in common of which one is enough."""
    return run.deployment_id, json.dumps(run.parameters, sort_keys=True, default=str)


async def close_without_heartbeat(client: PrefectClient, now: datetime) -> tuple[FlowRun, ...]:
    """Close the runs whose process has fallen silent; those that were closed.

    Should one of them live after all, nothing is lost but the colour of its end.
    """
    every = get_current_settings().flows.heartbeat_frequency
    if every is None:
        return ()
    silence = max(NO_HEARTBEAT, timedelta(seconds=_MISSED * every))
    running = await _read(
        client,
        state={"type": {"any_": [StateType.RUNNING]}},
        start_time={"before_": now - silence},
    )
    closed = [run for run in running if not await _beats(client, run, now - silence)]
    for run in closed:
        await _close(client, run)
    return tuple(closed)


async def ask_prefect(now: datetime) -> tuple[Finding, ...]:
    """What is out of order with Prefect's own runs; that it cannot be asked is a finding too."""
    try:
        async with get_client() as client:
            return await runs_seen(client, now)
    except Exception as error:  # the edge: the watch goes on by its own path
        text = _UNREACHABLE.fill(error=f"{type(error).__name__}: {error}")
        return (Finding("prefect:unreachable", text, Severity.WARNING, now),)


async def runs_seen(client: PrefectClient, now: datetime) -> tuple[Finding, ...]:
    """What is out of order with Prefect's own runs, after closing those whose process died."""
    closed = await close_without_heartbeat(client, now)
    late = await _read(
        client,
        state={"name": {"any_": ["Late"]}},
        expected_start_time={"before_": now - LATE},
    )
    crashed = await _crashed_last(client, now)
    told = {run.id for run in closed}
    return (
        *_closed(closed, now),
        *_late(late, now),
        *_crashed([run for run in crashed if run.id not in told]),
    )


async def _crashed_last(client: PrefectClient, now: datetime) -> list[FlowRun]:
    """The newest crashed run of each flow, unless one has completed since."""
    crashed = await _read(
        client,
        sort=FlowRunSort.END_TIME_DESC,
        state={"type": {"any_": [StateType.CRASHED]}},
        end_time={"after_": now - REMEMBERED},
    )
    newest = {run.flow_id: run for run in reversed(crashed)}
    return [run for run in newest.values() if not await _completed_since(client, run)]


async def _completed_since(client: PrefectClient, run: FlowRun) -> bool:
    found = await client.read_flow_runs(
        flow_filter=FlowFilter.model_validate({"id": {"any_": [run.flow_id]}}),
        flow_run_filter=FlowRunFilter.model_validate(
            {
                "state": {"type": {"any_": [StateType.COMPLETED]}},
                "end_time": {"after_": run.end_time},
            }
        ),
        limit=1,
    )
    return bool(found)


def _closed(closed: Sequence[FlowRun], now: datetime) -> Sequence[Finding]:
    return [
        Finding(
            f"prefect:closed:{run.id}",
            _CLOSED.fill(name=run.name),
            Severity.WARNING,
            run.start_time or now,
        )
        for run in closed
    ]


def _late(late: Sequence[FlowRun], now: datetime) -> Sequence[Finding]:
    if not late:
        return []
    first = min(run.expected_start_time or now for run in late)
    text = _LATE.fill(n=len(late), at=clock_face(first))
    return [Finding("prefect:late", text, Severity.SERIOUS, first)]


def _crashed(crashed: Sequence[FlowRun]) -> Sequence[Finding]:
    return [
        Finding(
            f"prefect:crashed:{run.id}",
            _CRASHED.fill(name=run.name),
            Severity.WARNING,
            run.end_time,
        )
        for run in crashed
        if run.end_time
    ]


async def _read(
    client: PrefectClient, sort: FlowRunSort | None = None, **wanted: object
) -> list[FlowRun]:
    chosen = FlowRunFilter.model_validate(wanted)
    return await client.read_flow_runs(flow_run_filter=chosen, sort=sort)


async def _beats(client: PrefectClient, run: FlowRun, since: datetime) -> bool:
    """Whether a run has given a sign of life since a moment."""
    wanted = EventFilter(
        occurred=EventOccurredFilter(since=since),
        event=EventNameFilter(name=["prefect.flow-run.heartbeat"]),
        resource=EventResourceFilter(id=[f"prefect.flow-run.{run.id}"]),
    )
    return bool((await client.read_events(filter=wanted, limit=1)).events)


async def _close(client: PrefectClient, run: FlowRun) -> None:
    gone: State[None] = Crashed(
        message="Máy đã dừng giữa chừng; lần chạy sau làm tiếp, không mất gì."
    )
    await client.set_flow_run_state(run.id, gone, force=True)

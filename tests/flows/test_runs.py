"""What the watch reads out of Prefect's own runs, and which of them it closes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.events.filters import EventFilter
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from flows.runs import (
    ask_prefect,
    close_left_running,
    close_without_heartbeat,
    drop_doubles,
    runs_seen,
)
from tiendo.health import Severity

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SWEEP, DELIVER = UUID(int=1), UUID(int=2)


def a_run(
    state: StateType, minutes_ago: int, *, flow: UUID = SWEEP, name: str = "", late: bool = False
) -> FlowRun:
    moment = NOW - timedelta(minutes=minutes_ago)
    ended = state in (StateType.COMPLETED, StateType.CRASHED)
    return FlowRun(
        flow_id=flow,
        name=name or state.value,
        state_type=state,
        state_name="Late" if late else state.value.capitalize(),
        start_time=None if late else moment,
        end_time=moment if ended else None,
        expected_start_time=moment,
    )


@dataclass
class Server:
    """Stands in for Prefect's server: keeps runs, and answers the questions we ask of it."""

    runs: list[FlowRun] = field(default_factory=list)
    heartbeats: dict[UUID, datetime] = field(default_factory=dict)
    closed: list[str] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)

    async def read_flow_runs(self, **asked: Any) -> list[FlowRun]:
        wanted = asked["flow_run_filter"]
        flow = asked.get("flow_filter")
        found = [
            run
            for run in self.runs
            if _fits(run, wanted) and (flow is None or run.flow_id in flow.id.any_)
        ]
        if asked.get("sort") is FlowRunSort.EXPECTED_START_TIME_ASC:
            found.sort(key=lambda run: run.expected_start_time or NOW)
        else:
            found.sort(key=lambda run: run.end_time or NOW, reverse=True)
        return found[: asked.get("limit") or 200]

    async def read_events(self, filter: EventFilter, limit: int) -> SimpleNamespace:
        assert filter.event is not None
        assert filter.resource is not None
        assert filter.event.name == ["prefect.flow-run.heartbeat"]
        heard = [
            id_
            for id_, when in self.heartbeats.items()
            if filter.resource.id == [f"prefect.flow-run.{id_}"] and when >= filter.occurred.since
        ]
        return SimpleNamespace(events=heard[:limit])

    async def set_flow_run_state(self, run_id: UUID, state: Any, force: bool) -> None:
        assert force
        assert state.is_crashed() or state.is_cancelled()
        (run,) = (run for run in self.runs if run.id == run_id)
        run.state_type = state.type
        (self.closed if state.is_crashed() else self.cancelled).append(run.name)


def _fits(run: FlowRun, wanted: Any) -> bool:
    state = wanted.state
    types = state.type.any_ if state and state.type else None
    names = state.name.any_ if state and state.name else None
    bounds = (
        (wanted.start_time, run.start_time),
        (wanted.end_time, run.end_time),
        (wanted.expected_start_time, run.expected_start_time),
    )
    return (
        (types is None or run.state_type in types)
        and (names is None or run.state_name in names)
        and all(limit is None or _within(limit, moment) for limit, moment in bounds)
    )


def _within(limit: Any, moment: datetime | None) -> bool:
    return moment is not None and (
        (limit.before_ is None or moment <= limit.before_)
        and (limit.after_ is None or moment >= limit.after_)
    )


def keys(server: Server) -> dict[str, Severity]:
    found = asyncio.run(runs_seen(server, NOW))  # type: ignore[arg-type]
    return {":".join(each.key.split(":")[:2]): each.severity for each in found}


@pytest.fixture(autouse=True)
def heartbeat() -> Any:
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: 30}):
        yield


def test_all_is_well() -> None:
    server = Server([a_run(StateType.COMPLETED, 5), a_run(StateType.RUNNING, 1)])

    assert keys(server) == {}
    assert server.closed == []


def test_a_run_without_a_heartbeat_is_closed_and_told() -> None:
    dead = a_run(StateType.RUNNING, 40, name="Rà soát")
    alive = a_run(StateType.RUNNING, 40, flow=DELIVER, name="Gửi")
    server = Server([dead, alive], {alive.id: NOW - timedelta(minutes=1)})
    server.heartbeats[dead.id] = NOW - timedelta(minutes=11)

    assert keys(server) == {"prefect:closed": Severity.WARNING}
    assert server.closed == ["Rà soát"]


def test_where_nobody_sends_heartbeats_nothing_is_closed() -> None:
    server = Server([a_run(StateType.RUNNING, 400)])

    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        assert asyncio.run(close_without_heartbeat(server, NOW)) == ()  # type: ignore[arg-type]
    assert server.closed == []


def test_a_slow_heartbeat_needs_a_longer_silence() -> None:
    server = Server([a_run(StateType.RUNNING, 15)])
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: 600}):
        assert keys(server) == {}


def test_runs_that_are_late_are_serious_after_half_an_hour() -> None:
    assert keys(Server([a_run(StateType.SCHEDULED, 29, late=True)])) == {}
    server = Server([a_run(StateType.SCHEDULED, 31, late=True)])

    assert keys(server) == {"prefect:late": Severity.SERIOUS}


def test_a_crash_is_told_until_a_later_run_of_that_flow_completes() -> None:
    crash = a_run(StateType.CRASHED, 60, name="Rà soát 08:00")
    other = a_run(StateType.COMPLETED, 5, flow=DELIVER)
    assert keys(Server([crash, other])) == {"prefect:crashed": Severity.WARNING}

    assert keys(Server([crash, a_run(StateType.COMPLETED, 5)])) == {}
    assert keys(Server([a_run(StateType.CRASHED, 60 * 25)])) == {}  # a day is enough


def test_a_starting_runner_closes_whatever_still_counts_as_under_way() -> None:
    server = Server(
        [
            a_run(StateType.RUNNING, 0, name="a"),
            a_run(StateType.PENDING, 0, name="b"),
            a_run(StateType.PAUSED, 0, name="mirror"),
            a_run(StateType.COMPLETED, 0, name="c"),
        ]
    )

    asyncio.run(close_left_running(server))  # type: ignore[arg-type]

    assert server.closed == ["a", "b"]


def waiting(minutes_ago: int, name: str, deployment: UUID | None, **asked: str) -> FlowRun:
    run = a_run(StateType.SCHEDULED, minutes_ago, name=name, late=True)
    return run.model_copy(update={"deployment_id": deployment, "parameters": asked})


def test_of_the_same_run_only_the_first_that_waits_is_left() -> None:
    """Not what is planned, what somebody asked for in words of his own, or what nobody serves."""
    server = Server(
        [
            waiting(10, "second", SWEEP),
            waiting(20, "first", SWEEP),
            waiting(5, "third", SWEEP),
            waiting(-30, "planned", SWEEP),
            waiting(5, "of one day", SWEEP, as_of="2021-09-08"),
            waiting(4, "of one day again", SWEEP, as_of="2021-09-08"),
            waiting(3, "other", DELIVER, why="hỏi riêng"),
            waiting(2, "by hand", None),
            waiting(1, "by hand", None),
            a_run(StateType.PAUSED, 9, name="mirror"),
        ]
    )

    kept = asyncio.run(drop_doubles(server, NOW))  # type: ignore[arg-type]

    assert server.cancelled == ["second", "third", "of one day again"]
    assert kept == {SWEEP}
    assert server.closed == []


def test_more_that_waits_than_one_answer_holds_is_all_dropped() -> None:
    server = Server([waiting(n, str(n), SWEEP) for n in range(1, 450)])

    asyncio.run(drop_doubles(server, NOW))  # type: ignore[arg-type]

    assert len(server.cancelled) == 448


def test_a_prefect_that_does_not_answer_is_itself_a_finding(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gone() -> Any:
        raise ConnectionError("nobody there")

    monkeypatch.setattr("flows.runs.get_client", gone)

    (found,) = asyncio.run(ask_prefect(NOW))

    assert (found.key, found.severity) == ("prefect:unreachable", Severity.WARNING)
    assert "nobody there" in found.text.vi

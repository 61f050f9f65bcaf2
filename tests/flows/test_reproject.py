"""Working everything out again as a flow: alone, with helpers, and after others; no engine."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid5

import pytest
from builders import PAUSE_NOTICE, POLICY, at
from offices import Told, open_office, sqlite, tamper
from prefect.exceptions import ObjectNotFound

from flows.reproject import HELPER, call_helpers, reproject, run_name
from flows.reproject_part import reproject_part
from flows.serve import read_deployments
from states.policy import Policy
from tiendo.announcing import on_calendar
from tiendo.calendar import open_calendar
from tiendo.clock import SystemClock
from tiendo.desk import Desk
from tiendo.fanout import LEASE, ask, work
from tiendo.partitions import Job
from tiendo.ports import CalendarDay, Ruling
from tiendo.pulse import Outcome

TODAY, PAUSED = date(2021, 7, 20), date(2021, 7, 19)
SATURDAY = CalendarDay(
    date(2021, 7, 24), Ruling.WORKED, "Làm bù", "1/TB", date(2021, 7, 16), "Bộ Nội vụ"
)
STREAMS = ("a", "b", "c")
RUN = UUID(int=7)


@dataclass
class Prefect:
    """Stands in for Prefect's server: its artifacts, its pool with workers, the runs it starts."""

    url: str
    policy: Policy = POLICY
    pool: str | None = "tiendo"
    workers: int = 3
    deployed: bool = True
    bars: list[float] = field(default_factory=list)
    started: dict[str, dict[str, int]] = field(default_factory=dict)

    def desk(self) -> Desk:
        opened = open_office(self.url, TODAY)
        desk = on_calendar(opened, open_calendar(opened.store))
        return replace(desk, policy=self.policy)

    async def create(self, progress: float, **_: str) -> UUID:
        self.bars.append(progress)
        return uuid5(RUN, "bar")

    async def update(self, _bar: UUID, progress: float) -> None:
        self.bars.append(progress)

    async def __aenter__(self) -> Prefect:
        return self

    async def __aexit__(self, *_: object) -> None:
        pass

    async def read_deployment_by_name(self, name: str) -> SimpleNamespace:
        assert name == HELPER
        if not self.deployed:
            raise ObjectNotFound(http_exc=Exception())
        return SimpleNamespace(work_pool_name=self.pool)

    async def read_workers_for_work_pool(self, pool: str, **asked: Any) -> list[None]:
        assert pool == self.pool
        assert asked["worker_filter"].status.any_ == ["ONLINE"]
        return [None] * self.workers

    async def start(self, name: str, **given: Any) -> None:
        assert (name, given["timeout"]) == (HELPER, 0)
        self.started[given["idempotency_key"]] = given["parameters"]


@pytest.fixture
def prefect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Prefect]:
    """Three inspections paused on 19/07/2021, a Saturday announced, nothing worked out again."""
    made = Prefect(sqlite(tmp_path))
    desk = made.desk()
    for stream in STREAMS:
        told = Told(desk, date(2021, 6, 1), stream=stream).walk()
        told.tell("pause_site", PAUSED, document=PAUSE_NOTICE, reason="Giãn cách", now=at(PAUSED))
    desk.store.put_calendar_days([SATURDAY], at(TODAY), "person:vanphong")
    monkeypatch.setattr("flows.office.open_desk", made.desk)
    monkeypatch.setattr("flows.reproject.acreate_progress_artifact", made.create)
    monkeypatch.setattr("flows.reproject.aupdate_progress_artifact", made.update)
    monkeypatch.setattr("flows.reproject.get_client", lambda: made)
    monkeypatch.setattr("flows.reproject.arun_deployment", made.start)
    monkeypatch.setattr("flows.reproject.flow_run", SimpleNamespace(id=RUN))
    monkeypatch.setattr("flows.reproject.LOOK_AGAIN_SECONDS", 0.01)
    yield made
    desk.store.close()


def recounts(prefect: Prefect) -> Counter[str]:
    return Counter(
        stream
        for stream, events in prefect.desk().store.every_stream()
        for event in events
        if event.kind == "recount"
    )


def asked(prefect: Prefect, size: int) -> Job:
    job = ask(prefect.desk(), at=at(TODAY), size=size)
    assert job is not None
    return job


def test_what_changed_is_worked_out_and_the_next_run_has_nothing_to_do(prefect: Prefect) -> None:
    first = asyncio.run(reproject.fn())
    second = asyncio.run(reproject.fn())

    assert first.is_completed()
    assert first.message is not None
    assert first.message.endswith("đã tính lại 3/3 cuộc, 3 hạn thay đổi")
    assert (second.is_completed(), second.message) == (True, "Không có gì phải tính lại")
    assert prefect.bars[0] == 0.0
    assert prefect.bars[-1] == 100.0
    assert recounts(prefect) == dict.fromkeys(STREAMS, 1)


def test_a_run_that_was_killed_is_finished_by_the_next(prefect: Prefect) -> None:
    desk = prefect.desk()
    killed = work(desk, asked(prefect, 1), now=at(TODAY), worker="an")
    assert next(killed).last == "a"
    killed.close()

    state = asyncio.run(reproject.fn())

    assert state.is_completed()
    assert recounts(prefect) == dict.fromkeys(STREAMS, 1)


@dataclass
class Behind:
    """A clock so far behind that what is held by it runs out in half a second."""

    def now(self) -> datetime:
        return SystemClock().now() - LEASE + timedelta(seconds=0.5)

    def today(self) -> date:
        return self.now().date()


@pytest.mark.parametrize("helper", [False, True], ids=["the first run", "a helper"])
def test_it_waits_for_the_part_of_another_and_takes_it_over_when_it_is_silent(
    prefect: Prefect, helper: bool
) -> None:
    job = asked(prefect, 2)
    dead = work(prefect.desk(), job, now=at(TODAY), worker="an", batch=1, watch=Behind())
    assert next(dead).last == "a"

    state = asyncio.run(reproject_part.fn(1) if helper else reproject.fn())

    assert "3/3 cuộc, 3 hạn" in str(state.message)
    assert list(dead) == []
    assert recounts(prefect) == dict.fromkeys(STREAMS, 1)


def test_every_other_worker_is_called_once_as_far_as_there_are_parts(prefect: Prefect) -> None:
    job = asked(prefect, 1)

    assert asyncio.run(call_helpers(job)) == 2
    assert asyncio.run(call_helpers(job)) == 2
    assert prefect.started == {f"{RUN}:1:1": {"job": 1}, f"{RUN}:1:2": {"job": 1}}
    prefect.workers = 9
    assert asyncio.run(call_helpers(job)) == 2
    prefect.workers = 0
    assert asyncio.run(call_helpers(job)) == 0


@pytest.mark.parametrize("deployed", [True, False], ids=["served by a runner", "not deployed"])
def test_on_one_machine_nobody_is_called(prefect: Prefect, deployed: bool) -> None:
    prefect.pool, prefect.deployed = None, deployed

    assert asyncio.run(call_helpers(asked(prefect, 1))) == 0
    assert prefect.started == {}


def test_a_helper_works_off_the_job_and_comes_too_late_in_peace(prefect: Prefect) -> None:
    asked(prefect, 1)

    helped = asyncio.run(reproject_part.fn(1))
    late = asyncio.run(reproject_part.fn(1))
    older = asyncio.run(reproject_part.fn(9))

    assert helped.message is not None
    assert helped.message.endswith("đã tính lại 3/3 cuộc, 3 hạn thay đổi")
    assert [late.is_completed(), older.is_completed()] == [True, True]
    assert older.message == "Lần tính lại số 9 đã được thay bằng lần sau"
    assert recounts(prefect) == dict.fromkeys(STREAMS, 1)


def test_a_machine_left_behind_is_red_and_changes_nothing(prefect: Prefect) -> None:
    asyncio.run(reproject.fn())
    prefect.policy = POLICY.model_copy(update={"review_days": 9})
    asyncio.run(reproject.fn())
    rows = prefect.desk().store.rows()
    prefect.policy = POLICY

    states = [asyncio.run(reproject.fn()), asyncio.run(reproject_part.fn(2))]

    assert [state.is_failed() for state in states] == [True, True]
    assert "«tiendo reproject»" in str(states[0].message)
    assert prefect.desk().store.rows() == rows


@pytest.mark.usefixtures("prefect")
def test_a_record_that_cannot_be_read_makes_the_run_red_after_the_others(tmp_path: Path) -> None:
    tamper(tmp_path / "office.db", "b", 3)

    state = asyncio.run(reproject.fn())

    assert state.is_failed()
    assert "3/3 cuộc, 2 hạn thay đổi; 1 cuộc không đọc được" in str(state.message)


def test_a_run_is_named_by_its_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIENDO_TODAY", "2021-09-08")

    assert run_name().startswith("Tính lại các hạn 08/09/2021 lúc ")


def test_the_helper_is_deployed_under_the_name_by_which_it_is_called() -> None:
    helper = "flows.reproject_part:reproject_part"
    (entry,) = [each for each in read_deployments() if each.entrypoint == helper]

    assert f"{reproject_part.name}/{entry.name}" == HELPER
    assert not entry.schedules


def test_its_beat_lasts_until_the_work_is_done_and_tells_when_that_failed(
    prefect: Prefect, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    async def broken(_job: object) -> None:
        seen.append(prefect.desk().store.pulses.by_flow()["reproject"].newest.outcome)
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr("flows.reproject.work_off", broken)

    with pytest.raises(RuntimeError):
        asyncio.run(reproject.fn())

    newest = prefect.desk().store.pulses.by_flow()["reproject"].newest
    assert (seen, newest.outcome) == ([Outcome.RUNNING], Outcome.FAILED)
    assert "the disk is gone" in newest.said

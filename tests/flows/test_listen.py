"""Listening: acts in a row make one run, a failed run stops none, a broken line is taken up."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from prefect.events.schemas.events import Event

from flows import listen
from flows.listen import Changed, drive_changed, gathered, hear, take_down

WAIT = 60.0


def changed_event(stream: str, number: int = 1) -> Event:
    return Event(
        id=UUID(int=number),
        occurred=datetime(2021, 9, 8, tzinfo=UTC),
        event="tiendo.inspection.changed",
        resource={"prefect.resource.id": f"tiendo.inspection.{stream}"},
    )


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listen, "QUIET_SECONDS", 0.02)
    monkeypatch.setattr(listen, "FIRST_PAUSE_SECONDS", 0.01)


def run(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    async def in_time() -> None:
        async with asyncio.timeout(WAIT):
            await story()

    asyncio.run(in_time())


def queued(*streams: str) -> Changed:
    changed: Changed = asyncio.Queue()
    for stream in streams:
        changed.put_nowait(stream)
    return changed


async def cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_the_inspection_of_an_event_is_named_by_its_resource() -> None:
    async def story() -> None:
        async def events() -> AsyncIterator[Event]:
            yield changed_event("ba-du-an")
            yield changed_event("trang-bang", 2)

        changed = queued()
        await take_down(events(), changed)
        assert [changed.get_nowait(), changed.get_nowait()] == ["ba-du-an", "trang-bang"]

    run(story)


def test_acts_in_a_row_are_gathered_each_inspection_once() -> None:
    async def story() -> None:
        assert await gathered(queued("a", "b", "a", "c", "a")) == ["a", "b", "c"]

    run(story)


def test_gathering_ends_though_acts_never_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listen, "LONGEST_SECONDS", 0.1)
    monkeypatch.setattr(listen, "QUIET_SECONDS", 2 * WAIT)

    async def story() -> None:
        changed = queued("a")

        async def act_on() -> None:
            while True:
                changed.put_nowait("a")
                await asyncio.sleep(0.005)

        acting = asyncio.create_task(act_on())
        assert await gathered(changed) == ["a"]
        await cancelled(acting)

    run(story)


def test_gathering_ends_in_the_very_moment_in_which_one_more_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listen, "LONGEST_SECONDS", 0.01)
    monkeypatch.setattr(listen, "QUIET_SECONDS", 2 * WAIT)

    class Busy(asyncio.Queue[str]):
        asked = 0

        async def get(self) -> str:
            self.asked += 1
            assert self.asked < 20, "it goes on for ever"
            time.sleep(0.02)  # the longest time is over when the loop comes round again
            await asyncio.sleep(0)
            return "a"

    async def story() -> None:
        assert await gathered(Busy()) == ["a"]

    run(story)


def test_a_run_that_fails_stops_none_of_the_next() -> None:
    async def story() -> None:
        driven: list[list[str]] = []
        enough = asyncio.Event()

        async def drive_them(streams: list[str]) -> None:
            driven.append(streams)
            if len(driven) == 1:
                changed.put_nowait("b")
                raise ConnectionError("Prefect is gone")
            enough.set()

        changed = queued("a")
        driving = asyncio.create_task(drive_changed(changed, drive_them))
        await enough.wait()
        assert driven == [["a"], ["b"]]
        await cancelled(driving)

    run(story)


def test_runs_are_one_at_a_time() -> None:
    async def story() -> None:
        under_way, most, runs = 0, 0, 0
        enough = asyncio.Event()

        async def drive_them(_streams: list[str]) -> None:
            nonlocal under_way, most, runs
            under_way += 1
            most = max(most, under_way)
            changed.put_nowait("b")
            await asyncio.sleep(0.05)
            under_way, runs = under_way - 1, runs + 1
            if runs == 3:
                enough.set()

        changed = queued("a")
        driving = asyncio.create_task(drive_changed(changed, drive_them))
        await enough.wait()
        assert most == 1
        await cancelled(driving)

    run(story)


class Line:
    """A subscription: refused first, then broken after an event, then closed in order."""

    times = 0

    def __init__(self, **_filter: object) -> None:
        Line.times += 1
        self.time = Line.times

    async def __aenter__(self) -> Line:
        if self.time == 1:
            raise OSError("connection refused")
        return self

    async def __aexit__(self, *_why: object) -> None:
        """Nothing to let go of."""

    async def __aiter__(self) -> AsyncIterator[Event]:
        yield changed_event(f"c{self.time}", self.time)
        if self.time == 2:
            raise RuntimeError("the server was killed")


def test_a_broken_line_is_taken_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listen, "PrefectEventSubscriber", Line)

    async def story() -> None:
        changed = queued()
        hearing = asyncio.create_task(hear(changed))
        assert [await changed.get() for _ in range(3)] == ["c2", "c3", "c4"]
        await cancelled(hearing)

    run(story)

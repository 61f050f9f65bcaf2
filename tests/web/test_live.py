"""The watch: one look at the record however many read, none while nobody does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from offices import Told
from reader import Browser

from tiendo.desk import Desk
from tiendo.web import live
from tiendo.web.live import MOST, Watch, named

TICK = 0.02
ENDLESS = 10**9


async def heard(watch: Watch, since: datetime | None = None) -> list[frozenset[str]]:
    return [streams async for streams in watch.listen(since)]


def test_fifty_readers_share_one_look_and_all_hear_of_a_change(
    desk: Desk, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "LIFE", ENDLESS)
    watch = Watch(desk, TICK)
    heard: list[list[frozenset[str]]] = [[] for _ in range(50)]

    async def hear(mine: list[frozenset[str]]) -> None:
        async for streams in watch.listen(None):
            mine += [streams]

    async def readers() -> None:
        tasks = [asyncio.create_task(hear(each)) for each in heard]
        await until(lambda: all(heard))
        await asyncio.to_thread(note, told)
        await until(lambda: all(any(each) for each in heard))
        await asyncio.sleep(3 * TICK)  # nobody hears it a second time
        watch.close()
        await asyncio.gather(*tasks)

    asyncio.run(readers())

    assert all(sum(bool(streams) for streams in each) == 1 for each in heard)
    assert all(frozenset({told.stream}) in each for each in heard)
    assert watch.looks <= max(map(len, heard)) + 2  # what was there before, and one under way


async def until(ask: Callable[[], bool]) -> None:
    """Let the others work until it is so."""
    async with asyncio.timeout(60):
        while not ask():
            await asyncio.sleep(TICK / 4)


def note(told: Told) -> None:
    """Somebody records something now."""
    now = told.desk.clock.now()
    act = {"kind": "note", "text": "Đã làm việc", "occurred_on": date(2021, 9, 8)}
    told.desk.record(told.stream, act, by="binh", now=now)


def test_the_watch_sleeps_while_nobody_reads(desk: Desk) -> None:
    watch = Watch(desk, TICK)

    async def one_then_nobody() -> tuple[int, int]:
        await heard(watch)
        await asyncio.sleep(3 * TICK)
        first = watch.looks
        await asyncio.sleep(10 * TICK)
        return first, watch.looks

    first, later = asyncio.run(one_then_nobody())

    assert first == later > 0


def test_whoever_comes_back_hears_what_happened_meanwhile(desk: Desk, told: Told) -> None:
    before = desk.clock.now() - timedelta(seconds=1)
    note(told)

    found = asyncio.run(heard(Watch(desk, TICK), before))

    assert found[0] == {told.stream}


def test_a_clock_set_back_hides_nothing(
    desk: Desk, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "LIFE", ENDLESS)

    class Back:
        moved = timedelta(0)

        def now(self) -> datetime:
            return desk.clock.now() - self.moved

        def today(self) -> date:
            return desk.clock.today()

    clock = Back()
    watch = Watch(Desk(desk.store, clock, desk.policy, desk.days), TICK)

    async def reader() -> list[frozenset[str]]:
        listening = watch.listen(None)
        await anext(listening)
        clock.moved, looked = timedelta(hours=2), watch.looks
        await until(lambda: watch.looks > looked + 1)
        act = {"kind": "register", **REGISTERED}
        await asyncio.to_thread(desk.record, "moi", act, by="vanphong", now=clock.now())
        looked = watch.looks
        await until(lambda: watch.looks > looked + 2)
        watch.close()
        return [streams async for streams in listening if streams]

    assert told.stream
    assert frozenset({"moi"}) in asyncio.run(reader())


REGISTERED = {
    "name": "Thanh tra mới",
    "short_name": "Thanh tra mới",
    "entity": "Sở Xây dựng",
    "room": "Phòng 1",
    "block": "Khối 1",
    "team_head": "binh",
    "year": 2021,
    "occurred_on": date(2021, 9, 6),  # two hours before an hour past midnight is the day before
}


def test_very_much_at_once_is_told_as_everything() -> None:
    assert named((str(n), 1) for n in range(MOST)) != {"*"}
    assert named((str(n), 1) for n in range(MOST + 1)) == {"*"}
    assert named(()) == frozenset()


@pytest.mark.parametrize("since", ["", "x", "2021-09-08", "2021-09-08T00:00:00+00:00"])
def test_the_stream_is_one_of_events_and_ends(browser: Browser, desk: Desk, since: str) -> None:
    browser.client.app.state.watch = Watch(desk, 0.001)  # type: ignore[attr-defined]
    answer = browser.client.get("/live", params={"since": since})

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.text.startswith("retry: 500\n\n")


def test_a_stranger_hears_nothing(stranger: Browser) -> None:
    assert stranger.client.get("/live").status_code in (303, 401)


def test_an_open_page_alone_keeps_no_session_in_use(
    open_browser: Callable[[str], Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = open_browser("hoa")
    accounts = browser.client.app.state.door.store.accounts  # type: ignore[attr-defined]
    touched = list[object]()
    monkeypatch.setattr(type(accounts), "touch", lambda *given: touched.append(given))
    monkeypatch.setattr("tiendo.accounts.TOUCHED_EVERY", timedelta(days=-1))

    browser.get("/", **{"x-live": "1"})
    by_itself = len(touched)
    browser.get("/")

    assert (by_itself, len(touched)) == (0, 1)

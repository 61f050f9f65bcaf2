"""The mirror runs of the demonstration office in one real Prefect, told in order.

One server for all of it, since it takes long to start: what one test leaves, the next one finds.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TypeVar

import httpx
import pytest
from prefect import get_client
from prefect.client.orchestration import PrefectClient
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings
from prefect_server import Run, beside, key, run_now, runs, serving, stand_still, wait_for

from flows.automations import read_alarms, settle
from flows.links import kind_tag
from flows.mirror import key_of, mirrors, reconcile
from flows.runs import close_left_running
from flows.supervisors import SOON, name_planned, title
from states.stall import StallKind
from tiendo.bootstrap import open_desk
from tiendo.clock import SystemClock
from tiendo.demo.loader import DEMO_DAY, load_demo
from tiendo.desk import Desk
from tiendo.settings import Settings
from tiendo.stuck import StuckLine, stuck

pytestmark = pytest.mark.slow

T = TypeVar("T")
STUCK = {
    "ba-du-an",
    "04-du-an-chi-dinh-thau",
    "ben-cau-ngan-sach",
    "bhxh-so-y-te",
    "tp-tay-ninh-xay-dung",
    "ben-dinh",
}
MOVED = "ba-du-an"
# Rungs due by 08/09/2021: all four of the four stalls of a team head; Bến Đình's complaint (the
# Chief Inspector's) and idle conclusion (three from the head of room up); two of BHXH's (due
# 27/08: 30/08 and 06/09, the deputy's is 10/09); of the review of 31/08 the deputy's alone.
RISES = 4 * 4 + 1 + 3 + 2 + 1
SAID = f": 6 cuộc đang vướng, {RISES} cảnh báo mới leo cấp, 9 lời nhắc trước hạn"
KILLED_WHEN_MADE = """
import asyncio, os, signal
from prefect import get_client
from flows import mirror
from tiendo.bootstrap import open_desk
from tiendo.clock import SystemClock
from tiendo.stuck import stuck

async def die(*_given):
    os.kill(os.getpid(), signal.SIGKILL)

async def main():
    desk = open_desk()
    lines = stuck(desk, as_of=desk.clock.today())
    mirror._renew = die
    async with get_client() as client:
        wanted = [each for each in mirror.mirrors(lines, 50) if each.stream == "ben-dinh"]
        await mirror.reconcile(client, wanted, set())

asyncio.run(main())
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def desk(home: Path) -> Iterator[Desk]:
    desk = open_desk(Settings(home=home, today=DEMO_DAY))
    load_demo(desk)
    yield desk
    desk.store.close()


@pytest.fixture(scope="module")
def api(home: Path, desk: Desk) -> Iterator[httpx.Client]:
    assert desk.store.rows()
    with serving(home) as client:
        address = str(client.base_url).rstrip("/")
        with temporary_settings({PREFECT_API_URL: address, PREFECT_API_AUTH_STRING: key(home)}):
            yield client


def with_prefect(work: Callable[[PrefectClient], Awaitable[T]]) -> T:
    async def done() -> T:
        async with get_client() as client:
            return await work(client)

    return asyncio.run(done())


def lines_of(desk: Desk) -> tuple[StuckLine, ...]:
    return stuck(desk, as_of=DEMO_DAY)


def reconciled(desk: Desk, limit: int = 50) -> None:
    lines = lines_of(desk)
    streams = {line.stream for line in lines}
    with_prefect(lambda client: reconcile(client, mirrors(lines, limit), streams))


def mirrored(api: httpx.Client) -> dict[str, Run]:
    """The runs of all mirrors that are open, by inspection; never two of one."""
    found = runs(api, tags={"all_": ["dang-vuong"]})
    assert len({run["idempotency_key"] for run in found}) == len(found)
    return {str(run["parameters"]["stream"]): run for run in found}


def paused(api: httpx.Client) -> set[str]:
    return {stream for stream, run in mirrored(api).items() if run["state_type"] == "PAUSED"}


def sweeps_done(api: httpx.Client) -> list[Run]:
    return [run for run in runs(api, name={"like_": "Rà soát 08/09"}) if run["end_time"]]


def test_the_first_sweep_makes_a_paused_run_for_each_stuck_inspection(
    api: httpx.Client, home: Path
) -> None:
    (sweep,) = wait_for(lambda: sweeps_done(api), 300, home)

    assert str(sweep["name"]).endswith(SAID)
    assert {"khoi:khoi-1", "khoi:khoi-2", kind_tag(StallKind.REMEDY_IDLE)} <= set(sweep["tags"])
    assert paused(api) == STUCK
    run = mirrored(api)[MOVED]
    assert (run["name"], run["state_name"]) == ("Cuộc thanh tra 03 dự án (ba-du-an)", "Đang vướng")
    assert "chờ Trưởng đoàn Ngô Thanh Hải nêu rõ" in run["state"]["message"]
    assert run["start_time"], "one without a beginning is shown as late"


def test_a_planned_sweep_bears_a_name_in_words(api: httpx.Client, home: Path) -> None:
    def planned() -> list[Run]:
        until = (SystemClock().now() + SOON).isoformat()
        due = {"expected_start_time": {"before_": until}, "tags": {"all_": ["auto-scheduled"]}}
        return [run for run in runs(api, **due) if not run["end_time"]]

    wait_for(planned, 300, home)
    with_prefect(name_planned)

    names = {str(run["name"]).partition(",")[0] for run in planned()}
    stand_still(api)
    deployments = api.post("/deployments/filter", json={}).json()
    assert "Rà soát mọi cuộc thanh tra" in names
    assert names <= {title(each["description"]) for each in deployments}


def sweep_again(api: httpx.Client, home: Path) -> None:
    run_now(api, home, "escalate/hourly")


def test_again_and_twice_at_once_there_are_no_more(api: httpx.Client, desk: Desk) -> None:
    before = {stream: run["id"] for stream, run in mirrored(api).items()}
    api.delete(f"/flow_runs/{before.pop('ben-dinh')}").raise_for_status()  # and its key with it
    lines = lines_of(desk)
    wanted, streams = mirrors(lines, 50), {line.stream for line in lines}

    async def at_once(client: PrefectClient) -> None:
        await asyncio.gather(*(reconcile(client, wanted, streams) for _ in range(2)))

    with_prefect(at_once)

    after = {stream: run["id"] for stream, run in mirrored(api).items()}
    assert set(after) == paused(api) == STUCK
    assert {stream: after[stream] for stream in before} == before


def test_killed_between_making_and_pausing_the_next_sweep_leaves_one(
    api: httpx.Client, home: Path, desk: Desk
) -> None:
    api.delete(f"/flow_runs/{mirrored(api)['ben-dinh']['id']}").raise_for_status()
    variables = {**os.environ, **beside(home, api)}

    code = subprocess.run(
        [sys.executable, "-c", KILLED_WHEN_MADE], env=variables, check=False
    ).returncode

    assert code == -signal.SIGKILL
    assert "ben-dinh" not in paused(api)
    reconciled(desk)
    assert paused(api) == STUCK


def test_resume_shows_the_story_and_leaves_our_record_as_it_was(
    api: httpx.Client, home: Path, desk: Desk
) -> None:
    begun = {"all_": ["khoi-dong"]}  # with the runner; the last opens the reports of the month
    wait_for(lambda: all(each["end_time"] for each in runs(api, tags=begun)), 300, home)
    before = record(desk)
    run = mirrored(api)["tp-tay-ninh-xay-dung"]
    resumed = api.post(f"/flow_runs/{run['id']}/resume", json={}).raise_for_status().json()
    assert resumed["status"] == "ACCEPT"

    def ended() -> Run | None:
        now: Run = api.get(f"/flow_runs/{run['id']}").json()
        return now if now["end_time"] else None

    read = wait_for(ended, 300, home)
    assert read is not None

    assert read["state_name"] == "Đã xem"
    mine = {"artifacts": {"flow_run_id": {"any_": [run["id"]]}}}
    (story,) = api.post("/artifacts/filter", json=mine).raise_for_status().json()
    assert "(tp-tay-ninh-xay-dung)" in story["data"]
    assert "Phó Chánh Thanh tra Phạm Hữu Đức quyết định" in story["data"]
    assert record(desk) == before

    reconciled(desk)
    assert paused(api) == STUCK
    assert mirrored(api)["tp-tay-ninh-xay-dung"]["id"] == run["id"]


def record(desk: Desk) -> object:
    """Everything that is on record, to the byte."""
    return list(desk.store.every_stream()), desk.store.rows(), desk.store.notices()


def test_the_runner_that_starts_again_does_not_touch_them(api: httpx.Client) -> None:
    with_prefect(close_left_running)

    assert paused(api) == STUCK


def test_what_moves_or_is_no_longer_among_the_worst_is_closed(
    api: httpx.Client, home: Path, desk: Desk
) -> None:
    run = mirrored(api)[MOVED]
    act = {"kind": "declare_none", "occurred_on": DEMO_DAY, "reason": "Đã rà soát."}
    desk.record(MOVED, act, by="hai")

    sweep_again(api, home)

    closed = api.get(f"/flow_runs/{run['id']}").json()
    assert (closed["state_type"], closed["state_name"]) == ("COMPLETED", "Đã thông")
    assert paused(api) == STUCK - {MOVED}

    worst = lines_of(desk)[0].stream
    reconciled(desk, limit=1)
    assert set(mirrored(api)) == {worst}
    (other,) = runs(api, tags={"all_": ["ma:ben-dinh", "da-thong"]})
    assert (other["state_name"], other["idempotency_key"]) == (
        "Ngoài danh sách",
        key_of("ben-dinh"),
    )


def test_an_automation_can_act_on_each_escalation(api: httpx.Client, home: Path) -> None:
    asked = {"filter": {"event": {"name": ["tiendo.escalated"]}}, "limit": 50}

    def events() -> list[Run]:
        told = api.post("/events/filter", json=asked).json()["events"]
        found: list[Run] = [each for each in told if "inspection" in each["payload"]]
        return found if len(found) >= RISES else []

    found = wait_for(events, 200, home)

    assert len(found) == RISES
    assert {event["payload"]["role"] for event in found} == {
        "team_head",
        "room_head",
        "deputy",
        "chief_inspector",
    }


def test_the_alarms_of_prefect_are_there_once_and_fire(api: httpx.Client, home: Path) -> None:
    def named() -> list[str]:
        return sorted(each["name"] for each in api.post("/automations/filter", json={}).json())

    expected = sorted(alarm.name for alarm in read_alarms())
    assert named() == expected
    with_prefect(lambda client: settle(client, read_alarms()))
    assert named() == expected

    sweep = sweeps_done(api)[0]
    failed = {"type": "FAILED", "name": "Failed", "message": "thử"}
    run = {"flow_id": sweep["flow_id"], "name": "Thử lỗi", "state": failed}
    api.post("/flow_runs/", json=run).raise_for_status()
    asked = {"filter": {"event": {"prefix": ["prefect.automation."]}}}

    def fired() -> bool:
        return "lần chạy bị lỗi" in str(api.post("/events/filter", json=asked).json())

    wait_for(fired, 200, home)

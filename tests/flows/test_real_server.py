"""One real Prefect: runs finish, their tables are there, the next are set, and cron fires.

That cron fires is worth a minute: with a wrong SQLAlchemy everything else works and it does not.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import httpx
import pytest

from tests.ports import free_port
from tiendo.bootstrap import open_desk
from tiendo.settings import Settings

pytestmark = pytest.mark.slow

START = (
    "from tiendo.settings import Settings; from tiendo.up import keep_up, prefect;"
    "raise SystemExit(keep_up(Settings(), prefect))"
)
Run = Mapping[str, object]
T = TypeVar("T")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def api(home: Path) -> Iterator[httpx.Client]:
    port = free_port()
    variables = {
        "TIENDO_HOME": str(home),
        "TIENDO_TODAY": "2021-09-08",
        "TIENDO_PREFECT_PORT": str(port),
        "TIENDO_PORT": str(free_port()),
    }
    process = subprocess.Popen([sys.executable, "-c", START], env={**os.environ, **variables})
    try:
        address = f"http://127.0.0.1:{port}/api"
        with httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
            wait_for(lambda: healthy(client), seconds=120, home=home)
            yield client
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


def test_a_real_server_runs_the_sweep_and_goes_on_by_the_schedule(
    api: httpx.Client, home: Path
) -> None:
    def finished() -> list[Run]:
        sweeps = [run for run in runs(api) if str(run["name"]).startswith("Rà soát ")]
        return [run for run in sweeps if run["state_type"] == "COMPLETED"]

    first = wait_for(finished, seconds=90, home=home)[0]
    assert str(first["name"]).startswith("Rà soát 08/09/2021 lúc ")

    tables = api.post("/artifacts/filter", json={}).raise_for_status().json()
    (table,) = [each for each in tables if each["key"] == "stuck-inspections"]
    assert table["flow_run_id"] == first["id"]

    planned = wait_for(lambda: planned_of(api, str(first["deployment_id"])), 90, home)
    moments = [datetime.fromisoformat(str(run["expected_start_time"])) for run in planned]
    assert {(moment.minute, moment.second) for moment in moments} == {(0, 0)}

    every_minute = {"schedule": {"cron": "* * * * *", "timezone": "Asia/Ho_Chi_Minh"}}
    path = f"/deployments/{first['deployment_id']}/schedules"
    api.post(path, json=[every_minute]).raise_for_status()
    by_itself = wait_for(lambda: [run for run in finished() if run["auto_scheduled"]], 180, home)
    assert all(str(run["name"]).startswith("Rà soát ") for run in by_itself)


def test_the_watch_has_looked_at_all_of_it(api: httpx.Client, home: Path) -> None:
    def ended() -> list[Run]:
        watches = [run for run in runs(api) if str(run["name"]).startswith("Trông máy ")]
        return [run for run in watches if run["state_type"] in ("COMPLETED", "FAILED")]

    (watch, *_) = wait_for(ended, seconds=90, home=home)

    tables = api.post("/artifacts/filter", json={}).raise_for_status().json()
    assert "office-health" in {each["key"] for each in tables}
    state = watch["state"]
    assert isinstance(state, dict)
    assert "Không hỏi được máy chủ Prefect" not in str(state["message"])
    desk = open_desk(Settings(home=home, today=date(2021, 9, 8)))
    beats = desk.store.pulses.by_flow()
    desk.store.close()
    assert beats["watch"].done is not None
    assert beats["verify"].done is not None


def planned_of(api: httpx.Client, deployment: str) -> list[Run]:
    mine = [run for run in runs(api) if run["deployment_id"] == deployment]
    return [run for run in mine if run["auto_scheduled"]]


def runs(api: httpx.Client) -> list[Run]:
    found: list[Run] = api.post("/flow_runs/filter", json={}).raise_for_status().json()
    return found


def healthy(api: httpx.Client) -> bool:
    try:
        return api.get("/health").is_success
    except httpx.TransportError:
        return False


def wait_for(ask: Callable[[], T], seconds: float, home: Path) -> T:
    deadline = time.monotonic() + seconds
    while not (answer := ask()):
        if time.monotonic() > deadline:
            logs = {log.name: log.read_text()[-2000:] for log in (home / "logs").iterdir()}
            pytest.fail("\n".join(f"— {name}\n{text}" for name, text in logs.items()))
        time.sleep(0.5)
    return answer

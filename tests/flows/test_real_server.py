"""One real Prefect: a run finishes, its table is there, the next run is set, and cron fires.

That cron fires is worth a minute: with a wrong SQLAlchemy everything else works and it does not.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import httpx
import pytest

from tests.ports import free_port

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
        return [run for run in sweeps(api) if run["state_type"] == "COMPLETED"]

    (first,) = wait_for(finished, seconds=90, home=home)
    assert str(first["name"]).startswith("Rà soát 08/09/2021 lúc ")

    wanted = {"artifacts": {"key": {"any_": ["stuck-inspections"]}}}
    (table,) = api.post("/artifacts/filter", json=wanted).raise_for_status().json()
    assert table["flow_run_id"] == first["id"]

    planned = wait_for(lambda: [run for run in sweeps(api) if run["auto_scheduled"]], 90, home)
    moments = [datetime.fromisoformat(str(run["expected_start_time"])) for run in planned]
    assert {(moment.minute, moment.second) for moment in moments} == {(0, 0)}

    every_minute = {"schedule": {"cron": "* * * * *", "timezone": "Asia/Ho_Chi_Minh"}}
    path = f"/deployments/{first['deployment_id']}/schedules"
    api.post(path, json=[every_minute]).raise_for_status()
    by_itself = wait_for(lambda: [run for run in finished() if run["auto_scheduled"]], 180, home)
    assert all(str(run["name"]).startswith("Rà soát ") for run in by_itself)


def sweeps(api: httpx.Client) -> list[Run]:
    wanted = {"flows": {"name": {"any_": ["escalate"]}}}
    found: list[Run] = api.post("/flow_runs/filter", json=wanted).raise_for_status().json()
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

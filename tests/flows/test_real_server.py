"""One real Prefect: a run finishes, its table is there, the next run is set, and cron fires.

That cron fires is worth a minute: with a wrong SQLAlchemy everything else works and it does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import httpx
import pytest
from prefect_server import Run, runs, serving, wait_for

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def api(home: Path) -> Iterator[httpx.Client]:
    with serving(home) as client:
        yield client
    assert "RuntimeWarning" not in (home / "logs" / "flows.log").read_text(), "at Ctrl-C"


def test_a_real_server_runs_the_sweep_and_goes_on_by_the_schedule(
    api: httpx.Client, home: Path
) -> None:
    def finished() -> list[Run]:
        return [run for run in sweeps(api) if run["state_type"] == "COMPLETED"]

    (first,) = wait_for(finished, seconds=150, home=home)
    assert str(first["name"]).startswith("Rà soát 08/09/2021 lúc ")

    (table,) = api.post("/artifacts/filter", json={}).raise_for_status().json()
    assert table["key"] == "stuck-inspections"
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
    """The runs of the sweep, without those of the other flows."""
    return [run for run in runs(api) if run["deployment_id"] == _deployment(api)]


def _deployment(api: httpx.Client) -> str:
    found = api.get("/deployments/name/escalate/hourly").raise_for_status().json()
    return str(found["id"])

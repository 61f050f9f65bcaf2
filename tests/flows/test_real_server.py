"""One real Prefect: runs finish, their tables are there, the next are set, and cron fires.

That cron fires is worth a minute: with a wrong SQLAlchemy everything else works and it does not.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import httpx
import pytest
from prefect_server import Run, runs, serving, wait_for

from tiendo.bootstrap import open_desk
from tiendo.prefect_key import FILE
from tiendo.settings import Settings

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

    (first,) = wait_for(finished, seconds=300, home=home)
    assert str(first["name"]).startswith("Rà soát 08/09/2021 lúc ")

    tables = api.post("/artifacts/filter", json={}).raise_for_status().json()
    (table,) = [each for each in tables if each["key"] == "stuck-inspections"]
    assert table["flow_run_id"] == first["id"]

    planned = wait_for(lambda: [run for run in sweeps(api) if run["auto_scheduled"]], 300, home)
    moments = [datetime.fromisoformat(str(run["expected_start_time"])) for run in planned]
    assert {(moment.minute, moment.second) for moment in moments} == {(0, 0)}

    every_minute = {"schedule": {"cron": "* * * * *", "timezone": "Asia/Ho_Chi_Minh"}}
    path = f"/deployments/{first['deployment_id']}/schedules"
    api.post(path, json=[every_minute]).raise_for_status()
    by_itself = wait_for(lambda: [run for run in finished() if run["auto_scheduled"]], 400, home)
    assert all(str(run["name"]).startswith("Rà soát ") for run in by_itself)


def test_nobody_else_on_the_machine_can_use_it(api: httpx.Client) -> None:
    """Reading the key takes the rights of whoever runs it; neither log nor terminal shows it."""
    address = str(api.base_url)
    for given in (None, ("tiendo", "tiendo"), ("admin", "pass")):
        answer = httpx.post(f"{address}/flow_runs/filter", json={}, auth=given, trust_env=False)
        assert answer.status_code == httpx.codes.UNAUTHORIZED, given


def test_the_key_is_its_owners_and_stands_in_no_log(api: httpx.Client, home: Path) -> None:
    assert api.get("/version").is_success
    file = home / FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    _, _, secret = file.read_text().strip().partition(":")
    assert len(secret) > 30
    for log in (home / "logs").iterdir():
        assert secret not in log.read_text()


def sweeps(api: httpx.Client) -> list[Run]:
    """The runs of the sweep, without those of the other flows."""
    return [run for run in runs(api) if run["deployment_id"] == _deployment(api)]


def test_the_watch_has_looked_at_all_of_it(api: httpx.Client, home: Path) -> None:
    def ended() -> list[Run]:
        watches = [run for run in runs(api) if str(run["name"]).startswith("Trông máy ")]
        return [run for run in watches if run["state_type"] in ("COMPLETED", "FAILED")]

    (watch, *_) = wait_for(ended, seconds=300, home=home)

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


def _deployment(api: httpx.Client) -> str:
    found = api.get("/deployments/name/escalate/hourly").raise_for_status().json()
    return str(found["id"])

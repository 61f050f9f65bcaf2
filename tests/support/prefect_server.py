"""A real Prefect server with the flows, started as `tiendo up` starts it, and questions to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest

from tests.ports import free_port
from tiendo.prefect_key import key_of
from tiendo.settings import Settings

START = (
    "from tiendo.settings import Settings; from tiendo.up import keep_up, prefect;"
    "raise SystemExit(keep_up(Settings(), prefect))"
)
Run = Mapping[str, Any]
T = TypeVar("T")


class Patient(httpx.HTTPTransport):
    """Asks again, as Prefect's own client does, where the server met a busy database (503)."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        for _ in range(20):
            response = super().handle_request(request)
            if response.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                return response
            response.close()
            time.sleep(0.5)
        return super().handle_request(request)


@contextmanager
def serving(home: Path) -> Iterator[httpx.Client]:
    """A client of a server whose office is in a home folder; both end with the block."""
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
        with httpx.Client(base_url=address, timeout=30, transport=Patient()) as client:
            wait_for(lambda: healthy(client), seconds=300, home=home)
            user, _, password = key(home).partition(":")
            client.auth = (user, password)
            yield client
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(120) == 0


def key(home: Path) -> str:
    """The key of the Prefect of a home."""
    return key_of(Settings(home=home))


def beside(home: Path, api: httpx.Client) -> dict[str, str]:
    """The variables of a process that works beside it in the same office."""
    return {
        "TIENDO_HOME": str(home),
        "TIENDO_TODAY": "2021-09-08",
        "PREFECT_API_URL": str(api.base_url).rstrip("/"),
        "PREFECT_API_AUTH_STRING": key(home),
        "NO_PROXY": "127.0.0.1",
    }


def runs(api: httpx.Client, **asked: object) -> list[Run]:
    """The flow runs that a filter of Prefect finds; all of them without one."""
    body = {"flow_runs": asked} if asked else {}
    found: list[Run] = api.post("/flow_runs/filter", json=body).raise_for_status().json()
    return found


def run_now(api: httpx.Client, home: Path, deployment: str) -> Run:
    """Run a deployment once more, to its good end."""
    known = api.get(f"/deployments/name/{deployment}").raise_for_status().json()
    made = api.post(f"/deployments/{known['id']}/create_flow_run", json={}).json()

    def ended() -> Run | None:
        run: Run = api.get(f"/flow_runs/{made['id']}").json()
        return run if run["end_time"] else None

    done = wait_for(ended, 200, home)
    assert done is not None
    assert done["state_type"] == "COMPLETED", done["state"]
    return done


def stand_still(api: httpx.Client) -> None:
    """Let nothing begin by the clock any more: at the full hour it would come in between."""
    for each in api.post("/deployments/filter", json={}).raise_for_status().json():
        api.post(f"/deployments/{each['id']}/pause_deployment").raise_for_status()


def alone(api: httpx.Client, home: Path) -> None:
    """Let nothing go on that began with the server, and nothing begin that is not asked for."""
    stand_still(api)
    for run in runs(api, state={"type": {"any_": ["SCHEDULED"]}}):
        api.delete(f"/flow_runs/{run['id']}")
    at_work = {"type": {"any_": ["SCHEDULED", "PENDING", "RUNNING"]}}
    wait_for(lambda: not runs(api, state=at_work), 300, home)


def healthy(api: httpx.Client) -> bool:
    """Whether the server answers."""
    try:
        return api.get("/health").is_success
    except httpx.TransportError:
        return False


def wait_for(ask: Callable[[], T], seconds: float, home: Path) -> T:
    """The first answer that is not empty; the test fails with the logs when none comes."""
    deadline = time.monotonic() + seconds
    while not (answer := ask()):
        if time.monotonic() > deadline:
            logs = {log.name: log.read_text()[-2000:] for log in (home / "logs").iterdir()}
            pytest.fail("\n".join(f"— {name}\n{text}" for name, text in logs.items()))
        time.sleep(0.5)
    return answer

"""One real Prefect with its listener: what a person does is followed up within ten seconds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

import httpx
import pytest
from offices import CASE, Told, open_office

from states.events import Prompted
from tests.ports import free_port
from tiendo.desk import Desk
from tiendo.nudge import nudge
from tiendo.settings import Settings

pytestmark = pytest.mark.slow

START = (
    "from tiendo.settings import Settings; from tiendo.up import keep_up, prefect;"
    "raise SystemExit(keep_up(Settings(), prefect))"
)
TODAY = date(2021, 9, 8)
Run = Mapping[str, object]
T = TypeVar("T")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    opened = open_office(f"sqlite:///{home / 'tiendo.db'}", TODAY)
    Told(opened, date(2021, 6, 1)).walk()
    yield opened
    opened.store.close()


@pytest.fixture
def up(home: Path, desk: Desk) -> Iterator[httpx.Client]:
    """Prefect's server and the flows of this home; its API."""
    assert desk.store.people()
    port = free_port()
    variables = {
        "TIENDO_HOME": str(home),
        "TIENDO_TODAY": TODAY.isoformat(),
        "TIENDO_PREFECT_PORT": str(port),
        "TIENDO_PORT": str(free_port()),
    }
    process = subprocess.Popen([sys.executable, "-c", START], env={**os.environ, **variables})
    try:
        address = f"http://127.0.0.1:{port}/api"
        with httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
            wait_for(lambda: "event=listening" in log(home), 150, home)
            yield client
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def log(home: Path) -> str:
    file = home / "logs" / "flows.log"
    return file.read_text("utf-8") if file.exists() else ""


def wait_for(ask: Callable[[], T], seconds: float, home: Path) -> T:
    deadline = time.monotonic() + seconds
    while not (answer := ask()):
        if time.monotonic() > deadline:
            logs = {each.name: each.read_text()[-3000:] for each in (home / "logs").iterdir()}
            pytest.fail("\n".join(f"— {name}\n{text}" for name, text in logs.items()))
        time.sleep(0.1)
    return answer


def prompted(desk: Desk) -> list[Prompted]:
    return [event for event in desk.history(CASE) if isinstance(event, Prompted)]


def at_once(api: httpx.Client) -> list[Run]:
    """The finished runs that followed a person's act."""
    name = {"flow_runs": {"name": {"like_": "Làm tiếp ở"}}}
    found: list[Run] = api.post("/flow_runs/filter", json=name).raise_for_status().json()
    return [run for run in found if run["state_type"] == "COMPLETED"]


def act(desk: Desk, home: Path, kind: str, reason: str) -> float:
    """A person acts at the desk, as the page does it; the moment."""
    began = time.monotonic()
    desk.record(CASE, {"kind": kind, "occurred_on": TODAY, "reason": reason}, by="binh")
    assert nudge(CASE, Settings(home=home)) is not None
    return began


def test_a_pause_is_followed_up_within_ten_seconds_and_the_run_is_to_be_seen(
    up: httpx.Client, desk: Desk, home: Path
) -> None:
    began = act(desk, home, "pause_site", "Giãn cách")

    (entry,) = wait_for(lambda: prompted(desk), 30, home)
    stands = time.monotonic() - began
    (run,) = wait_for(lambda: at_once(up), 30, home)
    completed = time.monotonic() - began

    assert (entry.what, entry.told) == ("review_duty", "binh")
    assert str(run["name"]).startswith(f"Làm tiếp ở {CASE} lúc ")
    state = run["state"]
    assert isinstance(state, Mapping)
    assert state["message"] == "Máy đã làm 1 việc ở 1 cuộc"
    assert max(stands, completed) < 10
    print(f"prompt {stands:.1f} s, run {completed:.1f} s")  # noqa: T201 - measured


def test_after_the_server_was_killed_it_listens_again(
    up: httpx.Client, desk: Desk, home: Path
) -> None:
    server = next(pid for pid in pids() if "prefect server start" in line_of(pid, home))
    os.kill(server, signal.SIGKILL)
    wait_for(lambda: log(home).count("event=listening") > 1, 150, home)

    act(desk, home, "pause_site", "Giãn cách")

    assert wait_for(lambda: prompted(desk), 30, home)
    assert wait_for(lambda: at_once(up), 30, home)


def pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def line_of(pid: int, home: Path) -> str:
    """The words of a process of this home; nothing for any other."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
        environment = Path(f"/proc/{pid}/environ").read_text(errors="replace")
    except OSError:
        return ""
    return words if f"TIENDO_HOME={home}\0" in environment else ""

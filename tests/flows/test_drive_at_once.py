"""One real Prefect with its listener: what a person does is followed up within ten seconds."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from offices import CASE, Told, open_office
from prefect_server import Run, runs, serving, wait_for

from states.events import Prompted
from tiendo.desk import Desk
from tiendo.nudge import nudge
from tiendo.settings import Settings

pytestmark = pytest.mark.slow

TODAY = date(2021, 9, 8)


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
    with serving(home) as client:
        wait_for(lambda: "event=listening" in log(home), 150, home)
        yield client


def log(home: Path) -> str:
    file = home / "logs" / "flows.log"
    return file.read_text("utf-8") if file.exists() else ""


def prompted(desk: Desk) -> list[Prompted]:
    return [event for event in desk.history(CASE) if isinstance(event, Prompted)]


def at_once(api: httpx.Client) -> list[Run]:
    """The finished runs that followed a person's act."""
    found = runs(api, name={"like_": "Làm tiếp ở"})
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
    assert isinstance(state, dict)
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

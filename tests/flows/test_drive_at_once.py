"""One real Prefect with its listener: what a person does is followed up at once.

How many seconds that takes it prints (`pytest -s`); here nothing else could do it at all.
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from offices import CASE, Told, open_office
from prefect_server import Run, alone, runs, serving, wait_for

from states.events import Prompted
from tiendo.desk import Desk
from tiendo.nudge import nudge
from tiendo.settings import Settings

pytestmark = pytest.mark.slow

TODAY = date(2021, 9, 8)
OTHER = "khac"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def desk(home: Path) -> Iterator[Desk]:
    opened = open_office(f"sqlite:///{home / 'tiendo.db'}", TODAY)
    for stream in (CASE, OTHER):
        Told(opened, date(2021, 6, 1), stream).walk()
    yield opened
    opened.store.close()


@pytest.fixture(scope="module")
def up(home: Path, desk: Desk) -> Iterator[httpx.Client]:
    """Prefect's server and the flows of this home; its API."""
    assert desk.store.people()
    with serving(home) as client:
        wait_for(lambda: "event=listening" in log(home), 300, home)
        alone(client, home)
        yield client


def log(home: Path) -> str:
    file = home / "logs" / "flows.log"
    return file.read_text("utf-8") if file.exists() else ""


def prompted(desk: Desk, stream: str) -> list[Prompted]:
    return [event for event in desk.history(stream) if isinstance(event, Prompted)]


def at_once(api: httpx.Client, stream: str) -> list[Run]:
    """The finished runs that followed a person's act on an inspection.

    A run may name others beside it: a line taken up again brings what was last heard once more.
    """
    found = runs(api, name={"like_": "Làm tiếp ở "}, state={"type": {"any_": ["COMPLETED"]}})
    return [run for run in found if stream in re.findall(r"[\w-]+", run["name"])]


def pause(desk: Desk, home: Path, stream: str) -> float:
    """A person acts at the desk, as the page does it; the moment."""
    began = time.monotonic()
    act = {"kind": "pause_site", "occurred_on": TODAY, "reason": "Giãn cách"}
    desk.record(stream, act, by="binh")
    assert nudge(stream, Settings(home=home)) is not None
    return began


def test_a_pause_is_followed_up_at_once_and_the_run_is_to_be_seen(
    up: httpx.Client, desk: Desk, home: Path
) -> None:
    began = pause(desk, home, CASE)

    (entry,) = wait_for(lambda: prompted(desk, CASE), 120, home)
    stands = time.monotonic() - began
    (run,) = wait_for(lambda: at_once(up, CASE), 120, home)
    completed = time.monotonic() - began

    assert (entry.what, entry.told) == ("review_duty", "binh")
    assert str(run["name"]).startswith(f"Làm tiếp ở {CASE} lúc ")
    state = run["state"]
    assert isinstance(state, dict)
    assert state["message"] == "Máy đã làm 1 việc ở 1 cuộc"
    print(f"prompt {stands:.1f} s, run {completed:.1f} s")  # noqa: T201 - measured


def test_after_the_server_was_killed_it_listens_again(
    up: httpx.Client, desk: Desk, home: Path
) -> None:
    server = next(pid for pid in pids() if "prefect server start" in line_of(pid, home))
    heard = log(home).count("event=listening")
    os.kill(server, signal.SIGKILL)
    wait_for(lambda: log(home).count("event=listening") > heard, 300, home)

    pause(desk, home, OTHER)

    assert wait_for(lambda: prompted(desk, OTHER), 120, home)
    assert wait_for(lambda: at_once(up, OTHER), 300, home)  # behind what waited meanwhile


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

"""`tiendo up`: it says where things are, restarts what dies, and leaves no process behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

import pytest

from tests.ports import free_port
from tiendo.supervisor import last_line

pytestmark = pytest.mark.slow

# A page that answers, and a helper with a process of its own in a session of its own.
START = """
import sys
from dataclasses import replace
from tiendo.settings import Settings
from tiendo.supervisor import Program
from tiendo.up import keep_up, page

def programs(settings):
    serve = (sys.executable, "-m", "http.server", "--bind", settings.host, str(settings.port))
    first = replace(page(settings), command=serve)
    spawn = "import subprocess; subprocess.run(['sleep', '600'], start_new_session=True)"
    return first, Program("helper", (sys.executable, "-c", spawn), first.environment, after="page")

raise SystemExit(keep_up(Settings(), programs))
"""


@dataclass
class Up:
    """A running `tiendo up`, and every process that descends from it."""

    process: subprocess.Popen[str]
    mark: str

    def all(self) -> list[int]:
        return [pid for pid in pids() if self.mark in variables_of(pid)]

    def find(self, words: str, but: int = 0) -> int:
        """A process running these words. A child bears our own words until it has become it."""
        own = line_of(self.process.pid)

        def found() -> int:
            others = (pid for pid in self.all() if pid not in (self.process.pid, but))
            lines = ((pid, line_of(pid)) for pid in others)
            return next((pid for pid, line in lines if words in line and line != own), 0)

        return eventually(found)

    def line(self, words: str) -> str:
        assert self.process.stdout is not None
        return next(line for line in self.process.stdout if words in line)


def eventually(ask: Callable[[], int], seconds: float = 60) -> int:
    deadline = time.monotonic() + seconds
    while not (answer := ask()):
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.05)
    return answer


def pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def alive(pid: int) -> bool:
    """Whether a process is there and has not ended; one just waiting to be reaped has."""
    with suppress(OSError, IndexError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


def variables_of(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/environ").read_text(errors="replace")
    return ""


def line_of(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    return ""


def started(home: Path, port: int) -> Up:
    mark = f"TIENDO_HOME={home}"
    variables = {"TIENDO_HOME": str(home), "TIENDO_PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, "-c", START],
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        text=True,
    )
    return Up(process, mark)


@pytest.fixture
def up(tmp_path: Path) -> Iterator[Up]:
    running = started(tmp_path, free_port())
    try:
        running.line("Our page")
        yield running
    finally:
        running.process.send_signal(signal.SIGTERM)  # it knows every process of its own
        with suppress(subprocess.TimeoutExpired):
            running.process.wait(60)
        while left := running.all():  # again: one may have been born meanwhile
            for pid in left:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.05)
        running.process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_every_process_however_far_down(up: Up, number: signal.Signals) -> None:
    up.find("sleep 600")

    up.process.send_signal(number)

    assert up.process.wait(60) == 0
    assert up.all() == []


def test_killed_outright_it_takes_its_children_along(up: Up) -> None:
    page, helper = up.find("http.server --bind"), up.find("subprocess.run")

    up.process.kill()

    eventually(lambda: not alive(page) and not alive(helper))


def test_what_dies_is_started_again_and_leaves_no_orphan(up: Up) -> None:
    helper, orphan = up.find("subprocess.run"), up.find("sleep 600")

    os.kill(helper, signal.SIGKILL)

    told = up.line("helper")
    assert "SIGKILL" in told
    assert "starting it again in 1 s" in told
    assert up.find("subprocess.run", but=helper)
    eventually(lambda: not alive(orphan))


def test_of_a_log_the_line_that_says_what_went_wrong_is_told(tmp_path: Path) -> None:
    log = tmp_path / "prefect.log"
    log.write_text("Traceback\ndatabase is locked\n(Background on this error at: x)\n\n")

    assert last_line(log) == "database is locked"


def test_what_leans_on_the_page_ends_and_returns_with_it(up: Up) -> None:
    page, helper = up.find("http.server --bind"), up.find("subprocess.run")

    os.kill(page, signal.SIGKILL)

    eventually(lambda: not alive(helper))
    assert up.find("http.server --bind", but=page)
    assert up.find("subprocess.run", but=helper)


@pytest.mark.usefixtures("up")
def test_a_second_one_in_the_same_home_only_says_where_the_first_is(tmp_path: Path) -> None:
    address = (tmp_path / "up.lock").read_text().strip()

    second = started(tmp_path, free_port())

    assert address in second.line("It is already running")
    assert second.process.wait(60) == 1
    second.process.communicate()


def test_a_port_that_is_taken_is_passed_over_and_said(tmp_path: Path) -> None:
    with HTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler) as other:
        up = started(tmp_path, other.server_port)

        assert f"Port {other.server_port} is taken" in up.line("is taken")
        up.line("Our page")
        up.process.send_signal(signal.SIGINT)
        up.process.communicate(timeout=60)


def test_a_page_that_will_not_start_ends_it_with_the_reason(tmp_path: Path) -> None:
    broken = START.replace('"-m", "http.server"', '"-m", "no_such_module"')
    process = subprocess.run(
        [sys.executable, "-c", broken],
        env={**os.environ, "TIENDO_HOME": str(tmp_path), "TIENDO_PORT": str(free_port())},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert process.returncode == 1
    assert "No module named no_such_module" in process.stdout
    assert "It would not run." in process.stdout

"""What starting costs: `tiendo --help`, the page of an installed machine, and memory.

Run: python -m benchmarks.start [--quick] [--plot]

CPU time of the whole process, user and system, from its birth to its end, beside an empty Python
and the help of other programs that our users have installed; seconds on the wall
from starting `tiendo up --demo` (what ./run starts once all is installed) in a new home until the
page answers, and in the same home again; memory of our processes (proportional share where the
kernel tells it), without those of Prefect.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import httpx

from benchmarks.machines import PREFECT, descendants
from benchmarks.said import ROOT, Bar, bars, say
from tests.ports import free_port

TIENDO = (sys.executable, "-c", "from tiendo.cli import main; main()")
NOTHING = "an empty Python"
HELPS = {
    NOTHING: (sys.executable, "-c", "pass"),
    "ours: tiendo --help": (*TIENDO, "--help"),
    "alembic --help": (sys.executable, "-m", "alembic.config", "--help"),
    "uvicorn --help": (sys.executable, "-m", "uvicorn", "--help"),
    "prefect --help": (sys.executable, *PREFECT, "--help"),
}
PATIENCE = 300.0


def cpu_of(command: tuple[str, ...], rounds: int) -> float:
    """CPU seconds of a process from its birth to its end: the median."""
    return median(_spent(command) for _ in range(rounds))


def _spent(command: tuple[str, ...]) -> float:
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603 our own
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[-1]} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime


@contextmanager
def started(home: Path, *words: str) -> Iterator[tuple[int, float]]:
    """`tiendo up` in a home: its process, and the seconds until its page answered."""
    port = free_port()
    variables = {
        "TIENDO_HOME": str(home),
        "TIENDO_PORT": str(port),
        "TIENDO_PREFECT_PORT": str(free_port()),
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
    }
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 our own command line
        [*TIENDO, "up", *words],
        cwd=ROOT,
        env={**os.environ, **variables},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait(lambda: answers(f"http://127.0.0.1:{port}/"), process)
        yield process.pid, time.perf_counter() - began
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def answers(url: str) -> bool:
    """Whether a page is there, or the way to sign in."""
    try:
        return httpx.get(url, trust_env=False, timeout=10, follow_redirects=True).is_success
    except httpx.TransportError:
        return False


def wait(ask: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Until it is so. Ends the program when the process ends first, or time is up."""
    deadline = time.monotonic() + PATIENCE
    while not ask():
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit("the page never answered")
        time.sleep(0.02)


def memory(parent: int) -> dict[str, float]:
    """MiB of each of our processes, by what it runs; Prefect's own are left out."""
    found = dict[str, float]()
    for pid in (parent, *sorted(descendants(parent))):
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
        line = " ".join(words)
        if "prefect" in line or "flows" in line:
            continue
        name = "tiendo up" if pid == parent else "the page" if "web" in line else line[-60:]
        found[f"{name} (pid {pid})"] = _mebibytes(pid)
    return found


def _mebibytes(pid: int) -> float:
    try:
        text, key = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii"), "Pss:"
    except OSError:
        text, key = Path(f"/proc/{pid}/status").read_text("ascii"), "VmRSS:"
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith(key)) / 1024


def helps(rounds: int) -> list[Bar]:
    """CPU milliseconds of each help."""
    found = {name: cpu_of(command, rounds) for name, command in HELPS.items()}
    for name, seconds in found.items():
        say(f"{name}: {seconds:.2f} s CPU, {seconds / found[NOTHING]:.0f} x {NOTHING}")
    return [Bar(name, 1000 * seconds) for name, seconds in found.items()]


def pages() -> None:
    """How long until the page answers, in a new home and again, and what it then holds."""
    first, again = list[float](), list[float]()
    used = dict[str, float]()
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            with started(home, "--demo") as (_, seconds):
                first.append(seconds)
            with started(home, "--demo") as (parent, seconds):
                again.append(seconds)
                used = memory(parent)
    say(f"tiendo up --demo to a page that answers, in a new home: {median(first):.1f} s")
    say(f"the same in that home again: {median(again):.1f} s")
    for name, mebibytes in used.items():
        say(f"memory of {name}: {mebibytes:.0f} MiB")


def main() -> None:
    """Measure, tell, and draw where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--plot", action="store_true", help="draw docs/plots/start.svg")
    given = parser.parse_args()
    found = helps(1 if given.quick else 5)
    if not given.quick:
        pages()
    if given.plot:
        bars("start", "CPU milliseconds of a program's help", found)


if __name__ == "__main__":
    main()

"""Keeps a few processes alive, and takes every one of them along when it ends.

Nothing that was started here outlives the supervisor: each child leads its own process group,
orphaned grandchildren (Prefect puts each flow run in a session of its own) fall to us because we
are their subreaper, and the kernel ends the children when the supervisor is killed outright.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

LOG_LIMIT_BYTES = 5_000_000
LONGEST_PAUSE_SECONDS = 30.0
STEADY_AFTER_SECONDS = 60.0
GRACE_SECONDS = 6.0
TRIES_OF_AN_ESSENTIAL = 3

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36  # <linux/prctl.h>
LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Program:
    """One process to keep alive, and how to see that it answers."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    url: str = ""  # answers there once it is ready; empty: ready as soon as it is started
    after: str = ""  # name of the program that must answer first, and that it cannot outlive
    essential: bool = False  # when it never comes up, nothing else is worth running


class Child:
    """A program with its present process, if it has one."""

    def __init__(self, program: Program, logs: Path, tell: Tell) -> None:
        self.program, self.log, self.tell = program, logs / f"{program.name}.log", tell
        self.process: subprocess.Popen[bytes] | None = None
        self.ready = False
        self.failures = 0
        self.started_at = 0.0
        self.start_at = 0.0
        self.ever_ready = False

    def tick(self, now: float, leader: Child | None) -> None:
        """Do whatever is due: start, notice a death, follow the leader, ask for an answer."""
        led = leader is None or leader.ready
        if self.process is None:
            if led and now >= self.start_at:
                self.start(now)
        elif (code := self.process.poll()) is not None:
            self.mourn(now, code)
        elif not led:
            self.end()
        elif not self.ready and answers(self.program.url):
            self.ready = self.ever_ready = True

    def start(self, now: float) -> None:
        """Start the process, its output going to the end of its log."""
        shorten(self.log)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 our own command lines only
                self.program.command,
                env=dict(self.program.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with(os.getpid()),
            )
        self.started_at = now

    def mourn(self, now: float, code: int) -> None:
        """Notice that the process died, and set when to start it again."""
        if now - self.started_at > STEADY_AFTER_SECONDS:
            self.failures = 0
        self.failures += 1
        pause = min(LONGEST_PAUSE_SECONDS, 2.0 ** (self.failures - 1))
        by = signal_name(-code) if code < 0 else ""
        self.tell(
            f"{self.program.name}: dừng bất ngờ ({by or f'mã {code}'}), khởi động lại sau "
            f"{pause:.0f} giây. / stopped unexpectedly, starting it again in {pause:.0f} s."
        )
        if self.failures > 1:  # what was killed had no time to say why
            self.tell(f"   {'' if by else last_line(self.log)} → {self.log}")
        self.start_at = now + pause
        self.signal(signal.SIGKILL)
        self.process, self.ready = None, False

    def signal(self, number: int) -> None:
        """Send a signal to the whole process group."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def end(self) -> None:
        """Stop the process: gently, and after the grace time for certain."""
        end_all([self])


class Supervisor:
    """Starts the programs, restarts those that die, and ends all of them when asked to."""

    def __init__(self, programs: Sequence[Program], logs: Path, tell: Tell) -> None:
        logs.mkdir(parents=True, exist_ok=True)
        self.children = {each.name: Child(each, logs, tell) for each in programs}
        self.told: set[str] = set()
        self.stopping = False

    def run(self, on_ready: Callable[[str], None]) -> int:
        """Keep going until a signal comes (0), or an essential program will not start (1)."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop)
        adopt_orphans()
        try:
            while not self.stopping:
                if self.gave_up():
                    return 1
                self.tick(on_ready)
                time.sleep(0.1)
        finally:
            end_all(list(self.children.values()))
            bury_strays(())
        return 0

    def tick(self, on_ready: Callable[[str], None]) -> None:
        """Let each child do what is due, and say who has become ready."""
        for child in self.children.values():
            had_process = child.process is not None
            child.tick(time.monotonic(), self.children.get(child.program.after))
            if had_process and child.process is None:
                bury_strays(self.pids())
            if child.ready and child.program.name not in self.told:
                self.told.add(child.program.name)
                on_ready(child.program.name)

    def pids(self) -> tuple[int, ...]:
        """The processes that are meant to be there."""
        return tuple(c.process.pid for c in self.children.values() if c.process is not None)

    def gave_up(self) -> bool:
        """Whether an essential program has failed too often without ever answering."""
        return any(
            child.program.essential
            and not child.ever_ready
            and child.failures >= TRIES_OF_AN_ESSENTIAL
            for child in self.children.values()
        )

    def stop(self, _number: int, _frame: object) -> None:
        """Take a signal: the loop ends at its next turn."""
        self.stopping = True


def end_all(children: Sequence[Child]) -> None:
    """Ask every group to end, wait for the grace time at most, then kill what is left."""
    for child in children:
        child.signal(signal.SIGTERM)
    deadline = time.monotonic() + GRACE_SECONDS
    for child in children:
        if child.process is not None:
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.0, deadline - time.monotonic()))
            child.signal(signal.SIGKILL)
            child.process.wait()
            child.process, child.ready = None, False


def answers(url: str) -> bool:
    """Whether something at the address answers at all; an error page is an answer too."""
    if not url:
        return True
    address = urlsplit(url)
    connection = HTTPConnection(address.hostname or "", address.port, timeout=1)
    try:
        connection.request("GET", address.path)
        return connection.getresponse().status < HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def die_with(parent: int) -> Callable[[], None] | None:
    """What a child does first: ask the kernel to end it when its parent is gone."""
    if LIBC is None:
        return None
    prctl = LIBC.prctl

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # gone before we could ask
            os._exit(1)

    return ask


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent dies."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1)


def bury_strays(meant: Sequence[int]) -> None:
    """Kill the children we never started ourselves: what a dead child has left behind."""
    while strays := [pid for pid in children_of(os.getpid()) if pid not in meant]:
        for pid in strays:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)


def children_of(parent: int) -> list[int]:
    """The processes whose parent a process is, as the kernel lists them; none off Linux."""
    try:
        listed = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    except OSError:
        return []
    return [int(pid) for pid in listed.split()]


def shorten(log: Path) -> None:
    """Set a log that has grown long aside, in the place of the one set aside before."""
    if log.exists() and log.stat().st_size > LOG_LIMIT_BYTES:
        log.replace(log.with_suffix(".log.1"))


def signal_name(number: int) -> str:
    """What a signal is called; its number where it has no name."""
    with suppress(ValueError):
        return signal.Signals(number).name
    return f"signal {number}"


def last_line(log: Path) -> str:
    """The last line of a log that says what went wrong, not where to read about it."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    told = (line.strip() for line in reversed(lines))
    return next((line for line in told if line and not line.startswith("(Background on")), "")

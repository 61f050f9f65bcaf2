"""The processes that are killed: writers at the desk, sweep, drive, deliverer; and their outside.

Each is forked from the harness, so that two hundred rounds do not start Python two hundred
times. The harness holds no database open and runs no thread when it forks.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from builders import PAUSE_NOTICE, at
from post import mail_to, post
from sqlalchemy import Engine, event

from states.errors import RuleError
from tests.faults.place import DAY, WRITER, desk_at
from tests.faults.report import Tally, Wrong
from tiendo.channels.message import Sender
from tiendo.deliver import deliver
from tiendo.drive import drive
from tiendo.errors import ShellError
from tiendo.ports import StoreError
from tiendo.sweep import sweep

Tell = Callable[[str], None]
LONG = 300.0
"""Seconds after which a process that should have ended is called hung."""


@dataclass
class Actor:
    """One process at work: what it said until it ended or was killed."""

    name: str
    pid: int
    pipe: int
    killed: bool = False
    status: int | None = None
    said: list[str] = field(default_factory=list)

    def alive(self) -> bool:
        """Whether it is still at work."""
        if self.status is None:
            try:
                done, status = os.waitpid(self.pid, os.WNOHANG)
            except ChildProcessError:  # somebody else has buried it
                done, status = self.pid, 0
            if done:
                self._ended(status)
        return self.status is None

    def kill(self) -> bool:
        """Kill -9; whether it was at work still."""
        if not self.alive():
            return False
        os.kill(self.pid, signal.SIGKILL)
        self.killed = True
        self._ended(os.waitpid(self.pid, 0)[1])
        return True

    def end(self, *, well: bool = True) -> None:
        """Wait for its end. Raises Wrong when it hangs, or did not end ``well``."""
        deadline = time.monotonic() + LONG
        while self.alive():
            if time.monotonic() > deadline:
                self.kill()
                raise Wrong(f"{self.name} hangs")
            time.sleep(0.002)
        if well and self.status and not self.killed:
            raise Wrong(f"{self.name} failed: {self.said[-1:]}")

    def _ended(self, status: int) -> None:
        self.status, found = status, bytearray()
        while piece := os.read(self.pipe, 65536):
            found += piece
        os.close(self.pipe)
        self.said = [line for line in found.decode().split("\n") if line]


def start(name: str, work: Callable[[Tell], None]) -> Actor:
    """Fork a process that does the work; it may tell lines, each at once and whole."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        os.close(writing)
        return Actor(name, pid, reading)
    code = 1
    try:
        os.close(reading)
        work(lambda line: void(os.write(writing, f"{line}\n".encode())))
        code = 0
    except BaseException as error:
        with suppress(OSError):
            last = traceback.format_exc().strip().replace("\n", " | ")[-1500:]
            os.write(writing, f"{type(error).__name__} {last}\n".encode())
    finally:
        os._exit(code)


@contextmanager
def at_most(pages: int) -> Iterator[None]:
    """What is forked in this stretch finds no room in SQLite beyond so many pages."""

    def cap(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(Engine, "connect", cap)
    try:
        yield
    finally:
        event.remove(Engine, "connect", cap)


def void(_: object) -> None:
    """Nothing."""


def writer(url: str, name: str, seed: int, *, acts: int, day: date = DAY) -> Actor:
    """Somebody who notes, pauses and lifts at a few inspections; tells each act recorded."""
    return start(name, lambda tell: _write(url, name, seed, acts, day, tell))


def _write(url: str, name: str, seed: int, acts: int, day: date, tell: Tell) -> None:
    chance = random.Random(seed)  # noqa: S311
    desk = desk_at(url, at(day, 9))
    for number in range(acts):
        token = f"w:{name}:{number}"
        act: dict[str, object] = {"occurred_on": day}
        match chance.randrange(4):
            case 0:
                act |= {"kind": "pause_site", "reason": token, "document": PAUSE_NOTICE}
            case 1:
                act |= {"kind": "lift_hold", "reason": token}
            case _:
                act |= {"kind": "note", "text": token}
        try:
            desk.record(f"c{chance.randrange(3):02}", act, by=WRITER)
        except (RuleError, ShellError):
            continue  # refused by name: nothing was written
        tell(token)
    desk.store.close()


def sweeper(url: str, day: date = DAY, hour: int = 10) -> Actor:
    """One sweep; tells every key it raised when it is through."""
    return start("sweep", lambda tell: _sweep(url, day, hour, tell))


def _sweep(url: str, day: date, hour: int, tell: Tell) -> None:
    desk = desk_at(url, at(day, hour))
    report = sweep(desk, as_of=day, now=desk.clock.now())
    desk.store.close()
    for key in report.raised:
        tell(f"told {key}")
    for stream, _ in report.failed:
        tell(f"failed {stream}")


def driver(url: str, day: date = DAY) -> Actor:
    """One drive; tells what it did."""
    return start("drive", lambda tell: _drive(url, day, tell))


def _drive(url: str, day: date, tell: Tell) -> None:
    desk = desk_at(url, at(day, 10))
    for deed in drive(desk, as_of=day, now=desk.clock.now()).done:
        tell(f"done {deed.key}")
    desk.store.close()


def deliverer(url: str, port: int, moment: datetime, *more: Sender) -> Actor:
    """One deliverer whose clock starts at a moment."""
    return start("deliver", lambda tell: _deliver(url, port, moment, more, tell))


def _deliver(url: str, port: int, moment: datetime, more: tuple[Sender, ...], tell: Tell) -> None:
    desk = desk_at(url, moment)
    report = deliver(desk, post(mail_to(port), *more, tries=50))
    desk.store.close()
    tell(f"sent {report.sent} put off {report.put_off}")


def how_many_seconds(work: Callable[[], Actor]) -> float:
    """How long it takes undisturbed, with some more."""
    began = time.monotonic()
    work().end()
    return 1.15 * (time.monotonic() - began)


def kill_some(
    working: Sequence[Actor], chance: random.Random, within: float, tally: Tally
) -> list[Actor]:
    """Kill processes one after another, each at a random moment; those that were at work."""
    moments = sorted((chance.uniform(0, within), number) for number in range(len(working)))
    began, hit = time.monotonic(), list[Actor]()
    for moment, number in moments:
        time.sleep(max(0.0, began + moment - time.monotonic()))
        tally.killed += 1
        if working[number].kill():
            tally.at_work += 1
            hit.append(working[number])
    return hit


def refused_by_store(actor: Actor) -> bool:
    """Whether it ended by naming what is wrong with its database."""
    names = {kind.__name__ for kind in _kinds(StoreError)}
    return bool(actor.status and actor.said and actor.said[-1].split(" ")[0] in names)


def _kinds(kind: type[StoreError]) -> list[type[StoreError]]:
    return [kind, *(each for sub in kind.__subclasses__() for each in _kinds(sub))]


def later(hours: float = 0, minutes: float = 0) -> datetime:
    """A moment of DAY and after, counted from ten."""
    return at(DAY, 10) + timedelta(hours=hours, minutes=minutes)

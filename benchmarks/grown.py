"""Grown: PostgreSQL, Prefect's server and worker processes on this machine, under load.

Run: python -m benchmarks.grown [--quick] [--inspections N] [--escalations N] [--workers 1,2,3]

An announcement moves due dates; everything is worked out again by the flow `reproject` on one,
two and three workers, then once more with a worker killed (-9) in the middle of a batch. Then
several processes sweep at once, one of them killed. After each the record is checked by SQL
that knows nothing of our program. Exit code 1 with the reason when anything was lost or doubled.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, create_engine, text

from benchmarks import checking
from benchmarks.machines import TIENDO, Machines, descendants, kill, machines
from benchmarks.many import PEOPLE, TODAY, build
from benchmarks.said import say
from tiendo.clock import SystemClock
from tiendo.ports import CalendarDay, Ruling
from tiendo.store.opening import open_store

SATURDAY = date(2021, 9, 11)
SWEEPERS = 3
PATIENCE_SECONDS = 25.0


@dataclass(frozen=True, slots=True)
class Size:
    """How much is asked for."""

    inspections: int
    escalations: int
    workers: tuple[int, ...]
    part: int


class Grown:
    """The measurements, one after another on one installation."""

    def __init__(self, ours: Machines, size: Size) -> None:
        self.ours, self.size = ours, size
        self.store = open_store(ours.url)
        self.engine: Engine = create_engine(ours.url)
        self.said = 0
        self.middle = f"tt-{size.inspections * 2 // 5:06d}"

    def fill(self) -> int:
        """Build the office; how many escalations are due in it."""
        self.store.put_people(PEOPLE)
        self.ours.run("first", *TIENDO, "reproject")  # what all counts by is on record from now
        began = time.monotonic()
        due = build(self.store, self.size.inspections, self.size.escalations)
        took = time.monotonic() - began
        with self.engine.connect() as connection:
            events = connection.execute(text("SELECT count(*) FROM event")).scalar_one()
            connection.execute(text("ANALYZE"))
            connection.commit()
        checking.whole(self.engine)
        say(
            f"built {self.size.inspections:,} inspections, {events:,} events in {took:.0f} s: "
            f"{events / took:,.0f} events/s; {due:,} escalations due"
        )
        return due

    def announce(self) -> str:
        """Say that the Saturday is worked, or after all is not; the number of that document."""
        self.said += 1
        kind = Ruling.WORKED if self.said % 2 else Ruling.OFF
        number = f"{self.said}/TB"
        day = CalendarDay(SATURDAY, kind, "Hoán đổi", number, date(2021, 9, 1), "Bộ Nội vụ")
        self.store.put_calendar_days([day], SystemClock().now(), "person:vanphong")
        return number

    def fan_out(self, workers: int) -> float:
        """Work everything out again with so many workers; inspections a second."""
        number = self.announce()
        crew = self.ours.workers(workers)
        run = self.ours.begin("reproject/hourly")
        self.claims()
        began = time.monotonic()
        self.ours.wait(self.done, "the last part", every=0.05)
        took = time.monotonic() - began
        self.end(run)
        self.ours.stop(crew)
        moved = checking.recounted(self.engine, number, self.size.inspections)
        rate = self.size.inspections / took
        say(
            f"reproject, {workers} worker(s): {self.size.inspections:,} inspections, {moved:,} "
            f"told of a move, in {took:.1f} s from first part to last: {rate:,.0f} inspections/s"
        )
        return rate

    def killed(self, workers: int) -> None:
        """The same, with a worker killed while it is writing a batch."""
        number = self.announce()
        crew = self.ours.workers(workers)
        with self.rows_held():
            self.ours.begin("reproject/hourly")
            victim = self.ours.wait(self.stopped_writer, "a worker at the rows held", 300)
            done = sum(part.done for part in self.store.partitions.parts(self.job()))
            worker = next(each.pid for each in crew if victim in descendants(each.pid))
            began = time.monotonic()
            kill(worker)
        runs = self.finish()
        took = time.monotonic() - began
        self.ours.stop(crew)
        checking.recounted(self.engine, number, self.size.inspections)
        checking.whole(self.engine)
        say(
            f"reproject, {workers} workers, one killed -9 in a batch after {done:,} inspections: "
            f"all done {took:.1f} s later ({runs} more runs), nothing lost or told twice"
        )

    def end(self, run: str) -> None:
        """Wait for a run, which must end well."""
        kind, message = self.ours.wait(lambda: self.over(run), f"run {run}", every=0.1) or ("", "")
        if kind != "COMPLETED":
            raise checking.Wrong(f"{kind}: {message}\n{self.ours.log('worker-0')}")

    def over(self, run: str) -> tuple[str, str] | None:
        """The state of a run that has ended."""
        kind, message = self.ours.state(run)
        ended = kind in ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
        return (kind, message) if ended else None

    def finish(self) -> int:
        """Wait until the job is done; by how many more runs, where the first was the one killed.

        A new run is what the next hour would bring: it is tried when nobody has held a part for
        a while, and refused as long as the killed one still counts as running.
        """
        runs, quiet = 0, time.monotonic()
        while not self.done():
            if self.moving():
                quiet = time.monotonic()
            elif time.monotonic() - quiet > PATIENCE_SECONDS:
                self.ours.wait(partial(self.over, self.ours.begin("reproject/hourly")), "a run")
                runs, quiet = runs + 1, time.monotonic()
            time.sleep(0.2)
        return runs

    def done(self) -> bool:
        """Whether every part of the job is."""
        return all(part.state == "done" for part in self.store.partitions.parts(self.job()))

    def moving(self) -> bool:
        """Whether anybody holds a part."""
        now = SystemClock().now()
        parts = self.store.partitions.parts(self.job())
        return any(part.held_until and part.held_until > now for part in parts)

    def job(self) -> int:
        """The number of the job opened last."""
        job = self.store.partitions.latest()
        return job.number if job else 0

    def claims(self) -> None:
        """Wait until the first part of the new announcement is claimed."""
        entry = self.store.calendar_entry()

        def claimed() -> bool:
            job = self.store.partitions.latest()
            if job is None or job.basis.calendar_entry != entry:
                return False
            return any(part.worker for part in self.store.partitions.parts(job.number))

        self.ours.wait(claimed, "the first part", 300, every=0.05)

    @contextmanager
    def rows_held(self) -> Iterator[None]:
        """Hold a few inspections in the middle: whoever comes to them must wait there."""
        with self.engine.connect() as connection:
            hold = text(
                "SELECT 1 FROM inspection WHERE stream >= :stream ORDER BY stream "
                "LIMIT 10 FOR UPDATE"
            )
            connection.execute(hold, {"stream": self.middle})
            yield
            connection.rollback()

    def stopped_writer(self) -> int:
        """The process that waits for these rows, as the part it holds names it; 0 for none."""
        with self.engine.connect() as connection:
            waiting = connection.execute(
                text(
                    "SELECT count(*) FROM pg_stat_activity "
                    "WHERE datname = 'tiendo' AND wait_event_type = 'Lock'"
                )
            ).scalar_one()
        for part in self.store.partitions.parts(self.job()) if waiting else ():
            if part.last < self.middle <= (part.until or self.middle) and part.worker:
                return int(part.worker.rpartition(":")[2])
        return 0

    def sweep(self, due: int) -> None:
        """Several processes sweep at once, one is killed, and the next sweep finds nothing."""
        began = time.monotonic()
        sweepers = [self.ours.start(f"sweep-{n}", *TIENDO, "sweep") for n in range(SWEEPERS)]
        self.ours.wait(lambda: self.told() > due // 4 or sweepers[0].poll() is not None, "a claim")
        before = self.told()
        kill(sweepers[0].pid)
        for sweeper in sweepers[1:]:
            if sweeper.wait(1800):
                raise checking.Wrong(self.ours.log("sweep-1") + self.ours.log("sweep-2"))
        took = time.monotonic() - began
        notices = checking.raised(self.engine, due)
        self.ours.run("sweep-again", *TIENDO, "sweep")
        checking.raised(self.engine, due)
        checking.whole(self.engine)
        say(
            f"sweep, {SWEEPERS} processes at once, one killed -9 after {before:,}: {due:,} "
            f"escalations claimed once each, {notices:,} notices, in {took:.1f} s"
        )

    def told(self) -> int:
        """How many escalations there are by now."""
        with self.engine.connect() as connection:
            count = text("SELECT count(*) FROM event WHERE kind = 'escalate'")
            return int(connection.execute(count).scalar_one())


def measure(size: Size) -> None:
    """Every measurement on a new installation."""
    with tempfile.TemporaryDirectory(prefix="tiendo-grown-") as folder:
        began = time.monotonic()
        with machines(Path(folder), TODAY.isoformat(), size.part) as ours:
            say(f"PostgreSQL, Prefect and its deployments: {time.monotonic() - began:.0f} s")
            grown = Grown(ours, size)
            ours.only_asked("reproject/hourly")  # what is timed is the run that is asked for
            due = grown.fill()
            compare({count: grown.fan_out(count) for count in size.workers})
            grown.killed(max((2, *size.workers)))
            grown.sweep(due)
        say(f"all of it: {time.monotonic() - began:.0f} s on {os.cpu_count()} cores")


def compare(rates: Mapping[int, float]) -> None:
    """Each rate as a ratio to the first."""
    for count, rate in rates.items():
        first, base = next(iter(rates.items()))
        say(f"reproject: {count} worker(s) are {rate / base:.2f} x as fast as {first}")


def read(arguments: Sequence[str] | None = None) -> Size:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true", help="200 inspections, no rates")
    parser.add_argument("--inspections", type=int)
    parser.add_argument("--escalations", type=int)
    parser.add_argument("--workers")
    given = parser.parse_args(arguments)
    inspections = given.inspections or (200 if given.quick else 100_000)
    escalations = given.escalations or (100 if given.quick else 2_000)
    workers = given.workers or ("" if given.quick else "1,2,3")
    part = max(10, min(5_000, inspections // 12))
    return Size(inspections, escalations, tuple(int(n) for n in workers.split(",") if n), part)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # take every process along
    try:
        measure(read())
    except checking.Wrong as wrong:
        raise SystemExit(f"WRONG: {wrong}") from wrong

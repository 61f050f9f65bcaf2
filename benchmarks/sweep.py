"""A million open inspections: finding those that are due, and working all of them out again.

Run: python -m benchmarks.sweep [--quick] [--inspections N] [--plot]

The million are rows made directly (benchmarks/many.py): a hundred inspections told act by act
through the desk, then copied under other names with chains of their own, their projections
rewritten so that exactly as many ask for attention by the day as are wanted. SQLite, one file.

1. Finding: `Store.nominated`, page by page, when none, 100 and 10,000 are due, in offices of
   1,000 up to N inspections. The cost must follow those due.
2. Working out again after an announced day off: the job of `tiendo/fanout.py` on a sample of
   parts, by one process and by two, inspections a second of the wall and of CPU; the most memory
   a process held after its first and after its last batch; stopped in the middle (killed -9) and
   gone on with.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter, process_time

from sqlalchemy import text

from benchmarks.many import PEOPLE, TODAY, build
from benchmarks.said import ROOT, curves, say
from tiendo.bootstrap import open_desk
from tiendo.clock import SystemClock
from tiendo.desk import Desk
from tiendo.fanout import Progress, ask, standing, work
from tiendo.partitions import Job
from tiendo.ports import CalendarDay, Ruling, Store
from tiendo.settings import Settings
from tiendo.store.engine import open_database
from tiendo.store.opening import open_store

SATURDAY = date(2021, 9, 11)
DUE = (0, 100, 10_000)
LATER = TODAY + timedelta(days=400)


def fill(home: Path, count: int) -> Settings:
    """An office of so many inspections in a home of its own."""
    home.mkdir(exist_ok=True)
    settings = Settings(home=home, database_url="", today=TODAY)
    store = open_store(settings.url)
    store.put_people(PEOPLE)
    build(store, count, 0)
    store.close()
    return settings


def make_due(settings: Settings, due: int) -> None:
    """Let exactly so many ask for attention by TODAY, lying evenly among the others."""
    database = open_database(settings.url)
    with database.writing() as connection:
        count = connection.execute(text("SELECT count(*) FROM inspection")).scalar_one()
        every = max(1, count // due) if due else count + 1
        connection.execute(
            text("UPDATE inspection SET attention_on = :later"), {"later": LATER.isoformat()}
        )
        if due:
            chosen = text(
                "UPDATE inspection SET attention_on = :today WHERE stream IN (SELECT stream FROM "
                "(SELECT stream, row_number() OVER (ORDER BY stream) AS place FROM inspection) "
                "AS numbered WHERE place % :every = 0 LIMIT :due)"
            )
            connection.execute(chosen, {"today": TODAY.isoformat(), "every": every, "due": due})
    database.close()


def find(store: Store) -> int:
    """How many are due, found page by page as the sweep does."""
    found, after = 0, ""
    while page := store.nominated(TODAY, after=after):
        found += len(page)
        after = page[-1]
    return found


def finding(settings: Settings, count: int) -> dict[int, float]:
    """Milliseconds of the wall to find those due, for each number of them."""
    times = dict[int, float]()
    for due in (each for each in DUE if each <= count):
        make_due(settings, due)
        store = open_store(settings.url)
        find(store)
        spent = list[float]()
        for _ in range(5):
            began = perf_counter()
            found = find(store)
            spent.append(1000 * (perf_counter() - began))
            if found != due:
                raise SystemExit(f"{found} found, {due} are due")
        store.close()
        times[due] = median(spent)
        say(f"{count:>9,} inspections, {due:>6,} due: found in {times[due]:.2f} ms")
    return times


def announce(settings: Settings, number: int) -> None:
    """A day off that moves due dates, announced and asked to be worked out."""
    desk = open_desk(settings)
    name, day = f"{number}/TB-UBND", SATURDAY + timedelta(days=2 + number)
    off = CalendarDay(day, Ruling.OFF, "Nghỉ bù", name, day, "UBND tỉnh")
    desk.store.put_calendar_days([off], SystemClock().now(), "bench")
    desk.store.close()


def worker(home: str, batches: int) -> None:
    """One process at the parts of the job there is, told as JSON after each batch."""
    settings = Settings(home=Path(home), database_url="", today=TODAY)
    desk = open_desk(settings)
    now = SystemClock().now()
    job = ask(desk, at=now)
    if job is None:
        raise SystemExit("there is nothing to do")
    sys.stdin.readline()
    began, cpu = perf_counter(), process_time()
    for number, step in enumerate(_steps(desk, job, now), start=1):
        said = {
            "done": step.done,
            "wall": perf_counter() - began,
            "cpu": process_time() - cpu,
            "mebibytes": getrusage(RUSAGE_SELF).ru_maxrss / 1024,
            "all": standing(desk, job).done,
        }
        say(json.dumps(said))
        if number == batches:
            return


def _steps(desk: Desk, job: Job, now: datetime) -> Iterator[Progress]:
    """Every batch there is; what a killed worker holds is waited for."""
    while standing(desk, job).open:
        yield from work(desk, job, now=now)
        time.sleep(0.5)


def start(home: Path, batches: int) -> subprocess.Popen[str]:
    """A worker that waits for its line."""
    return subprocess.Popen(  # noqa: S603 our own command line
        [sys.executable, "-m", "benchmarks.sweep", "--worker", str(home), str(batches)],
        cwd=ROOT,
        env=dict(os.environ),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def told(process: subprocess.Popen[str]) -> list[dict[str, float]]:
    """What a worker said, batch by batch, until its end."""
    return [json.loads(line) for line in process.stdout or () if line.startswith("{")]


def go(processes: Sequence[subprocess.Popen[str]]) -> None:
    """Let them begin at once."""
    time.sleep(0.1)
    for each in processes:
        if each.stdin:
            each.stdin.write("\n")
            each.stdin.flush()


def working(settings: Settings, hands: int, batches: int) -> float:
    """Inspections a second of so many processes, told with their memory."""
    processes = [start(settings.home, batches) for _ in range(hands)]
    go(processes)
    said = [found for found in map(told, processes) if found]  # one may have found no free part
    done = sum(each[-1]["done"] for each in said)
    wall = max(each[-1]["wall"] for each in said)
    cpu = sum(each[-1]["cpu"] for each in said)
    first, last = said[0][0]["mebibytes"], said[0][-1]["mebibytes"]
    say(
        f"worked out again by {hands}: {done:,.0f} at {done / wall:,.0f} a second, "
        f"{done / cpu:,.0f} a CPU second; memory {first:.0f} MiB after the first batch, "
        f"{last:.0f} after the last"
    )
    return done / wall


def stopped(settings: Settings, batches: int) -> None:
    """Killed -9 in the middle; another one goes on from the last batch written."""
    victim = start(settings.home, 0)
    go([victim])
    before = 0.0
    for line in victim.stdout or ():
        before = json.loads(line)["all"] if line.startswith("{") else before
        if before:
            break
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    next_ = start(settings.home, batches)
    go([next_])
    (*_, last) = told(next_)
    gone_on = last["all"] - last["done"]
    if gone_on < before:
        raise SystemExit(f"{before:.0f} were done, and only {gone_on:.0f} of them are kept")
    say(f"killed -9 after {before:,.0f}: gone on from {gone_on:,.0f}, {last['all']:,.0f} now done")


def main() -> None:
    """Fill, find, work out again; tell, and draw where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--inspections", type=int, default=1_000_000)
    parser.add_argument("--plot", action="store_true", help="draw docs/plots/sweep.svg")
    given = parser.parse_args()
    most = 1_000 if given.quick else given.inspections
    sizes = [size for size in (1_000, 10_000, 100_000) if size < most] + [most]
    batches = 1 if given.quick else 50
    drawn: dict[str, list[tuple[float, float]]] = {f"{due:,} due": [] for due in DUE}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            began = perf_counter()
            settings = fill(Path(folder) / str(size), size)
            say(f"{size:>9,} inspections made in {perf_counter() - began:.0f} s")
            for due, spent in finding(settings, size).items():
                drawn[f"{due:,} due"].append((size, spent))
        announce(settings, 1)
        one = working(settings, 1, batches)
        if not given.quick:  # a killed worker holds its part for some seconds
            announce(settings, 2)
            two = working(settings, 2, batches)
            say(f"two processes do {two / one:.2f} x what one does")
            announce(settings, 3)
            stopped(settings, batches)
    if given.plot:
        title = "Finding what is due: milliseconds by size of the office"
        curves("sweep", title, "open inspections", "ms", {n: p for n, p in drawn.items() if p})


if __name__ == "__main__":
    if sys.argv[1:2] == ["--worker"]:
        worker(sys.argv[2], int(sys.argv[3]))
    else:
        main()

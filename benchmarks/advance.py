"""Durable transitions a second: ours, the limit, and what others have instead.

Run: python -m benchmarks.advance [--quick] [--rounds N] [--lives N] [--only NAME;…] [--plot]

Each competitor is a process of its own that runs the same lifecycle of fifteen steps, one commit
a step (synchronous=FULL, PostgreSQL with fsync). They take turns, round after round, so that all
stand under the same load; the figures are medians of the rounds, wall time and CPU time of the
process. What ours does that the others leave out is told in docs/decisions/0039.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.said import ROOT, Bar, bars, say
from tests.postgres import newest_binaries, serving

PEERS = ROOT / ".venv-peers" / "bin" / "python"


@dataclass(frozen=True, slots=True)
class Competitor:
    """How one of them is started, and how many lifecycles it runs in a round."""

    name: str
    command: tuple[str, ...]  # {place}: a new file; {url}: a new database of the server
    count: int
    limit: str = ""  # what it is measured against


SQLITE, POSTGRES = "bare driver, SQLite", "bare driver, PostgreSQL"


def competitors(many: int) -> list[Competitor]:
    """All of them, in the order in which they take their turns, with so many lifecycles each."""
    few = 1  # a flow run takes a second
    here, there = (sys.executable, "-m"), (str(PEERS),)
    file, server = "sqlite:///{place}", "{url}"

    def by(name: str, script: str, *words: str) -> Competitor:
        path = str(ROOT / "benchmarks" / "peers" / script)
        return Competitor(name, (*there, path, *words), many, SQLITE)

    return [
        Competitor(SQLITE, (*here, "benchmarks.bare", file), many, SQLITE),
        Competitor("ours, SQLite", (*here, "benchmarks.ours", file), many, SQLITE),
        by("django-fsm-2, SQLite", "by_django.py", "fsm", "{place}"),
        by("viewflow.fsm, SQLite", "by_django.py", "viewflow", "{place}"),
        by("python-statemachine + SQLAlchemy, SQLite", "by_statemachine.py", file),
        by("SpiffWorkflow, saved in SQLite", "by_spiff.py", "{place}"),
        by("DBOS, SQLite", "by_dbos.py", file),
        Competitor(POSTGRES, (*here, "benchmarks.bare", server), many, POSTGRES),
        Competitor("ours, PostgreSQL", (*here, "benchmarks.ours", server), many, POSTGRES),
        Competitor("DBOS, PostgreSQL", (*there, _dbos(), server), many, POSTGRES),
        Competitor("Prefect, a flow run each", (*here, "benchmarks.by_prefect"), few, SQLITE),
    ]


def _dbos() -> str:
    return str(ROOT / "benchmarks" / "peers" / "by_dbos.py")


@dataclass(frozen=True, slots=True)
class Figures:
    """One round of one competitor."""

    steps: int
    wall: float
    cpu: float


def run(who: Competitor, place: Path, url: str) -> Figures:
    """One round, in a new place. Ends the program when it fails."""
    words = [word.format(place=place / "life.db", url=url) for word in who.command]
    env = {**os.environ, **quiet(place)}
    done = subprocess.run(  # noqa: S603 our own command lines only
        [*words, str(who.count)], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{who.name}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return Figures(**json.loads(done.stdout.splitlines()[-1]))


def quiet(place: Path) -> Mapping[str, str]:
    """Nothing of this user's is read, and nothing is told to anybody."""
    return {
        "PREFECT_HOME": str(place),
        "PREFECT_LOGGING_LEVEL": "ERROR",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "300",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
    }


@contextmanager
def databases() -> Iterator[object]:
    """Makes new databases on a PostgreSQL that keeps what it commits; None where there is none."""
    binaries = newest_binaries()
    if binaries is None:
        yield None
        return
    import psycopg

    with serving(binaries, ()) as server:

        def make(name: str) -> str:
            with psycopg.connect(server.url, autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{name}"'.encode())
            return server.url.rsplit("/", 1)[0] + f"/{name}"

        yield make


def tournament(chosen: Sequence[Competitor], rounds: int) -> dict[str, list[Figures]]:
    """Every round of every competitor, in turns."""
    found: dict[str, list[Figures]] = {who.name: [] for who in chosen}
    with (
        suppress(KeyboardInterrupt),  # what was measured until then is told
        databases() as make,
        tempfile.TemporaryDirectory() as folder,
    ):
        for number in range(rounds):
            for turn, who in enumerate(chosen):
                place, url = Path(folder) / f"{number}-{turn}", ""
                place.mkdir()
                if "{url}" in who.command:
                    if not callable(make):
                        say(f"{who.name}: there is no PostgreSQL on this machine")
                        continue
                    url = str(make(f"life_{number}_{turn}"))
                found[who.name].append(run(who, place, url))
    return {name: rounds_ for name, rounds_ in found.items() if rounds_}


def tell(found: Mapping[str, Sequence[Figures]], chosen: Sequence[Competitor]) -> list[Bar]:
    """The table: transitions a second, share of the limit, CPU a transition."""
    speeds = {n: median(each.steps / each.wall for each in all_) for n, all_ in found.items()}
    say(f"{'':42} {'per second':>11} {'of the limit':>13} {'CPU ms each':>12}")
    for who in chosen:
        if who.name in speeds:
            cpu = median(1000 * each.cpu / each.steps for each in found[who.name])
            share = _share(speeds, who)
            say(f"{who.name:42} {speeds[who.name]:11,.0f} {share:>13} {cpu:12.2f}")
    return [Bar(who.name, speeds[who.name]) for who in chosen if who.name in speeds]


def _share(speeds: Mapping[str, float], who: Competitor) -> str:
    """The median of its speed against that of the bare driver on the same database."""
    return f"{100 * speeds[who.name] / speeds[who.limit]:.0f}%" if who.limit in speeds else "—"


def main() -> None:
    """Measure, tell, and draw where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--plot", action="store_true", help="draw docs/plots/advance.svg")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--lives", type=int, default=20, help="lifecycles in a round")
    parser.add_argument("--only", default="", help="names, or parts of them, between semicolons")
    given = parser.parse_args()
    wanted = [part for part in given.only.split(";") if part]
    chosen = [
        who
        for who in competitors(2 if given.quick else given.lives)
        if not wanted or any(part in who.name for part in wanted)
    ]
    if not PEERS.exists():
        say("No .venv-peers here (./bench makes it): the peers are left out")
        chosen = [who for who in chosen if who.command[0] != str(PEERS)]
    drawn = tell(tournament(chosen, 1 if given.quick else given.rounds), chosen)
    if given.plot:
        bars("advance", "Durable transitions a second", drawn)


if __name__ == "__main__":
    main()

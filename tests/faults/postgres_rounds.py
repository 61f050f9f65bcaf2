"""The rounds on PostgreSQL: the same kills, and the server itself stopped in the middle."""

from __future__ import annotations

import random
import time

from tests.faults import checker
from tests.faults.actors import (
    deliverer,
    driver,
    how_many_seconds,
    later,
    refused_by_store,
    sweeper,
    writer,
)
from tests.faults.report import Tally, Wrong
from tests.faults.rounds import ACTS, Harness, desk, drives, quiet, sweeps
from tests.postgres import Server
from tiendo.deliver import LEASE

DURABLE = ("fsync=off", "full_page_writes=off")
"""What a crash of PostgreSQL alone, not of the machine, can bear: a commit is a commit."""


def on_postgres(harness: Harness, server: Server) -> None:
    """Everything that is told on PostgreSQL."""
    for each in (desk, sweeps, drives):
        each(harness)
    stopped(harness, server)


def stopped(harness: Harness, server: Server) -> None:
    """PostgreSQL goes away while all are at work, by a crash or in order, and comes back."""
    place, box = harness.place, harness.box
    measured = place.office()
    within = how_many_seconds(lambda: sweeper(measured))

    def one(url: str, chance: random.Random, tally: Tally) -> None:
        box.empty()
        working = [
            writer(url, "a", chance.randrange(10**6), acts=4 * ACTS),
            writer(url, "b", chance.randrange(10**6), acts=4 * ACTS),
            sweeper(url),
            driver(url),
            deliverer(url, box.port, later()),
        ]
        time.sleep(chance.uniform(0, within))
        server.stop(chance.choice(("immediate", "fast")))
        server.start()
        for each in working:
            each.end(well=False)
        hit = [each for each in working if each.status]
        tally.add("processes thrown out", len(hit))
        if strange := [each for each in hit if not refused_by_store(each)]:
            raise Wrong(f"{strange[0].name} was not told by name: {strange[0].said[-1:]}")
        writers = dict(zip("ab", working, strict=False))
        told = {name: _acts(each.said) for name, each in writers.items()}
        thrown = [name for name, each in writers.items() if each in hit]
        tally.add("acts", checker.acts(url, told, thrown))
        quiet(url)
        deliverer(url, box.port, later(minutes=1) + LEASE).end()
        tally.add("letters", checker.post(url, box.ids, kills=1))

    harness.each("server stopped and started", one, share=0.25)


def _acts(said: list[str]) -> list[str]:
    return [line for line in said if line.startswith("w:")]

"""The rounds on our own processes: each breaks something in the middle, and then all is checked.

Whatever was broken, the same work is done once more undisturbed; then the log, the outbox and
the letters must be those of an office to which nothing ever happened.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.faults import checker
from tests.faults.actors import (
    deliverer,
    driver,
    how_many_seconds,
    kill_some,
    later,
    sweeper,
    writer,
)
from tests.faults.outside import Box
from tests.faults.place import Place, rebuilt
from tests.faults.report import Tally, Wrong, scenario
from tiendo.deliver import LEASE

ACTS = 24
One = Callable[[str, random.Random, Tally], None]


@dataclass
class Harness:
    """What the rounds share: an office to copy, a mail server, chance, and how often."""

    place: Place
    box: Box
    seed: int
    rounds: int
    minutes: float = math.inf

    def numbers(self, rounds: int) -> Iterator[int]:
        """So many rounds of one scenario, or fewer when its minutes are up; one at least."""
        end = time.monotonic() + 60 * self.minutes
        for number in range(max(1, rounds)):
            if number and time.monotonic() > end:
                return
            yield number

    def chance(self, name: str) -> random.Random:
        """The chances of one scenario: the same whenever it is run with this seed."""
        return random.Random(f"{self.seed} {name}")  # noqa: S311

    def each(
        self, name: str, one: One, *, template: str = "", share: float = 1.0, whole: bool = True
    ) -> None:
        """So many rounds, each on a copy of an office of its own; all is checked after each.

        ``share`` of the rounds asked for, and one at least; not ``whole``: it checks by itself.
        """
        name = f"{name} on {'PostgreSQL' if self.place.server else 'SQLite'}"
        chance = self.chance(name)
        with scenario(name, self.seed) as tally:
            for _ in self.numbers(round(self.rounds * share)):
                url = self.place.office(template)
                one(url, chance, tally)
                if whole:
                    checker.record(url)
                    rebuilt(url)
                self.place.drop(url)
                tally.rounds += 1


def desk(harness: Harness) -> None:
    """Writers are killed while others write to the same inspections."""
    measured = harness.place.office()
    within = how_many_seconds(lambda: writer(measured, "x", 1, acts=ACTS))

    def one(url: str, chance: random.Random, tally: Tally) -> None:
        seeds = [chance.randrange(10**6) for _ in range(3)]
        both = [writer(url, name, s, acts=ACTS) for name, s in zip("ab", seeds, strict=False)]
        hit = kill_some(both[:1], chance, within, tally)
        both[1].end()
        after = writer(url, "c", seeds[2], acts=4)
        after.end()
        told = dict(zip("abc", (each.said for each in (*both, after)), strict=True))
        tally.add("acts", checker.acts(url, told, {"a"} if hit else ()))

    harness.each("desk", one)


def sweeps(harness: Harness) -> None:
    """Two sweep at once, one or both are killed, and the next one tells the rest."""
    measured = harness.place.office()
    within = how_many_seconds(lambda: sweeper(measured))

    def one(url: str, chance: random.Random, tally: Tally) -> None:
        driver(url).end()
        both = [sweeper(url), sweeper(url)]
        kill_some(both[: chance.choice((1, 1, 2))], chance, within, tally)
        for each in both:
            each.end()
        sweeper(url).end()
        checker.same_keys(url, harness.place.entries, harness.place.notices)

    harness.each("sweep, two at once", one)


def drives(harness: Harness) -> None:
    """Two drive at once, one or both are killed."""
    measured = harness.place.office()
    within = how_many_seconds(lambda: driver(measured))

    def one(url: str, chance: random.Random, tally: Tally) -> None:
        both = [driver(url), driver(url)]
        kill_some(both[: chance.choice((1, 1, 2))], chance, within, tally)
        for each in both:
            each.end()
        driver(url).end()
        sweeper(url).end()
        checker.same_keys(url, harness.place.entries, harness.place.notices)

    harness.each("drive, two at once", one)


def delivers(harness: Harness) -> None:
    """Two deliver at once, one or both are killed; a lease later the rest goes out."""
    place, box = harness.place, harness.box
    measured = place.office(place.told)
    within = how_many_seconds(lambda: deliverer(measured, box.port, later()))

    def one(url: str, chance: random.Random, tally: Tally) -> None:
        box.empty()
        both = [deliverer(url, box.port, later()) for _ in range(2)]
        hit = kill_some(both[: chance.choice((1, 1, 2))], chance, within, tally)
        for each in both:
            each.end()
        checker.post(url, box.ids, kills=len(hit), owed=True)
        after = later(minutes=1) + LEASE
        deliverer(url, box.port, after).end()
        tally.add("letters", checker.post(url, box.ids, kills=len(hit)))
        tally.add("came once more under their own id", len(box.ids) - len(set(box.ids)))

    harness.each("deliver, two at once", one, template=place.told)


def everything(harness: Harness) -> None:
    """Writers, sweeps, drives and deliverers all at once, and any of them is killed."""
    place, box = harness.place, harness.box
    measured = place.office()
    within = 2 * how_many_seconds(lambda: sweeper(measured))

    def one(url: str, chance: random.Random, tally: Tally) -> None:
        box.empty()
        working = [
            writer(url, "a", chance.randrange(10**6), acts=ACTS),
            sweeper(url),
            driver(url),
            deliverer(url, box.port, later()),
            sweeper(url),
            writer(url, "b", chance.randrange(10**6), acts=ACTS),
        ]
        hit = kill_some(chance.sample(working[:5], 3), chance, within, tally)
        for each in working:
            each.end()
        told = {"a": working[0].said, "b": working[5].said}
        tally.add("acts", checker.acts(url, told, {"a"} if working[0] in hit else ()))
        quiet(url)
        deliverer(url, box.port, later(minutes=1) + LEASE).end()
        kills = sum(each.name == "deliver" for each in hit)
        tally.add("letters", checker.post(url, box.ids, kills=kills))

    harness.each("everything at once", one)


def quiet(url: str) -> None:
    """Drive and sweep until all is told; then nothing more is. Raises Wrong."""
    for work in (driver, sweeper, driver, sweeper):
        work(url).end()
    last, more = sweeper(url), driver(url)
    last.end()
    more.end()
    if last.said or more.said:
        raise Wrong(f"told again: {[*last.said, *more.said][:3]}")


KILLED = (desk, sweeps, drives, delivers, everything)

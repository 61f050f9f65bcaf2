"""How fast clocks are: all clocks of many inspections, and 45 working days added to many dates.

Run: python -m benchmarks.clocks [--quick]. Figures are CPU time of this one process; each is
given as a ratio to a bare loop over the same work, or to the `holidays` library, in one run.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from time import process_time

from benchmarks.said import say
from states.clocks import Reckoning, clocks
from states.workdays import Workdays
from tiendo.calendar import workdays
from tiendo.clock import FixedDayClock
from tiendo.demo.loader import DEMO_DAY, load_demo
from tiendo.desk import Desk
from tiendo.lawbook import lawbook
from tiendo.policy import load_policy
from tiendo.reckoning import law_of, timeline_of
from tiendo.store.opening import open_store

TERM = 45


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of one call, the better of two."""
    found = []
    for _ in range(2):
        began = process_time()
        work()
        found.append(process_time() - began)
    return min(found)


def reckonings(days: Workdays) -> list[Reckoning]:
    """The inspections of the demonstration office that a law governs, ready to be reckoned."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'bench.db'}")
        desk = Desk(store, FixedDayClock(DEMO_DAY), load_policy(), days, law=lawbook())
        load_demo(desk)
        lines = [timeline_of(desk, row.stream, as_of=DEMO_DAY) for row in store.rows()]
        store.close()
    packs = [(line, law_of(line)) for line in lines]
    return [Reckoning(line, pack, days, DEMO_DAY) for line, pack in packs if pack is not None]


def bare(anchors: Sequence[date], rules: int) -> None:
    """The floor: one date added to per clock, and nothing else."""
    step = timedelta(days=TERM)
    for anchor in anchors:
        for _ in range(rules):
            anchor + step


def measure_clocks(count: int, days: Workdays) -> None:
    """All clocks of ``count`` inspections against a bare loop."""
    cases = reckonings(days)
    many = [cases[n % len(cases)] for n in range(count)]
    rules = len(clocks(cases[0]))
    ours = cpu(lambda: [clocks(case) for case in many])
    floor = cpu(lambda: bare([DEMO_DAY] * count, rules))
    say(
        f"clocks: {count:,} inspections, {rules} clocks each: {count / ours:,.0f} inspections "
        f"a CPU second; {ours / floor:,.0f} x a bare loop of as many date additions"
    )


def measure_days(count: int, days: Workdays) -> None:
    """45 working days added to ``count`` dates, against a bare loop and the library."""
    import holidays

    first = date(2020, 1, 1)
    dates = [first + timedelta(days=n % 1800) for n in range(count)]
    few = dates[: max(200, count // 50)]
    library = holidays.country_holidays("VN", years=range(2020, 2026))
    ours = cpu(lambda: [days.add(day, TERM) for day in dates])
    floor = cpu(lambda: [day + timedelta(days=TERM) for day in dates])
    theirs = cpu(lambda: [library.get_nth_working_day(day, TERM) for day in few])
    per_ours, per_theirs = ours / count, theirs / len(few)
    say(
        f"workdays: {TERM} added to {count:,} dates: {ours / floor:.1f} x a bare loop; the "
        f"library takes {per_theirs / per_ours:,.0f} x as long a date"
    )


if __name__ == "__main__":
    quick = "--quick" in sys.argv
    table = workdays()
    measure_clocks(2_000 if quick else 100_000, table)
    measure_days(2_000 if quick else 100_000, table)

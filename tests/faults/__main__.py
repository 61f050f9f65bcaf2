"""Break everything at random moments, and prove after each round that nothing was lost or doubled.

Run: python -m tests.faults [--rounds 200] [--minutes M] [--quick] [--seed N]
[--only desk,sweeps,…]
"""

from __future__ import annotations

import argparse
import math
import random
import signal
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from tests.faults.backup_rounds import backup
from tests.faults.breakers import BROKEN
from tests.faults.outside import mail_box
from tests.faults.place import Place
from tests.faults.postgres_rounds import DURABLE, on_postgres
from tests.faults.prefect_rounds import embedded, grown
from tests.faults.report import Wrong, say
from tests.faults.rounds import KILLED, Harness
from tests.postgres import newest_binaries, serving


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=math.inf, help="at most, a scenario")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    if given.quick:
        given.rounds = 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # say how far it came
    say(f"seed {given.seed}")
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="tiendo-faults-") as folder:
        try:
            with mail_box(Path(folder)) as box:
                place = Place(Path(folder))
                harness = Harness(place, box, given.seed, given.rounds, given.minutes)
                say(f"office: {len(place.entries)} entries, {len(place.notices)} notices due")
                _rounds(harness, given.only.split(",") if given.only else [], given.quick)
        except Wrong as wrong:
            say(f"WRONG: {wrong}")
            return 1
    say(f"all of it: {time.monotonic() - began:.0f} s")
    return 0


def _rounds(harness: Harness, only: list[str], quick: bool) -> None:
    for each in (*KILLED, *BROKEN, backup):
        if not only or each.__name__ in only:
            each(harness)
    if not only or "postgres" in only:
        _on_postgres(harness)
    for fire in (embedded, grown):  # slow ones: a tenth unless asked for by name
        if fire.__name__ in only:
            fire(harness, harness.rounds)
        elif not (only or quick):
            fire(harness, harness.rounds // 10)


def _on_postgres(harness: Harness) -> None:
    binaries = newest_binaries()
    if binaries is None:
        raise Wrong("there is no PostgreSQL on this machine (initdb)")
    with serving(binaries, DURABLE) as server:
        place = Place(harness.place.folder, server.url)
        rounds = max(1, harness.rounds // 5)
        on_postgres(replace(harness, place=place, rounds=rounds), server)


if __name__ == "__main__":
    raise SystemExit(main())

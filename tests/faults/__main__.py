"""Break everything at random moments, and prove after each round that nothing was lost or doubled.

Run: python -m tests.faults [--rounds 200] [--quick] [--seed N] [--only desk,sweeps,…]
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from tests.faults.backup_rounds import backup
from tests.faults.breakers import BROKEN
from tests.faults.outside import Box, mail_box
from tests.faults.place import Place
from tests.faults.postgres_rounds import DURABLE, on_postgres
from tests.faults.prefect_rounds import embedded, grown
from tests.faults.report import Wrong, say
from tests.faults.rounds import KILLED, Harness
from tests.postgres import newest_binaries, serving


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--rounds", type=int, default=200)
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
                harness = Harness(place, box, given.seed, given.rounds)
                say(f"office: {len(place.entries)} entries, {len(place.notices)} notices due")
                for each in (*KILLED, *BROKEN, backup):
                    if not given.only or each.__name__ in given.only.split(","):
                        each(harness)
                if not given.only or "postgres" in given.only.split(","):
                    _on_postgres(Path(folder), box, given.seed, max(1, given.rounds // 5))
                for fire in (embedded, grown):
                    if fire.__name__ in given.only.split(",") or not (given.only or given.quick):
                        fire(harness, max(1, given.rounds // 10))
        except Wrong as wrong:
            say(f"WRONG: {wrong}")
            return 1
    say(f"all of it: {time.monotonic() - began:.0f} s")
    return 0


def _on_postgres(folder: Path, box: Box, seed: int, rounds: int) -> None:
    binaries = newest_binaries()
    if binaries is None:
        raise Wrong("there is no PostgreSQL on this machine (initdb)")
    with serving(binaries, DURABLE) as server:
        on_postgres(Harness(Place(folder, server.url), box, seed, rounds), server)


if __name__ == "__main__":
    raise SystemExit(main())

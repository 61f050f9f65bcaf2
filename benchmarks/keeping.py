"""What it costs to look after the record: a look, a verification, a backup, a move.

Run: python -m benchmarks.keeping [inspections] [URL of an empty PostgreSQL]. Wall seconds, on the
histories of the demonstration office told over and over under other names.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from benchmarks.many import tell_again
from tiendo.backup import back_up
from tiendo.bootstrap import open_desk
from tiendo.demo.loader import DEMO_DAY, load_demo
from tiendo.health import health
from tiendo.integrity import check, check_whole
from tiendo.limits import load_limits
from tiendo.moving import move
from tiendo.settings import Settings


def timed(what: str, work: Callable[[], object]) -> None:
    """One call, and how long it took."""
    began = perf_counter()
    work()
    print(f"{what}: {perf_counter() - began:.3f} s", flush=True)  # noqa: T201


def main(count: int, to: str) -> None:
    """Fill an office, and measure."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder), database_url="", today=DEMO_DAY)
        desk, limits = open_desk(settings), load_limits()
        load_demo(desk)
        tell_again(desk.store, range(count))
        timed("a look", lambda: health(desk, limits))
        timed("a second look", lambda: health(desk, limits))
        timed("the whole record, sealed for the first time", lambda: check_whole(desk))
        timed("the whole record", lambda: check_whole(desk))
        timed("what is new in it: nothing", lambda: check(desk, limits))
        backups, now = Path(folder) / "backups", desk.clock.now()
        timed("a backup", lambda: back_up(settings.url, backups, now=now, keep=1))
        desk.store.close()
        if to:
            timed("a move", lambda: move(settings, to, lambda _table, _rows: None))
            there = open_desk(Settings(home=Path(folder), database_url=to, today=DEMO_DAY))
            timed("a look there", lambda: health(there, limits))
            timed("a second look there", lambda: health(there, limits))
            there.store.close()


if __name__ == "__main__":
    main(int([*sys.argv[1:], "4000"][0]), [*sys.argv[1:], "", ""][1])

"""What it costs to look after the record: a look, a verification, a backup, a move.

Run: python -m benchmarks.keeping [inspections] [URL of an empty PostgreSQL]. Wall seconds, on the
histories of the demonstration office told over and over under other names.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from time import perf_counter

from sqlalchemy import insert

from tiendo.backup import back_up
from tiendo.bootstrap import open_desk
from tiendo.demo.loader import DEMO_DAY, load_demo
from tiendo.desk import Desk
from tiendo.health import health
from tiendo.integrity import check, check_whole
from tiendo.limits import load_limits
from tiendo.listing import columns_of
from tiendo.moving import move
from tiendo.settings import Settings
from tiendo.store.chain import GENESIS, linked
from tiendo.store.engine import open_database
from tiendo.store.rows import put_parts
from tiendo.store.tables import EVENT, INSPECTION


def timed(what: str, work: Callable[[], object]) -> None:
    """One call, and how long it took."""
    began = perf_counter()
    work()
    print(f"{what}: {perf_counter() - began:.3f} s", flush=True)  # noqa: T201


def fill(desk: Desk, url: str, count: int) -> None:
    """Tell the histories that are there again, under the names of ``count`` inspections."""
    told = [(row, desk.store.events(row.stream)) for row in desk.store.rows()]
    database = open_database(url)
    with database.writing() as connection:
        for number in range(count):
            row, events = told[number % len(told)]
            name = f"x-{number:06}"
            fresh = [asdict(each) for each in linked(name, 0, GENESIS, events)]
            connection.execute(insert(EVENT), fresh)
            folded = row.folded.replace(row.stream, name, 1)
            copied = replace(row, stream=name, folded=folded)
            connection.execute(insert(INSPECTION), columns_of(copied))
            put_parts(connection, [copied])
    database.close()


def main(count: int, to: str) -> None:
    """Fill an office, and measure."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder), database_url="", today=DEMO_DAY)
        desk, limits = open_desk(settings), load_limits()
        load_demo(desk)
        fill(desk, settings.url, count)
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

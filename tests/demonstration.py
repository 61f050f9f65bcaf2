"""The demonstration office in a file: loaded once in a run of the tests, to be copied."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tiendo.desk import Desk

# This is loaded by the process that only hands out the tests too: the program is loaded by
# those that run them.


def demo_desk(file: Path) -> Desk:
    """A desk on a file, on the day of the demonstration."""
    from tiendo.calendar import workdays
    from tiendo.clock import FixedDayClock
    from tiendo.demo.loader import DEMO_DAY
    from tiendo.desk import Desk
    from tiendo.lawbook import lawbook
    from tiendo.policy import load_policy
    from tiendo.store.opening import open_store

    store = open_store(f"sqlite:///{file}")
    return Desk(store, FixedDayClock(DEMO_DAY), load_policy(), workdays(), law=lawbook())


@pytest.fixture(scope="session")
def loaded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the demonstration office and its sums; the processes of a run share it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    file, unfinished = folder / "demonstration.db", folder / "unfinished.db"
    with (folder / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            from tiendo.demo.loader import load_demo
            from tiendo.summing import sum_up

            desk = demo_desk(unfinished)
            load_demo(desk)
            sum_up(desk)  # what the first page does: half a second, once and not in every test
            desk.store.close()
            unfinished.rename(file)
    return file

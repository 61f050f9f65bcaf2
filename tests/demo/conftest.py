"""The demonstration office, loaded once and copied for every test that wants one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tiendo.calendar import workdays
from tiendo.clock import FixedDayClock
from tiendo.demo.loader import DEMO_DAY, load_demo
from tiendo.desk import Desk
from tiendo.lawbook import lawbook
from tiendo.policy import load_policy
from tiendo.store.opening import open_store


@pytest.fixture
def open_file() -> Iterator[Callable[[Path], Desk]]:
    """Opens desks on SQLite files, and closes them after the test."""
    opened: list[Desk] = []

    def open_file(file: Path) -> Desk:
        store = open_store(f"sqlite:///{file}")
        opened.append(
            Desk(store, FixedDayClock(DEMO_DAY), load_policy(), workdays(), law=lawbook())
        )
        return opened[-1]

    yield open_file
    for desk in opened:
        desk.store.close()


@pytest.fixture(scope="session")
def loaded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the demonstration office, closed."""
    file = tmp_path_factory.mktemp("demo") / "tiendo.db"
    store = open_store(f"sqlite:///{file}")
    load_demo(Desk(store, FixedDayClock(DEMO_DAY), load_policy(), workdays(), law=lawbook()))
    store.close()
    return file


@pytest.fixture
def desk(open_file: Callable[[Path], Desk], loaded_file: Path, tmp_path: Path) -> Desk:
    """A desk of the demonstration office, of this test alone."""
    return open_file(Path(shutil.copy(loaded_file, tmp_path / "demo.db")))


@pytest.fixture
def empty(open_file: Callable[[Path], Desk], tmp_path: Path) -> Desk:
    """A desk on a store with nothing in it."""
    return open_file(tmp_path / "empty.db")

"""The demonstration office, copied for every test that wants one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.demonstration import demo_desk
from tiendo.desk import Desk


@pytest.fixture
def open_file() -> Iterator[Callable[[Path], Desk]]:
    """Opens desks on SQLite files, and closes them after the test."""
    opened: list[Desk] = []

    def open_file(file: Path) -> Desk:
        opened.append(demo_desk(file))
        return opened[-1]

    yield open_file
    for desk in opened:
        desk.store.close()


@pytest.fixture
def desk(open_file: Callable[[Path], Desk], loaded_file: Path, tmp_path: Path) -> Desk:
    """A desk of the demonstration office, of this test alone."""
    return open_file(Path(shutil.copy(loaded_file, tmp_path / "demo.db")))


@pytest.fixture
def empty(open_file: Callable[[Path], Desk], tmp_path: Path) -> Desk:
    """A desk on a store with nothing in it."""
    return open_file(tmp_path / "empty.db")

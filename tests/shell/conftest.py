from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from commands import home, tiendo
from offices import Told, open_office, sqlite, walked

from tiendo.desk import Desk

__all__ = ["home", "tiendo"]


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """The small office on 08/09/2021, empty but for its people, and for what `told` asks."""
    at_work = "told" in request.fixturenames
    opened = open_office(sqlite(tmp_path), date(2021, 9, 8), at_work=at_work)
    yield opened
    opened.store.close()


@pytest.fixture
def told(desk: Desk) -> Told:
    """One inspection at work on site since June 2021."""
    return walked(desk)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address for an office of its own, in a database of either kind."""
    if request.param == "sqlite":
        return sqlite(tmp_path)
    make = request.getfixturevalue("new_postgres")
    made: str = make(request.getfixturevalue("postgres_template"))
    return made

"""The same contract, on every database the store knows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url

from tiendo.ports import Store
from tiendo.store.opening import open_store

DATABASES = ("sqlite", pytest.param("postgres", marks=pytest.mark.slow))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file; a copy of it costs less than another migration."""
    file = tmp_path_factory.mktemp("template") / "tiendo.db"
    open_store(f"sqlite:///{file}").close()
    return file


@pytest.fixture(params=DATABASES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'tiendo.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a migrated database with nothing in it."""
    if request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        return f"sqlite:///{shutil.copy(template, tmp_path / 'tiendo.db')}"
    make = request.getfixturevalue("new_postgres")
    return str(make(request.getfixturevalue("postgres_template")))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An open store with nothing in it."""
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def shell(url: str) -> Iterator[Engine]:
    """The database's own shell: past the store, past its rules."""
    yield from _plain_engine(url)


@pytest.fixture
def empty_shell(empty_url: str) -> Iterator[Engine]:
    """The database's own shell on an empty database."""
    yield from _plain_engine(empty_url)


def _plain_engine(url: str) -> Iterator[Engine]:
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    engine = create_engine(address)
    yield engine
    engine.dispose()

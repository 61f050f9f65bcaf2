"""A private PostgreSQL for the tests: started once a session, one fresh database a test.

TIENDO_TEST_POSTGRES may name a server to use instead, by the URL of a role that may create
databases there. Without either, tests that need PostgreSQL are skipped and say so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from tests.ports import free_port

_OFF = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server that the tests may fill with databases."""
    given = os.environ.get("TIENDO_TEST_POSTGRES", "")
    if given:
        yield given
        return
    binaries = newest_binaries()
    if binaries is None:
        pytest.skip(
            "NO POSTGRESQL HERE: this half of the contract is not proved. "
            "Install it, or set TIENDO_TEST_POSTGRES to the URL of a server"
        )
    with cluster(binaries) as url:
        yield url


@pytest.fixture(scope="session")
def new_postgres(postgres_server: str) -> Iterator[Callable[[str], str]]:
    """Makes an empty database, or a copy of another of ours, and answers its URL."""
    import psycopg  # loaded by those who run tests, not by whoever hands them out
    from sqlalchemy import make_url

    server = make_url(postgres_server).set(drivername="postgresql")
    dsn = server.render_as_string(hide_password=False)
    made: list[str] = []
    numbers = count(1)

    def make(template: str = "template0") -> str:
        name = f"tiendo_test_{os.getpid()}_{next(numbers)}"
        source = "template0" if template == "template0" else make_url(template).database
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"'.encode())
        made.append(name)
        return server.set(database=name).render_as_string(hide_password=False)

    yield make
    with psycopg.connect(dsn, autocommit=True) as connection:
        for name in made:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


@pytest.fixture
def postgres_url(new_postgres: Callable[[str], str]) -> str:
    """The URL of an empty database of this test's own."""
    return new_postgres("template0")


@pytest.fixture(scope="session")
def postgres_template(new_postgres: Callable[[str], str]) -> str:
    """A database with our tables and nothing in them: a copy costs less than another migration."""
    from tiendo.store.opening import open_store

    url = new_postgres("template0")
    open_store(url).close()
    return url


def newest_binaries() -> Path | None:
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(found, key=lambda path: float(path.parent.name), default=None)


@dataclass(frozen=True)
class Server:
    """A PostgreSQL of our own, which may be stopped and started again."""

    home: Path
    binaries: Path
    port: int
    settings: tuple[str, ...]

    @property
    def url(self) -> str:
        """The address of its own database, for a role that may make others."""
        return f"postgresql://tiendo@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        settings = (*self.settings, "listen_addresses=127.0.0.1", f"port={self.port}")
        settings += ("max_connections=60", "unix_socket_directories=")
        options = " ".join(f"-c {each}" for each in settings)
        log = str(self.home / "data" / "log")
        self.run("pg_ctl", "-w", "-t", "60", "-l", log, "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop it: ``immediate`` is a crash, ``fast`` throws everybody out."""
        self.run("pg_ctl", "-w", "-m", mode, "stop")

    def run(self, program: str, *arguments: str) -> None:
        """One of its programs, which must end well."""
        # PostgreSQL refuses to run as root.
        as_other = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        data = str(self.home / "data")
        command = [*as_other, str(self.binaries / program), "-D", data, *arguments]
        with (self.home / "output").open("a+") as output:
            done = subprocess.run(
                command, cwd=self.home, stdout=output, stderr=output, check=False, timeout=120
            )
            output.seek(0)
            assert done.returncode == 0, output.read()


@contextmanager
def serving(binaries: Path, settings: tuple[str, ...] = _OFF) -> Iterator[Server]:
    """A new PostgreSQL in a folder of its own; it is gone with the block."""
    home = Path(tempfile.mkdtemp(prefix="tiendo-pg-"))
    if os.geteuid() == 0:
        shutil.chown(home, "postgres")
    server = Server(home, binaries, free_port(), settings)
    try:
        # Vietnamese as its own order: what sorts right here does not lean on the cluster.
        order = ("--locale-provider=icu", "--icu-locale=vi", "--locale=C.UTF-8")
        server.run("initdb", "-U", "tiendo", "-A", "trust", "-E", "UTF8", "--no-sync", *order)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def cluster(binaries: Path) -> Iterator[str]:
    """The address of a new PostgreSQL that need not survive a loss of power."""
    with serving(binaries) as server:
        yield server.url

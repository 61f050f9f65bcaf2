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
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

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


def newest_binaries() -> Path | None:
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(found, key=lambda path: float(path.parent.name), default=None)


@contextmanager
def cluster(binaries: Path) -> Iterator[str]:
    home = Path(tempfile.mkdtemp(prefix="tiendo-pg-"))
    # PostgreSQL refuses to run as root.
    as_other: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(home, "postgres")
        as_other = ["runuser", "-u", "postgres", "--"]
    data = home / "data"

    def run(program: str, *arguments: str) -> None:
        command = [*as_other, str(binaries / program), "-D", str(data), *arguments]
        with (home / "output").open("a+") as output:
            done = subprocess.run(
                command, cwd=home, stdout=output, stderr=output, check=False, timeout=120
            )
            output.seek(0)
            assert done.returncode == 0, output.read()

    try:
        # Vietnamese as its own order: what sorts right here does not lean on the cluster.
        order = ("--locale-provider=icu", "--icu-locale=vi", "--locale=C.UTF-8")
        run("initdb", "-U", "tiendo", "-A", "trust", "-E", "UTF8", "--no-sync", *order)
        port = free_port()
        settings = (*_OFF, "listen_addresses=127.0.0.1", f"port={port}", "max_connections=60")
        options = " ".join(f"-c {each}" for each in (*settings, "unix_socket_directories="))
        run("pg_ctl", "-w", "-t", "60", "-l", str(home / "data" / "log"), "-o", options, "start")
        try:
            yield f"postgresql://tiendo@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)

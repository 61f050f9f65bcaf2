"""A backup as a file: finished, flushed, and checked without touching it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from tiendo.store.copying import check_seal
from tiendo.store.errors import DatabaseUnreachable, NotCopied, failure, translated


def finish(file: Path) -> None:
    """Make one whole file of a closed SQLite database, and see it on the disk."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    _flush(file)


def publish(file: Path, name: Path) -> None:
    """Give a finished file its name, for good."""
    file.rename(name)
    _flush(name.parent)


def check_copy(file: Path) -> None:
    """Raises StoreError unless a file is a whole copy made by this program; leaves it as it is."""
    if not file.is_file():
        raise failure(DatabaseUnreachable, str(file), "no such file")

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode=ro&immutable=1", uri=True)

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    with translated(str(file)), engine.connect() as connection:
        said = connection.execute(text("PRAGMA integrity_check(1)")).scalar_one()
        if said != "ok":
            raise NotCopied(f"{file}: {said}")
        check_seal(connection, str(file))


def _flush(place: Path) -> None:
    opened = os.open(place, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)

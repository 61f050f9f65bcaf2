"""Being the only one at work on a database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

from tiendo.store.engine import Database
from tiendo.store.errors import WritersOn
from tiendo.store.writers import LOCK, be_alone

_HOLDERS = text(
    """
    SELECT DISTINCT a.application_name
    FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid)
    WHERE l.locktype = 'advisory' AND l.granted AND a.pid <> pg_backend_pid()
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND (l.classid::bigint << 32) + l.objid::bigint = :lock
    ORDER BY 1
    """
)


@contextmanager
def alone(database: Database) -> Iterator[None]:
    """A stretch of work during which nobody else may open the database to write.

    The database must have been opened without being present itself. Raises WritersOn.
    """
    if database.file is not None:
        with be_alone(database.file):
            yield
        return
    with database.session() as connection:
        _ask(connection, database.where)
        yield


def _ask(connection: Connection, where: str) -> None:
    asked = text("SELECT pg_try_advisory_lock(:lock)")
    if not connection.execute(asked, {"lock": LOCK}).scalar_one():
        holders = tuple(connection.execute(_HOLDERS, {"lock": LOCK}).scalars())
        raise WritersOn(where, holders)

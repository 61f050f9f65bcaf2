"""Being the only one at work on a database."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from tiendo.store.engine import Database
from tiendo.store.errors import WritersOn
from tiendo.store.writers import LOCK, be_alone

LEAVING_SECONDS = 1.0
"""How long a server may take to notice that a client has gone."""

_ASK = text("SELECT pg_try_advisory_lock(:lock)")
_LEAVE = text("SELECT pg_advisory_unlock(:lock)")
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
        try:
            yield
        finally:
            # Said, not left to the end of the connection: the server would notice that a little
            # later, and refuse whoever comes at once. A lost connection holds nothing.
            with suppress(DBAPIError):
                connection.execute(_LEAVE, {"lock": LOCK})


def _ask(connection: Connection, where: str) -> None:
    until = time.monotonic() + LEAVING_SECONDS
    while not connection.execute(_ASK, {"lock": LOCK}).scalar_one():
        if time.monotonic() > until:
            holders = tuple(connection.execute(_HOLDERS, {"lock": LOCK}).scalars())
            raise WritersOn(where, holders)
        time.sleep(0.02)

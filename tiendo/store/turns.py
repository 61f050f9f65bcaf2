"""One at a time where a row to lock is not there yet."""

from __future__ import annotations

from sqlalchemy import Connection, text


def in_turn(connection: Connection, lock: int) -> None:
    """Wait for whoever else is at the same, and keep others waiting until the transaction ends.

    ``lock`` is any number that nothing else uses. SQLite's writer is alone anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})

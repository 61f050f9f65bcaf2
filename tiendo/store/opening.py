"""Opening the store of this office."""

from __future__ import annotations

from tiendo.ports import StoreError
from tiendo.store.engine import WAIT_SECONDS, open_database
from tiendo.store.migrate import migrate
from tiendo.store.sql import SqlStore


def open_store(url: str, *, wait_seconds: float = WAIT_SECONDS) -> SqlStore:
    """The store at a SQLAlchemy URL, made or upgraded where needed; raises StoreError."""
    database = open_database(url, wait_seconds=wait_seconds)
    try:
        migrate(database)
    except StoreError:
        database.close()
        raise
    return SqlStore(database)

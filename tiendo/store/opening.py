"""Opening the store of this office."""

from __future__ import annotations

from tiendo.ports import StoreError
from tiendo.store.engine import WAIT_SECONDS, open_database
from tiendo.store.migrate import migrate
from tiendo.store.sql import SqlStore


def open_store(url: str, *, wait_seconds: float = WAIT_SECONDS, writer: bool = False) -> SqlStore:
    """The store at a SQLAlchemy URL, made or upgraded where needed; raises StoreError.

    A ``writer`` counts as at work on it until it is closed: nobody moves it away meanwhile.
    """
    database = open_database(url, wait_seconds=wait_seconds, writer=writer)
    try:
        migrate(database)
    except StoreError:
        database.close()
        raise
    return SqlStore(database)

"""Saved lists in a database that has been migrated."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import delete, select

from tiendo.store.engine import Database
from tiendo.store.inserts import insert_or_replace
from tiendo.store.tables import SAVED_VIEW
from tiendo.views import SavedView


class SqlViews:
    """The saved lists in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, person: str) -> tuple[SavedView, ...]:
        """Somebody's views, by name."""
        asked = select(SAVED_VIEW).where(SAVED_VIEW.c.person == person).order_by(SAVED_VIEW.c.name)
        with self._database.reading() as connection:
            return tuple(SavedView(**row) for row in connection.execute(asked).mappings())

    def save(self, view: SavedView) -> None:
        """Keep a view; one of the same name is replaced."""
        with self._database.writing() as connection:
            connection.execute(
                insert_or_replace(self._database.dialect, SAVED_VIEW), [asdict(view)]
            )

    def drop(self, person: str, name: str) -> None:
        """Let a view go; nothing happens if there is none."""
        this = (SAVED_VIEW.c.person == person) & (SAVED_VIEW.c.name == name)
        with self._database.writing() as connection:
            connection.execute(delete(SAVED_VIEW).where(this))

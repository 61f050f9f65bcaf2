"""An INSERT that may give way to what is there, in the words of either database."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

AnyInsert: TypeAlias = postgresql.Insert | sqlite.Insert

_INSERTS: dict[str, Callable[[Table], AnyInsert]] = {
    "postgresql": postgresql.insert,
    "sqlite": sqlite.insert,
}


def insert_into(table: Table, dialect: str) -> AnyInsert:
    """An INSERT into a table of "sqlite" or "postgresql"."""
    return _INSERTS[dialect](table)

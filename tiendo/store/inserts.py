"""Inserts that say what to do when the key is there already, for both databases.

SQLAlchemy puts together every one of these anew each time it is run, in about a millisecond: what
is written all day long renews its row by ``renewal`` and inserts where there was none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Table, Update, bindparam, update
from sqlalchemy.dialects import postgresql, sqlite

Insert = postgresql.Insert | sqlite.Insert

_INSERTS: dict[str, Callable[[Table], Insert]] = {
    "postgresql": postgresql.insert,
    "sqlite": sqlite.insert,
}


def insert_into(dialect: str, table: Table) -> Insert:
    """An insert into a table that can be told what to do on conflict."""
    return _INSERTS[dialect](table)


def insert_or_replace(dialect: str, table: Table) -> Insert:
    """An insert that gives rows already there the new values."""
    fresh = insert_into(dialect, table)
    replaced = {c.name: fresh.excluded[c.name] for c in table.c if not c.primary_key}
    return fresh.on_conflict_do_update(index_elements=list(table.primary_key), set_=replaced)


def written(table: Table) -> tuple[str, ...]:
    """The columns of a row that are written with it; those kept apart are left alone."""
    return tuple(c.name for c in table.c if not c.info.get("apart"))


def renewal(table: Table) -> Update:
    """An update of one row of a stream; the values are named with a line before their columns'."""
    values: dict[str, Any] = {
        name: bindparam(f"_{name}") for name in written(table) if not table.c[name].primary_key
    }
    return update(table).where(table.c.stream == bindparam("_stream")).values(values)

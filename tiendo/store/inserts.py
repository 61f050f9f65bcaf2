"""Inserts that say what to do when the key is there already, for both databases.

SQLAlchemy puts together every one of these anew each time it is run, in about a millisecond: what
is written all day long renews its row by ``renewal`` and inserts where there was none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Table, Update, bindparam, tuple_, update
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


def standing(dialect: str, table: Table) -> Insert:
    """An insert that gives a row already there the new values where it says something else."""
    fresh = insert_into(dialect, table)
    others = [c for c in table.c if not c.primary_key]
    if not others:
        return fresh.on_conflict_do_nothing()
    stands, said = tuple_(*others), tuple_(*(fresh.excluded[c.name] for c in others))
    return fresh.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={c.name: fresh.excluded[c.name] for c in others},
        where=stands.is_distinct_from(said),
    )


def written(table: Table) -> tuple[str, ...]:
    """The columns of a row that are written with it; those kept apart are left alone."""
    return tuple(c.name for c in table.c if not c.info.get("apart"))


def renewal(table: Table, names: Sequence[str] = ()) -> Update:
    """An update of one row of a stream, or of these columns of it.

    The values are named with a line before their columns'.
    """
    values: dict[str, Any] = {
        name: bindparam(f"_{name}", type_=table.c[name].type)
        for name in names or written(table)
        if not table.c[name].primary_key
    }
    return update(table).where(table.c.stream == bindparam("_stream")).values(values)


def correction(table: Table, names: Sequence[str]) -> Update:
    """The same, touching nothing where all of these columns already say so."""
    said = tuple_(*(bindparam(f"_{name}", type_=table.c[name].type) for name in names))
    stands = tuple_(*(table.c[name] for name in names))
    return renewal(table, names).where(stands.is_distinct_from(said))

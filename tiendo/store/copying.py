"""A whole database copied into an empty one: in one snapshot, in one transaction, verified.

Every table the program has goes along, row by row in order of its key, as the bare text and
numbers that lie there. What arrived is read again and measured before anything is kept: a copy
is there in full, or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import islice
from typing import Any

from sqlalchemy import (
    Connection,
    Table,
    column,
    func,
    insert,
    inspect,
    select,
    table,
    text,
    type_coerce,
)
from sqlalchemy.types import TypeDecorator, TypeEngine

from tiendo.ports import Fault
from tiendo.store.engine import Database
from tiendo.store.errors import NotCopied, NotEmpty
from tiendo.store.tables import METADATA
from tiendo.store.verify import faults

BATCH = 1000
SEAL_TABLE = "tiendo_copy"
Tell = Callable[[str, int], None]
"""Hears the name of a table and how many of its rows have been copied so far."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How much a table holds, and the hash of all of it in order of its key."""

    name: str
    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied, table by table; and what is wrong with the record, on both ends alike."""

    tables: tuple[Measure, ...]
    faults: tuple[Fault, ...]

    def rows_of(self, name: str) -> int:
        """How many rows of a table were copied."""
        return next((each.rows for each in self.tables if each.name == name), 0)


def copy(
    source: Database, target: Database, *, tell: Tell, seal: bool = False, broken: bool = False
) -> Copied:
    """Copy everything of a migrated database into another that is empty, or nothing at all.

    ``seal`` leaves the measures in the copy, so that it can be checked by itself. A ``broken``
    record is copied only if asked for. Raises NotEmpty or NotCopied.
    """
    with source.snapshot() as read, target.writing() as write:
        refuse_full(write, target.where)
        sent = tuple(_copy_table(read, write, each, tell) for each in METADATA.sorted_tables)
        _refuse_different(sent, write, target.where)
        found = tuple(faults(write))
        if found and not broken:
            first = found[0]
            raise NotCopied(f"{source.where}: {first.stream}, {first.version}: {first.what}")
        if seal:
            _seal(write, sent)
    return Copied(sent, found)


def refuse_full(connection: Connection, where: str) -> None:
    """Raises NotEmpty naming the tables that hold anything."""
    counts = {
        each.name: connection.execute(select(func.count()).select_from(each)).scalar_one()
        for each in METADATA.sorted_tables
    }
    if any(counts.values()):
        raise NotEmpty(where, ", ".join(f"{name}: {n}" for name, n in counts.items() if n))


def measured(database: Database) -> tuple[Measure, ...]:
    """Every table of the program in a database, measured at one moment."""
    with database.snapshot() as connection:
        return tuple(_measure(connection, each.name) for each in METADATA.sorted_tables)


def check_seal(connection: Connection, where: str) -> None:
    """Raises NotCopied unless a copy holds what was noted when it was made."""
    if not inspect(connection).has_table(SEAL_TABLE):
        raise NotCopied(f"{where}: no copy made by this program")
    noted = connection.execute(text(f"SELECT name, count, digest FROM {SEAL_TABLE}"))  # noqa: S608
    _refuse_different(tuple(Measure(*row) for row in noted), connection, where)


def _refuse_different(sent: Sequence[Measure], connection: Connection, where: str) -> None:
    for each in sent:
        if _measure(connection, each.name) != each:
            raise NotCopied(f"{where}: table {each.name} is not what was copied")


def _seal(connection: Connection, sent: Sequence[Measure]) -> None:
    connection.execute(
        text(f"CREATE TABLE {SEAL_TABLE} (name TEXT PRIMARY KEY, count INTEGER, digest TEXT)")
    )
    noted = text(f"INSERT INTO {SEAL_TABLE} VALUES (:name, :rows, :digest)")  # noqa: S608
    connection.execute(noted, [asdict(each) for each in sent])


def _copy_table(read: Connection, write: Connection, which: Table, tell: Tell) -> Measure:
    columns = [
        type_coerce(each, _bare(each.type)).label(each.name)
        for each in sorted(which.c, key=lambda each: each.name)
    ]
    names = [each.name for each in columns]
    bare = insert(table(which.name, *(column(each.name, each.type) for each in columns)))
    lines = _Lines()
    wanted = select(*columns).order_by(*which.primary_key.columns)
    rows = iter(read.execute(wanted.execution_options(yield_per=BATCH)))
    while batch := list(islice(rows, BATCH)):
        write.execute(bare, [dict(zip(names, row, strict=True)) for row in batch])
        lines.take(batch)
        tell(which.name, lines.count)
    return lines.measure(which.name)


def _measure(connection: Connection, name: str) -> Measure:
    """A table as it lies there, whatever the program thinks of it."""
    looked_at = inspect(connection)
    names = sorted(each["name"] for each in looked_at.get_columns(name))
    lying = table(name, *(column(each) for each in names))
    key = [lying.c[each] for each in looked_at.get_pk_constraint(name)["constrained_columns"]]
    wanted = select(*(lying.c[each] for each in names)).order_by(*key)
    lines = _Lines()
    rows = iter(connection.execute(wanted.execution_options(yield_per=BATCH)))
    while batch := list(islice(rows, BATCH)):
        lines.take(batch)
    return lines.measure(name)


class _Lines:
    """Rows on their way into a hash, their columns in order of name."""

    def __init__(self) -> None:
        self.count, self._hash = 0, sha256()

    def take(self, rows: Iterable[Sequence[object]]) -> None:
        for row in rows:
            self._hash.update(json.dumps([_plain(value) for value in row]).encode() + b"\n")
            self.count += 1

    def measure(self, name: str) -> Measure:
        return Measure(name, self.count, self._hash.hexdigest())


def _plain(value: object) -> object:
    """A value as both databases give it: SQLite knows no booleans."""
    if isinstance(value, bool):
        return int(value)
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else value


def _bare(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    """The type by which a value travels untouched, also one that we could not read."""
    return kind.impl_instance if isinstance(kind, TypeDecorator) else kind

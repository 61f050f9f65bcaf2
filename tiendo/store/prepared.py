"""Statements put into the driver's words once, and then run by the driver itself.

SQLAlchemy takes ten times as long over a statement as SQLite does. What every act runs is
therefore compiled once for each kind of database, with the same types in and out, and handed to
the driver inside SQLAlchemy's transaction; what the driver complains of comes out as it would
from SQLAlchemy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement

_Process = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Words:
    """A statement in the words of one driver: its values by place or by name, and its types."""

    sql: str
    names: tuple[tuple[str, _Process | None], ...]
    by_place: bool
    fixed: Mapping[str, Any]
    columns: tuple[_Process | None, ...]

    def given(self, values: Mapping[str, Any]) -> Sequence[Any] | Mapping[str, Any]:
        """The values as the driver wants them."""
        found = {**self.fixed, **values} if self.fixed else values
        if self.by_place:
            return [p(found[name]) if p else found[name] for name, p in self.names]
        return {name: p(found[name]) if p else found[name] for name, p in self.names}


class Prepared:
    """One statement of ours; of an insert, into these columns."""

    def __init__(self, statement: ClauseElement, columns: Sequence[str] | None = None) -> None:
        self._statement = statement
        self._columns = list(columns) if columns else None
        self._words: dict[str, _Words] = {}

    def run(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """Run it; how many rows it touched. Raises DBAPIError."""
        words = self._in_words_of(connection.dialect)
        return int(_driven(connection, words.sql, words.given(values)).rowcount)

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Run it; the rows it finds, their columns as the types of the tables say."""
        words = self._in_words_of(connection.dialect)
        found = _driven(connection, words.sql, words.given(values)).fetchall()
        return [
            tuple(
                process(value) if process else value
                for process, value in zip(words.columns, row, strict=True)
            )
            for row in found
        ]

    def _in_words_of(self, dialect: Dialect) -> _Words:
        words = self._words.get(dialect.name)
        if words is None:
            words = self._words[dialect.name] = _words(self._statement, self._columns, dialect)
        return words


def _words(statement: Any, columns: list[str] | None, dialect: Dialect) -> _Words:
    compiled = statement.compile(dialect=dialect, column_keys=columns)
    binds = {name: bind for bind, name in compiled.bind_names.items()}
    names = list(compiled.positiontup if dialect.positional else binds)
    asked = [each.type for each in getattr(statement, "selected_columns", ())]
    return _Words(
        sql=str(compiled),
        names=tuple(
            (n, binds[n].type.dialect_impl(dialect).bind_processor(dialect)) for n in names
        ),
        by_place=dialect.positional,
        fixed={n: bind.value for n, bind in binds.items() if not bind.required},
        columns=tuple(t.dialect_impl(dialect).result_processor(dialect, None) for t in asked),
    )


def _driven(connection: Connection, sql: str, given: object) -> Any:
    """The driver's cursor after a statement in the transaction of a connection."""
    dialect: Any = connection.dialect
    driver: Any = connection.connection.driver_connection
    try:
        return driver.execute(sql, given)
    except dialect.loaded_dbapi.Error as error:
        lost = dialect.is_disconnect(error, connection.connection, None)
        if lost:
            connection.invalidate(error)
        raise DBAPIError.instance(
            sql,
            None,
            error,
            dialect.loaded_dbapi.Error,
            connection_invalidated=lost,
            dialect=dialect,
        ) from error

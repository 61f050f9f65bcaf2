"""Statements put into the driver's words once, and then run by the driver itself.

SQLAlchemy takes ten times as long over a statement as SQLite does. What every act runs is
therefore compiled once for each kind of database, with the same types in and out, and handed to
the driver inside SQLAlchemy's transaction; what the driver complains of comes out as it would
from SQLAlchemy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql import ClauseElement
from sqlalchemy.types import TypeEngine

from tiendo.store.columns import Composed, Kept, all_composed
from tiendo.store.line import Line, complaint, errors_of

_Process = Callable[[Any], Any]
OURS = "_"
"""Begins the names of an update's values, whose columns have taken the bare ones."""


@dataclass(frozen=True, slots=True)
class _Words:
    """A statement in the words of one driver: its values by place or by name, and its types.

    Each value is taken once and made ready once, in however many places it stands.
    """

    sql: str
    take: Callable[[Mapping[str, Any]], Sequence[Any]]
    texts: Callable[[Sequence[Any]], Sequence[Any]]  # those of them that are text in NFC
    ready: tuple[tuple[int, _Process], ...]  # which of the others are made ready, and by what
    unready: tuple[tuple[int, _Process], ...]  # the texts, where one is not
    spread: Callable[[Sequence[Any]], Sequence[Any]] | None  # to all places, where they are more
    names: tuple[str, ...]  # where the driver wants them by name
    fixed: Mapping[str, Any]
    columns: tuple[_Process | None, ...]

    def given(self, values: Mapping[str, Any]) -> Sequence[Any] | Mapping[str, Any]:
        """The values as the driver wants them."""
        found = list(self.take({**self.fixed, **values} if self.fixed else values))
        for place, process in self.ready:
            found[place] = process(found[place])
        if not all_composed(self.texts(found)):
            for place, process in self.unready:
                found[place] = process(found[place])
        if self.names:
            return dict(zip(self.names, found, strict=True))
        return self.spread(found) if self.spread else found


class Prepared:
    """One statement of ours, or one for each kind of database; of an insert, into these columns.

    The values are named as in the statement, without OURS where a name begins so.
    """

    def __init__(
        self,
        statement: ClauseElement | Callable[[str], ClauseElement],
        columns: Sequence[str] | None = None,
    ) -> None:
        self._statement = statement
        self._columns = list(columns) if columns else None
        self._words: dict[str, _Words] = {}

    def start(self, on: Connection | Line, values: Mapping[str, Any]) -> Any:
        """Hand it to the driver; the driver's cursor. Raises DBAPIError."""
        words = self.in_words_of(on.dialect)
        return _driven(on, words.sql, words.given(values))

    def run(self, on: Connection | Line, values: Mapping[str, Any]) -> int:
        """Run it; how many rows it touched. Raises DBAPIError."""
        return int(self.start(on, values).rowcount)

    def rows(self, on: Connection | Line, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Run it; the rows it finds, their columns as the types of the tables say."""
        found = self.start(on, values).fetchall()
        words = self.in_words_of(on.dialect)
        return [
            tuple(
                process(value) if process else value
                for process, value in zip(words.columns, row, strict=True)
            )
            for row in found
        ]

    def in_words_of(self, dialect: Dialect) -> _Words:
        """The statement as a driver is handed it."""
        words = self._words.get(dialect.name)
        if words is None:
            its = self._statement
            its = its if isinstance(its, ClauseElement) else its(dialect.name)
            words = self._words[dialect.name] = _words(its, self._columns, dialect)
        return words


def _words(statement: Any, columns: list[str] | None, dialect: Dialect) -> _Words:
    compiled = statement.compile(dialect=dialect, column_keys=columns)
    binds = {name: bind for bind, name in compiled.bind_names.items()}
    places = list(compiled.positiontup if dialect.positional else binds)
    names = list(dict.fromkeys(places))
    asked = [each.type for each in getattr(statement, "selected_columns", ())]
    made = [
        (n, each) for n, name in enumerate(names) if (each := _stored(binds[name].type, dialect))
    ]
    unready = tuple((n, each) for n, each in made if each is Composed.stored)
    return _Words(
        sql=str(compiled),
        take=_taking([name.removeprefix(OURS) for name in names]),
        texts=_taking([n for n, _ in unready]),
        ready=tuple((n, each) for n, each in made if each is not Composed.stored),
        unready=unready,
        spread=_taking([*map(names.index, places)]) if places != names else None,
        names=() if dialect.positional else tuple(names),
        fixed={n: bind.value for n, bind in binds.items() if not bind.required},
        columns=tuple(t.dialect_impl(dialect).result_processor(dialect, None) for t in asked),
    )


def _taking(keys: Sequence[Any]) -> Callable[[Any], Sequence[Any]]:
    """What takes these of something by their keys or places, one or none of them too."""
    if len(keys) > 1:
        return itemgetter(*keys)
    return lambda found: [found[key] for key in keys]


def _stored(kind: TypeEngine[Any], dialect: Dialect) -> _Process | None:
    """How a value becomes what is stored; where nothing is done to that any more, directly."""
    ready = kind.dialect_impl(dialect)
    if isinstance(ready, Kept) and ready.impl_instance.bind_processor(dialect) is None:
        return ready.stored
    return ready.bind_processor(dialect)


def _driven(on: Connection | Line, sql: str, given: object) -> Any:
    """The driver's cursor after a statement in the transaction of a connection."""
    if isinstance(on, Line):
        return on.asked(sql, given)
    driver: Any = on.connection.driver_connection
    try:
        return driver.execute(sql, given)
    except errors_of(on.dialect) as error:
        found = complaint(error, sql, on.dialect, on.connection)
        if found.connection_invalidated:
            on.invalidate(error)
        raise found from error


class Task(NamedTuple):
    """A statement with its values; ``touches``: how many rows it must touch, if that matters."""

    statement: Prepared
    values: Mapping[str, Any]
    touches: int | None = None


def bundled(line: Line, begin: str, tasks: Sequence[Task]) -> bool:
    """Begin, and do all of it; whether everything went as it must. Raises DBAPIError.

    PostgreSQL is handed everything together and asked once.
    """
    try:
        if line.dialect.name == "postgresql":
            return _piped(line, begin, tasks)
        return _in_turn(line, begin, tasks)
    except IntegrityError:
        return False


def _in_turn(line: Line, begin: str, tasks: Sequence[Task]) -> bool:
    dialect, execute, sql = line.dialect, line.driver.execute, begin
    try:
        execute(begin)
        for statement, values, touches in tasks:
            words = statement.in_words_of(dialect)
            sql = words.sql
            touched = execute(sql, words.given(values)).rowcount
            if touches not in (None, touched):
                return False
    except errors_of(dialect) as error:
        raise line.complaint(error, sql) from error
    return True


def _piped(line: Line, begin: str, tasks: Sequence[Task]) -> bool:
    try:
        with line.driver.pipeline():
            line.driver.execute(begin)
            cursors = [each.statement.start(line, each.values) for each in tasks]
    except errors_of(line.dialect) as error:
        raise line.complaint(error, "") from error
    return all(
        each.touches in (None, cursor.rowcount)
        for each, cursor in zip(tasks, cursors, strict=True)
    )

"""The driver's own connection, lent by the pool: for what must take the shortest road.

A transaction of SQLAlchemy costs as much as a dozen statements of SQLite; on PostgreSQL every
statement is a journey there and back. What each act asks and writes goes over a line instead;
complaints come out as they would from SQLAlchemy.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Dialect, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import PoolProxiedConnection

T = TypeVar("T")
USED = "tiendo used"
"""What is noted of a connection that has answered."""
KEPT = 2
"""How many idle lines are kept from the pool: few, for others may have to wait for it."""


class Line:
    """A connection of the driver until it is closed; what is open on it is then rolled back."""

    __slots__ = ("_lent", "dialect", "driver")

    def __init__(self, engine: Engine) -> None:
        """Raises DBAPIError where nothing answers."""
        self.dialect: Dialect = engine.dialect
        try:
            self._lent: PoolProxiedConnection = engine.raw_connection()
        except errors_of(self.dialect) as error:
            raise complaint(error, "", self.dialect, None) from error
        self.driver: Any = self._lent.driver_connection

    @property
    def used(self) -> bool:
        """Whether the connection has answered before."""
        return USED in self._lent.info

    @used.setter
    def used(self, used: bool) -> None:
        self._lent.info[USED] = used

    def asked(self, sql: str, given: object = ()) -> Any:
        """The driver's cursor after a statement. Raises DBAPIError."""
        try:
            return self.driver.execute(sql, given)
        except errors_of(self.dialect) as error:
            raise self.complaint(error, sql) from error

    def complaint(self, error: Exception, sql: str) -> DBAPIError:
        """A complaint of the driver in SQLAlchemy's words; a connection that is lost is left."""
        found = complaint(error, sql, self.dialect, self._lent)
        if found.connection_invalidated:
            self._lent.invalidate(error)
        return found

    def close(self) -> None:
        """Give it back."""
        self._lent.close()


def complaint(
    error: Exception, sql: str, dialect: Dialect, lent: PoolProxiedConnection | None
) -> DBAPIError:
    """A complaint of the driver in SQLAlchemy's words; it tells whether the connection is lost."""
    lost = dialect.is_disconnect(error, lent, None)  # type: ignore[arg-type]
    found: Any = DBAPIError.instance(
        sql, None, error, errors_of(dialect), connection_invalidated=lost, dialect=dialect
    )
    return found  # type: ignore[no-any-return]


def errors_of(dialect: Dialect) -> Any:
    """What the driver raises."""
    return dialect.loaded_dbapi.Error


class Lines:
    """The lines of an engine. Those used last are kept aside: the pool takes 17 µs over a loan.

    Many threads may take one at once.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._idle = deque[Line]()

    def take(self) -> Line:
        """A line that nobody else uses until it is given back. Raises DBAPIError."""
        try:
            return self._idle.pop()
        except IndexError:
            return Line(self._engine)

    def give_back(self, line: Line) -> None:
        """Keep a line on which nothing is open, or let the pool have it."""
        if len(self._idle) < KEPT:
            self._idle.append(line)
        else:
            line.close()

    def close(self) -> None:
        """Let the pool have all that nobody uses."""
        while self._idle:
            self._idle.pop().close()

    def reached(self, first: Callable[[Line], T]) -> tuple[Line, T]:
        """A line, and what a first piece of work on it brought that may be begun again.

        A server that was restarted is found again: a connection lost since it was used last is
        left for another one. Raises DBAPIError.
        """
        while True:
            line = self.take()
            used = line.used
            try:
                found = first(line)
            except BaseException as error:
                line.close()
                if used and isinstance(error, DBAPIError) and error.connection_invalidated:
                    continue
                raise
            if not used:
                line.used = True
            return line, found

"""An open database: SQLite in one file, or PostgreSQL, with the same two ways in."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, TextIO

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from tiendo.private import shut_to_others
from tiendo.store.errors import (
    AddressNotUnderstood,
    DatabaseUnreachable,
    DatabaseUnsuitable,
    failure,
    translated,
)
from tiendo.store.line import USED, Lines, errors_of
from tiendo.store.prepared import Prepared, Task, bundled
from tiendo.store.spoken import sqlite_engine
from tiendo.store.writers import be_present, be_present_on, program

_READ, _WRITE, _SNAPSHOT = "BEGIN", "BEGIN IMMEDIATE", "BEGIN ISOLATION LEVEL REPEATABLE READ"
_BEGIN = {word: Prepared(text(word)) for word in (_READ, _WRITE, _SNAPSHOT)}
WAIT_SECONDS = 5.0  # for a lock; the slowest of 2000 writes by 4 processes waited 0.08 s
_CONNECT_SECONDS = 5
_OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables


class Turn:
    """The turn of a thread that writes to SQLite, which else lets in whoever asks just then.

    Other processes are kept apart by SQLite alone; so is whoever has waited too long.
    """

    __slots__ = ("_ours", "_queue")

    def __init__(self, queue: Lock | None) -> None:
        self._queue, self._ours = queue, False

    def __enter__(self) -> None:
        """Wait for it."""
        self._ours = self._queue is not None and self._queue.acquire(timeout=WAIT_SECONDS)

    def __exit__(self, *_how: object) -> None:
        """Let the next one in."""
        if self._ours and self._queue is not None:
            self._queue.release()


@dataclass(frozen=True, slots=True)
class Database:
    """A database and the two ways into it: to read, and to write."""

    where: str
    file: Path | None  # of SQLite
    _engine: Engine
    _presence: TextIO | None = None
    _queue: Lock = field(default_factory=Lock)
    _lines: Lines = field(init=False)

    def __post_init__(self) -> None:
        """What is lent of the engine for single questions and acts."""
        object.__setattr__(self, "_lines", Lines(self._engine))

    @property
    def dialect(self) -> str:
        """Which database it is: "sqlite" or "postgresql"."""
        return self._engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads and holds up nobody."""
        with translated(self.where), self._begun(_READ) as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write: kept whole at its end, or not at all."""
        # One that begins by reading and then writes fails at once, whatever the timeout,
        # when another has written in between; one that takes the lock first waits.
        with (
            translated(self.where),
            self._turn,
            self._begun(self._write) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A transaction that sees one moment of the whole database, whoever writes meanwhile."""
        word = _READ if self.file else _SNAPSHOT  # SQLite's readers see nothing else
        with translated(self.where), self._begun(word) as connection, connection.begin():
            yield connection

    @contextmanager
    def session(self) -> Iterator[Connection]:
        """A connection without a transaction, for locks that it holds until it is let go."""
        with translated(self.where), self._engine.connect() as connection:
            try:
                yield connection
            finally:
                connection.invalidate()  # its locks must not go back into the pool with it

    def ask(self, question: Prepared, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The rows that one question finds, without a transaction around it."""
        with translated(self.where):
            line, found = self._lines.reached(lambda line: question.rows(line, values))
            self._lines.give_back(line)
            return found

    def at_once(self, tasks: Sequence[Task]) -> bool:
        """Do all of it in one transaction, in one journey, and keep it.

        False, and nothing is written, where a task broke a rule of the tables or touched other
        rows than it must: whoever asks then goes step by step to see which, and why.
        """
        with translated(self.where), self._turn:
            line, done = self._lines.reached(lambda line: bundled(line, self._write, tasks))
            try:
                line.driver.commit() if done else line.driver.rollback()
            except errors_of(line.dialect) as error:
                found = line.complaint(error, "COMMIT")
                line.close()
                raise found from error
            self._lines.give_back(line)
            return done

    @property
    def _turn(self) -> Turn:
        return Turn(self._queue if self.file else None)

    @property
    def _write(self) -> str:
        return _WRITE if self.file else _READ

    @contextmanager
    def _begun(self, word: str) -> Iterator[Connection]:
        """A connection on which a transaction was begun in the driver's own words.

        SQLite's driver would only begin before the first write. A server that was restarted is
        found again: a connection lost since it was used last is left for another one.
        """
        while True:
            connection = self._engine.connect()
            used = connection.info.get(USED, False)
            try:
                _BEGIN[word].run(connection, {})
            except DBAPIError as error:
                connection.close()
                if used and error.connection_invalidated:
                    continue
                raise
            break
        connection.info[USED] = True
        with connection:
            yield connection

    def close(self) -> None:
        """Close every connection that is not in use, and be at work here no more."""
        self._lines.close()
        self._engine.dispose()
        if self._presence is not None:
            self._presence.close()


def open_database(
    url: str, *, wait_seconds: float = WAIT_SECONDS, writer: bool = False
) -> Database:
    """The database at a SQLAlchemy URL; nothing is asked of it yet.

    A ``writer`` counts as at work on it until it is closed (tiendo/store/writers.py).
    """
    address = _understood(url)
    if address.get_backend_name() == "sqlite":
        file, engine = _sqlite(address, wait_seconds)
        presence = be_present(file) if writer else None
        return Database(str(file), file, engine, presence)
    where, engine = _postgres(address, wait_seconds, writer=writer)
    return Database(where, None, engine)


def _understood(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise AddressNotUnderstood(
            "The database address cannot be read; it looks like sqlite:////path/to/tiendo.db "
            "or postgresql://user:password@host/name"
        ) from None  # the address itself may hold a password: it is not repeated
    match address.get_backend_name():
        case "sqlite":
            return address.set(drivername="sqlite")
        case "postgresql" | "postgres":
            return address.set(drivername="postgresql+psycopg")
        case other:
            raise AddressNotUnderstood(
                f"The record is kept in SQLite or PostgreSQL, not in {other!r}"
            )


def _sqlite(address: URL, wait_seconds: float) -> tuple[Path, Engine]:
    file = address.database or ":memory:"
    if ":memory:" in file or "memory" in str(address.query.get("mode", "")):
        raise AddressNotUnderstood(
            "The record needs a file: a database in memory forgets everything (sqlite:////path)"
        )
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise DatabaseUnsuitable(f"SQLite {sqlite3.sqlite_version} is too old: 3.37 is needed")
    path = Path(file.removeprefix("file:")).absolute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise failure(DatabaseUnreachable, str(path), str(error)) from error
    for each in (path, *(path.with_name(path.name + beside) for beside in ("-wal", "-shm"))):
        shut_to_others(each)
    engine = sqlite_engine(address)

    @event.listens_for(engine, "connect")
    def prepare(dbapi_connection: sqlite3.Connection, _record: object) -> None:
        dbapi_connection.isolation_level = None  # the driver must not begin on its own
        # A damaged letter must not stop whoever reads the rows beside it: its hash tells of it.
        dbapi_connection.text_factory = partial(str, encoding="utf-8", errors="replace")
        dbapi_connection.execute(f"PRAGMA busy_timeout = {int(wait_seconds * 1000)}")
        dbapi_connection.execute("PRAGMA foreign_keys = ON")
        dbapi_connection.execute("PRAGMA synchronous = FULL")
        _write_ahead(dbapi_connection, str(path), wait_seconds)

    return path, engine


def _write_ahead(connection: sqlite3.Connection, where: str, wait_seconds: float) -> None:
    """Put the file in WAL mode, for good; readers then never wait for a writer."""
    step = 0.02
    for attempt in range(1, max(1, int(wait_seconds / step)) + 1):
        try:
            (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError as error:
            # SQLite does not wait for this lock by itself: two first starts at once meet here.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            if attempt * step >= wait_seconds:
                raise
            time.sleep(step)
        else:
            if mode != "wal":
                raise DatabaseUnsuitable(
                    f"The disk of {where} cannot hold SQLite's write-ahead log"
                )
            return


def _postgres(address: URL, wait_seconds: float, *, writer: bool) -> tuple[str, Engine]:
    where = address.set(drivername="postgresql", query={}).render_as_string(hide_password=True)
    arguments: dict[str, Any] = {"client_encoding": "utf8", "application_name": program()}
    if "connect_timeout" not in address.query:
        arguments["connect_timeout"] = _CONNECT_SECONDS
    try:
        # The driver begins nothing of its own: we do, and so find out whether it still lives.
        engine = create_engine(address, isolation_level="AUTOCOMMIT", connect_args=arguments)
    except ImportError as error:
        raise AddressNotUnderstood(
            "PostgreSQL needs the driver psycopg, which is not installed here"
        ) from error

    @event.listens_for(engine, "connect")
    def prepare(dbapi_connection: Any, _record: object) -> None:
        with dbapi_connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {int(wait_seconds * 1000)}")
            if writer:
                be_present_on(cursor, where)

    return where, engine

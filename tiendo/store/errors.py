"""Everything that can be wrong with the database, and the sentence that says so.

    StoreError (tiendo.ports)
    ├── AddressNotUnderstood   the database URL is no address of SQLite or PostgreSQL
    ├── DatabaseUnreachable    nothing answers there, or it does not let us in
    ├── DatabaseBusy           others held it longer than we wait
    ├── DatabaseFull           no room left on its disk
    ├── DatabaseReadOnly       it may be read, not written
    ├── DatabaseUnsuitable     too old, or set up so that it cannot hold the record
    ├── DatabaseDamaged        what it gives back cannot be read
    ├── NotOurDatabase         no database at all, or somebody else's
    ├── Moving                 the office is being moved to another database just now
    ├── Moved                  the office has moved to another database
    ├── WritersOn              others are at work where one has to be alone
    ├── NotEmpty               there is something where nothing may be
    ├── NotCopied              what arrived is not what was sent
    ├── SchemaTooNew           written by a newer program than this one
    ├── Unstorable             a value that no text column can hold
    └── DatabaseFailed         anything else it complained of

`Conflict` and `AlreadyClaimed` stand beside the tree: they are answers, not failures.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, DontWrapMixin, IntegrityError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from tiendo.answers import DatabaseDamaged as DatabaseDamaged
from tiendo.ports import StoreError


class AddressNotUnderstood(StoreError):
    """The database URL is no address of SQLite or PostgreSQL."""


class DatabaseUnreachable(StoreError):
    """Nothing answers at the database's address, or it does not let us in."""


class DatabaseBusy(StoreError):
    """Others held the database longer than we wait."""


class DatabaseFull(StoreError):
    """There is no room left for the database."""


class DatabaseReadOnly(StoreError):
    """The database may be read, not written."""


class DatabaseUnsuitable(StoreError):
    """The database is too old, or set up so that it cannot hold the record."""


class NotOurDatabase(StoreError):
    """The file is no database, or the database holds somebody else's tables."""


class SchemaTooNew(StoreError):
    """The database was written by a newer program than this one."""


class Moving(StoreError):
    """The office is being moved to another database just now."""


class Moved(StoreError):
    """The office has moved to another database; nobody may go on writing in this one."""


class WritersOn(StoreError):
    """Others are at work on the database; ``who`` says which processes, as far as is known."""

    def __init__(self, where: str, who: tuple[str, ...]) -> None:
        self.where, self.who = where, who
        super().__init__(where, who)

    def __str__(self) -> str:
        """Where, and who."""
        return f"{self.where}: {'; '.join(self.who) or '?'}"


class NotEmpty(StoreError):
    """There is something in the database where nothing may be; ``what`` says so by table."""

    def __init__(self, where: str, what: str) -> None:
        self.where, self.what = where, what
        super().__init__(where, what)

    def __str__(self) -> str:
        """Where, and what is there."""
        return f"{self.where}: {self.what}"


class NotCopied(StoreError):
    """What arrived is not what was sent; the message says which table or entry."""


class Unstorable(StoreError, DontWrapMixin):
    """A value that no text column can hold."""


class DatabaseFailed(StoreError):
    """The database complained of something we have no name for."""


Kind = type[StoreError]

_SENTENCES: dict[Kind, str] = {
    DatabaseUnreachable: "Cannot open the database {where}: {reason}",
    DatabaseBusy: (
        "The database {where} was held by others for longer than we wait; "
        "nothing was written, try again: {reason}"
    ),
    DatabaseFull: "No room left for the database {where}; nothing was written: {reason}",
    Moving: "{where}: đang chuyển dữ liệu, thử lại sau / the data is being moved ({reason})",
    DatabaseReadOnly: "The database {where} cannot be written: {reason}",
    DatabaseDamaged: "The database {where} is damaged, restore a backup: {reason}",
    NotOurDatabase: "{where} is not a database of this program: {reason}",
    Unstorable: "The database {where} cannot hold this value: {reason}",
    DatabaseFailed: "The database {where} failed: {reason}",
}

# The middle word of SQLITE_READONLY_DBMOVED and the like.
_SQLITE: dict[str, Kind] = {
    "CANTOPEN": DatabaseUnreachable,
    "BUSY": DatabaseBusy,
    "LOCKED": DatabaseBusy,
    "PROTOCOL": DatabaseBusy,
    "FULL": DatabaseFull,
    "READONLY": DatabaseReadOnly,
    "PERM": DatabaseReadOnly,
    "CORRUPT": DatabaseDamaged,
    "IOERR": DatabaseDamaged,
    "NOTADB": NotOurDatabase,
    "TOOBIG": Unstorable,
    "CONSTRAINT": Unstorable,
}

# SQLSTATE, whole (five signs) or by class (its first two).
_POSTGRES: dict[str, Kind] = {
    "": DatabaseUnreachable,  # libpq gives no state when it does not get through at all
    "08": DatabaseUnreachable,
    "28": DatabaseUnreachable,
    "3D": DatabaseUnreachable,
    "57P01": DatabaseUnreachable,
    "57P02": DatabaseUnreachable,
    "57P03": DatabaseUnreachable,
    "53300": DatabaseBusy,
    "55P03": DatabaseBusy,
    "57014": DatabaseBusy,
    "40": DatabaseBusy,
    "53100": DatabaseFull,
    "25006": DatabaseReadOnly,
    "42501": DatabaseReadOnly,
    "XX001": DatabaseDamaged,
    "XX002": DatabaseDamaged,
    "22": Unstorable,
    "23": Unstorable,
    "54": Unstorable,
}

# The last is the trigger that guards the record against INSERT OR REPLACE.
_KEY_TAKEN = (
    "23505",
    "SQLITE_CONSTRAINT_PRIMARYKEY",
    "SQLITE_CONSTRAINT_UNIQUE",
    "SQLITE_CONSTRAINT_TRIGGER",
)


class translated:  # noqa: N801 a context manager; as a generator it takes four times as long
    """A stretch of work in which the database's complaints become ours."""

    __slots__ = ("_where",)

    def __init__(self, where: str) -> None:
        self._where = where

    def __enter__(self) -> None:
        """Begin it."""

    def __exit__(self, kind: object, error: BaseException | None, _trace: object) -> None:
        """End it. Raises StoreError where the database complained."""
        if isinstance(error, PoolTimeoutError):
            busy = "all connections of this process are in use"
            raise failure(DatabaseBusy, self._where, busy) from error
        if isinstance(error, DBAPIError):
            reason = " ".join(str(error.orig).split())
            raise failure(_kind_of(error), self._where, reason) from error
        if isinstance(error, SQLAlchemyError):
            raise failure(DatabaseFailed, self._where, str(error)) from error


@contextmanager
def refusing(refusal: Exception) -> Iterator[None]:
    """A write that is refused that way if its key is taken already."""
    try:
        yield
    except IntegrityError as error:
        cause = error.orig
        word = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
        if word in _KEY_TAKEN:
            raise refusal from error
        raise


def failure(kind: Kind, where: str, reason: str) -> StoreError:
    """An error of that kind with its whole sentence."""
    return kind(_SENTENCES[kind].format(where=where, reason=reason))


def _kind_of(error: DBAPIError) -> Kind:
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        word = str(getattr(cause, "sqlite_errorname", "")).removeprefix("SQLITE_").split("_")[0]
        return _SQLITE.get(word, DatabaseFailed)
    state = str(getattr(cause, "sqlstate", None) or "")
    if not state and not _lost_connection(error):
        return DatabaseFailed
    return _POSTGRES.get(state) or _POSTGRES.get(state[:2]) or DatabaseFailed


def _lost_connection(error: DBAPIError) -> bool:
    # A psycopg OperationalError without a state comes from the wire, never from a statement.
    return error.connection_invalidated or type(error.orig).__name__.startswith("Operational")

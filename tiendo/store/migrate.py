"""Bringing a database to the tables this program knows, from whatever state it is in."""

from __future__ import annotations

from threading import Lock

from sqlalchemy import Connection, inspect, text

from tiendo.store.engine import Database
from tiendo.store.errors import (
    DatabaseUnsuitable,
    NotOurDatabase,
    SchemaTooNew,
    failure,
)
from tiendo.store.tables import METADATA

REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
)  # all there are, oldest first: a database at the last needs no Alembic
VERSION_TABLE = "tiendo_version"  # not Alembic's own name: Prefect may share the database
_OUR_LOCK = 0x7469656E646F  # "tiendo": any number does that nobody else uses
_one_at_a_time = Lock()  # Alembic keeps its state in module globals


def migrate(database: Database) -> None:
    """Upgrade to the newest tables; safe when several processes start at once."""
    with database.reading() as connection:
        if _revision(connection, database.where) == REVISIONS[-1]:
            return
    # The first takes the lock and upgrades in one transaction; the others wait, and find it done.
    with _one_at_a_time, database.writing() as connection:
        if database.dialect == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_OUR_LOCK})"))
        found = _revision(connection, database.where)
        if found is None:
            _refuse_unsuitable(connection, database.where)
        if found != REVISIONS[-1]:
            _upgrade(connection)


def _revision(connection: Connection, where: str) -> str | None:
    """Which revision the database is at; None if we never touched it."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608
    if found is not None and found not in REVISIONS:
        raise SchemaTooNew(
            f"The database {where} was written by a newer program: it is at {found}, "
            f"this program knows up to {REVISIONS[-1]}. Install the newer program."
        )
    return found


def _refuse_unsuitable(connection: Connection, where: str) -> None:
    theirs = set(inspect(connection).get_table_names()) & set(METADATA.tables)
    if theirs:
        raise failure(NotOurDatabase, where, f"it has tables of its own named {sorted(theirs)}")
    if connection.dialect.name == "postgresql":
        encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
        if encoding != "UTF8":
            raise DatabaseUnsuitable(
                f"The database {where} is in {encoding}; create it with ENCODING 'UTF8'"
            )


def _upgrade(connection: Connection) -> None:
    from alembic import command  # loaded only when there is something to upgrade: it is slow
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "tiendo.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")

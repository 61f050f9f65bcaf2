"""Databases as older versions of the program left them."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.engine import make_url

from tiendo.store import copying


def engine_of(url: str) -> Engine:
    """A way into a database beside the program's own."""
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    return create_engine(address)


def upgrade(url: str, revision: str) -> None:
    """Make the tables of a revision in an empty database."""
    config = Config()
    config.set_main_option("script_location", "tiendo.store:migrations")
    config.set_main_option("path_separator", "os")
    engine = engine_of(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def backup_of(revision: str, new: Path, old: Path) -> None:
    """What a program at this revision would have made of the backup ``new``, as ``old``."""
    upgrade(f"sqlite:///{old}", revision)
    engine = engine_of(f"sqlite:///{old}")
    with engine.connect() as connection:
        connection.execute(text("ATTACH :file AS new"), {"file": str(new)})
        tables = inspect(connection)
        names = set(tables.get_table_names()) & set(tables.get_table_names("new"))
        names -= {"tiendo_version", copying.SEAL_TABLE}
        for name in sorted(names):
            has = [each["name"] for each in tables.get_columns(name)]
            columns = ", ".join(has)
            connection.execute(
                text(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM new.{name}")  # noqa: S608
            )
        copying._seal(connection, [copying._measure(connection, name) for name in sorted(names)])
        connection.commit()
    engine.dispose()

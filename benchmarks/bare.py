"""The limit: what our desk wrote for one lifecycle, written again by the bare driver.

The same event, projection, its stalls and people, and notice go into the same tables with the same
indexes, one transaction a step; nothing is read, judged, hashed or checked. What a step leaves as
it was, columns of the projection, stalls, people, is known without looking and not written again.

Run: python -m benchmarks.bare URL COUNT
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import psycopg
from sqlalchemy import URL, Connection, create_engine, make_url, text

from benchmarks.life import STEPS, acts, advance, office
from benchmarks.peers.course import measure

MODEL = "mau-khong-trung"
"""The inspection that is told through the desk, to be written again under other names."""
PARTS = ("stall", "involved")
"""The tables of which a projection has any number of rows."""
Row = tuple[Any, ...]
Written = list[tuple[str, Row]]


def told(url: URL) -> list[Written]:
    """What the desk writes in each step: statements, each with its values."""
    desk = office(url.render_as_string(hide_password=False))
    shown = url if url.drivername == "sqlite" else url.set(drivername="postgresql+psycopg")
    engine, mark = create_engine(shown), "?" if url.drivername == "sqlite" else "%s"
    found, stood = list[Written](), dict[str, Written]()
    before = dict[str, Any]()
    for version, step in enumerate(acts(), start=1):
        advance(desk, MODEL, step)
        with engine.connect() as connection:
            rows = partial(inserts, connection, mark)
            written = [
                *rows("event", f"stream = '{MODEL}' AND version = {version}"),
                *rows("outbox", f"key = '{MODEL}/{version}'"),
            ]
            asked = connection.execute(text(f"SELECT * FROM inspection WHERE stream = '{MODEL}'"))  # noqa: S608
            stands = dict(asked.mappings().one())
            written.insert(1, renewal(before, stands, mark))
            before = stands
            for part in PARTS:
                now = rows(part, f"stream = '{MODEL}'")
                if now != stood.get(part, []):
                    written += [(f"DELETE FROM {part} WHERE stream = {mark}", (MODEL,)), *now]  # noqa: S608
                    stood[part] = now
        found.append(written)
    engine.dispose()
    desk.store.close()
    return found


def inserts(connection: Connection, mark: str, table: str, where: str) -> Written:
    """The rows that are there, each with the statement that writes it again."""
    asked = connection.execute(text(f"SELECT * FROM {table} WHERE {where}"))  # noqa: S608
    words = statement(table, list(asked.keys()), mark)
    return [(words, tuple(row)) for row in asked]


def statement(table: str, columns: Sequence[str], mark: str) -> str:
    """An insert of a row."""
    marks = ", ".join(mark for _ in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608


def renewal(before: Mapping[str, Any], now: Mapping[str, Any], mark: str) -> tuple[str, Row]:
    """The statement that makes a projection of the one before: it writes what changed."""
    if not before:
        return statement("inspection", list(now), mark), tuple(now.values())
    new = {name: value for name, value in now.items() if value != before[name]}
    renewed = ", ".join(f"{name} = {mark}" for name in new)
    return f"UPDATE inspection SET {renewed} WHERE stream = {mark}", (*new.values(), MODEL)  # noqa: S608


def named(row: Row, stream: str) -> Row:
    """The values of a row under another name."""
    return tuple(v.replace(MODEL, stream) if isinstance(v, str) else v for v in row)


def connected(url: URL) -> Any:
    """A connection of the bare driver, as durable as ours."""
    if url.drivername != "sqlite":
        address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        return psycopg.connect(address, autocommit=True)
    connection = sqlite3.connect(str(url.database), isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def live(connection: Any, steps: Sequence[Written], stream: str) -> None:
    """One lifecycle, a transaction a step."""
    for written in steps:
        connection.execute("BEGIN")
        for words, row in written:
            connection.execute(words, named(row, stream))
        connection.execute("COMMIT")


if __name__ == "__main__":
    address = make_url(sys.argv[1])
    measure(partial(live, connected(address), told(address)), int(sys.argv[2]), STEPS)

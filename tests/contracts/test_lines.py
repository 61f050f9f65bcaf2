"""Lines: lent one to each, kept from the pool when idle, let go when the database is closed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event, literal_column, select

from tiendo.store.engine import open_database
from tiendo.store.line import KEPT, Line, Lines
from tiendo.store.prepared import Prepared


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    found = create_engine(f"sqlite:///{tmp_path / 'a.db'}")
    yield found
    found.dispose()


def lent(engine: Engine) -> int:
    pool: Any = engine.pool
    return int(pool.checkedout())


def test_a_line_is_lent_to_one_at_a_time_and_a_few_are_kept(engine: Engine) -> None:
    lines = Lines(engine)
    taken = [lines.take() for _ in range(KEPT + 2)]

    assert len({id(line.driver) for line in taken}) == KEPT + 2
    for line in taken:
        lines.give_back(line)
    assert lent(engine) == KEPT
    assert {lines.take() for _ in range(KEPT)} == set(taken[:KEPT])
    assert lent(engine) == KEPT


def test_no_line_is_kept_once_the_lines_are_closed(engine: Engine) -> None:
    lines = Lines(engine)
    lines.give_back(lines.take())

    lines.close()

    assert lent(engine) == 0
    line, found = lines.reached(lambda line: line.asked("SELECT 1").fetchall())
    assert found == [(1,)]
    line.close()


def test_a_line_on_which_work_failed_is_not_kept(engine: Engine) -> None:
    lines = Lines(engine)

    def fails(line: Line) -> None:
        line.asked("BEGIN IMMEDIATE")
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        lines.reached(fails)
    assert lent(engine) == 0
    lines.reached(lambda line: line.asked("BEGIN IMMEDIATE"))  # nothing was left open


def test_a_database_that_is_closed_keeps_no_line(tmp_path: Path) -> None:
    seen = list[Any]()

    def on_connect(connection: Any, _record: object) -> None:
        seen.append(connection)

    event.listen(Engine, "connect", on_connect)
    database = open_database(f"sqlite:///{tmp_path / 'a.db'}")
    assert database.ask(Prepared(select(literal_column("1"))), {}) == [(1,)]
    database.close()
    event.remove(Engine, "connect", on_connect)

    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        seen[0].execute("SELECT 1")

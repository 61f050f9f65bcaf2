"""The sweep's question is answered from its index, however many inspections there are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, event, insert

from tests.contracts.builders import DAY, NOON, a_row
from tiendo.listing import Wanted, columns_of
from tiendo.ports import Store
from tiendo.store.tables import INSPECTION, STALL

INSPECTIONS = 4000  # of which every hundredth is due


@contextmanager
def asked() -> Iterator[list[tuple[str, Any]]]:
    """Every SELECT that is sent to any database meanwhile, with its values."""
    heard: list[tuple[str, Any]] = []

    def hear(_c: Any, _cursor: Any, sql: str, values: Any, _context: Any, _many: bool) -> None:
        if "SELECT" in sql:
            heard.append((sql, values))

    event.listen(Engine, "before_cursor_execute", hear)
    yield heard
    event.remove(Engine, "before_cursor_execute", hear)


def test_the_nominated_are_read_from_their_index(store: Store, shell: Engine) -> None:
    def due(number: int) -> int:
        return 0 if number % 100 == 0 else 1 + number % 300

    with shell.begin() as connection:
        rows = [
            columns_of(a_row(f"I-{n:05}", 1, attention_on=DAY + timedelta(due(n))))
            for n in range(INSPECTIONS)
        ]
        connection.execute(insert(INSPECTION), rows)
        connection.exec_driver_sql("ANALYZE")

    with asked() as questions:
        found = store.nominated(DAY, limit=5, after="I-00100")
    ((sql, values),) = [q for q in questions if "inspection" in q[0]]
    plan = explained(shell, sql, values)

    assert found == tuple(f"I-{n:05}" for n in range(200, 700, 100))
    assert "inspection_attention" in plan, plan
    assert "SCAN inspection" not in plan, plan
    assert "Seq Scan" not in plan, plan


def fill(shell: Engine) -> None:
    """Many inspections, half of them ended, each with one stall."""
    stalls = [
        {
            "stream": f"I-{n:05}",
            "number": 1,
            "rank": n % 12,
            "stuck_from": DAY + timedelta(n % 300 - 5),
            "due_on": DAY + timedelta(n % 300 - 6),
            "kind": "silent",
            "subject": "",
            "holder": f"team_head:{n % 400}",
        }
        for n in range(INSPECTIONS)
    ]
    with shell.begin() as connection:
        rows = [
            columns_of(
                replace(
                    a_row(f"I-{n:05}", 1),
                    phase=("course.field", "ended")[n % 2],
                    course_since=DAY - timedelta(n % 900),
                )
            )
            for n in range(INSPECTIONS)
        ]
        connection.execute(insert(INSPECTION), rows)
        connection.execute(insert(STALL), stalls)
        connection.exec_driver_sql("ANALYZE")


def test_lists_are_read_from_their_indexes(store: Store, shell: Engine) -> None:
    fill(shell)
    lists = store.overview

    for ask in (
        lambda: lists.stuck(Wanted(), DAY, 10),
        lambda: lists.held_by(["team_head:7", "deputy:x"], DAY, 10),
        lambda: lists.listed(Wanted(phase="course.field"), DAY, 10),
        lambda: lists.listed(Wanted(), DAY, 10),
        lambda: lists.at(["course.conclude.signing"], "", 10),
        lambda: lists.recorded(NOON, 10),
    ):
        with asked() as questions:
            ask()
        ((sql, values),) = questions
        plan = explained(shell, sql, values)

        assert "SCAN inspection" not in plan.replace("SCAN inspection USING", ""), plan
        assert "SCAN stall" not in plan, plan
        assert "SCAN event" not in plan, plan
        assert "Seq Scan on stall" not in plan, plan
        assert "Seq Scan on inspection" not in plan, plan


def explained(shell: Engine, sql: str, values: Any) -> str:
    """How a database would answer a question."""
    explain = "EXPLAIN QUERY PLAN " if shell.dialect.name == "sqlite" else "EXPLAIN "
    with shell.connect() as connection:
        return "\n".join(str(line) for line in connection.exec_driver_sql(explain + sql, values))

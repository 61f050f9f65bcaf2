"""The checker of the harness itself: whatever is lost, doubled or broken, it goes red."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from builders import at

from tests.faults import checker
from tests.faults.place import DAY, desk_at, fill, machines, rebuilt
from tests.faults.report import Wrong
from tiendo.deliver import route

URL = "sqlite:///{}"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two inspections about which everything was told, and given to deliveries."""
    file = tmp_path_factory.mktemp("faults") / "office.db"
    url = URL.format(file)
    fill(url, 2)
    machines(url)
    desk = desk_at(url, at(DAY, 11))
    route(desk, "tt.example")
    desk.record("c00", {"kind": "note", "occurred_on": DAY, "text": "w:a:0"}, by="binh")
    desk.store.close()
    with closing(sqlite3.connect(file)) as shell:
        for (name,) in list(
            shell.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        ):
            if "outbox" not in name:
                shell.execute(f"DROP TRIGGER {name}")
        shell.commit()
    return file


@pytest.fixture
def file(template: Path, tmp_path: Path) -> Path:
    with (
        closing(sqlite3.connect(template)) as whole,
        closing(sqlite3.connect(tmp_path / "office.db")) as copy,
    ):
        whole.backup(copy)
    return tmp_path / "office.db"


def change(file: Path, *statements: str) -> str:
    with closing(sqlite3.connect(file)) as shell:
        for statement in statements:
            shell.execute(statement)
        shell.commit()
    return URL.format(file)


def test_a_whole_office_is_green(file: Path) -> None:
    url = URL.format(file)

    checker.record(url)
    rebuilt(url)
    assert checker.acts(url, {"a": ["w:a:0"]}, ()) == 1
    assert checker.post(url, [], kills=0, owed=True) == 0


BROKEN = {
    "a hash": ("UPDATE event SET hash = prev_hash WHERE version = 2", "hash is another"),
    "a link": ("UPDATE event SET prev_hash = hash WHERE version = 2", "chain is broken"),
    "an entry": ("DELETE FROM event WHERE version = 2 AND stream = 'c00'", "missing"),
    "the last entry": ("DELETE FROM event WHERE kind = 'note' AND stream = 'c00'", "heads"),
    "a column": ("UPDATE event SET kind = 'x' WHERE version = 2", "columns are not"),
    "a projection": ("DELETE FROM inspection WHERE stream = 'c00'", "heads"),
    "a notice": (
        "INSERT INTO delivery SELECT 'a:b:c', channel, address, message_id, state, "
        "attempts, next_try_at, claimed_until, last_error, sent_at FROM delivery LIMIT 1",
        "without a notice",
    ),
}


@pytest.mark.parametrize(("statement", "said"), BROKEN.values(), ids=BROKEN)
def test_a_record_that_is_not_whole_is_red(file: Path, statement: str, said: str) -> None:
    url = change(file, statement)

    with pytest.raises(Wrong, match=said):
        checker.record(url)


def test_a_projection_that_is_not_the_logs_is_red(file: Path) -> None:
    url = change(file, "UPDATE inspection SET attention_on = '2030-01-01' WHERE stream = 'c01'")

    with pytest.raises(Wrong, match="c01: its projection"):
        rebuilt(url)


def test_what_is_summed_is_red_where_it_is_not_the_logs(file: Path) -> None:
    url = change(file, "UPDATE burden SET since_day = since_day + 1 WHERE stream = 'c01'")

    with pytest.raises(Wrong, match="c01: what is summed"):
        rebuilt(url)


LOST: dict[str, Callable[[str], object]] = {
    "an act": lambda url: checker.acts(url, {"a": ["w:a:0", "w:a:1"]}, ()),
    "an act nobody was told of": lambda url: checker.acts(url, {"a": []}, ()),
    "a key": lambda url: checker.same_keys(url, {"k"}, ()),
    "a letter still owed": lambda url: checker.post(url, [], kills=0),
    "a letter nobody owes": lambda url: checker.post(url, ["x@y"], kills=0, owed=True),
}


@pytest.mark.parametrize("ask", LOST.values(), ids=LOST)
def test_what_was_lost_or_came_from_nowhere_is_red(
    file: Path, ask: Callable[[str], object]
) -> None:
    with pytest.raises(Wrong):
        ask(URL.format(file))


def test_letters_called_sent_must_have_come_and_come_twice_only_by_a_kill(file: Path) -> None:
    url = change(file, "UPDATE delivery SET state = 'sent', sent_at = next_try_at")
    ids = [id_ for (id_,) in checker.ask(url, "SELECT message_id FROM delivery")]

    assert checker.post(url, ids, kills=0) == len(ids)
    assert checker.post(url, [*ids, ids[0]], kills=1) == len(ids)
    with pytest.raises(Wrong, match="never arrived"):
        checker.post(url, ids[1:], kills=0)
    with pytest.raises(Wrong, match="came once more"):
        checker.post(url, [*ids, ids[0]], kills=0)

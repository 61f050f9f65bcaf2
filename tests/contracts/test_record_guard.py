"""The record cannot be changed unseen: the database refuses, and verify finds what got through."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from tests.contracts.builders import a_row, an_event, grow
from tests.contracts.unguard import unguard
from tiendo.ports import Fault, Store
from tiendo.store.chain import chained_hash
from tiendo.store.tables import GUARDS

CHANGES = {
    "update": "UPDATE event SET actor = 'person:binh' WHERE version = 2",
    "update of nothing to nothing": "UPDATE event SET body = body",
    "delete": "DELETE FROM event WHERE version = 3",
    "delete all": "DELETE FROM event",
}
ONLY_SQLITE = {
    "replace": "REPLACE INTO event SELECT stream, version, 'x', occurred_on, recorded_at, actor,"
    " '{}', prev_hash, hash FROM event WHERE version = 2",
    "update or replace": "UPDATE OR REPLACE event SET version = 1 WHERE version = 2",
    "upsert": "INSERT INTO event SELECT * FROM event WHERE true"
    " ON CONFLICT (stream, version) DO UPDATE SET body = '{}'",
}
ONLY_POSTGRESQL = {
    "truncate": "TRUNCATE event",
    "upsert": "INSERT INTO event SELECT * FROM event"
    " ON CONFLICT (stream, version) DO UPDATE SET body = '{}'",
    "replica role": "SET session_replication_role = replica; DELETE FROM event",
}


def own_changes(shell: Engine) -> dict[str, str]:
    mine = ONLY_SQLITE if shell.dialect.name == "sqlite" else ONLY_POSTGRESQL
    return CHANGES | mine


def test_the_database_itself_refuses_every_change(store: Store, shell: Engine) -> None:
    grow(store, "TB", 3)
    before = store.events("TB")

    for change in own_changes(shell).values():
        with pytest.raises(DBAPIError, match="append-only"), shell.begin() as connection:
            connection.execute(text(change))

    assert store.events("TB") == before
    assert store.verify() == ()


@pytest.fixture
def tamper(store: Store, shell: Engine) -> Callable[..., tuple[Fault, ...]]:
    """Three streams of three; changes one with its guards switched off for that moment."""
    for stream in ("A", "TB", "Z"):
        grow(store, stream, 3)
    assert store.verify() == ()

    def change(*statements: str) -> tuple[Fault, ...]:
        with shell.begin() as connection:
            put_back = unguard(connection.exec_driver_sql, shell.dialect.name)
            for statement in statements:
                connection.exec_driver_sql(statement)
            for statement in put_back:
                connection.exec_driver_sql(statement)
        return store.verify()

    return change


Tamper = Callable[..., tuple[Fault, ...]]
WRONG_HASH = "its hash is not the hash of what it says"
BROKEN_LINK = "does not follow from the event before it"


def test_a_changed_body_is_found(tamper: Tamper) -> None:
    found = tamper(
        """UPDATE event SET body = replace(body, '"says": "2"', '"says": "hai"')
           WHERE stream = 'TB' AND version = 2"""
    )

    assert found == (Fault("TB", 2, WRONG_HASH),)


def test_a_changed_body_with_its_hash_made_to_fit_breaks_the_next(
    tamper: Tamper, store: Store
) -> None:
    second = store.events("TB")[1]
    body = second.body.replace('"says": "2"', '"says": "hai"')
    hash_ = chained_hash(second.prev_hash, "TB", 2, body)

    found = tamper(
        f"UPDATE event SET body = '{body}', hash = '{hash_}' "  # noqa: S608
        "WHERE stream = 'TB' AND version = 2"
    )

    assert found == (Fault("TB", 3, BROKEN_LINK),)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "signed"),
        ("occurred_on", "2021-09-07"),
        ("occurred_on", "hôm qua"),
        ("recorded_at", "2021-09-08T05:00:00.000124+00:00"),
        ("recorded_at", "2021-09-08T05:00:00.000123"),
        ("recorded_at", "trưa"),
        ("actor", "machine:an"),
    ],
)
def test_a_changed_column_is_found(tamper: Tamper, column: str, value: str) -> None:
    found = tamper(
        f"UPDATE event SET {column} = '{value}' WHERE stream = 'TB' AND version = 2"  # noqa: S608
    )

    assert found == (Fault("TB", 2, f"column {column} is not what its body says"),)


def test_removed_events_are_found_at_the_start_in_the_middle_and_at_the_end(
    tamper: Tamper,
) -> None:
    found = tamper(
        "DELETE FROM event WHERE stream = 'A' AND version = 1",
        "DELETE FROM event WHERE stream = 'TB' AND version = 2",
        "DELETE FROM event WHERE stream = 'Z' AND version = 3",
    )

    assert found == (
        Fault("A", 1, "missing: the next event there is 2"),
        Fault("TB", 2, "missing: the next event there is 3"),
        Fault("Z", 3, "missing: the projection stands at 3"),
    )


def test_a_removed_stream_is_found(tamper: Tamper) -> None:
    found = tamper("DELETE FROM event WHERE stream = 'TB'")

    assert found == (Fault("TB", 1, "a projection stands, and no event is there"),)


def test_an_inserted_event_is_found_even_when_it_fits_the_chain(
    tamper: Tamper, store: Store
) -> None:
    last = store.events("TB")[-1]
    copied = "INSERT INTO event SELECT {}, 4, kind, occurred_on, recorded_at, actor, body, {}, {}"
    source = " FROM event WHERE stream = '{}' AND version = 3"
    hash_ = chained_hash(last.hash, "TB", 4, last.body)

    found = tamper(
        copied.format("stream", "prev_hash", "hash") + source.format("A"),
        copied.format("stream", f"'{last.hash}'", f"'{hash_}'") + source.format("TB"),
        copied.format("'ZZ'", "prev_hash", "hash") + source.format("Z"),
    )

    behind = "the projection stands at 3, behind it"
    assert found == (
        Fault("A", 4, BROKEN_LINK),
        Fault("A", 4, WRONG_HASH),
        Fault("A", 4, behind),
        Fault("TB", 4, behind),
        Fault("ZZ", 1, "missing: the next event there is 4"),
        Fault("ZZ", 4, WRONG_HASH),
        Fault("ZZ", 4, "the stream has no projection"),
    )


def test_renumbered_and_exchanged_events_are_found(tamper: Tamper) -> None:
    found = tamper(
        "UPDATE event SET version = 9 WHERE stream = 'TB' AND version = 1",
        "UPDATE event SET version = 1 WHERE stream = 'TB' AND version = 2",
        "UPDATE event SET version = 2 WHERE stream = 'TB' AND version = 9",
    )

    assert {(fault.stream, fault.version) for fault in found} == {("TB", 1), ("TB", 2), ("TB", 3)}
    assert Fault("TB", 1, WRONG_HASH) in found


def test_a_body_that_is_no_object_is_found(tamper: Tamper) -> None:
    found = tamper("UPDATE event SET body = '[]' WHERE stream = 'TB' AND version = 1")

    no_object = Fault("TB", 1, "its body is not a JSON object")
    assert found == (Fault("TB", 1, WRONG_HASH), no_object)


def test_a_missing_guard_is_found(store: Store, shell: Engine) -> None:
    guards = GUARDS[shell.dialect.name]
    grow(store, "TB", 1)
    with shell.begin() as connection:
        unguard(connection.exec_driver_sql, shell.dialect.name)

    found = store.verify()

    assert [(fault.stream, fault.version) for fault in found] == [("", 0)] * 3
    assert all(guard in fault.what for guard, fault in zip(guards, found, strict=True))


def test_one_damaged_stream_does_not_hide_another(tamper: Tamper, store: Store) -> None:
    store.append("AA", 0, [an_event()], a_row("AA", 1))

    found = tamper("UPDATE event SET body = '{' WHERE stream IN ('A', 'Z') AND version = 3")

    assert {fault.stream for fault in found} == {"A", "Z"}

"""Whatever is wrong with the database, the error says what and where, and nothing is written."""

from __future__ import annotations

import pickle
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, event, make_url, text
from sqlalchemy.exc import OperationalError

from tests.contracts.builders import a_notice, a_row, an_event, grow, renamed
from tiendo.ports import AlreadyClaimed, Conflict, StoreError
from tiendo.store.columns import UNREADABLE_DAY
from tiendo.store.engine import open_database
from tiendo.store.errors import (
    AddressNotUnderstood,
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseFailed,
    DatabaseFull,
    DatabaseReadOnly,
    DatabaseUnreachable,
    DatabaseUnsuitable,
    NotOurDatabase,
    translated,
)
from tiendo.store.opening import open_store


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "sqlite:////path"),
        ("postgresql://an:s3cret@host:port/x", "cannot be read"),
        ("mysql://an:s3cret@host/x", "'mysql'"),
        ("sqlite://", "forgets"),
        ("sqlite:///:memory:", "forgets"),
        ("sqlite:///file:x?mode=memory&uri=true", "forgets"),
    ],
)
def test_an_address_that_is_none_is_refused_without_repeating_its_password(
    url: str, says: str
) -> None:
    with pytest.raises(AddressNotUnderstood, match=says) as refusal:
        open_store(url)

    assert "s3cret" not in str(refusal.value)


def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    file = tmp_path / "văn phòng" / "100% of it" / "tiendo.db"

    open_store(f"sqlite:///{file}").close()

    assert file.is_file()


def test_a_file_below_a_file_is_unreachable(tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("")
    file = tmp_path / "blocked" / "tiendo.db"

    with pytest.raises(DatabaseUnreachable, match=str(file)):
        open_store(f"sqlite:///{file}")


def test_a_folder_in_the_place_of_the_file_is_unreachable(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnreachable, match=str(tmp_path)):
        open_store(f"sqlite:///{tmp_path}")


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "minutes.docx"
    file.write_bytes(b"PK\x03\x04 not a database" * 100)

    with pytest.raises(NotOurDatabase, match=r"minutes\.docx"):
        open_store(f"sqlite:///{file}")

    assert file.read_bytes() == b"PK\x03\x04 not a database" * 100


def test_a_file_with_a_torn_page_is_damaged(sqlite_template: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(sqlite_template, tmp_path / "tiendo.db"))
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))

    with (
        closing(open_database(f"sqlite:///{file}")) as database,
        pytest.raises(DatabaseDamaged, match="restore"),
        database.reading() as connection,
    ):
        connection.execute(text("SELECT * FROM event"))


def test_a_server_that_does_not_answer_is_unreachable() -> None:
    with pytest.raises(DatabaseUnreachable, match=r"127\.0\.0\.1:1/x") as refusal:
        open_store("postgresql://an:s3cret@127.0.0.1:1/x")

    assert "s3cret" not in str(refusal.value)


@pytest.mark.slow
def test_a_database_that_is_not_there_is_unreachable(postgres_url: str) -> None:
    with pytest.raises(DatabaseUnreachable, match="nowhere"):
        open_store(make_url(postgres_url).set(database="nowhere").render_as_string(False))


@pytest.mark.slow
def test_a_database_not_in_unicode_is_unsuitable(postgres_url: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(
            "CREATE DATABASE tiendo_ascii TEMPLATE template0 ENCODING 'SQL_ASCII'"
            " LOCALE_PROVIDER libc LOCALE 'C'"
        )
        try:
            with pytest.raises(DatabaseUnsuitable, match="SQL_ASCII"):
                open_store(
                    make_url(postgres_url).set(database="tiendo_ascii").render_as_string(False)
                )
        finally:
            connection.execute("DROP DATABASE tiendo_ascii WITH (FORCE)")


def test_a_record_held_by_others_is_busy_to_write_and_free_to_read(
    url: str, shell: Engine
) -> None:
    patient = open_store(url)
    grow(patient, "TB", 1)
    hasty = open_store(url, wait_seconds=0.1)

    with ThreadPoolExecutor() as threads, shell.connect() as holder:
        if shell.dialect.name == "sqlite":
            holder.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            holder.exec_driver_sql("LOCK TABLE event IN EXCLUSIVE MODE")
        with pytest.raises(DatabaseBusy, match="nothing was written"):
            threads.submit(hasty.append, "TB", 1, [an_event()], a_row("TB", 2)).result(timeout=3)
        assert len(hasty.events("TB")) == 1
        assert hasty.rows() == (a_row("TB", 1),)

    hasty.append("TB", 1, [an_event()], a_row("TB", 2))
    hasty.close()
    patient.close()


@contextmanager
def each_connection(act: Callable[[sqlite3.Connection], None]) -> Iterator[None]:
    def on_connect(dbapi_connection: sqlite3.Connection, _record: object) -> None:
        act(dbapi_connection)

    event.listen(Engine, "connect", on_connect)
    yield
    event.remove(Engine, "connect", on_connect)


def test_a_full_disk_is_named_and_leaves_the_record_whole(
    sqlite_template: Path, tmp_path: Path
) -> None:
    file = Path(shutil.copy(sqlite_template, tmp_path / "tiendo.db"))
    pages = file.stat().st_size // 4096 + 4
    with each_connection(lambda c: c.execute(f"PRAGMA max_page_count = {pages}").close()):
        store = open_store(f"sqlite:///{file}")
        grow(store, "TB", 1)

        with pytest.raises(DatabaseFull, match=str(file)):
            store.append("TB", 1, [an_event(says="x" * 100_000)], a_row("TB", 2))

        assert store.rows() == (a_row("TB", 1),)
        assert store.verify() == ()
        store.close()


def test_a_database_that_may_only_be_read_is_named(url: str, shell: Engine) -> None:
    store = open_store(url)
    grow(store, "TB", 1)
    store.close()
    if shell.dialect.name == "postgresql":
        url += "?options=-c%20default_transaction_read_only%3Don"

    def query_only(connection: sqlite3.Connection) -> None:
        if shell.dialect.name == "sqlite":
            connection.execute("PRAGMA query_only = ON")

    with each_connection(query_only):
        store = open_store(url)
        with pytest.raises(DatabaseReadOnly, match="cannot be written"):
            store.reproject(renamed(a_row("TB", 1), "khác"))

        assert store.rows() == (a_row("TB", 1),)
        store.close()


@pytest.mark.slow
def test_a_server_that_was_restarted_is_found_again(
    new_postgres: Callable[[str], str], postgres_template: str
) -> None:
    url = new_postgres(postgres_template)
    store = open_store(url)
    grow(store, "TB", 1)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"  # and wait for its end
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    grow(store, "TB", 1, after=1)

    assert len(store.events("TB")) == 2
    store.close()


@pytest.mark.slow
def test_a_connection_lost_in_the_middle_of_a_write_is_unreachable_and_writes_nothing(
    new_postgres: Callable[[str], str], postgres_template: str
) -> None:
    url = new_postgres(postgres_template)
    store, database = open_store(url), open_database(url)
    write_and_die = """
        WITH written AS (INSERT INTO person VALUES ('an', '', '', '', '', '') RETURNING id)
        SELECT pg_terminate_backend(pg_backend_pid()) FROM written
    """

    with pytest.raises(DatabaseUnreachable), database.writing() as connection:
        connection.execute(text(write_and_die))

    assert store.people() == ()
    database.close()
    store.close()


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("DiskFull", DatabaseFull),
        ("DeadlockDetected", DatabaseBusy),
        ("TooManyConnections", DatabaseBusy),
        ("CannotConnectNow", DatabaseUnreachable),
        ("InvalidPassword", DatabaseUnreachable),
        ("InsufficientPrivilege", DatabaseReadOnly),
        ("DataCorrupted", DatabaseDamaged),
        ("UndefinedTable", DatabaseFailed),
    ],
)
def test_what_postgresql_complains_of_is_given_its_name(
    state: str, kind: type[StoreError]
) -> None:
    complaint = getattr(psycopg.errors, state)("it says so")

    with (
        pytest.raises(kind, match=r"postgresql://here.*it says so") as refusal,
        translated("postgresql://here"),
    ):
        raise OperationalError("SELECT 1", {}, complaint)

    assert type(refusal.value) is kind


def test_a_day_that_cannot_be_read_is_damage(url: str, shell: Engine) -> None:
    store = open_store(url)
    store.append("TB", 0, [an_event()], a_row("TB", 1), [a_notice("k")])
    with shell.begin() as connection:
        connection.execute(text("UPDATE outbox SET due_on = 'mai'"))
        connection.execute(text("UPDATE inspection SET attention_on = 'mai'"))

    with pytest.raises(DatabaseDamaged, match="'mai'"):
        store.notices()
    # What was worked out is no truth that could be lost: it stands out, and is worked out again.
    assert [row.attention_on for row in store.rows()] == [UNREADABLE_DAY]
    store.close()


@pytest.mark.parametrize("error", [Conflict("TB", 4), AlreadyClaimed("k"), DatabaseBusy("held")])
def test_an_error_survives_the_way_between_processes(error: Exception) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301

    assert type(again) is type(error)
    assert (str(again), vars(again)) == (str(error), vars(error))

"""Whoever may write is present, and one who wants to be alone is told who else is there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from threading import Timer

import pytest
from sqlalchemy import Connection

from tests.contracts.builders import grow
from tests.contracts.process import process
from tiendo.store.alone import alone
from tiendo.store.engine import Database, open_database
from tiendo.store.errors import Moved, Moving, WritersOn
from tiendo.store.opening import open_store
from tiendo.store.writers import mark_of

Refused = Callable[[], AbstractContextManager[pytest.ExceptionInfo[WritersOn]]]


@pytest.fixture
def database(url: str) -> Database:
    return open_database(url)


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is, the server has time to notice who has gone."""
    monkeypatch.setattr("tiendo.store.alone.LEAVING_SECONDS", 60.0)


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> Refused:
    """Expects to be refused at once: whoever is there does not leave."""

    @contextmanager
    def refused() -> Iterator[pytest.ExceptionInfo[WritersOn]]:
        with monkeypatch.context() as patch:
            patch.setattr("tiendo.store.alone.LEAVING_SECONDS", 0.0)
            with pytest.raises(WritersOn) as found:
                yield found

    return refused


def test_writers_do_not_disturb_one_another(
    url: str, database: Database, refused: Refused
) -> None:
    first, second = open_store(url, writer=True), open_store(url, writer=True)
    grow(first, "A", 1)
    grow(second, "B", 1)
    with closing(first), closing(second), refused(), alone(database):
        pass


def test_when_the_last_writer_has_gone_one_is_alone(
    url: str, database: Database, refused: Refused
) -> None:
    writer = open_store(url, writer=True)
    grow(writer, "A", 1)
    writer.close()

    with alone(database), refused(), alone(open_database(url)):
        pass
    with alone(database):
        """And again: what was held was let go."""


def test_nobody_opens_to_write_while_one_is_alone(url: str, database: Database) -> None:
    with alone(database), pytest.raises(Moving, match="đang chuyển dữ liệu"):
        open_store(url, writer=True)

    open_store(url, writer=True).close()


def test_who_only_reads_counts_as_nobody(url: str, database: Database) -> None:
    reader = open_store(url)
    with closing(reader), alone(database):
        assert reader.people() == ()


@pytest.mark.slow
def test_a_server_has_let_go_before_the_stretch_ends(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its connection may live on a while: whoever comes at once must not be refused."""
    came: list[bool] = []
    end = Connection.invalidate

    def somebody_comes(self: Connection) -> None:
        came.append(True)
        open_store(postgres_url, writer=True).close()
        end(self)

    monkeypatch.setattr(Connection, "invalidate", somebody_comes)
    with alone(open_database(postgres_url)):
        """Nobody else is here."""
    assert came


@pytest.mark.slow
def test_a_writer_whom_the_server_has_not_seen_leave_is_waited_for(postgres_url: str) -> None:
    writer = open_store(postgres_url, writer=True)
    writer.people()
    leaving = Timer(0.2, writer.close)
    leaving.start()
    with alone(open_database(postgres_url)):
        leaving.join()


@pytest.mark.slow
def test_a_writer_process_is_named_and_its_death_lets_go(
    url: str, database: Database, refused: Refused
) -> None:
    with process("write_on", url) as wrote:
        wrote()
        with refused() as why, alone(database):
            pass
    (who,) = why.value.who
    assert "write_on" in who
    assert "pid " in who
    assert str(os.getpid()) not in who

    with alone(database):
        """The dead writer holds nothing."""


def test_a_file_whose_office_has_moved_away_takes_no_writer(tmp_path: Path) -> None:
    file = tmp_path / "tiendo.db"
    url = f"sqlite:///{file}"
    open_store(url).close()
    mark_of(file).write_text("postgresql://db/tiendo, 09:00 08/09/2021\n", "utf-8")

    with pytest.raises(Moved, match=r"postgresql://db/tiendo, 09:00 08/09/2021.*\.moved"):
        open_store(url, writer=True)

    open_store(url).close()  # to read it is allowed
    with closing(open_database(url)) as database, alone(database):
        """The refused writer left nothing behind."""

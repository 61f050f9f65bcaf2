"""A second file of SQLite costs no second compilation, and is a second file all the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from builders import HEAD, MEMBER
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler

from tiendo.listing import Wanted
from tiendo.store.opening import open_store
from tiendo.store.sql import SqlStore


def asked(store: SqlStore) -> None:
    """Ask what SQLAlchemy itself compiles."""
    store.overview.tallies(Wanted(), date(2021, 9, 8))
    store.overview.stuck(Wanted(), date(2021, 9, 8))


def test_a_second_file_is_asked_in_the_words_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_store(f"sqlite:///{tmp_path / 'first.db'}")
    asked(first)
    second = open_store(f"sqlite:///{tmp_path / 'second.db'}")

    def compile_again(*_args: object, **_given: object) -> None:
        raise AssertionError("compiled anew")

    with monkeypatch.context() as watched:
        watched.setattr(SQLiteCompiler, "__init__", compile_again)
        asked(second)
    first.close()
    second.close()


def test_each_file_keeps_its_own(tmp_path: Path) -> None:
    first = open_store(f"sqlite:///{tmp_path / 'first.db'}")
    second = open_store(f"sqlite:///{tmp_path / 'second.db'}")
    first.put_people([HEAD])
    second.put_people([MEMBER])
    assert (first.people(), second.people()) == ((HEAD,), (MEMBER,))
    first.close()
    second.close()

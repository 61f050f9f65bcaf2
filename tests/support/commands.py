"""Runs `tiendo` in this process on an office of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from builders import PAUSE_NOTICE, TO_ONSITE, at
from offices import CASE, Told, fresh_file, open_office

from tiendo.cli import main
from tiendo.lawbook import lawbook

Answer = tuple[int, str, str]
Tiendo = Callable[..., Answer]
PAUSED = date(2021, 7, 19)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The three projects, paused on site on 19/07/2021; today is 08/09/2021."""
    copy(_paused(), tmp_path / "tiendo.db")
    monkeypatch.setenv("TIENDO_HOME", str(tmp_path))
    monkeypatch.setenv("TIENDO_TODAY", "2021-09-08")
    monkeypatch.setenv("TIENDO_BY", "binh")
    for name in ("TIENDO_DATABASE_URL", "TIENDO_LANG", "TIENDO_POLICY_FILE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@cache
def _paused() -> Path:
    """The database of such a home, told once in a process."""
    file = fresh_file("home.db")
    desk = open_office(f"sqlite:///{file}", date(2021, 9, 8), lawbook())
    told = Told(desk, date(2021, 6, 21)).walk(TO_ONSITE)
    told.tell(
        "pause_site", PAUSED, document=PAUSE_NOTICE, reason="Giãn cách xã hội", now=at(PAUSED)
    )
    desk.store.close()
    return file


@pytest.fixture
def tiendo(home: Path, capsys: pytest.CaptureFixture[str]) -> Tiendo:
    """Runs one command in this process: its exit code, output and errors."""
    assert home.is_dir()

    def run(*words: str) -> Answer:
        with pytest.raises(SystemExit) as left:
            main(words)
        printed = capsys.readouterr()
        return int(left.value.code or 0), printed.out, printed.err

    return run


def told(tiendo: Tiendo, *words: str) -> Any:
    code, out, err = tiendo(*words, "--json")
    assert code == 0, err
    return json.loads(out)


def version(home: Path) -> int:
    desk = open_office(f"sqlite:///{home / 'tiendo.db'}", date(2021, 9, 8))
    try:
        return len(desk.store.events(CASE))
    finally:
        desk.store.close()

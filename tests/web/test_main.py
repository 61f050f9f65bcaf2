"""`python -m tiendo.web`: what it says when it cannot start."""

from __future__ import annotations

import socket
from contextlib import closing
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.ports import free_port
from tiendo.desk import Desk
from tiendo.settings import fix_today
from tiendo.web.__main__ import main


def test_a_taken_port_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setenv("TIENDO_HOME", str(tmp_path))
        monkeypatch.setenv("TIENDO_PORT", str(other.getsockname()[1]))

        code = main()

    assert code == 1
    assert "Không mở được trang ở 127.0.0.1:" in capsys.readouterr().err


def test_a_setting_that_makes_no_sense_is_a_sentence_that_does_not_tell_its_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("TIENDO_HOME", str(tmp_path))
    monkeypatch.setenv("TIENDO_PORT", "bi-mat-dan-nham-cho")

    code = main()

    told = capsys.readouterr().err
    assert (code, "TIENDO_PORT" in told) == (1, True)
    assert "bi-mat-dan-nham-cho" not in told


def test_a_store_that_cannot_be_opened_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "tiendo.db").write_text("no database at all, only words, and many of them" * 9)
    monkeypatch.setenv("TIENDO_HOME", str(tmp_path))
    monkeypatch.setenv("TIENDO_PORT", str(free_port()))

    code = main()

    assert code == 1
    assert "Không mở được dữ liệu" in capsys.readouterr().err


@pytest.mark.parametrize("setting", ["TIENDO_POLICY_FILE", "TIENDO_WATCH_FILE"])
def test_numbers_that_are_no_file_are_a_sentence(
    setting: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("TIENDO_HOME", str(tmp_path))
    monkeypatch.setenv("TIENDO_PORT", str(free_port()))
    monkeypatch.setenv(setting, "/dev/null")

    code = main()

    assert code == 1
    assert f"{setting}=/dev/null: đó là thiết bị" in capsys.readouterr().err


def test_the_page_lives_on_the_day_that_its_home_is_set_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[Desk] = []
    fix_today(tmp_path, date(2021, 9, 8))
    monkeypatch.setenv("TIENDO_HOME", str(tmp_path))
    monkeypatch.setenv("TIENDO_PORT", str(free_port()))
    monkeypatch.delenv("TIENDO_TODAY", raising=False)
    monkeypatch.setattr(
        "tiendo.web.__main__.server_of",
        lambda app, _settings: SimpleNamespace(run=lambda: opened.append(app.state.desk)),
    )

    assert main() == 0
    assert opened[0].clock.today() == date(2021, 9, 8)

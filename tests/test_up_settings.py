"""What `tiendo up` tells its children by their environment."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tiendo.prefect_key import FILE, key_of, made_key
from tiendo.settings import Settings
from tiendo.up import (
    announce,
    api_urls,
    beside_prefect,
    environment,
    page,
    prefect,
    prefect_environment,
)


def test_children_come_to_the_same_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIENDO_TODAY", "2020-01-01")
    settings = Settings(home=Path("somewhere"), port=9000, today=None)

    variables = environment(settings)

    assert variables["TIENDO_HOME"] == "somewhere"
    assert variables["TIENDO_PORT"] == "9000"
    assert "TIENDO_TODAY" not in variables


def test_prefect_stays_on_this_machine_and_tells_nobody(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, prefect_port=4321)

    server, flows = prefect(settings)

    assert server.command[-4:] == ("--host", "127.0.0.1", "--port", "4321")
    assert flows.after == server.name
    assert prefect_environment(settings).items() >= {
        ("DO_NOT_TRACK", "1"),
        ("PREFECT_SERVER_ANALYTICS_ENABLED", "false"),
        ("PREFECT_SERVER_UI_V2_ENABLED", "false"),
        ("PREFECT_API_URL", "http://127.0.0.1:4321/api"),
    }


def test_the_page_beside_prefect_is_told_where_its_api_is(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, prefect_port=4321)

    beside, alone = page(beside_prefect(settings)), page(settings)

    assert beside.environment["TIENDO_PREFECT_API_URL"] == "http://127.0.0.1:4321/api"
    assert "TIENDO_PREFECT_API_URL" not in alone.environment
    assert api_urls((beside, *prefect(settings))) == ("http://127.0.0.1:4321/api",)
    assert api_urls((alone,)) == ()


def test_prefect_asks_for_a_key_that_is_made_once_for_a_home(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)

    server, flows = prefect(settings)
    beside = page(beside_prefect(settings))

    key = (tmp_path / FILE).read_text().strip()
    assert key.startswith("tiendo:")
    assert len(key) > 30
    assert server.environment["PREFECT_SERVER_API_AUTH_STRING"] == key
    assert flows.environment["PREFECT_API_AUTH_STRING"] == key
    assert beside.environment["TIENDO_PREFECT_AUTH"] == key
    assert "TIENDO_PREFECT_AUTH" not in page(settings).environment
    assert key_of(Settings(home=tmp_path)) == key  # of a command beside it
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_a_key_that_was_set_is_the_one_and_none_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(home=tmp_path, prefect_auth="van:phong")

    server, _ = prefect(settings)
    announce("prefect", settings)
    announce("prefect", Settings(home=tmp_path))

    assert server.environment["PREFECT_SERVER_API_AUTH_STRING"] == "van:phong"
    assert not (tmp_path / FILE).exists()
    said = capsys.readouterr().out
    assert "phong" not in said
    assert "TIENDO_PREFECT_AUTH" in said
    assert str(tmp_path / FILE) in said


def test_a_key_that_was_torn_in_the_writing_is_made_again(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("")
    Path(f"{tmp_path / FILE}.new").write_text("half")

    assert len(made_key(Settings(home=tmp_path))) > 30

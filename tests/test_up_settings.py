"""What `tiendo up` tells its children by their environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiendo.settings import Settings
from tiendo.up import api_urls, beside_prefect, environment, page, prefect, prefect_environment


def test_children_come_to_the_same_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIENDO_TODAY", "2020-01-01")
    settings = Settings(home=Path("somewhere"), port=9000, today=None)

    variables = environment(settings)

    assert variables["TIENDO_HOME"] == "somewhere"
    assert variables["TIENDO_PORT"] == "9000"
    assert "TIENDO_TODAY" not in variables


def test_prefect_stays_on_this_machine_and_tells_nobody() -> None:
    settings = Settings(home=Path("somewhere"), prefect_port=4321)

    server, flows = prefect(settings)

    assert server.command[-4:] == ("--host", "127.0.0.1", "--port", "4321")
    assert flows.after == server.name
    assert prefect_environment(settings).items() >= {
        ("DO_NOT_TRACK", "1"),
        ("PREFECT_SERVER_ANALYTICS_ENABLED", "false"),
        ("PREFECT_SERVER_UI_V2_ENABLED", "false"),
        ("PREFECT_API_URL", "http://127.0.0.1:4321/api"),
    }


def test_the_page_beside_prefect_is_told_where_its_api_is() -> None:
    settings = Settings(home=Path("somewhere"), prefect_port=4321)

    beside, alone = page(beside_prefect(settings)), page(settings)

    assert beside.environment["TIENDO_PREFECT_API_URL"] == "http://127.0.0.1:4321/api"
    assert "TIENDO_PREFECT_API_URL" not in alone.environment
    assert api_urls((beside, *prefect(settings))) == ("http://127.0.0.1:4321/api",)
    assert api_urls((alone,)) == ()

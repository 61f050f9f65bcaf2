"""A nudge: Prefect is told what changed, and nobody who acts ever waits or fails for it."""

from __future__ import annotations

import logging
import socket
from contextlib import closing
from pathlib import Path

import pytest
from commands import Tiendo
from hearing import LONG, Api, api
from offices import CASE

from tests.ports import free_port
from tiendo.nudge import UP_LOCK, api_of, nudge
from tiendo.settings import Settings

__all__ = ["api"]


def settings(home: Path, url: str = "", auth: str = "") -> Settings:
    return Settings(home=home, prefect_api_url=url, prefect_auth=auth)


def sent(stream: str, chosen: Settings) -> None:
    thread = nudge(stream, chosen)
    assert thread is not None
    thread.join(60)
    assert not thread.is_alive()


def test_prefect_hears_which_inspection_changed(api: Api, tmp_path: Path) -> None:
    sent("ba-du-an", settings(tmp_path, api.url))

    ((path, auth, (event,)),) = api.heard
    assert (path, auth) == ("/api/events", None)
    assert event["event"] == "tiendo.inspection.changed"
    assert event["resource"] == {"prefect.resource.id": "tiendo.inspection.ba-du-an"}
    assert set(event) == {"id", "occurred", "event", "resource"}


def test_every_nudge_is_an_event_of_its_own(api: Api, tmp_path: Path) -> None:
    for _ in range(2):
        sent("ba-du-an", settings(tmp_path, api.url))

    first, second = (event["id"] for _, _, (event,) in api.heard)
    assert first != second


def test_a_guarded_api_gets_its_password(api: Api, tmp_path: Path) -> None:
    sent("ba-du-an", settings(tmp_path, api.url, "tiendo:mật"))

    assert api.heard[0][1] == "Basic dGllbmRvOm3huq10"


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:{dead}/api", "http://127.0.0.1:x/api", "nơi nào"]
)
def test_nobody_there_is_no_matter(
    url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        sent("ba-du-an", settings(tmp_path, url.format(dead=free_port())))

    assert caplog.records == []


def test_whoever_acts_does_not_wait_for_an_api_that_does_not_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tiendo.nudge.PATIENCE_SECONDS", 600.0)
    with closing(socket.create_server(("127.0.0.1", 0))) as deaf:
        thread = nudge("ba-du-an", settings(tmp_path, f"http://127.0.0.1:{deaf.getsockname()[1]}"))

        assert thread is not None
        assert thread.is_alive()
        assert thread.daemon
    thread.join(60)
    assert not thread.is_alive()


def test_patience_with_an_api_that_does_not_answer_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tiendo.nudge.PATIENCE_SECONDS", 0.05)
    with closing(socket.create_server(("127.0.0.1", 0))) as deaf:
        sent("ba-du-an", settings(tmp_path, f"http://127.0.0.1:{deaf.getsockname()[1]}"))


def test_without_an_address_nothing_is_sent(tmp_path: Path) -> None:
    (tmp_path / UP_LOCK).write_text("http://127.0.0.1:8021/\n", "utf-8")

    assert nudge("ba-du-an", settings(tmp_path)) is None
    assert nudge("ba-du-an", settings(tmp_path / "nowhere")) is None


def test_the_prefect_of_the_same_home_is_found(tmp_path: Path) -> None:
    lines = "http://127.0.0.1:8021/\nhttp://127.0.0.1:4201/api\n"
    (tmp_path / UP_LOCK).write_text(lines, "utf-8")

    assert api_of(settings(tmp_path)) == "http://127.0.0.1:4201/api"
    assert api_of(settings(tmp_path, "http://elsewhere/api")) == "http://elsewhere/api"


def test_what_is_recorded_on_the_command_line_is_heard_and_what_is_refused_is_not(
    tiendo: Tiendo, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIENDO_PREFECT_API_URL", api.url)
    monkeypatch.setattr("tiendo.cli.writing.PATIENCE_SECONDS", LONG)

    assert tiendo("do", CASE, "declare_none")[0] == 0
    assert tiendo("do", CASE, "open_fieldwork")[0] == 1

    assert api.streams == [f"tiendo.inspection.{CASE}"]

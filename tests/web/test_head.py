"""HEAD, by which monitors, proxies and link checkers ask: the head of GET, without the body."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from reader import Browser, window
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.web.test_sign_in import every_address
from tiendo.desk import Desk
from tiendo.web.live import LIFE, Watch

Open = Callable[[str], Browser]
ELSEWHERE = ("/static/style.css", "/static/khong-co.css", "/khong-co", "/api/khong-co", "//")
PLACES = {
    "stream": "ba-du-an",
    "regime": "2010-A",
    "other": "2025",
    "year": "2021",
    "version": "1",
}


class Spy:
    """What an application itself sends, whatever a server or a client would leave out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app, self.sent = app, list[Message]()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.sent.clear()

        async def seen(message: Message) -> None:
            self.sent.append(message)
            await send(message)

        await self._app(scope, receive, seen if scope["type"] == "http" else send)


@contextlib.contextmanager
def spied(browser: Browser) -> Iterator[tuple[Browser, Spy]]:
    """A second window of the same browser, in which everything sent is seen."""
    app: Any = browser.client.app
    spy = Spy(app)
    second = window(spy)  # type: ignore[arg-type]
    second.client.cookies.update(browser.client.cookies)
    with second.client:
        yield second, spy


def addresses(app: Any) -> list[str]:
    """Every address that is read, on the inspection of the tests."""
    read = (path for method, path in every_address(app) if method == "GET")
    filled = {"/".join(PLACES.get(each, each) for each in path.split("/")) for path in read}
    return [*sorted(filled), *ELSEWHERE]


@pytest.mark.parametrize("who", ["", "binh"])
@pytest.mark.usefixtures("told")
def test_head_is_the_head_of_what_get_answers_at_every_address(
    open_browser: Open, desk: Desk, who: str
) -> None:
    browser = open_browser(who)
    app: Any = browser.client.app
    app.state.watch = Watch(desk, 0.001)
    paths = addresses(app)
    assert len(paths) > 60
    statuses = set[int]()
    with spied(browser) as (seen, spy):
        for path in paths:
            got = seen.get(path)
            head = seen.client.head(path)

            statuses.add(got.status_code)
            assert head.status_code == got.status_code, path
            assert head.headers == got.headers, path
            assert [each["type"] for each in spy.sent] == [
                "http.response.start",
                "http.response.body",
            ], path
            assert not spy.sent[1].get("body"), path
    assert statuses >= ({200, 404} if who else {200, 303, 401, 404})


def test_head_of_a_stream_of_messages_does_not_wait_for_them(browser: Browser, desk: Desk) -> None:
    app: Any = browser.client.app
    app.state.watch = watch = Watch(desk, 0.05)

    assert browser.client.head("/live").headers["content-type"].startswith("text/event-stream")
    assert watch.looks < LIFE


def test_whoever_only_asks_keeps_a_session_in_use_as_a_reader_does(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    app: Any = browser.client.app
    touched = list[object]()
    monkeypatch.setattr(
        type(app.state.door.store.accounts), "touch", lambda *at: touched.append(at)
    )
    monkeypatch.setattr("tiendo.accounts.TOUCHED_EVERY", timedelta(days=-1))

    browser.client.head("/live")
    assert not touched
    browser.client.head("/")
    assert touched

"""The page in front of the small office of the shell tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from builders import PAUSE_NOTICE
from doors import PASSWORD, cheap, let_in
from offices import Told, open_office, sqlite, walked
from reader import Browser, window

from tiendo.accounts import Knock
from tiendo.desk import Desk
from tiendo.web.app import create_app
from tiendo.web.gate import cookie_of

TODAY = date(2021, 9, 8)


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """The small office on 08/09/2021, empty but for its people, and for what `told` asks."""
    at_work = "told" in request.fixturenames
    opened = open_office(sqlite(tmp_path), TODAY, at_work=at_work)
    yield opened
    opened.store.close()


@pytest.fixture
def told(desk: Desk) -> Told:
    """One inspection at work on site since June 2021."""
    return walked(desk)


@pytest.fixture
def paused(told: Told) -> Told:
    """At work on site, paused there on 19/07/2021."""
    told.tell("pause_site", told.day.replace(month=7, day=19), document=PAUSE_NOTICE)
    return told


@pytest.fixture
def open_browser(desk: Desk, tmp_path: Path) -> Iterator[Callable[[str], Browser]]:
    """Opens a browser in which somebody has signed in (or nobody has)."""
    with ExitStack() as open_ones:

        def open_browser(person: str) -> Browser:
            settings = cheap(home=tmp_path)
            app = create_app(desk, settings)
            browser = window(app)
            open_ones.enter_context(browser.client)  # one loop for all it asks, not one each time
            if person:
                let_in(app.state.door, person)
                token = app.state.door.sign_in(Knock(person, PASSWORD))
                browser.client.cookies.set(cookie_of(settings), token, domain="127.0.0.1")
            return browser

        yield open_browser


@pytest.fixture
def stranger(open_browser: Callable[[str], Browser]) -> Browser:
    """A browser in which nobody has signed in."""
    return open_browser("")


@pytest.fixture
def browser(open_browser: Callable[[str], Browser]) -> Browser:
    """The browser of somebody who has no powers over the inspections of the tests."""
    return open_browser("khach")


@pytest.fixture
def head(open_browser: Callable[[str], Browser]) -> Browser:
    """The team head's browser."""
    return open_browser("binh")

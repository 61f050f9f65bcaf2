"""The page in front of the small office of the shell tests."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from offices import Told, open_office, sqlite
from reader import Browser

from tiendo.desk import Desk
from tiendo.settings import Settings
from tiendo.web.app import create_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Starlette would rather have a client that is not released
    from starlette.testclient import TestClient

TODAY = date(2021, 9, 8)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The small office on 08/09/2021, empty but for its people."""
    opened = open_office(sqlite(tmp_path), TODAY)
    yield opened
    opened.store.close()


@pytest.fixture
def told(desk: Desk) -> Told:
    """One inspection at work on site since June 2021."""
    return Told(desk, date(2021, 6, 1)).walk()


@pytest.fixture
def open_browser(desk: Desk, tmp_path: Path) -> Callable[[str], Browser]:
    """Opens a browser in which somebody has said who he is (or nobody has)."""

    def open_browser(person: str) -> Browser:
        client = TestClient(
            create_app(desk, Settings(home=tmp_path)),
            base_url="http://127.0.0.1:8021",
            headers={"origin": "http://127.0.0.1:8021"},
            follow_redirects=False,
            raise_server_exceptions=False,
        )
        browser = Browser(client)
        if person:
            browser.post("/me", {"person": person, "back": "/"})
        return browser

    return open_browser


@pytest.fixture
def browser(open_browser: Callable[[str], Browser]) -> Browser:
    """A browser of nobody in particular."""
    return open_browser("")


@pytest.fixture
def head(open_browser: Callable[[str], Browser]) -> Browser:
    """The team head's browser."""
    return open_browser("binh")

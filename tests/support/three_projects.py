"""A small office with something to do in it: the three projects paused, two more in Gò Dầu."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from browsing import serving
from builders import PAUSE_NOTICE, REGISTER, K, paper
from doors import cheap, everybody, let_in
from offices import Told, open_office, sqlite

from tests.ports import free_port
from tiendo.desk import Desk
from tiendo.web.app import create_app

TODAY = date(2021, 9, 8)


@contextmanager
def three_projects(folder: Path) -> Iterator[Desk]:
    """The three projects, paused on site and never reviewed; two more in Gò Dầu."""
    opened = open_office(sqlite(folder), TODAY)
    with closing(opened.store):
        three = Told(opened, date(2021, 6, 1)).walk()
        three.tell("pause_site", date(2021, 7, 19), document=PAUSE_NOTICE)
        for stream in ("go-1", "go-2"):
            other = Told(opened, date(2021, 8, 2), stream=stream)
            named = {**REGISTER, "locality": "Gò Dầu", "short_name": f"Cuộc {stream}"}
            other.tell("register", **named)
            other.tell("issue_decision", document=paper(K.DECISION, other.day))
        yield opened


@contextmanager
def behind(desk: Desk, folder: Path) -> Iterator[str]:
    """The address of a server in front of a desk at which everybody has an account."""
    settings = cheap(home=folder, port=free_port())
    let_in(create_app(desk, settings).state.door, *everybody(desk))
    with serving(desk, settings):
        yield f"http://127.0.0.1:{settings.port}"

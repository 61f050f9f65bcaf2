"""A real Chromium in front of a real server, for whoever looks at pages as people do."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from doors import PASSWORD, cheap, everybody, let_in
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.ports import free_port
from tiendo.bootstrap import desk_on
from tiendo.clock import FixedDayClock
from tiendo.demo.accounts import PASSWORD as PUBLIC
from tiendo.demo.agenda import load_agenda
from tiendo.demo.loader import DEMO_DAY, load_demo
from tiendo.desk import Desk
from tiendo.meeting.packing import prepare
from tiendo.settings import Settings
from tiendo.store.opening import open_store
from tiendo.web.app import create_app
from tiendo.web.serving import Server

LONG = 120_000
"""Milliseconds: what is to be seen is seen also on a machine with much else to do."""
expect.set_options(timeout=LONG / 4)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium; without one the test is skipped, and says so."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("NO CHROMIUM ON THIS MACHINE: the page was not tried in a real browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, timeout=LONG)
        yield browser
        browser.close()


@contextmanager
def demonstration(home: Path) -> Iterator[tuple[Desk, str]]:
    """The demonstration office behind a running server: its desk and address."""
    port = free_port()
    settings = cheap(home=home, port=port, today=DEMO_DAY)
    with closing(open_store(f"sqlite:///{home / 'tiendo.db'}")) as store:
        desk = desk_on(store, settings)
        load_demo(desk)
        load_agenda(replace(desk, clock=FixedDayClock(DEMO_DAY)))
        prepare(desk, as_of=DEMO_DAY, now=desk.clock.now())
        with serving(desk, settings):
            yield desk, f"http://127.0.0.1:{port}"


@contextmanager
def serving(desk: Desk, settings: Settings) -> Iterator[None]:
    """The page of a desk, answering; who signs in must have an account."""
    with _answering(create_app(desk, settings), settings.port):
        yield


@contextmanager
def served(desk: Desk) -> Iterator[str]:
    """The address of a page on a desk; everybody of the office has an account."""
    port = free_port()
    app = create_app(desk, cheap(port=port))
    let_in(app.state.door, *everybody(desk))
    with _answering(app, port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _answering(app: FastAPI, port: int) -> Iterator[None]:
    server = Server(app, "127.0.0.1", port)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.02)
    yield
    server.should_exit = True
    thread.join(60)
    assert not thread.is_alive(), "open pages keep the server from stopping"


def come_in(page: Page, address: str, person: str, password: str = PUBLIC) -> None:
    """Sign in by the sign-in page, as people do; to the demonstration office unless told."""
    page.goto(f"{address}/sign-in")
    page.get_by_label("Mã cán bộ").fill(person)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.get_by_role("button", name="Đăng xuất").wait_for()


def signed_in(browser: Browser, address: str, person: str, *, script: bool = True) -> Page:
    """A page of somebody of a test's office who came in by the sign-in page."""
    page = browser.new_context(java_script_enabled=script).new_page()
    come_in(page, address, person, PASSWORD)
    return page

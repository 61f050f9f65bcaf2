"""A running page and a real Chromium, for tests that need both."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from doors import PASSWORD, cheap, everybody, let_in
from playwright.sync_api import Browser, Page, sync_playwright

from tests.ports import free_port
from tiendo.desk import Desk
from tiendo.web.app import create_app
from tiendo.web.serving import Server

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


@contextmanager
def served(desk: Desk) -> Iterator[str]:
    """The address of a page on a desk; everybody of the office has an account."""
    port = free_port()
    app = create_app(desk, cheap(port=port))
    let_in(app.state.door, *everybody(desk))
    server = Server(app, "127.0.0.1", port)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(500):
        if server.started:
            break
        time.sleep(0.02)
    assert server.started
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(5)
    assert not thread.is_alive(), "open pages keep the server from stopping"


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("NO CHROMIUM ON THIS MACHINE: the page was not tried in a real browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def signed_in(browser: Browser, address: str, person: str, *, script: bool = True) -> Page:
    """A page of somebody who came in by the sign-in page."""
    page = browser.new_context(java_script_enabled=script).new_page()
    page.goto(f"{address}/sign-in")
    page.get_by_label("Mã cán bộ").fill(person)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("button", name="Đăng xuất").wait_for()
    return page

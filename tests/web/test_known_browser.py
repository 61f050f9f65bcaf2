"""The mark by which a browser is known again: kept where no script reads it, and no session."""

from __future__ import annotations

from collections.abc import Callable
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from doors import PASSWORD, cheap, let_in
from reader import Browser, window

from tiendo.accounts import Doorkeeper
from tiendo.desk import Desk
from tiendo.tries import TRIES_OF_ACCOUNT
from tiendo.web.app import create_app

COOKIE = "tiendo_known"
NEW = "một câu khác dễ nhớ"


def door_of(browser: Browser) -> Doorkeeper:
    app: Any = browser.client.app
    door: Doorkeeper = app.state.door
    return door


def come_in(browser: Browser, password: str = PASSWORD, person: str = "binh") -> Any:
    return browser.post("/sign-in", {"person": person, "password": password, "back": ""})


def strangers_try(other: Browser) -> None:
    for _ in range(TRIES_OF_ACCOUNT):
        assert come_in(other, "đoán mò thôi").status_code == 422
    assert come_in(other).status_code == 429


@pytest.fixture
def elsewhere(stranger: Browser) -> Browser:
    """Another browser in front of the same office, in which nobody came in."""
    let_in(door_of(stranger), "binh", "an")
    return window(stranger.client.app)  # type: ignore[arg-type]


def test_the_owner_comes_in_by_his_browser_while_strangers_try(
    stranger: Browser, elsewhere: Browser
) -> None:
    assert come_in(stranger).status_code == 303
    assert stranger.post("/sign-out", {}).status_code == 303
    strangers_try(elsewhere)

    assert come_in(stranger).status_code == 303
    assert stranger.get("/my").status_code == 200


@pytest.mark.usefixtures("elsewhere")
def test_the_mark_is_kept_from_scripts_and_from_other_sites(stranger: Browser) -> None:
    kept = SimpleCookie("; ".join(come_in(stranger).headers.get_list("set-cookie")))[COOKIE]

    assert kept["httponly"]
    assert (kept["samesite"], kept["path"], kept["domain"]) == ("strict", "/", "")
    assert int(kept["max-age"]) == 365 * 24 * 3600


def test_over_tls_the_mark_is_bound_to_it(desk: Desk, tmp_path: Path) -> None:
    settings = cheap(home=tmp_path, public_url="https://tiendo.example")
    browser = window(create_app(desk, settings))
    let_in(door_of(browser), "binh")
    browser.client.base_url = "https://tiendo.example"
    browser.client.headers["origin"] = "https://tiendo.example"

    kept = [each for each in come_in(browser).headers.get_list("set-cookie") if "known" in each]

    assert len(kept) == 1
    assert kept[0].startswith("__Host-tiendo_known=")
    assert "secure" in kept[0].lower()


def test_whoever_is_refused_is_given_no_mark(elsewhere: Browser) -> None:
    for person in ("binh", "khong-co"):
        for password in ("đoán mò thôi", ""):
            assert "set-cookie" not in come_in(elsewhere, password, person).headers


def test_a_mark_is_no_session_and_is_put_in_no_page(stranger: Browser, elsewhere: Browser) -> None:
    come_in(stranger)
    mark = stranger.client.cookies[COOKIE]

    elsewhere.client.cookies.set(COOKIE, mark)
    elsewhere.client.cookies.set("tiendo_session", mark)

    assert elsewhere.get("/my").status_code == 303
    assert mark not in elsewhere.get("/sign-in").text


@pytest.mark.parametrize("shown", ["", "x" * 4000, '"><script>', "~" * 50, "\x7f"])
def test_what_a_browser_shows_is_not_given_back(elsewhere: Browser, shown: str) -> None:
    elsewhere.client.cookies.set(COOKIE, shown)

    answer = come_in(elsewhere)

    assert answer.status_code == 303
    kept = [each for each in answer.headers.get_list("set-cookie") if each.startswith(COOKIE)]
    assert len(kept[0].split(";")[0]) == len(COOKIE) + 1 + 22 + 1 + 64


def test_a_new_password_makes_the_old_mark_worth_nothing_and_gives_a_new_one(
    stranger: Browser, elsewhere: Browser
) -> None:
    come_in(stranger)
    old = stranger.client.cookies[COOKIE]
    changed = {"present": PASSWORD, "chosen": NEW, "again": NEW}
    assert stranger.post("/account/password", changed).status_code == 303
    strangers_try(elsewhere)

    elsewhere.client.cookies.set(COOKIE, old)
    assert come_in(elsewhere, NEW).status_code == 429
    stranger.post("/sign-out", {})
    assert come_in(stranger, NEW).status_code == 303


def test_an_account_that_is_tried_can_still_be_used_by_whoever_is_in_it(
    open_browser: Callable[[str], Browser],
) -> None:
    own = open_browser("binh")
    strangers_try(window(own.client.app))  # type: ignore[arg-type]

    made = own.post(
        "/account/tokens", {"name": "Báo cáo", "scope": "read", "days": "1", "present": PASSWORD}
    )

    assert made.status_code == 200
    assert "tiendo_" in made.text

"""Everything that can go wrong is a page in words; everything sent from elsewhere is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Never

import pytest
from reader import Browser, scripts

from tiendo.desk import Desk
from tiendo.ports import StoreError
from tiendo.store.sql import SqlStore
from tiendo.web.guard import host_name, hosts_for
from tiendo.web.visitor import local_path

PAGE = "/inspections/ba-du-an"
Open = Callable[[str], Browser]


@pytest.mark.parametrize(
    "path",
    [
        "/khong-co",
        "/inspections/khong-co",
        "/inspections/" + "a" * 5000,
        "/inspections/..%2f..%2fetc%2fpasswd",
        "/inspections/%00",
        "/inspections/a%0d%0aset-cookie:x",
        "/inspections/%3Cscript%3E",
        "/inspections/%ff%fe",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/inspections/ba-du-an/",
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(browser: Browser, path: str) -> None:
    answer = browser.get(path)

    assert answer.status_code == 404
    assert "Không tìm thấy" in answer.text
    assert scripts(answer.text) <= {"/static/live.js"}
    assert "set-cookie" not in answer.headers


def test_whoever_is_in_keeps_his_way_around_where_something_is_refused(head: Browser) -> None:
    for path, status in (("/khong-co", 404), ("/inspections/khong-co", 404), ("/users", 403)):
        answer = head.get(path)

        assert answer.status_code == status
        assert "Trần Văn Bình" in answer.text
        assert 'href="/my"' in answer.text
        assert 'href="/inbox"' in answer.text


def test_a_stranger_is_told_nothing_of_the_machine_where_a_style_sheet_is_not(
    stranger: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[object]()
    monkeypatch.setattr(SqlStore, "people", lambda *given: asked.append(given))
    answer = stranger.get("/static/khong-co.css")

    assert answer.status_code == 404
    assert "rà soát" not in answer.text
    assert not asked


def test_an_act_on_an_unknown_inspection_is_not_found(head: Browser) -> None:
    answer = head.post("/inspections/khong-co/acts", {"kind": "note", "seen": "1", "text": "x"})

    assert answer.status_code == 404


def test_a_wrong_method_is_a_page_too(browser: Browser) -> None:
    answer = browser.post("/", {})

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert "Không làm được ở địa chỉ này" in answer.text


def test_a_wrong_method_is_told_every_right_one(head: Browser) -> None:
    """Reading and changing have one address, and a route each."""
    answer = head.client.delete("/account/password", headers={"origin": str(head.client.base_url)})

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, POST"


class _Failing(SqlStore):
    error: Exception = StoreError("/secret/path is gone")

    def people(self) -> Never:
        raise self.error


@pytest.fixture
def broken(desk: Desk) -> Desk:
    """A desk whose store does not answer."""
    assert isinstance(desk.store, SqlStore)
    return replace(desk, store=_Failing(desk.store._database))


def _with(browser: Browser, desk: Desk) -> Browser:
    app = browser.client.app
    app.state.desk = desk  # type: ignore[attr-defined]
    return browser


def test_a_store_that_fails_is_a_page_in_words(browser: Browser, broken: Desk) -> None:
    page = _with(browser, broken).get("/")
    health = browser.get("/health")

    assert page.status_code == 503
    assert "Chưa mở được dữ liệu" in page.text
    assert "/secret" not in page.text
    assert (health.status_code, health.json()["ok"]) == (503, False)


def test_an_unexpected_error_is_a_page_in_words(
    browser: Browser, broken: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_Failing, "error", RuntimeError("secret"))

    page = _with(browser, broken).get("/")

    assert page.status_code == 500
    assert "Có lỗi trong chương trình" in page.text
    assert "secret" not in page.text
    assert "default-src 'self'" in page.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/", "/api/inspections"])
def test_an_unexpected_error_has_a_number_by_which_it_is_found_in_the_log(
    browser: Browser,
    broken: Desk,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    path: str,
) -> None:
    monkeypatch.setattr(_Failing, "error", RuntimeError("secret"))

    answer = _with(browser, broken).get(path)

    (number,) = re.findall(r"nhật ký máy, số ([0-9a-f]{8})\.", answer.text)
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert f"event=failed path='{path}' number={number}" in caplog.text


def test_health_says_that_the_store_answers(browser: Browser) -> None:
    assert browser.get("/health").json()["store"] == "reachable"


@pytest.mark.usefixtures("told")
def test_every_answer_carries_the_safe_headers(browser: Browser) -> None:
    for path in ("/", PAGE, "/khong-co", "/health", "/static/style.css"):
        headers = browser.get(path).headers
        policy = headers["content-security-policy"].split("; ")
        assert policy[0] == "default-src 'self'"
        assert {"base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"} <= set(policy)
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
    page = browser.get(PAGE).text
    assert all(tag.startswith(' src="/static/') for tag in page.split("<script")[1:])
    for forbidden in ("style=", "<style", " onclick", "http://fonts", "https://"):
        assert forbidden not in page


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "none"}, 303),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"origin": "http://127.0.0.1:4200"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
    ],
)
def test_a_form_sent_from_elsewhere_is_refused(
    browser: Browser, headers: dict[str, str], status: int
) -> None:
    answer = browser.client.post("/sign-out", headers=headers)

    assert answer.status_code == status
    assert ("tiendo_session" in browser.client.cookies) is (status == 403)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8021", 200),
        ("localhost", 200),
        ("LOCALHOST.:1", 200),
        ("[::1]:8021", 200),
        ("evil.example", 400),
        ("127.0.0.1.evil.example:8021", 400),
        ("", 400),
    ],
)
def test_only_our_own_host_names_are_answered(browser: Browser, host: str, status: int) -> None:
    assert browser.get("/", host=host).status_code == status


def test_an_opened_page_answers_to_any_host_name() -> None:
    assert hosts_for("0.0.0.0") is None  # noqa: S104
    assert "tiendo.lan" in (hosts_for("tiendo.lan") or ())
    assert host_name("tiendo.lan:80") == "tiendo.lan"


def test_the_page_answers_at_the_address_its_readers_were_given() -> None:
    hosts = hosts_for("127.0.0.1", "https://Tiendo.thanhtra.example/app")

    assert hosts is not None
    assert {"tiendo.thanhtra.example", "127.0.0.1"} <= hosts
    assert hosts_for("127.0.0.1") == hosts - {"tiendo.thanhtra.example"}
    assert hosts_for("0.0.0.0", "https://tiendo.thanhtra.example") == hosts  # noqa: S104


def test_local_paths_are_local() -> None:
    assert [local_path(p) for p in ("", "x", "/x", "///x", "/" + "a" * 600)] == [
        "/",
        "/",
        "/x",
        "/",
        "/",
    ]


@pytest.mark.parametrize("many", [4, pytest.param(8, marks=pytest.mark.slow)])
@pytest.mark.usefixtures("told")
def test_many_readers_and_writers_at_once(open_browser: Open, desk: Desk, many: int) -> None:
    def work(number: int) -> int:
        browser = open_browser("binh")
        for _ in range(50):
            answer = browser.fill(PAGE, "note", text=f"Dòng {number}")
            if answer.status_code == 303:
                return browser.get("/").status_code
            assert answer.status_code == 409
        return 0

    with ThreadPoolExecutor(many) as pool:
        assert list(pool.map(work, range(many))) == [200] * many

    notes = [e for e in desk.history("ba-du-an") if e.kind == "note"]
    assert len(notes) == many
    assert desk.verify() == ()

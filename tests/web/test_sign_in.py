"""The gate and the way in: strangers see nothing, and nobody can plant or keep a session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from doors import PASSWORD, cheap, let_in
from reader import Browser, forms_in

from tiendo.accounts import Knock
from tiendo.clock import SystemClock
from tiendo.demo.accounts import GUESTS, open_accounts
from tiendo.desk import Desk
from tiendo.ports import Person, StoreError
from tiendo.tries import TRIES_OF_ACCOUNT
from tiendo.web.app import create_app
from tiendo.web.gate import OPEN, cookie_of

PAGE = "/inspections/ba-du-an"
COOKIE = "tiendo_session"
Open = Callable[[str], Browser]


def every_address(app: Any) -> list[tuple[str, str]]:
    """Each address of the application, its places filled, with each way of asking it."""
    routes = [
        route
        for held in app.routes
        for route in getattr(getattr(held, "original_router", None), "routes", [held])
    ]
    return [
        (method, route.path.replace("{", "").replace("}", ""))
        for route in routes
        for method in sorted(getattr(route, "methods", None) or ())
    ]


def test_a_stranger_gets_nothing_anywhere(stranger: Browser, told: object) -> None:
    assert told
    asked = every_address(stranger.client.app)
    assert len(asked) > 20
    for method, path in asked:
        if path in OPEN:
            continue
        answer = stranger.client.request(method, path, follow_redirects=False)
        if path.startswith("/api/"):
            assert answer.status_code == 401, path
            assert answer.headers["www-authenticate"] == "Bearer"
            assert answer.json()["error"]["en"]
        elif method in ("GET", "HEAD"):
            assert answer.status_code == 303, path
            assert answer.headers["location"].startswith("/sign-in")
        else:
            assert answer.status_code == 401, path
        assert "Cuộc thanh tra 03 dự án" not in answer.text


def test_what_is_not_there_is_no_different_for_a_stranger(stranger: Browser) -> None:
    for path in ("/khong-co", "/static", "/sign-in/", "/sign-inx", "/healthy", "//sign-in"):
        assert stranger.get(path).status_code == 303, path
    assert stranger.get("/api/khong-co").status_code == 401
    assert stranger.get("/static/style.css").status_code == 200
    assert stranger.get("/health").status_code == 200


@pytest.mark.usefixtures("told")
def test_a_stranger_records_nothing(stranger: Browser, head: Browser, desk: Desk) -> None:
    form = head.form(PAGE, "note")
    before = len(desk.history("ba-du-an"))

    answer = stranger.post(form.action, form.fields | {"text": ["Không tên"]})
    stranger.client.cookies.set("tiendo_session", "a" * 43)
    forged = stranger.post(form.action, form.fields | {"text": ["Không tên"]})

    assert answer.status_code == forged.status_code == 401
    assert "Chưa đăng nhập, hoặc phiên đăng nhập đã hết; chưa ghi gì cả" in answer.text
    assert "đăng nhập xong bấm Quay lại hai lần" in answer.text
    assert len(desk.history("ba-du-an")) == before


@pytest.mark.usefixtures("told")
def test_an_account_of_nobody_records_nothing(open_browser: Open, desk: Desk) -> None:
    form = open_browser("binh").form(PAGE, "note")
    before = len(desk.history("ba-du-an"))

    answer = open_browser("da-nghi").post(form.action, form.fields | {"text": ["Không tên"]})

    assert answer.status_code == 422
    assert "không còn thuộc người nào trong cơ quan; chưa ghi gì cả" in answer.text
    assert "Không tên" in answer.text
    assert len(desk.history("ba-du-an")) == before


def test_coming_in_leads_to_where_one_wanted(stranger: Browser, told: object) -> None:
    assert told
    let_in(stranger.client.app.state.door, "binh")  # type: ignore[attr-defined]
    asked = stranger.get(PAGE + "?as_of=2021-07-01&lang=en").headers["location"]
    (back,) = parse_qs(urlsplit(asked).query)["back"]
    form = {"person": " binh ", "password": PASSWORD, "back": back}

    answer = stranger.post("/sign-in", form)

    assert (answer.status_code, answer.headers["location"]) == (
        303,
        PAGE + "?as_of=2021-07-01&lang=en",
    )
    cookie = answer.headers.get_list("set-cookie")[0].lower()
    assert cookie.startswith(COOKIE)
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie
    assert "max-age" not in cookie  # gone with the browser
    page = stranger.get(PAGE)
    assert "Trần Văn Bình" in page.text
    assert "Đăng xuất" in page.text


@pytest.mark.parametrize(
    "back",
    ["//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nset-cookie: x=1", "x"],
)
def test_the_way_back_stays_here(stranger: Browser, back: str) -> None:
    let_in(stranger.client.app.state.door, "kieu")  # type: ignore[attr-defined]
    form = {"person": "kieu", "password": PASSWORD, "back": back}

    assert stranger.post("/sign-in", form).headers["location"] == "/"
    assert f'value="{back}"' not in stranger.client.get("/sign-in", params={"back": back}).text


def test_a_refusal_says_one_thing_and_gives_the_password_back_to_nobody(
    stranger: Browser,
) -> None:
    let_in(stranger.client.app.state.door, "binh")  # type: ignore[attr-defined]
    told = set()
    for person in ("binh", "khong-co", "<script>"):
        answer = stranger.post("/sign-in", {"person": person, "password": "mật khẩu gõ nhầm"})
        assert answer.status_code == 422
        assert "mật khẩu gõ nhầm" not in answer.text
        assert "<script>" not in answer.text
        assert "set-cookie" not in answer.headers
        told.add(answer.text.split('role="alert"')[1].partition(">")[2].split("</p>")[0])
    assert len(told) == 1


def test_trying_on_and_on_is_refused_for_a_while(stranger: Browser) -> None:
    for _ in range(TRIES_OF_ACCOUNT):
        assert stranger.post("/sign-in", {"person": "binh", "password": "x"}).status_code == 422

    answer = stranger.post("/sign-in", {"person": "binh", "password": "x"})

    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert "Đã thử quá nhiều lần" in answer.text


def test_a_session_that_was_planted_is_not_the_one_that_comes_in(
    open_browser: Open, stranger: Browser
) -> None:
    attacker = open_browser("khach")
    planted = attacker.client.cookies[COOKIE]
    let_in(stranger.client.app.state.door, "binh")  # type: ignore[attr-defined]
    stranger.client.cookies.set(COOKIE, planted, domain="127.0.0.1", path="/")

    stranger.post("/sign-in", {"person": "binh", "password": PASSWORD})

    tokens = {each.value for each in stranger.client.cookies.jar}
    assert tokens - {planted}
    assert attacker.get("/").status_code == 303  # and the one that was planted is over


def test_signing_out_ends_the_session_on_the_server(head: Browser) -> None:
    token = head.client.cookies[COOKIE]

    answer = head.post("/sign-out", {})

    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    head.client.cookies.set(COOKIE, token)
    assert head.get("/").status_code == 303


def test_a_session_that_is_over_is_a_sentence_and_nothing_is_written(
    head: Browser, desk: Desk, told: object
) -> None:
    assert told
    form = head.form(PAGE, "note")
    before = desk.store.events("ba-du-an")

    class _Later(SystemClock):
        def now(self) -> datetime:
            return datetime.now(UTC) + timedelta(hours=3)  # noqa: TID251 - puts the clock on

    head.client.app.state.door.clock = _Later()  # type: ignore[attr-defined]
    answer = head.post(form.action, form.fields | {"text": ["Muộn rồi"]})

    assert answer.status_code == 401
    assert "phiên đăng nhập đã hết; chưa ghi gì cả" in answer.text
    assert f'value="{PAGE}/acts"' in answer.text
    assert desk.store.events("ba-du-an") == before


def test_the_first_password_must_be_changed_before_anything_else(
    stranger: Browser, desk: Desk
) -> None:
    door = stranger.client.app.state.door  # type: ignore[attr-defined]
    first = door.add(desk.officer("binh"), "khanh")

    answer = stranger.post("/sign-in", {"person": "binh", "password": first, "back": PAGE})

    assert answer.headers["location"] == "/account/password"
    assert stranger.get("/").headers["location"] == "/account/password"
    assert stranger.get("/api/stuck").status_code == 403


def test_only_the_demonstration_office_lists_accounts(stranger: Browser, desk: Desk) -> None:
    page = stranger.get("/sign-in").text
    assert "Văn phòng minh họa" not in page
    assert "chưa có tài khoản nào" in page

    desk.store.put_people([Person("hai", "Ngô Thanh Hải", "Thanh tra viên chính", "member")])
    open_accounts(desk.store, desk.clock.now())
    page = stranger.get("/sign-in?lang=en").text

    assert "The demonstration office" in page
    assert "Ngô Thanh Hải" in page
    forms = [form for form in forms_in(page) if form.fields.get("person") == ["hai"]]
    answer = stranger.post(forms[0].action, forms[0].fields)
    assert answer.status_code == 303
    assert stranger.get("/").status_code == 200


def test_a_password_that_was_changed_is_listed_no_more(stranger: Browser, desk: Desk) -> None:
    open_accounts(desk.store, desk.clock.now())
    desk.store.put_people([Person(g.person, f"Người {g.person}", "", "member") for g in GUESTS])
    door = stranger.client.app.state.door  # type: ignore[attr-defined]
    door.reset("hai", "khanh")
    door.set_disabled("lan", "khanh", shut=True)

    page = stranger.get("/sign-in").text

    assert "Người tam" in page
    assert "Người hai" not in page
    assert "Người lan" not in page


def test_over_tls_the_cookie_is_bound_to_it(desk: Desk, tmp_path: Path, stranger: Browser) -> None:
    settings = cheap(home=tmp_path, public_url="https://tiendo.thanhtra.example")
    app = create_app(desk, settings)
    let_in(app.state.door, "binh")
    address = "https://tiendo.thanhtra.example"
    client = type(stranger.client)(
        app, base_url=address, headers={"origin": address}, follow_redirects=False
    )

    answer = client.post("/sign-in", data={"person": "binh", "password": PASSWORD})

    assert cookie_of(settings) == "__Host-tiendo"
    cookie = answer.headers["set-cookie"].lower()
    assert "secure" in cookie
    assert "path=/" in cookie
    assert "domain" not in cookie
    assert client.get("/").status_code == 200
    assert client.get("/").headers["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in stranger.get("/").headers


def test_a_failing_store_shows_nobody_anything(
    head: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_token: str) -> None:
        raise StoreError("/secret/path is gone")

    monkeypatch.setattr(head.client.app.state.door, "session", gone)  # type: ignore[attr-defined]
    answer = head.get("/")

    assert answer.status_code == 503
    assert "/secret" not in answer.text
    assert "Dữ liệu đang bận hoặc không mở được" in answer.text


def test_where_somebody_comes_in(stranger: Browser) -> None:
    let_in(stranger.client.app.state.door, "kieu", "hoa", "binh")  # type: ignore[attr-defined]
    has_my = ("GET", "/my") in every_address(stranger.client.app)
    led = {}
    for person in ("kieu", "hoa", "binh"):
        answer = stranger.post("/sign-in", {"person": person, "password": PASSWORD})
        led[person] = answer.headers["location"]

    assert led == {"kieu": "/", "hoa": "/", "binh": "/my" if has_my else "/"}


def test_the_secrets_of_a_knock_are_not_shown() -> None:
    assert PASSWORD not in repr(Knock("binh", PASSWORD, "123456"))
    assert "123456" not in f"{Knock('binh', PASSWORD, '123456')}"

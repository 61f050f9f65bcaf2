"""One's own account and the administrator's list, by forms alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pyotp
import pytest
from doors import PASSWORD
from reader import Browser, PageForm, forms_in

from tiendo.desk import Desk
from tiendo.ports import Person
from tiendo.tries import TRIES_OF_ACCOUNT

NEW = "một câu mới dễ nhớ"
A_TOKEN = {"name": "x", "scope": "read", "days": "9"}
Open = Callable[[str], Browser]


@pytest.fixture
def administrator(desk: Desk, open_browser: Open) -> Browser:
    """The browser of the administrator."""
    desk.store.put_people([Person("khanh", "Bùi Quốc Khánh", "Chuyên viên", "administrator")])
    return open_browser("khanh")


def form_to(page: str, action: str, **fields: str) -> PageForm:
    found = [
        form
        for form in forms_in(page)
        if form.action == action and all(form.fields.get(k) == [v] for k, v in fields.items())
    ]
    assert found, f"no form to {action}"
    return found[0]


def door_of(browser: Browser) -> Any:
    return browser.client.app.state.door  # type: ignore[attr-defined]


def secret_on(page: str) -> str:
    found = re.search(r'<code class="secret">([^<]+)</code>', page)
    assert found
    return found[1]


def test_a_password_is_changed_by_a_form(head: Browser, open_browser: Open) -> None:
    other = open_browser("binh")
    fields = {"present": PASSWORD, "chosen": NEW, "again": NEW}

    assert head.post("/account/password", fields | {"again": "khác"}).status_code == 422
    wrong = head.post("/account/password", fields | {"present": "không đúng đâu"})
    assert (wrong.status_code, "không đúng đâu" in wrong.text) == (422, False)
    answer = head.post("/account/password", fields)

    assert answer.headers["location"] == "/account"
    assert head.get("/account").status_code == 200
    assert other.get("/").status_code == 303


def test_a_first_password_leads_to_work_once_it_is_changed(
    stranger: Browser, administrator: Browser
) -> None:
    page = administrator.get("/users").text
    form = form_to(page, "/users", id="binh")
    first = secret_on(administrator.post(form.action, form.fields).text)
    stranger.post("/sign-in", {"person": "binh", "password": first})
    assert "do người khác đặt" in stranger.get("/account/password").text

    stranger.post("/account/password", {"present": first, "chosen": NEW, "again": NEW})

    assert stranger.get("/").status_code == 200
    assert first not in administrator.get("/users").text  # shown once


def test_a_second_factor_is_shown_as_a_picture_and_confirmed_by_a_code(head: Browser) -> None:
    page = head.get("/account/second-factor").text
    assert 'src="/account/second-factor/picture.svg"' in page
    picture = head.get("/account/second-factor/picture.svg")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert "<script" not in picture.text
    assert "style=" not in picture.text
    secret = secret_on(page).replace(" ", "")
    right = {"code": pyotp.TOTP(secret).now(), "present": PASSWORD}
    for wrong in ({"code": "000 000"}, {"present": ""}, {"present": "sai"}):
        assert head.post("/account/second-factor", right | wrong).status_code == 422

    codes = head.post("/account/second-factor", right).text

    assert codes.count("<li><code>") == 8
    assert secret not in codes
    assert head.get("/account/second-factor/picture.svg").status_code == 404
    assert secret not in head.get("/account").text
    signing_in = {"person": "binh", "password": PASSWORD}
    assert head.post("/sign-in", signing_in).status_code == 422
    one = re.findall(r"<li><code>([^<]+)</code>", codes)[0]
    assert head.post("/sign-in", signing_in | {"code": one}).status_code == 303
    assert head.post("/account/second-factor/off", {"present": "sai"}).status_code == 422
    assert head.post("/account/second-factor/off", {"present": PASSWORD}).status_code == 303


def test_sessions_are_seen_and_ended_one_by_one(head: Browser, open_browser: Open) -> None:
    other = open_browser("binh")
    page = head.get("/account").text
    assert page.count("phiên này") == 1
    form = next(f for f in forms_in(page) if f.fields.get("session"))

    head.post(form.action, form.fields)

    assert other.get("/").status_code == 303
    assert head.get("/account").status_code == 200


def test_nobody_ends_or_revokes_what_is_anothers(head: Browser, open_browser: Open) -> None:
    other = open_browser("an")
    (session,) = door_of(head).store.accounts.sessions("an")
    head.post("/account/sessions/end", {"session": session.id})
    token = other.post("/account/tokens", {**A_TOKEN, "present": PASSWORD})
    (kept,) = door_of(head).store.tokens.of("an")

    assert token.status_code == 200
    assert head.post("/account/tokens/revoke", {"token": kept.id}).status_code == 404
    assert other.get("/").status_code == 200
    assert other.post("/account/tokens/revoke", {"token": kept.id}).status_code == 303


@pytest.mark.parametrize(
    "fields",
    [
        A_TOKEN | {"name": ""},
        A_TOKEN | {"scope": "everything"},
        A_TOKEN | {"days": "0"},
        A_TOKEN | {"days": "9999"},
        A_TOKEN | {"days": "²"},
        A_TOKEN | {"name": "x" * 99},
    ],
)
def test_a_token_is_named_scoped_and_ends(head: Browser, fields: dict[str, str]) -> None:
    sent = head.post("/account/tokens", fields | {"present": PASSWORD})
    assert sent.status_code == 422
    assert door_of(head).store.tokens.of("binh") == ()


def test_a_stolen_session_makes_no_token_that_outlasts_it(
    head: Browser, administrator: Browser
) -> None:
    for present in ({}, {"present": ""}, {"present": "sai"}):
        assert head.post("/account/tokens", A_TOKEN | present).status_code == 422
    assert door_of(head).store.tokens.of("binh") == ()

    assert head.post("/account/tokens", {**A_TOKEN, "present": PASSWORD}).status_code == 200
    administrator.post("/users/reset", {"person": "binh"})

    (kept,) = door_of(head).store.tokens.of("binh")
    assert kept.revoked_at is not None


def test_what_was_typed_for_a_token_stays_where_the_password_was_wrong(head: Browser) -> None:
    typed = {"name": 'Báo cáo "tuần"', "scope": "write", "days": "12"}
    answer = head.post("/account/tokens", {**typed, "present": "không phải nó"})

    (form,) = (each for each in forms_in(answer.text) if each.action == "/account/tokens")
    assert {name: [value] for name, value in typed.items()}.items() <= form.fields.items()
    assert form.fields["present"] == [""]
    assert '<details class="do" open>' in answer.text
    assert '<details class="do">' in head.get("/account").text


def test_whoever_is_in_and_guesses_at_the_password_is_told_to_wait(head: Browser) -> None:
    for _ in range(TRIES_OF_ACCOUNT):
        assert head.post("/account/second-factor/off", {"present": "sai"}).status_code == 422

    for path in (
        "/account/second-factor",
        "/account/second-factor/off",
        "/account/tokens",
        "/account/password",
    ):
        answer = head.post(path, {**A_TOKEN, "present": PASSWORD})
        assert answer.status_code == 429, path
        assert 14 * 60 < int(answer.headers["retry-after"]) <= 15 * 60, path
        assert "thử lại sau 15 phút" in answer.text


def test_only_the_administrator_keeps_accounts(head: Browser, open_browser: Open) -> None:
    chief = open_browser("kieu")
    for browser in (head, chief):
        assert browser.get("/users").status_code == 403
        for path in ("/users", "/users/change", "/users/reset", "/users/shut", "/users/open"):
            answer = browser.post(path, {"person": "an", "id": "an"})
            assert answer.status_code == 403, path
            assert "Việc này do Quản trị" in answer.text
    assert door_of(head).store.accounts.account("an") is None


def test_a_shut_account_is_out_and_the_last_administrator_stays(
    administrator: Browser, open_browser: Open
) -> None:
    head = open_browser("binh")
    administrator.post("/users/shut", {"person": "binh"})
    assert head.get("/").status_code == 303
    assert "đã khóa" in administrator.get("/users").text
    administrator.post("/users/open", {"person": "binh"})

    last = administrator.post("/users/shut", {"person": "khanh"})

    assert last.status_code == 422
    assert "tài khoản quản trị duy nhất" in last.text
    assert administrator.get("/users").status_code == 200
    assert open_browser("binh").get("/").status_code == 200


def test_a_post_passes_to_another(administrator: Browser, desk: Desk) -> None:
    """Who had it is shut out, but letters go to a post: the page says so until somebody has it."""
    desk.store.put_people([Person("cu", "Vũ Thị Cũ", "Trưởng Phòng 9", "room_head", "Phòng 9")])
    administrator.post("/users", {"id": "cu"})
    administrator.post("/users/shut", {"person": "cu"})
    assert "còn giữ chức vụ" in administrator.get("/users").text
    form = form_to(administrator.get("/users?person=cu").text, "/users/change")
    assert form.fields["title"] == ["Trưởng Phòng 9"]

    changed = {name: values[-1] for name, values in form.fields.items()} | {"role": "member"}
    assert administrator.post("/users/change", changed).status_code == 303

    moved = desk.officer("cu")
    assert moved == Person("cu", "Vũ Thị Cũ", moved.title, "member", "Phòng 9")
    assert moved.title != "Trưởng Phòng 9"
    page = administrator.get("/users").text
    assert "còn giữ chức vụ" not in page
    assert "Đổi chức vụ, nơi công tác" in page


@pytest.mark.parametrize(
    ("wrong", "status", "said"),
    [
        ({"role": "member"}, 422, "tài khoản quản trị duy nhất"),
        ({"name": " "}, 422, "Thiếu họ tên"),
        ({"id": "khong-co"}, 404, "Không có ai mang mã"),
    ],
)
def test_a_change_that_cannot_be_changes_nothing(
    administrator: Browser, desk: Desk, wrong: dict[str, str], status: int, said: str
) -> None:
    before = desk.store.people()
    whole = {"id": "khanh", "name": "Bùi Quốc Khánh", "role": "administrator", "room": "Phòng 9"}

    answer = administrator.post("/users/change", whole | wrong)

    assert answer.status_code == status
    assert said in answer.text
    assert desk.store.people() == before


def test_nobody_gives_himself_another_post(administrator: Browser, desk: Desk) -> None:
    """Whoever keeps the accounts would come by the Chief's powers."""
    administrator.post("/users", {"id": "hai9", "name": "Hai", "role": "administrator"})

    answer = administrator.post(
        "/users/change", {"id": "khanh", "name": "Bùi Quốc Khánh", "role": "chief_inspector"}
    )

    assert answer.status_code == 422
    assert "Không ai tự đổi chức vụ" in answer.text
    assert desk.officer("khanh").role == "administrator"


def test_somebody_new_joins_the_office(administrator: Browser, desk: Desk) -> None:
    new = {"id": "moi", "name": "Lê Văn <b>Mới</b>", "role": "room_head", "room": "Phòng 9"}

    page = administrator.post("/users", new).text

    assert desk.officer("moi") == Person(
        "moi", "Lê Văn <b>Mới</b>", "Trưởng phòng", "room_head", "Phòng 9"
    )
    assert "Lê Văn &lt;b&gt;Mới&lt;/b&gt;" in page
    post = {"id": "chief_inspector"}  # letters to the post would be his
    for wrong in (
        {"id": "có dấu"},
        {"role": "vua"},
        {"id": "hai2", "name": ""},
        {"name": "Khác"},
        post,
    ):
        answer = administrator.post("/users", new | wrong)
        assert answer.status_code == 422, wrong
        assert 'role="alert"' in answer.text


def test_the_door_tells_the_administrator_who_tried(administrator: Browser) -> None:
    administrator.post("/sign-in", {"person": "khanh", "password": "sai hẳn rồi"})

    assert "Nhập sai" in administrator.get("/users").text

"""What enemies of the page send: slow bodies, text that would be code, in every field."""

from __future__ import annotations

import asyncio
import logging
import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from builders import REGISTER
from doors import PASSWORD
from offices import CASE, Told, sqlite
from reader import Browser

from tiendo.cli import main
from tiendo.web import guard

PAGE = f"/inspections/{CASE}"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    '=HYPERLINK("http://evil.example","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "'; DROP TABLE event; --",
    "👩🏽‍⚖️ 🇻🇳 \u202etrái\u202c",
    "đ" * 10_000,
)


def kept(text: str) -> str:
    """A text without the signs that turn its direction, which nobody sees."""
    return text.replace("\u202e", "").replace("\u202c", "")


def shown(page: str) -> str:
    """The text of a page, as its reader sees it."""
    return unescape(re.sub(r"<[^>]*>", "", page))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_is_text_on_page_api_and_command_line(
    head: Browser,
    told: Told,
    text: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TIENDO_HOME", str(tmp_path))
    monkeypatch.setenv("TIENDO_DATABASE_URL", sqlite(tmp_path))
    monkeypatch.setenv("TIENDO_TODAY", "2021-09-08")
    paper = {"number": f"1/{text[:98]}", "signed_on": date(2021, 9, 7), "signed_by": text[:100]}
    told.tell("note", date(2021, 9, 7), text=text, reason=text[:1000])
    document = {"kind": "other", **paper}
    told.tell("file_document", date(2021, 9, 7), by="vanphong", document=document)

    page = head.get(PAGE).text

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "49{% raw" not in page
    assert kept(text)[:98] in shown(page)
    assert "<script>alert" not in head.get("/").text
    with pytest.raises(SystemExit) as left:
        main(("show", CASE))
    assert left.value.code == 0
    assert "".join(kept(text).split())[:12] in "".join(capsys.readouterr().out.split())
    history = told.desk.history(CASE)
    assert getattr(history[-2], "text", "") == kept(text)
    assert told.desk.verify() == ()


@pytest.mark.parametrize("text", HOSTILE[:7], ids=range(7))
def test_names_and_places_are_text_wherever_they_are_listed(
    head: Browser, told: Told, text: str
) -> None:
    named = {**REGISTER, "name": text, "short_name": text[:80], "entity": text, "locality": text}
    other = Told(told.desk, date(2021, 6, 1), stream="khac")
    other.tell("register", **named)

    for path in ("/", "/inspections/khac", "/receipts", "/find?q=script"):
        page = head.get(path).text
        assert "<script>alert" not in page, path
        assert "<img src=x" not in page, path
    assert kept(text) in {each["name"] for each in head.get("/api/inspections").json()}


def test_what_is_too_long_is_refused_by_name(head: Browser, told: Told) -> None:
    before = told.desk.store.events(CASE)
    form = head.form(PAGE, "note")

    answer = head.post(form.action, form.fields | {"text": ["x" * 20_001]})

    assert answer.status_code == 422
    assert "quá dài" in answer.text
    assert told.desk.store.events(CASE) == before


def a_post(cookie: str) -> dict[str, Any]:
    """A form on its way in, as the server hands it on."""
    headers = {
        "host": "127.0.0.1:8021",
        "origin": "http://127.0.0.1:8021",
        "content-type": "application/x-www-form-urlencoded",
        "content-length": "100",
        "cookie": f"tiendo_session={cookie}",
    }
    return {
        "type": "http",
        "method": "POST",
        "path": f"{PAGE}/acts",
        "raw_path": b"",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8021),
        "scheme": "http",
        "http_version": "1.1",
    }


@pytest.mark.parametrize("limit", ["PART_SECONDS", "BODY_SECONDS"])
def test_a_body_that_does_not_come_is_not_waited_for(
    head: Browser, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(guard, limit, 0.05)
    sent: list[dict[str, Any]] = []
    scope = a_post(head.client.cookies["tiendo_session"])
    parts = [{"type": "http.request", "body": b"kind=note", "more_body": True}]

    async def receive() -> dict[str, Any]:
        if parts:
            return parts.pop()
        await asyncio.sleep(5)
        raise AssertionError

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(head.client.app(scope, receive, send))  # type: ignore[arg-type]

    assert sent[0]["status"] == 408
    assert "đến quá chậm; chưa ghi gì cả" in sent[1]["body"].decode()


def test_no_secret_reaches_the_log(
    head: Browser, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    door = head.client.app.state.door  # type: ignore[attr-defined]
    token = head.client.cookies["tiendo_session"]

    def fail(_knock: object) -> str:
        raise RuntimeError("broken")

    head.post("/sign-in", {"person": "binh", "password": "mat khau sai hoan toan"})
    monkeypatch.setattr(door, "sign_in", fail)
    answer = head.post("/sign-in", {"person": "binh", "password": "mat khau sai hoan toan"})

    assert answer.status_code == 500
    assert "event=failed path='/sign-in'" in caplog.text
    for secret in ("mat khau sai", token, PASSWORD):
        assert secret not in caplog.text


def test_a_stranger_hands_in_no_file(stranger: Browser) -> None:
    sent = {"person": "binh", "password": PASSWORD}
    with_file = stranger.client.post("/sign-in", data=sent, files={"paper_file": b"%PDF" * 999})

    assert with_file.status_code == 415
    assert stranger.post("/sign-in", sent).status_code == 422

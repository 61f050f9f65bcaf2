"""Recording over the API: once for each key, on the version seen, with the powers of the token."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from builders import REGISTER
from offices import CASE, Told
from reader import Browser

from tiendo.api_tokens import make
from tiendo.clock import SystemClock

Open = Callable[[str], Browser]
ACTS = f"/api/inspections/{CASE}/acts"
ON = {"occurred_on": "2021-09-08"}
NOTE = {"kind": "note", "text": "Làm việc với Ban Quản lý dự án", "seen": 4, **ON}
NEW = {"inspection": "moi", **REGISTER, **ON}


class Program:
    """A program that talks to the API with a token."""

    def __init__(self, browser: Browser, person: str, scope: str = "write") -> None:
        from doors import let_in

        self.client = browser.client
        self.door = self.client.app.state.door  # type: ignore[attr-defined]
        let_in(self.door, person)
        self.token = make(self.door, person, "thử", scope, "30")
        self.client.headers.pop("origin", None)
        self.keys = 0

    def post(self, path: str, body: Any, key: str = "", **headers: str) -> Any:
        self.keys += 1
        sent = {
            "authorization": f"Bearer {self.token}",
            "idempotency-key": key or f"k{self.keys}",
            **headers,
        }
        return self.client.post(path, json=body, headers=sent)

    def get(self, path: str) -> Any:
        return self.client.get(path, headers={"authorization": f"Bearer {self.token}"})


@pytest.fixture
def program(stranger: Browser, told: Told) -> Program:
    """A program of the team head's."""
    assert told.stream == CASE
    return Program(stranger, "binh")


def test_an_act_is_recorded_in_the_name_of_the_tokens_owner(program: Program, told: Told) -> None:
    answer = program.post(ACTS, NOTE)

    assert answer.status_code == 201
    body = answer.json()
    assert (body["inspection"], body["version"], body["kind"], body["by"]) == (
        *(CASE, 5, "note", "binh"),
    )
    assert answer.headers["etag"] == '"5"'
    assert "set-cookie" not in answer.headers
    assert told.desk.history(CASE)[-1].actor.id == "binh"


def test_the_same_request_again_is_the_same_answer(program: Program, told: Told) -> None:
    first = program.post(ACTS, NOTE, key="once")
    program.post(ACTS, NOTE | {"seen": 5}, key="another")

    again = program.post(ACTS, NOTE, key="once")
    other = program.post(ACTS, NOTE | {"text": "Việc khác"}, key="once")

    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["idempotent-replayed"] == "true"
    assert other.status_code == 422
    assert "Khóa này đã dùng" in other.json()["error"]["vi"]
    assert len(told.desk.history(CASE)) == 6


def test_the_same_request_many_times_at_once_is_recorded_once(
    program: Program, told: Told
) -> None:
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: program.post(ACTS, NOTE, key="once"), range(6)))

    assert {each.status_code for each in answers} == {201}
    assert {each.json()["version"] for each in answers} == {5}
    assert len(told.desk.history(CASE)) == 5


def test_what_a_program_reads_is_the_version_it_records_on(program: Program) -> None:
    read = program.get(f"/api/inspections/{CASE}")
    body = {name: value for name, value in NOTE.items() if name != "seen"}

    assert read.headers["etag"] == '"4"'
    seen = {"seen": read.json()["version"]}
    assert program.post(ACTS, body | seen).status_code == 201


def test_keys_are_each_persons_own(program: Program, told: Told) -> None:
    program.post(ACTS, NOTE, key="once")
    other = Program(Browser(program.client), "an")

    answer = other.post(ACTS, NOTE | {"seen": 5}, key="once")

    assert (answer.status_code, answer.json()["by"]) == (201, "an")
    assert len(told.desk.history(CASE)) == 6


@pytest.mark.parametrize(
    ("changed", "headers", "status"),
    [
        ({"seen": 3}, {}, 409),
        ({"seen": None}, {}, 422),
        ({"seen": "4"}, {}, 422),
        ({"seen": True}, {}, 422),
        ({}, {"if-match": '"3"'}, 422),
        ({}, {"if-match": "*"}, 422),
        ({}, {"idempotency-key": " "}, 422),
        ({}, {"idempotency-key": "x" * 201}, 422),
        ({}, {"content-type": "text/plain"}, 415),
        ({"kind": "conquer"}, {}, 422),
        ({"occurred_on": "31/02/2021"}, {}, 422),
        ({"actor": {"kind": "machine", "id": "x"}}, {}, 422),
        ({"text": "x" * 300_000}, {}, 413),
    ],
)
def test_what_is_wrong_is_named_and_nothing_written(
    program: Program, told: Told, changed: dict[str, object], headers: dict[str, str], status: int
) -> None:
    body = {name: value for name, value in (NOTE | changed).items() if value is not None}

    answer = program.post(ACTS, body, **headers)

    assert answer.status_code == status, answer.text
    assert answer.json()["error"]["vi"]
    assert len(told.desk.history(CASE)) == 4


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b"{", b'{"text": "\\ud800"}', b"\xff", b"[" * 100_000, b'{"seen": NaN}'],
)
def test_a_body_that_is_no_object_is_refused(program: Program, told: Told, body: bytes) -> None:
    headers = {
        "authorization": f"Bearer {program.token}",
        "idempotency-key": "k",
        "content-type": "application/json",
    }

    answer = program.client.post(ACTS, content=body, headers=headers)

    assert answer.status_code == 422
    assert len(told.desk.history(CASE)) == 4


def test_a_version_may_be_told_by_if_match(program: Program) -> None:
    body = {name: value for name, value in NOTE.items() if name != "seen"}

    assert program.post(ACTS, body, **{"if-match": '"4"'}).status_code == 201
    assert program.post(ACTS, body, **{"if-match": '"4"'}).status_code == 409


def test_a_refusal_tells_all_its_reasons_and_what_is_possible(program: Program) -> None:
    answer = program.post(ACTS, {"kind": "end_fieldwork", "seen": 4, **ON})

    assert answer.status_code == 409
    told = answer.json()
    assert [each["code"] for each in told["reasons"]] == ["fact"]
    assert told["reasons"][0]["who"] == ["team_head"]
    assert "pause_site" in told["instead"]


def test_an_inspection_is_registered_over_the_api(stranger: Browser, told: Told) -> None:
    office = Program(stranger, "vanphong")

    answer = office.post("/api/inspections", NEW, key="r")
    again = office.post("/api/inspections", NEW, key="r")
    taken = office.post("/api/inspections", NEW | {"inspection": CASE})

    assert (answer.status_code, answer.json()["version"]) == (201, 1)
    assert again.json() == answer.json()
    assert taken.status_code == 409
    assert told.desk.inspection("moi").about.name == REGISTER["name"]
    assert office.post("/api/inspections", REGISTER | ON).status_code == 422
    assert office.post("/api/inspections", NEW | {"inspection": "có dấu"}).status_code == 422


def test_a_token_that_reads_reads_and_does_no_more(stranger: Browser, told: Told) -> None:
    reader = Program(stranger, "binh", "read")

    assert reader.get("/api/inspections").status_code == 200
    answer = reader.post(ACTS, NOTE)
    assert answer.status_code == 403
    assert "chỉ được xem" in answer.json()["error"]["vi"]
    assert len(told.desk.history(CASE)) == 4


def test_a_token_is_no_key_to_the_page(program: Program) -> None:
    for path in ("/", "/account", "/users", f"/inspections/{CASE}"):
        assert program.get(path).status_code == 303, path


def test_a_token_that_is_over_revoked_or_of_a_shut_account_is_none(program: Program) -> None:
    assert program.get("/api/law").status_code == 200
    door = program.door

    class _Later(SystemClock):
        def now(self) -> datetime:
            return SystemClock().now() + timedelta(days=31)

    door.clock = _Later()
    assert program.get("/api/law").status_code == 401
    door.clock = SystemClock()
    (kept,) = door.store.tokens.of("binh")
    assert kept.last_used_at is not None
    door.set_disabled("binh", "khanh", shut=True)
    assert program.get("/api/law").status_code == 401
    door.set_disabled("binh", "khanh", shut=False)
    assert program.get("/api/law").status_code == 401  # what was shut stays revoked
    for wrong in ("", "tiendo_", "Basic x", program.token[:-1]):
        answer = program.client.get("/api/law", headers={"authorization": f"Bearer {wrong}"})
        assert answer.status_code == 401


def test_a_wrong_token_is_not_made_good_by_a_cookie(head: Browser, told: Told) -> None:
    assert told.stream == CASE
    answer = head.client.get("/api/law", headers={"authorization": "Bearer tiendo_x"})

    assert answer.status_code == 401


def test_a_browser_on_another_site_cannot_use_the_api(head: Browser, told: Told) -> None:
    headers = {"origin": "http://evil.example", "idempotency-key": "k"}

    answer = head.client.post(ACTS, json=NOTE, headers=headers)

    assert answer.status_code == 403
    assert len(told.desk.history(CASE)) == 4


def test_an_act_is_tried_and_nothing_recorded(program: Program, told: Told) -> None:
    before = len(told.desk.store.events(CASE))
    pause = {"kind": "pause_site", "reason": "Giãn cách xã hội", "seen": before, **ON}

    tried = program.post(f"{ACTS}/preview", pause)
    stale = program.post(f"{ACTS}/preview", {**pause, "seen": 1})
    refused = program.post(f"{ACTS}/preview", {"kind": "publish", "seen": before, **ON})
    ours = program.post(f"{ACTS}/preview", {**pause, "version": 9})

    assert tried.status_code == 200
    assert tried.json()["recorded"] is False
    assert {"region": "hold", "before": "hold.clear", "after": "hold.site_paused"} in (
        tried.json()["moves"]
    )
    assert (stale.status_code, refused.status_code, ours.status_code) == (409, 409, 422)
    assert refused.json()["reasons"]
    assert len(told.desk.store.events(CASE)) == before

"""Papers' files over the API: the same desk, powers, keys, versions and look at what they are."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from offices import CASE, Told
from paper_files import PDF, docx, png
from reader import Browser

from tests.web.test_api_writing import Program
from tiendo.desk import Desk
from tiendo.scans import Scans

FILES = f"/api/inspections/{CASE}/files"
DAY = "2021-09-07"
PAPER = {"kind": "other", "number": "12/CV", "signed_on": DAY, "signed_by": "Võ Kiều"}
ACT = {"occurred_on": DAY, "document": PAPER, "seen": 4}
Open = Callable[[str], Browser]


@pytest.fixture
def desk(desk: Desk, tmp_path: Path) -> Desk:
    """The small office, with a folder for the papers' files."""
    return dataclasses.replace(desk, scans=Scans(tmp_path / "scans", 1))


@pytest.fixture
def program(stranger: Browser, told: Told) -> Program:
    """A program of the team head's."""
    assert told.stream == CASE
    return Program(stranger, "binh")


def hand_in(
    program: Program, content: bytes, act: Any = ACT, *, key: str = "k", name: str = "công văn.pdf"
) -> Any:
    headers = {"authorization": f"Bearer {program.token}", "idempotency-key": key}
    return program.client.post(
        FILES,
        data={"act": act if isinstance(act, str) else json.dumps(act)},
        files={"file": (name, content)},
        headers=headers,
    )


def state(desk: Desk) -> tuple[int, int]:
    """How many entries and how many files there are."""
    assert desk.scans is not None
    return len(desk.store.events(CASE)), len(list(desk.scans.every()))


def test_a_paper_is_handed_in_listed_and_handed_out(program: Program, desk: Desk) -> None:
    answer = hand_in(program, PDF)

    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert (told["kind"], told["version"], told["by"]) == ("file_document", 5, "binh")
    (line,) = program.get(FILES).json()
    assert line["entry"] == 5
    assert line["document"] == PAPER
    assert line["file"]["sha256"] == told["file"]
    assert line["file"]["name"] == "công văn.pdf"
    got = program.get(line["file"]["at"])
    assert (got.content, got.headers["content-type"]) == (PDF, "application/pdf")
    assert got.headers["content-disposition"].startswith("attachment")
    assert got.headers["content-security-policy"].startswith("sandbox")
    assert state(desk) == (5, 1)


def test_another_act_may_come_with_its_paper(program: Program, desk: Desk) -> None:
    notice = {**PAPER, "kind": "onsite_pause_notice"}
    answer = hand_in(program, png(), {**ACT, "kind": "pause_site", "document": notice})

    assert answer.status_code == 201, answer.text
    assert desk.inspection(CASE).in_state("hold.site_paused")
    assert desk.inspection(CASE).documents[-1].scan is not None


def test_the_same_key_is_recorded_once_and_another_file_is_another_request(
    program: Program, desk: Desk
) -> None:
    first, again = hand_in(program, PDF), hand_in(program, PDF)
    other = hand_in(program, png())

    assert again.json() == first.json()
    assert again.headers["idempotent-replayed"] == "true"
    assert other.status_code == 422
    assert state(desk) == (5, 1)


@pytest.mark.parametrize(
    ("content", "act", "status", "why"),
    [
        (b"<html>", ACT, 422, "không phải PDF"),
        (PDF[:30], ACT, 422, "không phải PDF"),
        (docx("word/vbaProject.bin"), ACT, 422, "không phải PDF"),
        (b"", ACT, 422, "trống"),
        (PDF.replace(b"1 0 obj", b"\0" * 1_100_000), ACT, 422, "lớn hơn mức cho phép"),
        (PDF + b"\0" * (26 * 1024 * 1024), ACT, 413, "quá lớn"),
        (PDF, {**ACT, "seen": 3}, 409, "vừa có"),
        (PDF, {k: v for k, v in ACT.items() if k != "seen"}, 422, "phiên bản đã xem"),
        (PDF, {**ACT, "document": None}, 422, "văn bản"),
        (PDF, {**ACT, "document": {**PAPER, "number": "a\x00"}}, 422, "ký tự điều khiển"),
        (PDF, {**ACT, "actor": {"kind": "machine", "id": "x"}}, 422, "actor"),
        (PDF, {**ACT, "kind": "issue_conclusion"}, 403, "Chánh Thanh tra"),
        (PDF, {**ACT, "kind": "lift_hold"}, 409, ""),
        (PDF, "[1]", 422, "JSON"),
    ],
)
def test_what_is_refused_leaves_neither_entry_nor_file(
    program: Program, desk: Desk, content: bytes, act: Any, status: int, why: str
) -> None:
    before = state(desk)

    answer = hand_in(program, content, act)

    assert (answer.status_code, state(desk)) == (status, before), answer.text
    assert why in answer.json()["error"]["vi"]


def test_only_who_may_act_hands_in_and_only_by_a_token_that_writes(
    open_browser: Open, desk: Desk, told: Told
) -> None:
    stranger = hand_in(Program(open_browser(""), "khach"), PDF)
    reader = hand_in(Program(open_browser(""), "binh", "read"), PDF)

    assert told.stream == CASE
    assert (stranger.status_code, reader.status_code) == (403, 403)
    assert stranger.json()["reasons"]
    assert open_browser("").get(FILES).status_code == 401
    assert state(desk) == (4, 0)


def test_without_the_parts_it_says_which_are_wanted(program: Program) -> None:
    headers = {"authorization": f"Bearer {program.token}", "idempotency-key": "k"}

    words = program.client.post(FILES, json=ACT, headers=headers)
    alone = program.client.post(FILES, files={"file": ("a.pdf", PDF)}, headers=headers)

    assert (words.status_code, alone.status_code) == (415, 422)
    assert "«act»" in words.json()["error"]["vi"]
    assert "«act»" in alone.json()["error"]["vi"]


def test_a_file_is_that_of_this_inspection_alone(program: Program, desk: Desk) -> None:
    scan = hand_in(program, PDF).json()["file"]
    Told(desk, date(2021, 6, 1), stream="khac").walk()

    assert program.get(f"/api/inspections/khac/files/{scan}").status_code == 404
    assert program.get("/api/inspections/khac/files").json() == []
    assert program.get("/api/inspections/khong-co/files").status_code == 404
    assert program.get(f"{FILES}/..%2f..%2fetc%2fpasswd").status_code == 404

"""Handing in the paper itself on the page, and getting it back."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from offices import CASE, Told
from paper_files import PDF, docx
from reader import Browser

from tiendo.desk import Desk
from tiendo.scans import Scans

PAGE = f"/inspections/{CASE}"
PAPER = {
    "kind": "file_document",
    "occurred_on": "07/09/2021",
    "document_kind": "other",
    "document_number": "12/CV",
    "document_signed_on": "07/09/2021",
    "document_signed_by": "Võ Kiều",
}


@pytest.fixture
def desk(desk: Desk, tmp_path: Path) -> Desk:
    """The small office, with a folder for the papers' files."""
    return dataclasses.replace(desk, scans=Scans(tmp_path / "scans", 1))


def hand_in(browser: Browser, name: str, content: bytes, **changed: str) -> Any:
    seen = browser.form(PAGE, "note").fields["seen"][0]
    fields = {**PAPER, "seen": seen, **changed}
    return browser.client.post(f"{PAGE}/acts", data=fields, files={"paper_file": (name, content)})


def kept(desk: Desk) -> list[Path]:
    assert desk.scans is not None
    return list(desk.scans.every())


def test_a_paper_is_handed_in_and_handed_out_as_it_was(head: Browser, told: Told) -> None:
    answer = hand_in(head, "công văn <b>.pdf", PDF)
    page = head.get(PAGE).text
    scan = told.desk.inspection(CASE).documents[-1].scan
    assert scan is not None
    got = head.get(f"{PAGE}/files/{scan.hash}")

    assert answer.status_code == 303
    assert f'href="{PAGE}/files/{scan.hash}"' in page
    assert "công văn &lt;b&gt;.pdf" in page
    assert got.content == PDF
    assert got.headers["content-type"] == "application/pdf"
    assert got.headers["content-disposition"].startswith("attachment; filename*=utf-8")
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["content-security-policy"].startswith("sandbox")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.pdf", b"<html>", "không phải PDF"),
        ("a.pdf", PDF[:30], "không phải PDF"),
        ("a.docx", docx("word/vbaProject.bin"), "không phải PDF"),
        ("a.pdf", b"", "trống"),
    ],
)
def test_what_is_no_whole_paper_is_refused_and_nothing_is_written(
    head: Browser, told: Told, name: str, content: bytes, why: str
) -> None:
    before = len(told.desk.store.events(CASE))

    answer = hand_in(head, name, content)

    assert answer.status_code == 422
    assert why in answer.text
    assert 'value="12/CV"' in answer.text
    assert (len(told.desk.store.events(CASE)), kept(told.desk)) == (before, [])


def test_too_large_a_file_is_cut_off_while_it_comes_in(head: Browser, told: Told) -> None:
    answer = hand_in(head, "a.pdf", PDF + b"\0" * (26 * 1024 * 1024))

    assert answer.status_code == 413
    assert kept(told.desk) == []


def test_of_an_act_that_is_refused_no_file_is_kept(
    open_browser: Callable[[str], Browser], head: Browser, told: Told
) -> None:
    seen = head.form(PAGE, "note").fields["seen"][0]
    stranger = open_browser("khach")
    files = {"paper_file": ("a.pdf", PDF)}

    refused = stranger.client.post(f"{PAGE}/acts", data={**PAPER, "seen": seen}, files=files)
    stale = hand_in(head, "a.pdf", PDF, seen="1")
    alone = hand_in(
        head,
        "a.pdf",
        PDF,
        kind="note",
        document_number="",
        document_signed_on="",
        document_signed_by="",
        text="x",
    )

    assert (refused.status_code, stale.status_code, alone.status_code) == (403, 409, 422)
    assert kept(told.desk) == []


def test_a_preview_looks_at_the_file_and_keeps_nothing(head: Browser, told: Told) -> None:
    seen = head.form(PAGE, "note").fields["seen"][0]
    preview = f"{PAGE}/acts/preview"

    good = head.client.post(
        preview, data={**PAPER, "seen": seen}, files={"paper_file": ("a.pdf", PDF)}
    )
    bad = head.client.post(
        preview, data={**PAPER, "seen": seen}, files={"paper_file": ("a.pdf", b"x")}
    )

    assert (good.status_code, bad.status_code) == (200, 422)
    assert kept(told.desk) == []


def test_only_files_of_this_very_inspection_are_handed_out(
    head: Browser, told: Told, desk: Desk
) -> None:
    hand_in(head, "a.pdf", PDF)
    scan = told.desk.inspection(CASE).documents[-1].scan
    assert scan is not None
    Told(desk, date(2021, 6, 1), stream="khac").walk()

    assert head.get(f"/inspections/khac/files/{scan.hash}").status_code == 404
    for wrong in ("x", "..%2f..%2fetc%2fpasswd", "0" * 64):
        assert head.get(f"{PAGE}/files/{wrong}").status_code == 404


def test_nobody_gets_a_paper_without_signing_in(
    open_browser: Callable[[str], Browser], head: Browser, told: Told
) -> None:
    hand_in(head, "a.pdf", PDF)
    scan = told.desk.inspection(CASE).documents[-1].scan
    assert scan is not None

    answer = open_browser("").get(f"{PAGE}/files/{scan.hash}")

    assert answer.status_code in {303, 401}
    assert answer.content != PDF


def test_a_paper_handed_in_later_stands_with_its_document(head: Browser, told: Told) -> None:
    told.tell("file_document", date(2021, 9, 7), document={**_document()})

    hand_in(head, "a.pdf", PDF)

    page = head.get(PAGE).text
    listed = page[page.index('id="papers"') : page.index('id="history"')]
    assert listed.count("12/CV") == 1
    assert listed.count("tệp PDF") == 1


def _document() -> dict[str, object]:
    day = date(2021, 9, 7)
    return {"kind": "other", "number": "12/CV", "signed_on": day, "signed_by": "Võ Kiều"}


def test_the_log_has_its_own_place_and_says_when_the_team_is_silent(
    head: Browser, told: Told
) -> None:
    told.tell("note", date(2021, 8, 20), text="Kiểm tra <kho>")

    page = head.get(PAGE).text

    log = page[page.index('id="log"') : page.index('id="papers"')]
    assert "Kiểm tra &lt;kho&gt;" in log
    assert "Thứ Sáu, 20/08/2021" in log
    assert "Đoàn im lặng từ 20/08/2021: 11 ngày làm việc" in log
    assert 'name="text"' in log

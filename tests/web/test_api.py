"""What programs read: the same answers as the command line, errors as JSON."""

from __future__ import annotations

from datetime import date

import pytest
from offices import CASE, Told
from reader import Browser

PAUSED = date(2021, 7, 19)


@pytest.fixture
def paused(told: Told) -> Told:
    told.tell("pause_site", PAUSED, reason="Giãn cách")
    return told


def test_the_stuck_list_is_there_for_any_day(browser: Browser, paused: Told) -> None:
    assert paused.stream == CASE
    (line,) = browser.get("/api/stuck").json()

    assert (line["inspection"], line["kind"]) == (CASE, "unreviewed_pause")
    assert browser.get("/api/stuck?as_of=2021-07-28").json() == []


def test_an_inspection_is_read_with_its_clocks_ledger_and_receipt(
    browser: Browser, paused: Told
) -> None:
    assert paused.stream == CASE
    page = f"/api/inspections/{CASE}"

    assert browser.get(page).json()["state"]["hold"]["leaf"] == "hold.site_paused"
    assert [each["inspection"] for each in browser.get("/api/inspections").json()] == [CASE]
    clocks = {clock["rule"]: clock for clock in browser.get(f"{page}/clocks").json()}
    assert clocks["announce"]["due_on"] == "2021-06-17"  # signed 02/06/2021 + 15 days
    assert browser.get(f"{page}/ledger").json()["days"] == 100  # 01/06 to 08/09: 30 + 31 + 31 + 8
    (law,) = {line["regime"] for line in browser.get(f"{page}/receipt?regime=vn-2025").json()}
    assert law == "VN-2025"


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/api/inspections/khong-co", 404, "Không có cuộc thanh tra"),
        ("/api/inspections/khong-co/ledger", 404, "Không có cuộc thanh tra"),
        ("/api/stuck?as_of=hom-qua", 422, "không phải ngày"),
        (f"/api/inspections/{CASE}/clocks?regime=VN-1", 409, "VN-2010-A"),
        ("/api/khong-co", 404, "Không có trang này"),
    ],
)
def test_an_error_is_json_with_a_sentence_in_both_languages(
    browser: Browser, paused: Told, path: str, status: int, sentence: str
) -> None:
    assert paused.stream == CASE
    answer = browser.get(path)

    assert answer.status_code == status
    assert sentence in answer.json()["error"]["vi"]
    assert answer.json()["error"]["en"]


def test_nothing_can_be_written_over_the_api(browser: Browser, paused: Told) -> None:
    before = paused.desk.store.events(CASE)

    answer = browser.post(f"/api/inspections/{CASE}", {"kind": "declare_none"})

    assert answer.status_code == 405
    assert paused.desk.store.events(CASE) == before

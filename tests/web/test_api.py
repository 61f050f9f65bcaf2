"""What programs read: the same answers as the command line, errors as JSON."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from builders import PAUSE_NOTICE
from offices import CASE, Told, sqlite
from reader import Browser

from tiendo.cli import main
from tiendo.lawbook import lawbook

PAUSED = date(2021, 7, 19)


@pytest.fixture
def paused(told: Told) -> Told:
    told.tell("pause_site", PAUSED, document=PAUSE_NOTICE, reason="Giãn cách")
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
        ("/api/calendar/2036", 404, "Lịch chỉ có từ năm 2015 đến năm 2035"),
        ("/api/calendar/nam-nay", 404, "không có năm nam-nay"),
        ("/api/law/VN-1992", 404, "Không có thời kỳ «VN-1992»; có: VN-2010-A"),
        ("/api/law/VN-2025/diff/VN-1992", 404, "VN-2010-A"),
        ("/api/law/VN-1992/diff/VN-2025", 404, "VN-2010-A"),
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


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/api/calendar/2021", ("calendar", "2021")),
        ("/api/calendar/2030", ("calendar", "2030")),
        ("/api/law", ("law",)),
        ("/api/law/vn-2025", ("law", "VN-2025")),
        ("/api/law/VN-2010-A/diff/vn-2022-a", ("law", "--diff", "VN-2010-A", "VN-2022-A")),
    ],
)
def test_the_calendar_and_the_law_are_what_the_command_line_prints(
    browser: Browser,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    path: str,
    words: tuple[str, ...],
) -> None:
    monkeypatch.setenv("TIENDO_HOME", str(tmp_path))
    monkeypatch.setenv("TIENDO_DATABASE_URL", sqlite(tmp_path))
    monkeypatch.setenv("TIENDO_TODAY", "2021-09-08")
    with pytest.raises(SystemExit):
        main((*words, "--json"))

    assert browser.get(path).json() == json.loads(capsys.readouterr().out)


def test_the_law_is_listed_with_its_days_and_hash_and_told_whole(browser: Browser) -> None:
    listed = browser.get("/api/law").json()

    pack = lawbook().pack("VN-2010-A")
    assert [each["regime"] for each in listed] == [p.regime_id for p in lawbook().packs]
    assert (listed[0]["valid_from"], listed[0]["valid_to"]) == ("2011-07-01", "2021-11-14")
    assert listed[0]["hash"] == pack.hash
    whole = browser.get("/api/law/VN-2010-A").json()
    assert [rule["id"] for rule in whole["rules"]] == [rule.id for rule in pack.rules]
    days = browser.get("/api/calendar/2021").json()
    assert (days["working_days"], days["months"][1]) == (250, 15)

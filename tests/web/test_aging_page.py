"""Open inspections by phase and age, beside how long others stayed: the page and the API."""

from __future__ import annotations

import re
from datetime import date

import pytest
from builders import PAUSE_NOTICE, TO_SIGNING
from offices import CASE, Told
from reader import Browser

from tiendo.desk import Desk
from tiendo.web import aging


@pytest.fixture
def some(desk: Desk) -> int:
    """Ten that went on to conclude, one paused on site since 19/07, one stuck in silence."""
    for n in range(10):
        Told(desk, date(2021, 5, 3 + n), stream=f"xong-{n}").walk(TO_SIGNING)
    paused = Told(desk, date(2021, 6, 1)).walk()
    paused.tell("pause_site", date(2021, 9, 6), document=PAUSE_NOTICE, reason="Giãn cách")
    Told(desk, date(2021, 6, 1), stream="im-lang").walk()
    return 12


def marks(page: str) -> list[tuple[str, str]]:
    """The inspections of the wide drawing with the form of their marks."""
    wide = page.split('class="aging wide"')[1].split("</svg>")[0]
    found = re.findall(
        r'<a href="/inspections/([^"]+)".*?</title>\s*<\w+ class="(\w+)"', wide, re.DOTALL
    )
    return sorted(found)


def test_each_open_inspection_is_a_mark_and_a_row(browser: Browser, some: int) -> None:
    page = browser.get("/aging").text

    assert len(marks(page)) == some
    assert dict(marks(page))[CASE] == "paused"
    assert dict(marks(page))["im-lang"] == "stuck"
    table = page.split('aria-labelledby="ages"')[1]
    assert table.count("<tr") == 1 + some
    assert "đang tạm dừng" in table


def test_past_stays_are_measured_where_there_are_enough(browser: Browser, some: int) -> None:
    """All twelve have left preparation, ten the field; none has been concluded."""
    assert some == 12
    found = {each["phase"]: each for each in browser.get("/api/aging").json()["phases"]}

    assert found["course.prep"]["left"] == 12
    assert found["course.field"]["left"] == 10
    assert found["course.conclude"] | {"name": ""} == {
        "phase": "course.conclude",
        "name": "",
        "left": 0,
        "half_left_by": None,
        "most_left_by": None,
    }
    assert found["course.field"]["most_left_by"] > 0
    page = browser.get("/aging").text
    assert page.count("chưa đủ để so") == 4  # two phases, half and most
    assert "lâu hơn 85%" in page


def test_many_are_counted_by_age_instead(
    browser: Browser, some: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aging, "MOST", 5)
    page = browser.get("/aging?lang=en").text

    assert "More than 150 inspections, so they are counted in groups of" in page
    assert "<a href" not in page.split('class="aging wide"')[1].split("</svg>")[0]
    cells = page.split('aria-labelledby="ages"')[1].split("<tbody>")[1].split("</tbody>")[0]
    assert (
        sum(map(int, re.findall(r'<td data-label="(?:stuck|on hold|going on)">(\d+)</td>', cells)))
        == some
    )


def test_it_is_narrowed_and_looks_at_another_day(browser: Browser, some: int) -> None:
    assert some
    then = browser.get("/api/aging?as_of=2021-09-05&limit=200").json()["inspections"]
    now = browser.get("/api/aging?limit=200&hold=hold.site_paused").json()["inspections"]

    (before,) = (each for each in then if each["inspection"] == CASE)
    assert [each["inspection"] for each in now] == [CASE]
    assert (before["pace"], now[0]["pace"]) == ("stuck", "paused")
    assert now[0]["age"] == before["age"] + 3
    assert browser.get("/aging?as_of=2021-09-05").status_code == 200
    assert "Không có cuộc nào chưa khép lại." in browser.get("/aging?year=1999").text

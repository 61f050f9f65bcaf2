"""Whose days were lost across the office: its own page, the API, the way there."""

from __future__ import annotations

from datetime import date

import pytest
from offices import CASE, Told
from reader import Browser

from states.errors import OutsideCalendar
from states.inspection import Inspection
from states.lost import Spell, spells_of
from states.workdays import Workdays
from tiendo.desk import Desk


@pytest.fixture
def paused(told: Told) -> Told:
    """Paused on site on Mon 19/07/2021, and never taken up again."""
    told.tell("pause_site", date(2021, 7, 19), reason="Giãn cách")
    return told


def rows(page: str) -> list[str]:
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    return [row.split("</tr>")[0] for row in body.split("<tr>")[1:]]


def test_the_days_of_the_pause_are_on_the_page_with_the_inspection(
    browser: Browser, paused: Told
) -> None:
    assert paused.stream == CASE
    first = rows(browser.get("/lost-days").text)[0]

    # 19/07 to 08/09/2021: 13 days in July, 31 in August, 8 in September.
    assert "Tạm dừng thanh tra trực tiếp" in first
    assert '<b class="many">52</b>' in first
    assert f'href="/inspections/{CASE}#ledger"' in first


def test_on_another_day_and_in_english(browser: Browser, paused: Told) -> None:
    assert paused.stream == CASE
    page = browser.get("/lost-days?as_of=2021-07-20&lang=en").text

    assert "summed from 01/01/2021 to 20/07/2021" in page
    (pause,) = (row for row in rows(page) if "On-site work paused" in row)
    assert '<b class="many">2</b>' in pause
    assert f'href="/inspections/{CASE}?as_of=2021-07-20#ledger"' in pause


def test_only_the_days_of_this_year_are_summed(desk: Desk, browser: Browser) -> None:
    """Paused since 01/12/2020: 251 days of 2021 up to 08/09, and none of the year before."""
    late = Told(desk, date(2020, 10, 1), stream="lau").walk()
    late.tell("pause_site", date(2020, 12, 1), reason="Giãn cách")

    (loss,) = browser.get("/api/lost-days").json()["parties"]

    assert (loss["account"], loss["inspections"]) == ("site_paused", {"lau": 251})


def test_an_office_that_lost_no_day_is_told_so(browser: Browser) -> None:
    assert "Không mất ngày nào." in browser.get("/lost-days").text


def test_an_inspection_without_a_ledger_hides_no_other(
    desk: Desk, browser: Browser, paused: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert paused.stream == CASE
    Told(desk, date(2021, 6, 1), stream="hong").walk()

    def broken(inspection: Inspection, days: Workdays) -> tuple[Spell, ...]:
        if inspection.id == "hong":
            raise OutsideCalendar(date(2018, 1, 1), date(2019, 1, 1), date(2024, 12, 31))
        return spells_of(inspection, days)

    monkeypatch.setattr("tiendo.summing.spells_of", broken)
    page = browser.get("/lost-days").text

    assert "Không cộng được sổ ngày của cuộc thanh tra «hong»" in page
    assert '<b class="many">52</b>' in page


def test_the_bottlenecks_lead_there_and_programs_read_both(browser: Browser, paused: Told) -> None:
    assert paused.stream == CASE
    assert 'href="/lost-days?as_of=2021-09-01"' in browser.get("/?as_of=2021-09-01").text

    alone = browser.get("/api/lost-days").json()
    assert alone.pop("waiting") == 0
    assert browser.get("/api/bottlenecks").json()["lost"] == alone
    assert alone["parties"][0]["days"] == 52
    assert (alone["since"], alone["until"]) == ("2021-01-01", "2021-09-08")

"""The plan of a year: a strip for each inspection, and the same as a table."""

from __future__ import annotations

import re
from datetime import date

import pytest
from builders import PAUSE_NOTICE, REGISTER
from offices import Told
from reader import Browser

from tiendo.desk import Desk
from tiendo.web import plan_routes


@pytest.fixture
def planned(desk: Desk) -> Told:
    """The three projects, planned for May, decided in June and paused in July."""
    told = Told(desk, date(2021, 6, 1))
    told.tell("register", **REGISTER, planned_start=date(2021, 5, 4))
    Told(desk, date(2021, 6, 1), stream="khac").walk()
    other = Told(desk, date(2021, 6, 1), stream="ba").walk()
    other.tell("pause_site", date(2021, 7, 19), document=PAUSE_NOTICE, reason="Giãn cách")
    return told


def strip(page: str, stream: str) -> str:
    strips = page.split('<ol class="strips">')[1].split("</ol>")[0]
    parts = re.split(r"<li[ >]", strips)
    return next(
        each
        for each in parts
        if f'<p><a href="/inspections/{stream}"' in each.replace('?as_of=2021-07-01"', '"')
    )


@pytest.mark.usefixtures("planned")
def test_each_strip_shows_plan_work_and_pause_and_leads_to_the_entry(browser: Browser) -> None:
    page = browser.get("/plan/2021").text
    ba = strip(page, "ba")

    assert 'class="planned" x1="123.5"' in strip(page, "ba-du-an")  # 4 May is the 124th day
    assert "<rect class=" not in strip(page, "ba-du-an").replace('<rect class="ground"', "")
    paused = re.search(r'#entry-(\d+)"[^>]*><rect class="paused" x="199" width="52"', ba)
    assert paused
    assert paused.group(1) == "5"
    assert "Tạm dừng, hoãn: 19/07 – 08/09/2021, 52 ngày" in ba


@pytest.mark.usefixtures("planned")
def test_the_table_says_the_same(browser: Browser) -> None:
    table = browser.get("/plan/2021").text.split('class="plain plan"')[1]
    row = next(each for each in table.split("<tr>") if 'inspections/ba"' in each)

    assert "Thanh tra trực tiếp" in row
    assert '<td class="num">52</td>' in row
    assert "04/05/2021" in table


@pytest.mark.usefixtures("planned")
def test_years_pages_and_days(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    assert browser.get("/plan").headers["location"] == "/plan/2021"
    assert "Không có cuộc thanh tra nào trong kế hoạch năm 2022." in browser.get("/plan/2022").text
    assert browser.get("/plan/1492").status_code == 404
    assert browser.get("/plan/x").status_code == 404
    assert '"paused"' not in strip(browser.get("/plan/2021?as_of=2021-07-01").text, "ba")
    monkeypatch.setattr(plan_routes, "PAGE", 2)
    assert "/plan/2021?after=ba-du-an" in browser.get("/plan/2021").text

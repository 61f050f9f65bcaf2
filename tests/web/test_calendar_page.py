"""The year as the office counts it: each day off or worked instead, and who said so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import pytest
from builders import at
from reader import Browser, scripts

from tiendo.announcing import announce
from tiendo.desk import Desk
from tiendo.ports import CalendarDay, Ruling

NOW = at(date(2021, 9, 8))
SIGNED = date(2021, 8, 30)


def said(day: date, kind: Ruling, name: str, number: str) -> CalendarDay:
    return CalendarDay(day, kind, name, number, SIGNED, "Bộ Nội vụ")


def load(desk: Desk, days: Sequence[CalendarDay]) -> None:
    list(announce(desk, days, by="vanphong", now=NOW))


SWAP = (
    said(date(2021, 10, 11), Ruling.SWAPPED_OFF, "Nghỉ thay ngày 16/10", "77/TB-BNV"),
    said(date(2021, 10, 16), Ruling.WORKED, "Làm bù ngày 11/10", "77/TB-BNV"),
)


def month(page: str, name: str) -> str:
    """One month with what is listed under it."""
    return page.split(f"<caption>{name} ")[1].split("<caption>")[0]


def cell(page: str, day: date) -> str:
    """One day of the grid, with its tag."""
    (found,) = re.findall(rf'<td[^>]*>(?:(?!</td>).)*datetime="{day}".*?</td>', page, re.DOTALL)
    return str(found)


def entry(page: str, day: date) -> str:
    """What is listed of one day."""
    return page.split(f'<li id="d-{day}">')[1].split("</li>")[0]


def test_the_year_is_twelve_months_from_monday_with_their_working_days(browser: Browser) -> None:
    page = browser.get("/calendar/2021").text

    assert page.count("<caption>") == 12
    heads = re.findall(r'<th scope="col" abbr="([^"]+)">(\w+)</th>', month(page, "Tháng 2"))
    assert heads[0] == ("Thứ Hai", "T2")
    assert heads[-1] == ("Chủ Nhật", "CN")
    # February 2021: 20 weekdays less Wed 10, Thu 11, Fri 12, Mon 15 and Tue 16 (Tết)
    assert "15 ngày làm việc" in month(page, "Tháng 2")
    assert "Cả năm 250 ngày làm việc" in page
    first_week = month(page, "Tháng 5").split("<tr>")[2].split("</tr>")[0]
    assert first_week.count("<td></td>") == 5  # 01/05/2021 is a Saturday
    assert 'aria-current="date"' in cell(page, date(2021, 9, 8))
    assert page.count('aria-current="date"') == 1


def test_a_day_off_is_told_in_words_and_colour_with_its_name_and_basis(browser: Browser) -> None:
    page = browser.get("/calendar/2021").text

    holiday = cell(page, date(2021, 5, 3))
    assert 'class="day holiday"' in holiday
    assert "<b>Lễ</b>" in holiday
    assert 'href="#d-2021-05-03"' in holiday
    told = entry(page, date(2021, 5, 3))
    assert "Thứ Hai 03/05/2021" in told
    assert "Ngày Quốc tế Lao động (nghỉ bù)" in told
    assert "nghỉ lễ, Tết" in told
    assert "bảng tính sẵn" in told
    assert 'class="day weekend"' in cell(page, date(2021, 5, 8))
    assert 'class="day working"' in cell(page, date(2021, 5, 10))
    assert "đối chiếu từng ngày" in page


def test_announced_days_cite_their_document_and_the_document_lists_its_days(
    browser: Browser, desk: Desk
) -> None:
    before = browser.get("/calendar/2021").text
    assert "Chưa nạp văn bản nào của năm 2021" in before
    load(desk, SWAP)

    page = browser.get("/calendar/2021").text

    off, worked = (cell(page, day.day) for day in SWAP)
    assert 'class="day swapped_off"' in off
    assert "<b>HĐ</b>" in off
    assert 'class="day worked_weekend"' in worked
    assert "<b>Bù</b>" in worked
    cited = "văn bản số 77/TB-BNV ngày 30/08/2021 của Bộ Nội vụ"
    assert cited in entry(page, date(2021, 10, 16))
    assert "làm bù ngày nghỉ hằng tuần" in entry(page, date(2021, 10, 16))
    listed = page.split('id="announced"')[1]
    assert listed.count(cited) == 1
    assert listed.count("đang áp dụng") == 2
    assert "21 ngày làm việc" in month(page, "Tháng 10")  # one off, one worked


def test_a_document_that_was_overtaken_is_still_told(browser: Browser, desk: Desk) -> None:
    load(desk, SWAP)
    load(desk, [said(date(2021, 10, 16), Ruling.OFF, "Thôi làm bù", "80/TB-BNV")])

    page = browser.get("/calendar/2021").text

    told = entry(page, date(2021, 10, 16))
    assert "văn bản số 80/TB-BNV" in told
    assert "thay cho văn bản số 77/TB-BNV" in told
    listed = page.split('id="announced"')[1]
    assert listed.count("đã có văn bản nạp sau thay thế") == 1
    assert listed.count("đang áp dụng") == 2


def test_a_year_that_nobody_announced_says_so_and_stops_saying_so(
    browser: Browser, desk: Desk
) -> None:
    page = browser.get("/calendar/2030").text

    assert '<span class="badge wait">dự kiến</span>' in page
    assert "Lịch năm 2030 là dự kiến" in page
    assert "(dự kiến)" in entry(page, date(2030, 1, 1))
    load(desk, [said(date(2030, 1, 1), Ruling.OFF, "Tết Dương lịch", "1/TB")])
    assert "dự kiến" not in browser.get("/calendar/2030").text


def test_years_lead_to_their_neighbours_as_far_as_the_calendar_goes(browser: Browser) -> None:
    page = browser.get("/calendar/2020").text
    assert 'rel="prev" href="/calendar/2019"' in page
    assert 'rel="next" href="/calendar/2021"' in page
    assert '<a href="/calendar">Năm nay</a>' in page
    assert 'rel="prev"' not in browser.get("/calendar/2015").text
    assert 'rel="next"' not in browser.get("/calendar/2035").text


def test_without_a_year_it_is_this_one_and_every_page_leads_there(browser: Browser) -> None:
    assert '<a href="/calendar">Lịch</a>' in browser.get("/").text
    page = browser.get("/calendar").text
    assert "Lịch làm việc năm 2021" in page
    assert '<a href="/calendar" aria-current="page">' in page
    assert 'aria-current="page"' in browser.get("/calendar/2020").text


@pytest.mark.parametrize("year", ["2036", "2014", "hai-nghin", "-1", "２０２１", "²", "1" * 5000])
def test_a_year_that_is_not_there_is_not_found_with_a_sentence(
    browser: Browser, year: str
) -> None:
    answer = browser.get(f"/calendar/{year}")

    assert answer.status_code == 404
    assert "Lịch chỉ có từ năm 2015 đến năm 2035" in answer.text


@pytest.mark.parametrize("year", ["2021", "2024", "2030"])
def test_the_page_is_english_too_and_needs_no_style_of_its_own(
    browser: Browser, desk: Desk, year: str
) -> None:
    load(desk, SWAP)
    page = browser.get(f"/calendar/{year}?lang=en")

    assert page.status_code == 200
    assert "style=" not in page.text
    assert scripts(page.text) <= {"/static/live.js"}
    main = page.text.split("<main")[1]
    assert "<caption>February " in main
    for words in ("ngày", "nghỉ", "Tháng", "dự kiến", "văn bản", ">T2<"):
        assert words not in main.replace("Nghỉ thay ngày", "").replace("Làm bù ngày", "")

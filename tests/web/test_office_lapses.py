"""What of the agenda is late or silent stands on the page of the whole office too."""

from __future__ import annotations

import pytest
from offices import LATE, assign_late
from reader import Browser

from tiendo.desk import Desk


@pytest.fixture
def late(desk: Desk) -> Desk:
    assign_late(desk)
    return desk


@pytest.mark.usefixtures("late")
def test_a_late_directive_stands_on_the_page_and_leads_to_its_own(browser: Browser) -> None:
    page = browser.get("/").text

    assert "Giao ban: chậm hoặc im lặng" in page
    assert f'href="/meeting/{LATE}"' in page
    assert "đã quá 26 ngày" in page


@pytest.mark.usefixtures("late")
def test_lists_kept_to_another_block_leave_it_out(browser: Browser) -> None:
    assert LATE in browser.get("/?block=Khối+1").text
    assert LATE not in browser.get("/?block=Khối+2").text
    assert LATE not in browser.get("/?hold=held").text


def test_an_office_with_nothing_late_says_nothing_of_it(browser: Browser) -> None:
    assert "Giao ban: chậm hoặc im lặng" not in browser.get("/").text


@pytest.mark.usefixtures("late")
def test_on_an_earlier_day_it_was_not_late(browser: Browser) -> None:
    assert LATE not in browser.get("/?as_of=2021-08-13").text
    assert LATE in browser.get("/?as_of=2021-08-14").text

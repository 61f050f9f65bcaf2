"""A lapse that was answered calls nobody until a snooze ends; the case stays where it stood."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from reader import Browser

from states.meeting.directive import Directive
from tests.web.test_office_lapses import LATE, late  # noqa: F401 - the fixture
from tiendo.clock import FixedDayClock
from tiendo.desk import Desk
from tiendo.meeting.lapsing import lapse_lines, tell
from tiendo.meeting.secretary import record, thing
from tiendo.mywaits import SIGNING, TODO, WAITING
from tiendo.mywork import MyWork, my_work

TODAY, UNTIL = date(2021, 9, 8), date(2021, 9, 10)
NAME = "nhiệm vụ quá hạn"
BADGE = f'<span class="badge bad">{NAME}</span>'


@pytest.fixture
def told(late: Desk) -> Desk:  # noqa: F811 - the fixture
    tell(late, LATE, as_of=TODAY, now=late.clock.now())
    return late


def answer(desk: Desk, kind: str, by: str, **said: object) -> None:
    alarm = thing(desk, LATE, Directive).alerts[0].alarm
    record(desk, LATE, {"kind": kind, "alarm": alarm, **said}, by=by)


def mine(desk: Desk, person: str, on: date = TODAY) -> MyWork:
    officer = desk.officer(person)
    return my_work(desk, officer, TODO, SIGNING, WAITING, as_of=on)


def test_until_it_is_answered_it_calls_everybody_told(told: Desk, browser: Browser) -> None:
    assert lapse_lines(told, as_of=TODAY)[0].calls == ("dung", "hoa", "kieu")
    assert BADGE in browser.get("/meetings").text
    assert mine(told, "dung").late == 1


def test_an_answer_of_the_owner_is_his_alone(told: Desk, browser: Browser) -> None:
    answer(told, "acknowledge", "dung")

    assert lapse_lines(told, as_of=TODAY)[0].calls == ("hoa", "kieu")
    assert BADGE in browser.get("/meetings").text
    work = mine(told, "dung")
    assert (work.late, [line.quiet for line in work.todo]) == (0, [True])


def test_snoozed_from_the_top_it_has_no_badge_until_then_and_the_case_stays(
    told: Desk, browser: Browser
) -> None:
    answer(told, "snooze", "kieu", until=UNTIL, reason="Chờ Sở.")

    for address in ("/", "/meetings"):
        page = browser.get(address).text
        assert LATE in page
        assert NAME in page
        assert BADGE not in page
        assert "count bad" not in page.partition("Chậm hoặc im lặng")[2]
        assert "hoãn nhắc đến 10/09/2021" in page
    assert mine(told, "dung").late == 0

    later = replace(told, clock=FixedDayClock(UNTIL))
    (line,) = lapse_lines(later, as_of=UNTIL)
    assert (line.quiet, line.calls) == (False, ("dung", "hoa", "kieu"))
    assert mine(later, "dung", UNTIL).late == 1

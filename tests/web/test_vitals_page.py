"""The foot of every page: the last sweep in one quiet line, or a warning naming what is out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from machine import HandClock, alive, beaten, office_time
from offices import Told
from reader import Browser

from states.text import same
from tiendo.clock import FixedDayClock
from tiendo.desk import Desk
from tiendo.pulse import Outcome
from tiendo.web.pages import Pages
from tiendo.web.visitor import Visitor

QUIET = '<p class="vitals" role="status">Máy rà soát lần cuối 09:00 08/09/2021</p>'
PAGES = ("/", "/inspections/ba-du-an", "/law", "/receipts", "/khong-co")
Open = Callable[[str], Browser]


@pytest.fixture
def clock() -> HandClock:
    return HandClock(office_time(8, 9, 5))


@pytest.fixture
def desk(desk: Desk, clock: HandClock) -> Desk:
    """The small office on a clock set by hand: five past nine."""
    return replace(desk, clock=clock)


@pytest.mark.usefixtures("told")
def test_every_page_says_when_the_machine_last_swept(browser: Browser, desk: Desk) -> None:
    alive(desk, office_time(8, 9))

    for path in PAGES:
        assert QUIET in browser.get(path).text, path
    assert "Last sweep by the machine 09:00 08/09/2021" in browser.get("/?lang=en").text


@pytest.mark.usefixtures("told")
def test_silence_turns_it_into_a_warning_on_every_page(
    browser: Browser, desk: Desk, clock: HandClock
) -> None:
    alive(desk, office_time(8, 9))
    beaten(desk, "watch", office_time(8, 11))
    clock.moment = office_time(8, 11, 5)

    for path in PAGES:
        page = browser.get(path).text
        assert '<p class="vitals warn" role="status">Lịch «rà soát» không chạy từ 09:00' in page
    english = browser.get("/?lang=en").text
    assert "The schedule “sweep” has not run since 09:00 08/09/2021" in english


def test_a_page_just_opened_waits_before_it_calls_silence_serious(
    browser: Browser, clock: HandClock
) -> None:
    assert "Máy vừa khởi động" in browser.get("/").text

    clock.moment = office_time(8, 9, 36)

    assert "Máy chưa tự chạy lần nào" in browser.get("/").text


def test_monitors_read_the_findings_as_json(browser: Browser, desk: Desk) -> None:
    alive(desk, office_time(8, 9))
    assert browser.get("/health").json() == {
        "store": "reachable",
        "ok": True,
        "swept_at": "2021-09-08T02:00:00+00:00",
        "findings": [],
    }
    beaten(desk, "escalate", office_time(8, 9, 1), Outcome.FAILED, "đầy đĩa")

    answer = browser.get("/health")

    assert (answer.status_code, answer.json()["ok"]) == (200, False)
    (finding,) = answer.json()["findings"]
    assert (finding["key"], finding["severity"]) == ("failed:escalate", "serious")
    assert finding["sentence"]["vi"].endswith("không đạt: đầy đĩa")


def test_words_of_a_failure_are_shown_as_words(browser: Browser, desk: Desk) -> None:
    alive(desk, office_time(8, 9))
    beaten(desk, "escalate", office_time(8, 9, 1), Outcome.FAILED, "<script>alert(1)</script>")

    assert "<script>" not in browser.get("/").text


def test_the_demonstration_lives_through_its_midnights(told: Told, open_browser: Open) -> None:
    """Its day stands still: what ran in the evening is no beat of the future."""
    assert isinstance(told.desk.clock, HandClock)
    browser = open_browser("khach")
    app = browser.client.app
    app.state.desk = replace(told.desk, clock=FixedDayClock(date(2021, 9, 8)))  # type: ignore[attr-defined]

    assert "Đồng hồ của máy bị lùi" not in browser.get("/").text


def test_the_pages_of_two_installations_in_one_process_lead_to_their_own_prefect() -> None:
    """The compiled templates are shared; what an installation is called is not."""
    visitor = Visitor("vi", "/", signed_in=True)
    foots = [
        Pages(f"http://127.0.0.1:{port}/", lambda: None).html(
            "message.html", visitor, title=same("A"), text=same("B")
        )
        for port in (4200, 4201)
    ]

    assert [re.findall(r'href="(http://127[^"]+)"', foot) for foot in foots] == [
        ["http://127.0.0.1:4200/"],
        ["http://127.0.0.1:4201/"],
    ]

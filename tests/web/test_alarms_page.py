"""Alarms on the page: who was told when, and the answers for those who may give them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest
from builders import PAUSE_NOTICE, at, ladders_with
from offices import Told
from reader import Browser, forms_in

from tiendo.desk import Desk
from tiendo.sweep import sweep

PAGE = "/inspections/ba-du-an"
ALARM = "ba-du-an:unreviewed_pause::2021-07-19"
ANSWERS = {"acknowledge", "snooze", "hand_over"}
Open = Callable[[str], Browser]


@pytest.fixture
def alarmed(told: Told) -> Told:
    """Paused on 19/07/2021: head of team, of room and deputy were told on their days."""
    told.tell("pause_site", date(2021, 7, 19), document=PAUSE_NOTICE, reason="Giãn cách")
    for day in (date(2021, 7, 29), date(2021, 8, 3), date(2021, 8, 9)):
        sweep(told.desk, as_of=day, now=at(day))
    return told


def section(page: str) -> str:
    """The part about alarms, as text."""
    assert 'id="alarms"' in page
    return unescape(page.partition('id="alarms"')[2].partition("</section>")[0])


def offered(page: str) -> set[str]:
    return {form.kind for form in forms_in(page)} & ANSWERS


@pytest.mark.usefixtures("alarmed")
def test_the_page_says_who_was_told_when_and_that_nobody_answered(browser: Browser) -> None:
    page = browser.get(PAGE).text

    said = section(page)
    for line in (
        "Trưởng đoàn Trần Văn Bình 29/07/2021",
        "Trưởng phòng Lê Dũng 03/08/2021",
        "Phó Chánh Thanh tra Phạm Hoa 09/08/2021",
        "chưa ai tiếp nhận",
    ):
        assert line in said
    assert said.count("chờ tiếp nhận") == 3
    assert offered(page) == set()
    assert "nobody acknowledged" in section(browser.get(PAGE + "?lang=en").text)


@pytest.mark.usefixtures("told")
def test_where_nobody_was_told_of_anything_there_is_no_such_section(browser: Browser) -> None:
    assert 'id="alarms"' not in browser.get(PAGE).text


@pytest.mark.usefixtures("alarmed")
@pytest.mark.parametrize(
    ("person", "may"), [("binh", True), ("dung", True), ("kieu", True), ("an", False)]
)
def test_forms_are_for_those_told_and_those_above_them(
    person: str, may: bool, open_browser: Open
) -> None:
    assert offered(open_browser(person).get(PAGE).text) == (ANSWERS if may else set())


@pytest.mark.usefixtures("alarmed")
def test_the_three_answers_are_given_through_their_forms(open_browser: Open, desk: Desk) -> None:
    steps: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("hoa", "acknowledge", {}),
        ("dung", "snooze", {"until": "15/09/2021", "reason": "Chờ ý kiến Văn phòng"}),
        ("binh", "hand_over", {"assignee": "an", "reason": "Tôi đi công tác"}),
    )
    for person, kind, typed in steps:
        answer = open_browser(person).fill(PAGE, kind, **typed)
        assert answer.status_code == 303, (kind, answer.text)

    said = section(open_browser("an").get(PAGE).text)
    assert "đã giao lại, chờ tiếp nhận" in said
    assert "→ Nguyễn Thị An" in said
    assert "Trần Văn Bình giao lại cho Nguyễn Thị An ngày 08/09/2021: Tôi đi công tác" in said
    assert said.count('class="badge wait">chờ tiếp nhận') == 1
    page = open_browser("an").get(PAGE).text
    assert 'class="calls"' in page
    assert offered(page) == ANSWERS
    assert "Chỉ người đã được báo" not in page
    assert "Cảnh báo:</span> Tạm dừng mà chưa rà soát yêu cầu" in page  # the history
    assert [e.kind for e in desk.history("ba-du-an")][-3:] == [
        "acknowledge",
        "snooze",
        "hand_over",
    ]


@pytest.mark.usefixtures("alarmed")
def test_a_snooze_too_long_comes_back_with_what_was_typed_and_the_alarm(head: Browser) -> None:
    answer = head.fill(PAGE, "snooze", until="31/12/2021", reason="bận họp")

    assert answer.status_code == 409
    assert "đến 22/09/2021" in answer.text
    again = forms_in(answer.text)
    kept = [f for f in again if f.kind == "snooze" and f.fields["reason"] == ["bận họp"]]
    assert [f.fields["alarm"] for f in kept] == [[ALARM]]


@pytest.mark.usefixtures("alarmed")
def test_the_office_page_marks_what_was_not_answered_and_what_sleeps(
    browser: Browser, open_browser: Open
) -> None:
    assert "chưa ai tiếp nhận" in browser.get("/").text
    open_browser("binh").fill(PAGE, "acknowledge")
    assert "còn 2 người chưa tiếp nhận" in browser.get("/").text
    open_browser("kieu").fill(PAGE, "snooze", until="15/09/2021", reason="Chờ họp giao ban")

    page = unescape(browser.get("/").text)
    assert "hoãn nhắc đến 15/09/2021" in page
    assert "Võ Kiều hoãn nhắc đến 15/09/2021: Chờ họp giao ban" in page
    assert "Tạm dừng thanh tra trực tiếp từ 19/07/2021" in page  # never hidden
    open_browser("kieu").fill(PAGE, "acknowledge")
    assert 'class="badge wait"' not in browser.get("/").text.partition('id="board"')[0]


@pytest.mark.usefixtures("alarmed")
def test_programs_read_the_same(browser: Browser) -> None:
    (line,) = browser.client.get("/api/stuck").json()
    (found,) = browser.client.get("/api/inspections/ba-du-an").json()["escalations"]

    assert line["escalation"] == found
    assert (found["alarm"], found["state"], found["early"]) == (ALARM, "raised", False)
    assert found["calls"] == ["binh", "dung", "hoa"]
    assert found["told"][1] == {
        "rung": "room_head",
        "to": "room_head",
        "told": "dung",
        "who": "dung",
        "on": "2021-08-03",
        "early": False,
        "waits": True,
    }
    assert (found["answer"], line["answer"]) == (None, None)


@pytest.mark.usefixtures("alarmed")
def test_another_day_is_read_and_not_answered(head: Browser) -> None:
    page = head.get(PAGE + "?as_of=2021-08-01").text

    assert "Trưởng phòng Lê Dũng" not in section(page)
    assert offered(page) == set()


def test_an_early_warning_stands_under_alarms_and_not_under_stalls(
    told: Told, open_browser: Open
) -> None:
    """The early rung of an office that warns before a review date."""
    rungs = [{"to": "holder", "before": 3}, {"to": "holder", "after": 0}]
    told.desk = replace(told.desk, policy=ladders_with("decision", rungs))
    told.tell(
        "pause_site",
        date(2021, 9, 1),
        document=PAUSE_NOTICE,
        reason="Giãn cách",
        review_on="13/09/2021",
    )
    told.tell("declare_none", date(2021, 9, 1))
    sweep(told.desk, as_of=date(2021, 9, 8), now=at(date(2021, 9, 8)))

    page = open_browser("hoa").get(PAGE).text

    assert 'id="stuck"' not in page
    said = section(page)
    assert "Sắp đến ngày hẹn quyết định" in said
    assert "Sắp đến hạn: Phó Chánh Thanh tra Phạm Hoa phải quyết định hướng xử lý" in said
    assert "(còn 3 ngày làm việc)" in said
    assert "nhắc trước hạn" in said

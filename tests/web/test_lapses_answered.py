"""A lapse that was answered calls nobody until a snooze ends; the case stays where it stood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from offices import LATE
from reader import Browser, forms_in

from states.meeting.directive import Directive
from tests.web.test_office_lapses import late  # noqa: F401 - the fixture
from tiendo.clock import FixedDayClock
from tiendo.desk import Desk
from tiendo.meeting.lapsing import lapse_lines, tell
from tiendo.meeting.secretary import record, thing
from tiendo.mywaits import SIGNING, TODO, WAITING
from tiendo.mywork import MyWork, my_work

TODAY, UNTIL = date(2021, 9, 8), date(2021, 9, 10)
NAME = "nhiệm vụ quá hạn"
PAGE = f"/meeting/{LATE}"
BADGE = f'<span class="badge bad">{NAME}</span>'


@pytest.fixture
def alarmed(late: Desk) -> Desk:  # noqa: F811 - the fixture
    tell(late, LATE, as_of=TODAY, now=late.clock.now())
    return late


def answer(desk: Desk, kind: str, by: str, **said: object) -> None:
    alarm = thing(desk, LATE, Directive).alerts[0].alarm
    record(desk, LATE, {"kind": kind, "alarm": alarm, **said}, by=by)


def mine(desk: Desk, person: str, on: date = TODAY) -> MyWork:
    officer = desk.officer(person)
    return my_work(desk, officer, TODO, SIGNING, WAITING, as_of=on)


def test_until_it_is_answered_it_calls_everybody_told(alarmed: Desk, browser: Browser) -> None:
    assert lapse_lines(alarmed, as_of=TODAY)[0].calls == ("dung", "hoa", "kieu")
    assert BADGE in browser.get("/meetings").text
    assert mine(alarmed, "dung").late == 1


def test_an_answer_of_the_owner_is_his_alone(alarmed: Desk, browser: Browser) -> None:
    answer(alarmed, "acknowledge", "dung")

    assert lapse_lines(alarmed, as_of=TODAY)[0].calls == ("hoa", "kieu")
    assert BADGE in browser.get("/meetings").text
    work = mine(alarmed, "dung")
    assert (work.late, [line.quiet for line in work.todo]) == (0, [True])


def test_snoozed_from_the_top_it_has_no_badge_until_then_and_the_case_stays(
    alarmed: Desk, browser: Browser
) -> None:
    answer(alarmed, "snooze", "kieu", until=UNTIL, reason="Chờ Sở.")

    for address in ("/", "/meetings"):
        page = browser.get(address).text
        assert LATE in page
        assert NAME in page
        assert BADGE not in page
        assert "count bad" not in page.partition("Chậm hoặc im lặng")[2]
        assert "hoãn nhắc đến 10/09/2021" in page
    assert mine(alarmed, "dung").late == 0

    later = replace(alarmed, clock=FixedDayClock(UNTIL))
    (line,) = lapse_lines(later, as_of=UNTIL)
    assert (line.quiet, line.calls) == (False, ("dung", "hoa", "kieu"))
    assert mine(later, "dung", UNTIL).late == 1


def test_the_page_offers_the_answers_to_whoever_was_told_and_to_nobody_else(
    alarmed: Desk, open_browser: Callable[[str], Browser]
) -> None:
    alarm = thing(alarmed, LATE, Directive).alerts[0].alarm
    offered = {
        person: {form.kind for form in forms_in(open_browser(person).get(PAGE).text)}
        for person in ("dung", "kieu", "vanphong", "an", "khach")
    }

    answers = {"acknowledge", "snooze", "hand_over"}
    for person in ("dung", "kieu", "vanphong"):
        assert answers <= offered[person], person
    for person in ("an", "khach"):
        assert not answers & offered[person], person
    form = open_browser("dung").form(PAGE, "snooze")
    assert form.fields["alarm"] == [alarm]
    assert "Nhiều nhất đến" in open_browser("dung").get(PAGE).text
    assert "acknowledge" not in open_browser("dung").get(f"{PAGE}?as_of=2021-09-07").text


def test_an_answer_given_on_the_page_is_recorded_and_silences_its_badge(
    alarmed: Desk, open_browser: Callable[[str], Browser]
) -> None:
    owner, deputy, chief = open_browser("dung"), open_browser("hoa"), open_browser("kieu")

    assert owner.fill(PAGE, "acknowledge").status_code == 303
    assert deputy.fill(PAGE, "hand_over", assignee="an", reason="Đi công tác").status_code == 303
    snoozed = chief.fill(PAGE, "snooze", until="10/09/2021", reason="Chờ Sở.")

    assert (snoozed.status_code, snoozed.headers["location"]) == (303, PAGE)
    said = [
        each.kind for each in thing(alarmed, LATE, Directive).alerts if each.kind != "escalate"
    ]
    assert said == ["acknowledge", "hand_over", "snooze"]
    assert "hoãn nhắc đến 10/09/2021" in owner.get(PAGE).text
    assert BADGE not in owner.get("/meetings").text
    assert "snooze" in {form.kind for form in forms_in(open_browser("an").get(PAGE).text)}


@pytest.mark.parametrize(
    ("kind", "typed", "status", "why"),
    [
        ("snooze", {"until": "10/09/2022", "reason": "Lâu"}, 409, "Chỉ hoãn nhắc được đến"),
        ("snooze", {"until": "", "reason": "Chờ"}, 422, "Thiếu hoãn nhắc đến ngày"),
        ("snooze", {"until": "10/09/2021", "reason": ""}, 422, "lý do"),
        ("hand_over", {"assignee": "khong-co", "reason": "x"}, 404, "khong-co"),
        ("acknowledge", {"seen": "1"}, 409, "vừa có thay đổi"),
        ("acknowledge", {"alarm": "la"}, 409, "chưa ai được báo"),
    ],
)
def test_a_refused_answer_keeps_what_was_typed_and_writes_nothing(
    alarmed: Desk,
    open_browser: Callable[[str], Browser],
    kind: str,
    typed: dict[str, str],
    status: int,
    why: str,
) -> None:
    before = alarmed.store.events(LATE)

    answer = open_browser("dung").fill(PAGE, kind, **typed)

    assert answer.status_code == status, answer.text
    assert why.lower() in answer.text.lower()
    if status == 422 and typed["reason"]:
        assert typed["reason"] in answer.text
    assert alarmed.store.events(LATE) == before


def test_nobody_answers_what_he_was_not_told(
    alarmed: Desk, open_browser: Callable[[str], Browser]
) -> None:
    form = open_browser("dung").form(PAGE, "acknowledge")

    answer = open_browser("khach").post(form.action, form.fields)

    assert answer.status_code == 403
    assert "Chỉ người đã được báo" in answer.text
    assert {each.kind for each in thing(alarmed, LATE, Directive).alerts} == {"escalate"}


def test_the_history_says_who_was_told_of_what_and_what_was_answered(
    alarmed: Desk, open_browser: Callable[[str], Browser]
) -> None:
    answer(alarmed, "hand_over", "hoa", assignee="an", reason="Đi công tác")

    page = open_browser("dung").get(PAGE).text

    history = page[page.index('id="history"') :]
    assert "nhiệm vụ quá hạn: đã báo Trưởng phòng Lê Dũng" in history
    assert "→ Nguyễn Thị An" in history

"""*Việc của tôi*: each line opens the very form; nobody sees another's list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import unescape

from builders import PAUSE_NOTICE
from offices import Told
from reader import Browser


def paused(told: Told) -> Told:
    told.tell("pause_site", date(2021, 7, 19), document=PAUSE_NOTICE, reason="Giãn cách")
    return told


def test_a_team_head_goes_from_the_line_to_the_open_form_and_does_it(
    head: Browser, told: Told
) -> None:
    paused(told)
    page = head.get("/my").text
    href = unescape(page.split('<ol class="mine">')[1].split('href="')[1].split('"')[0])

    form = head.get(href.partition("#")[0]).text

    assert href == "/inspections/ba-du-an?open=declare_none#act-declare_none"
    assert "quá 42 ngày" in page
    assert 'id="act-declare_none" open' in form
    other = form.split('id="act-declare_none"')[1].split("<form")[0]
    assert 'href="?open=draft_request#act-draft_request"' in other, "the other answer is beside"
    assert (
        'id="act-draft_request" open' in head.get("/inspections/ba-du-an?open=draft_request").text
    )
    head.fill("/inspections/ba-du-an", "declare_none", reason="Đã rà soát, không có")
    assert "declare_none" not in head.get("/my").text


def test_whoever_has_nothing_to_do_reads_so(browser: Browser, told: Told) -> None:
    paused(told)

    assert "Lúc này không có việc nào đang chờ bạn." in browser.get("/my").text


def test_an_earlier_day_is_only_looked_at(head: Browser, told: Told) -> None:
    paused(told)
    page = head.get("/my?as_of=2021-08-02").text

    assert "Nêu rõ có hay không nội dung cần yêu cầu" in page, "neither answer is pushed"
    assert "?open=" not in page


def test_programs_read_the_list_of_whoever_asks(
    open_browser: Callable[[str], Browser], told: Told
) -> None:
    paused(told)
    found = open_browser("binh").get("/api/my").json()

    (line,) = found["todo"]
    assert (found["person"], line["act"], line["days_left"]) == ("binh", "declare_none", -42)
    assert (line["urgency"], line["due_on"]) == ("late", "2021-07-28")
    assert open_browser("khach").get("/api/my").json()["todo"] == []


def test_drafts_and_answers_are_the_team_heads_to_send_and_to_judge(
    head: Browser, told: Told
) -> None:
    told.request("YC1", date(2021, 9, 20))
    told.tell(
        "draft_request",
        request="YC2",
        addressee="Sở Tài chính",
        items=["Sổ"],
        due_on=date(2021, 9, 30),
    )
    waiting = head.get("/api/my").json()
    told.tell("receive_answer", date(2021, 9, 7), request="YC1")
    answered = head.get("/api/my").json()

    assert (
        "send_request",
        "/inspections/ba-du-an?open=send_request-YC2#act-send_request-YC2",
    ) in [(each["act"], each["path"]) for each in waiting["todo"]]
    assert [each["what"]["en"] for each in waiting["waiting"]] == ["Sở Công Thương to answer YC1"]
    assert "accept_answer" in [each["act"] for each in answered["todo"]]
    assert answered["waiting"] == []

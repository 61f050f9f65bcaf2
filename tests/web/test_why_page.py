"""Why it is stuck and how to free it: on the inspection's page, on the office's, over the API."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from builders import PAUSE_NOTICE, TO_SIGNING, K, paper
from offices import CASE, Told
from reader import Browser

from tiendo.desk import Desk
from tiendo.web import board as board_module

PAGE = f"/inspections/{CASE}"


@pytest.fixture
def paused(told: Told) -> Told:
    """Paused in July, and nobody said whether anything is to be requested."""
    told.tell("pause_site", date(2021, 7, 19), document=PAUSE_NOTICE, reason="Giãn cách xã hội")
    return told


def why(page: str) -> str:
    return page.split('class="why"')[1].split("</section>")[0]


def test_the_chain_leads_from_where_it_stands_to_whoever_must_speak(
    browser: Browser, paused: Told
) -> None:
    (pause,) = (e for e in paused.desk.history(CASE) if e.kind == "pause_site")
    page = browser.get(PAGE).text
    causes = why(page).split('class="causes"')[1].split("</ol>")[0]

    assert "lý do: Giãn cách xã hội" in causes
    assert "chưa ai nêu rõ có hay không nội dung cần yêu cầu" in causes
    assert "chờ Trưởng đoàn Trần Văn Bình hoặc Trưởng phòng Lê Dũng" in causes
    assert set(re.findall(r'href="#([^"]+)"', causes)) == {f"entry-{pause.version}"}
    assert f'id="entry-{pause.version}"' in page


def test_it_stands_under_the_first_sentence_and_above_all_else(
    browser: Browser, paused: Told
) -> None:
    assert paused.stream == CASE
    page = browser.get(PAGE).text

    places = [page.index(mark) for mark in ('class="lead"', 'id="stuck"', 'id="terms"')]
    assert places == sorted(places)


def test_the_best_way_comes_first_with_who_may_do_it_and_what_it_gains(
    browser: Browser, paused: Told
) -> None:
    assert paused.stream == CASE
    best, others = why(browser.get(PAGE).text).split("<details")

    assert "«Nêu rõ: không có nội dung cần yêu cầu»" in best
    assert "(Trưởng đoàn Trần Văn Bình hoặc Trưởng phòng Lê Dũng)" in best
    assert "→ không còn gì vướng trong 15 ngày tới" in best
    assert "2 cách khác" in others
    assert "kèm Văn bản yêu cầu cung cấp tài liệu đủ số, ngày, người ký" in others


@pytest.mark.parametrize(
    ("person", "led_to"),
    [
        ("binh", {"act-declare_none", "act-lift_hold", "act-draft_request"}),
        ("dung", {"act-declare_none"}),  # a head of room neither resumes nor drafts
        ("khach", set()),
    ],
)
def test_an_act_leads_to_its_form_if_the_reader_may_do_it(
    open_browser: Callable[[str], Browser], paused: Told, person: str, led_to: set[str]
) -> None:
    assert paused.stream == CASE
    page = open_browser(person).get(PAGE).text
    led = set(re.findall(r'href="#(act-[^"]+)"', why(page)))

    assert led == led_to
    assert all(f'id="{form}"' in page for form in led)


def test_a_way_out_of_an_overdue_request_leads_to_the_steps_of_that_request(
    head: Browser, told: Told
) -> None:
    told.request("YC1", date(2021, 8, 20))
    page = head.get(PAGE).text

    assert 'href="#act-receive_answer-YC1"' in why(page)
    assert 'id="act-receive_answer-YC1"' in page
    assert "Hạn trả lời 20/08/2021" in why(page)
    assert "Đoàn chưa đôn đốc lần nào" in why(page)


def test_on_another_day_it_is_explained_and_nothing_is_to_be_done(
    head: Browser, paused: Told
) -> None:
    assert paused.stream == CASE
    page = head.get(f"{PAGE}?as_of=2021-08-02").text

    assert "chưa ai nêu rõ" in why(page)
    assert "#act-" not in why(page)
    assert 'class="why"' not in head.get(f"{PAGE}?as_of=2021-07-28").text


def test_in_english_it_is_english(browser: Browser, paused: Told) -> None:
    assert paused.stream == CASE
    said = why(browser.get(f"{PAGE}?lang=en").text)

    assert "Why is it stuck?" in said
    assert "“Declare: nothing to request”" in said
    assert "nothing stuck for the next 15 days" in said
    assert "Cách gỡ" not in said


def test_what_people_wrote_does_nothing_on_the_page(browser: Browser, told: Told) -> None:
    told.tell("pause_site", date(2021, 7, 19), reason="<b onclick=x>{reason}</b>")

    said = why(browser.get(PAGE).text)

    assert "<b onclick" not in said
    assert "&lt;b onclick=x&gt;{reason}&lt;/b&gt;" in said


def stuck_part(page: str) -> str:
    return page.split('id="stuck"')[1].split("</section>")[0]


def boxes(page: str) -> str:
    return page.split('class="bottlenecks"')[1].split('id="board"')[0]


def test_each_stuck_line_has_its_best_way_out(browser: Browser, paused: Told) -> None:
    assert paused.stream == CASE
    assert (
        "«Nêu rõ: không có nội dung cần yêu cầu» (Trưởng đoàn Trần Văn Bình), nếu đúng là không "
        "có (nếu có: soạn, gửi yêu cầu); sau đó không còn gì vướng trong 15 ngày tới."
    ) in stuck_part(browser.get("/").text)


def test_every_bottleneck_leads_to_the_inspections_it_counts(
    browser: Browser, desk: Desk, paused: Told
) -> None:
    assert paused.stream == CASE
    late = Told(desk, date(2021, 6, 1), stream="khac").walk()
    late.request("YC1", date(2021, 8, 20))
    page = browser.get("/").text
    found = re.findall(r'href="(/\?[^"#]+)#stuck">[^<]+</a> <span[^>]*>(\d+) cuộc', boxes(page))

    assert {href.split("=")[0] for href, _ in found} == {"/?act", "/?who", "/?entity"}
    for href, count in found:
        listed = set(
            re.findall(r'href="/inspections/([^"?]+)', stuck_part(browser.get(href).text))
        )
        assert len(listed) == int(count), href


def test_the_list_is_narrowed_to_one_entity_and_says_so(
    browser: Browser, desk: Desk, paused: Told
) -> None:
    assert paused.stream == CASE
    late = Told(desk, date(2021, 6, 1), stream="khac").walk()
    late.request("YC1", date(2021, 8, 20))
    (request,) = late.desk.inspection("khac").requests
    page = browser.client.get("/", params={"entity": request.addressee}).text

    assert f"Chỉ các cuộc tính vào: {request.addressee}" in page
    assert 'href="/inspections/khac"' in stuck_part(page)
    assert f'href="{PAGE}"' not in stuck_part(page)


def test_what_holds_nothing_up_narrows_to_nothing(browser: Browser, paused: Told) -> None:
    assert paused.stream == CASE
    page = browser.client.get("/", params={"who": "<script>" + "a" * 500})

    assert page.status_code == 200
    assert "Không có cuộc nào tính vào đây." in page.text
    assert "Không có cuộc nào đang vướng." not in page.text
    assert "<script>" not in page.text
    assert "a" * 100 not in stuck_part(page.text)


def test_a_narrowed_list_stays_in_its_day(browser: Browser, paused: Told) -> None:
    assert paused.stream == CASE

    assert "/?who=binh&amp;as_of=2021-08-02#stuck" in browser.get("/?as_of=2021-08-02").text


def test_a_long_stuck_list_goes_on_on_another_page(
    browser: Browser, desk: Desk, paused: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert paused.stream == CASE
    Told(desk, date(2021, 6, 1), stream="khac").walk().request("YC1", date(2021, 8, 20))
    monkeypatch.setattr(board_module, "STUCK", 1)

    page = browser.get("/").text
    more = page.split('class="button" href="')[1].split('"')[0].replace("&amp;", "&")
    rest = browser.get(more).text

    assert ">Sở Công Thương</a>" in boxes(page)  # counted, though its line is on the next page
    assert stuck_part(page).count("Cách gỡ:") == 1
    assert 'href="/inspections/khac"' not in stuck_part(page)
    assert 'href="/inspections/khac"' in stuck_part(rest)
    assert "Xem tiếp danh sách vướng" not in rest


def test_programs_read_why_with_each_act_and_who_may_do_it(browser: Browser, paused: Told) -> None:
    assert paused.stream == CASE
    (stall,) = browser.get(f"/api/inspections/{CASE}/why").json()

    assert (stall["kind"], stall["stuck_from"]) == ("unreviewed_pause", "2021-07-29")
    assert stall["causes"][-1]["roles"] == ["team_head", "room_head"]
    best = stall["ways"][0]
    assert [(act["kind"], act["document"]) for act in best["acts"]] == [("declare_none", None)]
    assert (best["gains"], best["people"]) == (15, 1)
    assert browser.get(f"/api/inspections/{CASE}/why?as_of=2021-07-28").json() == []
    assert browser.get("/api/inspections/khong-co/why").status_code == 404


def test_a_complaint_is_one_way_out_for_people_and_both_rulings_for_programs(
    browser: Browser, desk: Desk
) -> None:
    """The page never says how a complaint is to be decided; programs are told what ends it."""
    late = Told(desk, date(2021, 1, 4), stream="khac").walk(TO_SIGNING)
    late.tell("issue_conclusion", by="kieu", document=paper(K.CONCLUSION, late.day))
    late.tell("lodge_complaint", date(2021, 2, 1), by="vanphong")
    page = why(browser.get("/inspections/khac").text)
    (stall,) = (
        stall
        for stall in browser.get("/api/inspections/khac/why").json()
        if stall["kind"] == "complaint_undecided"
    )

    assert "Kết luận khiếu nại" not in page
    kinds = {way["acts"][0]["kind"] for way in stall["ways"]}
    assert kinds == {"uphold_complaint", "dismiss_complaint"}


def test_programs_read_what_holds_up_the_office(browser: Browser, paused: Told) -> None:
    assert paused.stream == CASE
    found = browser.get("/api/bottlenecks").json()

    (turn,) = found["people"]
    assert (turn["key"], turn["inspections"], turn["days"]) == ("binh", [CASE], 42)
    assert {act["key"] for act in found["acts"]} >= {"declare_none:binh"}
    assert browser.get("/api/bottlenecks?as_of=2021-07-28").json()["people"] == []

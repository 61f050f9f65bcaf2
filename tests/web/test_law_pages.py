"""The receipt of one inspection, of the whole office, and the law itself."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from builders import REGISTER, TO_SIGNING
from offices import Told, tamper
from reader import Browser, scripts

from states.law import Rule
from tiendo import summing
from tiendo.desk import Desk
from tiendo.lawbook import lawbook
from tiendo.web import breach_routes
from tiendo.web.lawpage import ASPECTS

PAGE = "/inspections/ba-du-an/receipt"


def row(page: str, rule: str) -> str:
    return page.split(f'id="rule-{rule}"')[1].split("</tr>")[0]


@pytest.mark.usefixtures("told")
def test_the_receipt_tells_each_duty_with_its_evidence_and_verdict(browser: Browser) -> None:
    page = browser.get(PAGE).text

    announced = row(page, "announce")
    assert "17/06/2021" in announced  # fifteen days after 02/06/2021
    assert "03/06/2021" in announced
    assert "Biên bản công bố quyết định số 01/TTr ngày 03/06/2021" in announced
    assert "Đúng hạn" in announced
    assert "Quá hạn, 51 ngày" in row(page, "period")
    assert "nhớ lại, khá chắc" in row(page, "period")
    assert "Chưa đến hạn" in row(page, "publish")
    assert "chưa rõ điều" in row(page, "outline")
    pack = lawbook().pack("VN-2010-A")
    assert f"<code>{pack.hash}</code>" in page
    assert "VN-2010-A" in page
    assert "chưa đến lúc phải có" in page.split('id="void"')[1]


def test_what_an_inspection_is_void_without_is_told_with_what_shows_it(
    browser: Browser, desk: Desk
) -> None:
    Told(desk, date(2021, 6, 1)).walk(TO_SIGNING)

    page = browser.get(PAGE).text
    void = page.split('id="void"')[1].split("</section>")[0]

    assert void.count("chưa có văn bản nào chứng tỏ đã làm") == 3
    assert "Báo cáo kết quả thanh tra số 01/TTr" in void
    assert void.count("chỉ áp dụng tương tự") == 4
    assert 'class="count bad">3<' in void
    assert "Quá hạn" in row(page, "issue_conclusion")


@pytest.mark.usefixtures("told")
def test_the_page_of_the_inspection_leads_to_its_receipt_on_the_same_day(browser: Browser) -> None:
    page = browser.get("/inspections/ba-du-an?as_of=01/07/2021").text

    (link,) = re.findall(r'href="(/inspections/ba-du-an/receipt[^"]*)"', page)
    receipt = browser.get(link).text
    assert link.endswith("?as_of=2021-07-01")
    assert "Bạn đang xem ngày 01/07/2021" in receipt
    assert "Chưa đến hạn" in row(receipt, "period")


@pytest.mark.usefixtures("told")
def test_what_is_not_there_is_not_found(browser: Browser) -> None:
    assert browser.get("/inspections/khong-co/receipt").status_code == 404
    assert browser.get(PAGE + "?as_of=01/05/2021").status_code == 404
    assert browser.get(PAGE + "?as_of=hom-qua").status_code == 422
    assert browser.get("/law?a=VN-1992").status_code == 404
    assert browser.get("/law?a=VN-2010-A&b=%3Cscript%3E").status_code == 404
    assert scripts(browser.get("/law?a=%3Cscript%3E").text) <= {"/static/live.js"}


def test_the_office_counts_breaches_and_names_each_inspection(
    browser: Browser, desk: Desk
) -> None:
    Told(desk, date(2021, 6, 1)).walk()
    Told(desk, date(2021, 5, 1), stream="khac").walk()
    Told(desk, date(2021, 6, 1), stream="moi").tell("register", **REGISTER)

    page = browser.get("/receipts").text

    assert "2 cuộc thanh tra đã có luật áp dụng" in page
    assert "1 cuộc chưa có quyết định" in page
    period = page.split('<th scope="row">Thời hạn thanh tra</th>')[1].split("</tr>")[0]
    assert '<b class="many">2</b>' in period
    assert period.index("/inspections/khac/receipt#rule-period") < period.index("/ba-du-an/")
    assert "Báo cáo kết quả thanh tra</th>" not in page
    assert "/inspections/ba-du-an/receipt?as_of=2021-07-01#" in (
        browser.get("/receipts?as_of=01/07/2021").text
    )
    assert "Không có việc nào trễ." in browser.get("/receipts?as_of=02/05/2021").text


def test_a_broken_record_hides_no_other(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    Told(desk, date(2021, 6, 1)).walk()
    Told(desk, date(2021, 6, 1), stream="hong").walk()
    tamper(tmp_path / "office.db", "hong", 3)

    page = browser.get("/receipts")

    assert page.status_code == 200
    assert "Không đối chiếu được cuộc thanh tra «hong»" in page.text
    assert "/inspections/ba-du-an/receipt" in page.text


def test_every_law_is_shown_whole(browser: Browser) -> None:
    for pack in lawbook().packs:
        page = browser.get(f"/law?a={pack.regime_id}").text
        for rule in pack.rules:
            assert f'id="{rule.level.value}-{rule.id}"' in page
        assert pack.hash in page


def test_without_a_question_the_law_of_today_is_shown(browser: Browser) -> None:
    page = browser.get("/law").text

    assert '<option value="VN-2010-A" selected>' in page
    assert "chưa rõ điều" in page
    assert "nhớ lại, khá chắc" in page


def test_two_laws_side_by_side_tell_what_may_move_a_date(browser: Browser) -> None:
    page = browser.get("/law?a=VN-2010-A&b=VN-2022-A").text

    issue = page.split('id="tinh-issue_conclusion"')[1].split("</tr>")[0]
    assert 'class="differs"' in issue
    assert "sau khi nhận báo cáo kết quả thanh tra" in issue
    assert "sau khi nhận dự thảo kết luận" in issue
    publish = page.split('id="tinh-publish"')[1].split("</tr>")[0]
    assert 'class="differs"' not in publish
    assert "chỉ một bên có" in page.split('id="tinh-assign_draft"')[1].split("</tr>")[0]
    same = browser.get("/law?a=VN-2025&b=VN-2025").text
    assert "Ngày hạn có thể khác ở 0 quy tắc" in same
    assert 'class="differs"' not in same


def test_every_field_of_a_rule_has_its_word() -> None:
    assert set(ASPECTS) == set(Rule.model_fields) - {"id", "level", "valid_from", "valid_to"}


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("path", [PAGE, "/receipts", "/law", "/law?a=VN-2010-A&b=VN-2025"])
def test_the_pages_are_english_too_and_need_no_style_of_their_own(
    browser: Browser, path: str
) -> None:
    page = browser.get(path + ("&" if "?" in path else "?") + "lang=en")

    assert page.status_code == 200
    assert '<html lang="en">' in page.text
    assert "style=" not in page.text
    assert scripts(page.text) <= {"/static/live.js"}
    main = re.sub(r'lang="vi">[^<]*', "", page.text.split("<main")[1])
    for words in ("Thời hạn", "Kết quả", "chưa rõ điều", "ngày"):
        assert words not in main


@pytest.mark.usefixtures("told")
def test_the_header_leads_to_both_pages_and_keeps_the_day(browser: Browser) -> None:
    page = browser.get("/?as_of=01/07/2021").text

    assert 'href="/receipts?as_of=2021-07-01"' in page
    assert 'href="/law"' in page
    assert 'aria-current="page"' in browser.get("/receipts").text


def test_six_stand_under_a_rule_and_all_on_pages_of_their_own(
    browser: Browser, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(8):
        Told(desk, date(2021, 6, 1 + n // 4 * 3), stream=f"cuoc-{n}").walk()
    link = "/receipts/inspections?rule=period"

    page = browser.get("/receipts").text
    period = page.split('<th scope="row">Thời hạn thanh tra</th>')[1].split("</tr>")[0]
    assert re.findall(r"/inspections/(cuoc-\d)/receipt", period) == [f"cuoc-{n}" for n in range(6)]
    assert f'<a href="{link}">và 2 cuộc nữa</a>' in period
    assert "đang được cộng vào" not in page

    monkeypatch.setattr(breach_routes, "PAGE", 5)
    first = browser.get(link).text
    assert "<h1>Thời hạn thanh tra</h1>" in first
    assert "Quá hạn, 51 ngày" in first
    (more,) = re.findall(r'class="button" href="(/receipts/inspections[^"]*)"', first)
    rest = browser.get(more.replace("&amp;", "&")).text
    found = re.findall(r"/inspections/(cuoc-\d)/receipt#rule-period", first + rest)
    assert found == [f"cuoc-{n}" for n in range(8)]
    assert 'class="button" href="/receipts/inspections' not in rest

    then = browser.get(link + "&as_of=2021-07-20&lang=en").text
    assert "/cuoc-0/receipt?as_of=2021-07-20#rule-period" in then
    assert "cuoc-4" not in then
    assert browser.get("/receipts/inspections?rule=khong-co").status_code == 404
    assert browser.get("/receipts/inspections").status_code == 404


def test_those_not_counted_in_yet_are_said(
    browser: Browser, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        Told(desk, date(2021, 6, 1), stream=f"cuoc-{n}").walk()
    monkeypatch.setattr(summing, "AT_ONCE", 1)

    page = browser.get("/receipts").text

    assert "1 cuộc thanh tra đã có luật áp dụng" in page
    assert "Còn 2 cuộc đang được cộng vào." in page
    assert "Còn 1 cuộc đang" in browser.get("/receipts/inspections?rule=period").text

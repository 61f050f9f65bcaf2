"""The deadlines and the day ledger on the page of an inspection."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from builders import REGISTER, TO_PUBLISHED, at, paper
from offices import Told
from reader import Browser

from states.papers import DocumentKind
from states.workdays import Workdays
from tiendo.desk import Desk

PAGE = "/inspections/ba-du-an"
NOW = at(date(2021, 9, 8))
Open = Callable[[str], Browser]


def section(page: str, name: str) -> str:
    return page.split(f'aria-labelledby="{name}"')[1].split("</section>")[0]


def clock(page: str, name: str) -> str:
    items = section(page, "terms").split("<li class=")
    return next(item for item in items if f"<h3>{name}" in item).split("</li>\n    <li")[0]


@pytest.mark.usefixtures("told")
def test_each_clock_says_its_date_its_days_its_term_and_its_article(browser: Browser) -> None:
    page = browser.get(PAGE).text

    period = clock(page, "Thời hạn thanh tra")
    # Announced on 03/06/2021, 45 days: 18/07/2021 is a Sunday, so to the end of 19/07/2021.
    assert "Quá hạn" in period
    assert "Hạn 19/07/2021. 45 ngày, kể từ công bố quyết định ngày 03/06/2021" in period
    assert "<b>51</b> ngày quá hạn" in period  # 12 in July, 31 in August, 8 in September
    assert "đã dùng 97/45 ngày" in period
    assert "Luật Thanh tra 2010, Điều 45 khoản 1 điểm b" in period
    assert "nhớ lại, khá chắc" in period
    assert 'href="#entry-3"' in period
    assert "Quyết định ký ngày 02/06/2021 nên áp dụng" in section(page, "terms")
    assert "Luật Thanh tra 2010 (đến 14/11/2021)" in section(page, "terms")
    assert "chưa rõ điều" in clock(page, "Gửi đề cương yêu cầu báo cáo")


@pytest.mark.usefixtures("told")
def test_what_matters_now_comes_first_and_what_is_done_is_folded(browser: Browser) -> None:
    terms = section(browser.get(PAGE).text, "terms")
    now, waiting = terms.split("Chưa bắt đầu tính")
    waiting, done = waiting.split('<details class="fold">')

    assert now.index("Thời hạn thanh tra") < now.index("Gửi quyết định thanh tra")
    assert "Báo cáo kết quả thanh tra" in waiting
    assert "sau khi kết thúc thanh tra trực tiếp" in waiting
    assert "Công bố quyết định thanh tra" in done
    assert "Đã xong: 1 thời hạn" in done


def test_before_a_decision_no_law_governs(browser: Browser, desk: Desk) -> None:
    Told(desk, date(2021, 6, 1)).tell("register", **REGISTER)

    terms = section(browser.get(PAGE).text, "terms")

    assert "chưa có luật nào áp dụng" in terms
    assert "<ol" not in terms
    assert "Chưa có quyết định thanh tra được ký" in browser.get(PAGE + "/receipt").text


@pytest.mark.usefixtures("told")
def test_the_page_of_a_past_day_counts_to_that_day(browser: Browser) -> None:
    period = clock(browser.get(PAGE + "?as_of=09/07/2021").text, "Thời hạn thanh tra")

    assert "<b>10</b> ngày nữa" in period
    assert "đã dùng 36/45 ngày" in period
    assert "chưa có luật nào áp dụng" in browser.get(PAGE + "?as_of=01/06/2021").text


def test_a_hold_recorded_later_is_not_known_before(browser: Browser, told: Told) -> None:
    told.tell("pause_site", date(2021, 7, 1), reason="Dịch", days_count=False, now=NOW)

    known = clock(browser.get(PAGE).text, "Thời hạn thanh tra")
    unknown = clock(browser.get(PAGE + "?known_by=20/07/2021").text, "Thời hạn thanh tra")

    assert "Đang dừng" in known
    assert "<b>18</b> còn lại" in known  # 04/06 to 30/06 are 27 days
    assert "dừng tính từ 01/07/2021" in known
    assert "Quá hạn" in unknown


@pytest.mark.parametrize(
    ("lifted", "said"),
    [
        (None, "thời hạn đang dừng, sớm nhất là"),
        # Ten days later than 18/07/2021: 28/07/2021, a Wednesday.
        (date(2021, 7, 11), "Nếu không tính thời gian tạm dừng thì hạn là 28/07/2021"),
    ],
)
def test_where_nobody_ruled_on_a_hold_both_dates_are_shown(
    browser: Browser, told: Told, lifted: date | None, said: str
) -> None:
    told.tell("pause_site", date(2021, 7, 1), reason="Giãn cách xã hội")
    if lifted:
        told.tell("declare_none", lifted, reason="Đã rà soát")
        told.tell("lift_hold", lifted, reason="Hết giãn cách")

    period = clock(browser.get(PAGE).text, "Thời hạn thanh tra")

    assert "Hạn 19/07/2021" in period
    assert "Chưa có căn cứ nói thời gian tạm dừng có tính vào thời hạn hay không" in period
    assert said in period


def test_a_deadline_left_to_a_document_is_typed_from_it(open_browser: Open, desk: Desk) -> None:
    told = Told(desk, date(2021, 6, 1)).walk(TO_PUBLISHED[:6])
    head = open_browser("binh")
    assert "không tìm thấy số ngày trong luật" in clock(
        head.get(PAGE).text, "Xây dựng dự thảo kết luận"
    )

    form = head.get(PAGE).text.split('id="act-set_deadline"')[1].split("</form>")[0]
    assert '<option value="draft_due_on">Xây dựng dự thảo kết luận</option>' in form
    assert '<option value="appraisal_due_on">' in form
    assert "plan" not in form.split("</select>")[0]
    answer = head.fill(
        PAGE, "set_deadline", duty="draft_due_on", due_on="20/09/2021", document_number="9/TB"
    )

    assert answer.status_code == 303, answer.text
    page = head.get(PAGE).text
    assert "Hạn 20/09/2021" in clock(page, "Xây dựng dự thảo kết luận")
    assert "Xây dựng dự thảo kết luận" in section(page, "history")
    assert told.desk.history(told.stream)[-1].document is not None


def test_the_ledger_sums_to_the_days_since_registration(browser: Browser, told: Told) -> None:
    told.tell("pause_site", date(2021, 7, 19), reason="Giãn cách xã hội")

    book = section(browser.get(PAGE).text, "ledger")

    # 01/06 to 08/09/2021: 30 days in June, 31, 31, and 8.
    assert "Từ ngày ghi nhận 01/06/2021 đến 08/09/2021 là 100 ngày" in book
    totals, runs = (part.split("</tbody>")[0] for part in book.split("<tbody>")[1:])
    shares = [int(n) for n in re.findall(r'<td class="num">(\d+)</td>', totals)]
    assert sum(shares) == 100
    assert sum(int(n) for n in re.findall(r'<td class="num">(\d+)</td><td><span', runs)) == 100
    bar = book.split('class="share"')[1].split("</svg>")[0]
    assert sum(int(n) for n in re.findall(r'width="(\d+)"', bar)) == 100
    assert "Tạm dừng thanh tra trực tiếp: 52 ngày" in bar
    assert "style=" not in book


def test_an_addressee_is_named_and_escaped(browser: Browser, told: Told) -> None:
    hostile = "<script>alert(1)</script>{x}"
    told.tell(
        "draft_request", request="YC1", addressee=hostile, items=["x"], due_on=date(2021, 9, 1)
    )
    told.tell(
        "send_request", request="YC1", document=paper(DocumentKind.DOCUMENT_REQUEST, told.day)
    )
    told.tell("pause_site", date(2021, 7, 19), reason="Giãn cách")

    page = browser.get(PAGE).text

    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{x}" in section(page, "ledger")


def test_a_date_outside_the_calendar_costs_one_section_not_the_page(
    browser: Browser, desk: Desk
) -> None:
    Told(desk, date(2021, 9, 1)).walk()
    app: Any = browser.client.app
    app.state.desk = replace(desk, days=Workdays(date(2021, 6, 1), date(2021, 9, 30)))

    page = browser.get(PAGE)

    assert page.status_code == 200
    assert "Chưa tính được thời hạn: Ngày 18/10/2021 nằm ngoài lịch làm việc" in page.text
    assert "là 8 ngày" in section(page.text, "ledger")
    assert "Chưa lập được bảng đối chiếu" in browser.get(PAGE + "/receipt").text
    assert "Không đối chiếu được cuộc thanh tra «ba-du-an»" in browser.get("/receipts").text


@pytest.mark.usefixtures("told")
def test_in_english_the_sections_are_english(browser: Browser) -> None:
    page = browser.get(PAGE + "?lang=en").text

    period = clock(page, "Inspection period")
    assert "Due 19/07/2021. 45 days from: decision announced, 03/06/2021" in period
    assert "97/45 days used" in period
    assert "recalled, fairly sure" in period
    assert "From its registration on 01/06/2021 to 08/09/2021 it is 100 days" in page
    for words in ("Thời hạn", "Sổ ngày", "ngày", "chưa rõ"):
        assert words not in section(page, "terms") + section(page, "ledger")


def test_holds_are_counted_not_counted_or_not_spoken_of(open_browser: Open, told: Told) -> None:
    head = open_browser("binh")
    form = head.get(PAGE).text.split('id="act-pause_site"')[1].split("</form>")[0]
    for value, words in (("", "Văn bản không nói"), ("true", "Có tính"), ("false", "Không tính")):
        assert f">{words}</option>" in form.split(f'value="{value}"', 1)[1]
    english = head.get(PAGE + "?lang=en").text.split('id="act-pause_site"')[1]
    assert "The order is silent" in english
    head.get(PAGE + "?lang=vi")

    head.fill(PAGE, "pause_site", days_count="false", occurred_on="01/07/2021", reason="Dịch")

    hold = told.desk.inspection(told.stream).hold
    assert hold is not None
    assert hold.days_count is False


@pytest.mark.usefixtures("told")
def test_the_law_is_moved_from_a_list_and_the_page_follows(open_browser: Open) -> None:
    chief = open_browser("kieu")
    form = chief.get(PAGE).text.split('id="act-move_regime"')[1].split("</form>")[0]
    assert 'value="VN-2010-A"' not in form  # it is there already
    assert 'value="VN-2025"' in form

    answer = chief.fill(PAGE, "move_regime", regime="VN-2022-A", reason="Chuyển tiếp")

    assert answer.status_code == 303, answer.text
    page = chief.get(PAGE).text
    assert "Đã có người quyết định chuyển sang" in section(page, "terms")
    assert "Luật Thanh tra 2022" in section(page, "terms")
    assert "Luật Thanh tra 2022" in section(page, "history")


@pytest.mark.usefixtures("told")
def test_an_extension_has_a_ground_of_its_own(open_browser: Open) -> None:
    page = open_browser("kieu").get(PAGE).text
    form = page.split('id="act-extend"')[1].split("</form>")[0]

    assert "Căn cứ gia hạn" in form
    assert "làm rõ hành vi tham nhũng" in form
    assert "Số ngày tính theo" in form

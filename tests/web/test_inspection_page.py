"""The page of one inspection: its sentence, its chart, its papers, its history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from builders import PAUSE_NOTICE, at
from offices import Told
from reader import Browser, forms_in

from states.chart import LEAVES, Region

PAGE = "/inspections/ba-du-an"


def live_leaves(svg: str) -> set[str]:
    groups = svg.split("<g class=")
    return {g.split('data-leaf="')[1].split('"')[0] for g in groups if g.startswith('"leaf live"')}


def test_the_first_sentence_says_where_since_when_who_and_by_when(
    browser: Browser, told: Told
) -> None:
    told.tell("pause_site", date(2021, 7, 19), document=PAUSE_NOTICE, reason="Giãn cách xã hội")

    assert (
        "Đang ở «Thanh tra trực tiếp» nhưng «Tạm dừng thanh tra trực tiếp» từ 19/07/2021 "
        "(51 ngày); Trưởng đoàn Trần Văn Bình phải nêu rõ có hay không nội dung cần yêu cầu "
        "giải trình, cung cấp tài liệu chậm nhất 28/07/2021 (đã quá 42 ngày)."
    ) in browser.get(PAGE).text


def test_the_chart_marks_the_live_leaf_of_every_region(browser: Browser, told: Told) -> None:
    told.tell("pause_site", date(2021, 7, 19), document=PAUSE_NOTICE, reason="Giãn cách xã hội")

    wide, narrow = browser.get(PAGE).text.split('<svg class="chart')[1:]

    now = set(told.desk.inspection(told.stream).configuration)
    assert len(now) == 6
    assert live_leaves(wide) == live_leaves(narrow) == now
    for leaf in (leaf for region in Region for leaf in LEAVES[region]):
        assert f'data-leaf="{leaf}"' in wide
    assert wide.count('aria-current="step"') == 6
    assert "<title id=" in wide
    assert "<desc id=" in wide


@pytest.mark.usefixtures("told")
def test_the_regions_stand_in_a_table_too(browser: Browser) -> None:
    table = browser.get(PAGE).text.split('class="plain regions"')[1].split("</table>")[0]

    assert table.count('scope="row"') == 6
    assert "Thanh tra trực tiếp" in table
    assert "04/06/2021" in table


def test_a_document_that_does_not_count_says_why(browser: Browser, told: Told) -> None:
    told.tell("file_document", document={"kind": "team_report", "number": "12/BC"})

    assert "chưa tính: thiếu ngày ký, người ký" in browser.get(PAGE).text


def test_the_history_marks_what_was_recorded_late_annulled_or_by_the_system(
    browser: Browser, told: Told
) -> None:
    told.tell("note", date(2021, 6, 10), text="Ghi sai chỗ", now=at(date(2021, 6, 30)))
    version = len(told.desk.history(told.stream))
    told.tell("annul", date(2021, 7, 1), by="hoa", target=version, reason="Nhầm cuộc")

    history = browser.get(PAGE).text.split('id="history"')[1]

    assert "ghi muộn 20 ngày" in history
    assert "<s>Ghi nhật ký Đoàn</s>" in history
    assert f"đã hủy bởi mục {version + 1}" in history
    assert "Ghi sai chỗ" in history
    assert "Nhầm cuộc" in history
    assert history.index("01/07/2021") < history.index("10/06/2021")


def test_hostile_text_is_shown_and_does_nothing(browser: Browser, told: Told) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}} {n}"
    told.tell("note", text=hostile)
    told.tell(
        "draft_request",
        request="YC1",
        addressee=hostile,
        items=[hostile],
        due_on=date(2021, 9, 1),
    )

    page = browser.get(PAGE).text

    assert "<script>" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{7*7}} {n}" in page


@pytest.mark.usefixtures("told")
def test_somebody_of_another_team_is_offered_no_act(browser: Browser) -> None:
    page = browser.get(PAGE).text

    assert [form.action for form in forms_in(page) if form.kind] == []
    assert "Lúc này không có việc nào thuộc quyền của Người Lạ." in page
    assert "Trưởng đoàn Trần Văn Bình" in page.split("Việc của người khác")[1]


@pytest.mark.usefixtures("told")
def test_on_another_day_there_is_nothing_to_do(head: Browser) -> None:
    page = head.get(PAGE + "?as_of=03/06/2021").text

    assert [form.action for form in forms_in(page) if form.kind] == []
    assert "Bạn đang xem ngày 03/06/2021" in page
    assert "Đang ở «Đã công bố quyết định» từ 03/06/2021" in page
    assert "Bắt đầu thanh tra trực tiếp" not in page.split('id="history"')[1]


@pytest.mark.usefixtures("told")
def test_before_it_was_registered_there_is_no_such_inspection(browser: Browser) -> None:
    page = browser.get(PAGE + "?as_of=01/05/2021")

    assert page.status_code == 404
    assert "Đến ngày 01/05/2021 chưa có cuộc thanh tra này." in page.text


def test_what_is_refused_comes_with_every_reason_and_who_can_help(
    head: Browser, told: Told
) -> None:
    told.request("YC1", date(2021, 9, 20))
    told.tell("pause_site", date(2021, 7, 19), document=PAUSE_NOTICE, reason="Giãn cách xã hội")

    barred = head.get(PAGE).text.split('class="barred"')[1]
    end = barred.split("<dt>Kết thúc thanh tra trực tiếp</dt>")[1].split("</dd>")[0]

    assert "Cuộc thanh tra đang tạm dừng" in end
    assert "Còn yêu cầu cung cấp tài liệu, giải trình chưa khép lại." in end
    assert "Chưa có Thông báo kết thúc thanh tra trực tiếp" in end
    assert "Ai lo được: Trưởng đoàn Trần Văn Bình." in end


def test_moves_implied_by_requests_have_no_button(
    open_browser: Callable[[str], Browser], told: Told
) -> None:
    told.request("YC1", date(2021, 9, 20))

    kinds = {form.kind for form in forms_in(open_browser("binh").get(PAGE).text)}

    assert kinds & {"remind_records", "receive_records", "settle_records"} == set()
    assert {"remind_request", "receive_answer", "waive_request", "draft_request"} <= kinds


@pytest.mark.usefixtures("told")
def test_in_english_everything_of_ours_is_english(browser: Browser) -> None:
    page = browser.get(PAGE + "?lang=en")

    assert page.headers["content-language"] == "en"
    assert '<html lang="en">' in page.text
    assert "At “On site” since 04/06/2021 (96 days)" in page.text
    assert "Lịch sử" not in page.text
    assert '<html lang="en">' in browser.get(PAGE).text  # remembered
    assert '<html lang="vi">' in browser.get(PAGE + "?lang=vi").text
    assert '<html lang="vi">' in browser.get(PAGE + "?lang=xx").text


def test_an_entry_says_what_it_changed_and_an_annulled_one_nothing(
    head: Browser, told: Told
) -> None:
    told.tell("pause_site", date(2021, 7, 19), reason="Giãn cách")
    told.tell("annul", date(2021, 7, 20), by="kieu", target=5, reason="Nhầm cuộc")
    told.tell("pause_site", date(2021, 7, 21), reason="Giãn cách")

    page = head.get(PAGE).text

    def entry(number: int) -> str:
        return page.partition(f'id="entry-{number}"')[2].partition("</li>")[0]

    moved = "Tạm dừng: «Không tạm dừng» → «Tạm dừng thanh tra trực tiếp»."
    assert moved in entry(7)
    assert moved not in entry(5)
    assert "Trình tự: «Đã công bố quyết định» → «Thanh tra trực tiếp»." in entry(4)

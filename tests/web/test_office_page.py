"""The first page: what is stuck, the board, the same on another day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from builders import PAUSE_NOTICE
from offices import Told, open_office, sqlite, tamper
from reader import Browser

from tiendo.desk import Desk


def paused(told: Told) -> Told:
    told.tell(
        "pause_site",
        date(2021, 7, 19),
        document=PAUSE_NOTICE,
        reason="Giãn cách xã hội",
        ground="epidemic",
    )
    return told


def test_an_office_in_which_nothing_is_stuck_says_so(browser: Browser) -> None:
    page = browser.get("/")

    assert page.status_code == 200
    assert "Không có cuộc nào đang vướng." in page.text
    assert "Chưa có cuộc thanh tra nào được ghi nhận." in page.text


def test_a_stuck_inspection_leads_the_page_with_its_sentence(browser: Browser, told: Told) -> None:
    paused(told)

    page = browser.get("/").text

    assert "Tạm dừng mà chưa rà soát yêu cầu" in page
    assert "chưa ai nêu có hay không nội dung cần yêu cầu" in page
    assert page.index("chưa ai nêu") < page.index("Theo giai đoạn")
    assert 'href="/inspections/ba-du-an"' in page


def test_the_board_shows_the_leaf_the_hold_and_the_team_head(browser: Browser, told: Told) -> None:
    paused(told)

    card = browser.get("/").text.split('class="card late"')[1].split("</li>")[0]

    assert "Thanh tra trực tiếp" in card
    assert "Tạm dừng thanh tra trực tiếp" in card
    assert "Chưa rà soát yêu cầu" in card
    assert "Trần Văn Bình" in card
    assert "96 ngày" in card


def test_another_day_shows_what_stood_then_and_says_so(browser: Browser, told: Told) -> None:
    paused(told)

    page = browser.get("/?as_of=01/07/2021").text

    assert "Bạn đang xem ngày 01/07/2021, không phải hôm nay." in page
    assert "Tạm dừng thanh tra trực tiếp" not in page
    assert 'href="/inspections/ba-du-an?as_of=2021-07-01"' in page


def test_a_day_to_come_shows_what_will_be_stuck(browser: Browser, told: Told) -> None:
    told.request("YC1", date(2021, 9, 20))

    assert "Yêu cầu quá hạn trả lời" not in browser.get("/").text
    page = browser.get("/?as_of=2021-09-21").text
    assert "Bạn đang xem trước ngày 21/09/2021" in page
    assert "Yêu cầu quá hạn trả lời" in page


def test_what_was_not_yet_known_is_left_out(browser: Browser, told: Told) -> None:
    paused(told)

    then = browser.get("/?as_of=20/07/2021&known_by=18/07/2021").text
    now = browser.get("/?as_of=20/07/2021").text

    assert "Tạm dừng thanh tra trực tiếp" in now
    assert "Tạm dừng thanh tra trực tiếp" not in then
    assert "Theo những gì đã biết đến hết ngày 18/07/2021." in then


def test_days_that_are_no_days_are_refused_in_a_sentence(browser: Browser) -> None:
    for written, sentence in (
        ("31/02/2021", "không phải ngày"),
        ("<script>", "không phải ngày"),
        ("99999999", "không phải ngày"),
        ("\x00", "không phải ngày"),
        ("01/01/0001", "lịch làm việc chỉ có từ"),
        ("31/12/9999", "lịch làm việc chỉ có từ"),
    ):
        page = browser.client.get("/", params={"as_of": written})
        assert page.status_code == 422, written
        assert sentence in page.text
        assert "<script>" not in page.text


def test_one_unreadable_inspection_hides_no_other(
    browser: Browser, desk: Desk, told: Told, tmp_path: Path
) -> None:
    paused(told)
    other = Told(desk, date(2021, 6, 1), stream="khac").walk()
    tamper(tmp_path / "office.db", other.stream, 2)

    page = browser.get("/")

    assert page.status_code == 200
    assert "Không đọc được cuộc thanh tra «khac»" in page.text
    assert 'href="/inspections/ba-du-an"' in page.text


def test_two_offices_do_not_share_a_page(
    open_browser: Callable[[str], Browser], tmp_path: Path
) -> None:
    (tmp_path / "b").mkdir()
    other = open_office(sqlite(tmp_path / "b"), date(2021, 9, 8))
    Told(other, date(2021, 6, 1)).walk()

    assert "0 cuộc thanh tra" in open_browser("khach").get("/").text
    other.store.close()

"""The lists behind the counts: filters, search, saved views, the day slider."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from builders import PAUSE_NOTICE, REGISTER
from offices import Told
from reader import Browser

from tiendo.desk import Desk
from tiendo.web import office_routes


@pytest.fixture
def two(desk: Desk) -> tuple[Told, Told]:
    """The three projects, paused on site, and an inspection in Trảng Bàng of another block."""
    first = Told(desk, date(2021, 6, 1)).walk()
    first.tell("pause_site", date(2021, 7, 19), document=PAUSE_NOTICE, reason="Giãn cách")
    second = Told(desk, date(2021, 7, 1), stream="trang-bang")
    second.tell(
        "register",
        **{
            **REGISTER,
            "name": "Thanh tra trách nhiệm Chủ tịch UBND thị xã Trảng Bàng",
            "short_name": "Trách nhiệm thị xã Trảng Bàng",
            "entity": "Ủy ban nhân dân thị xã Trảng Bàng",
            "locality": "Trảng Bàng",
            "block": "Khối 2",
            "room": "Phòng 2",
            "year": 2020,
        },
    )
    return first, second


FIRST, SECOND = 'href="/inspections/ba-du-an"', 'href="/inspections/trang-bang"'


def shows(page: str) -> tuple[bool, bool]:
    listed = page.split('id="live-list"')[1]
    return FIRST in listed, SECOND in listed


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", (True, True)),
        ("?q=trang+bang", (False, True)),
        ("?q=TB", (False, True)),
        ("?q=ubnd+tx+tb", (False, True)),
        ("?q=05/TB-TTr", (True, False)),
        ("?block=Khối+1", (True, False)),
        ("?room=Phòng+2&year=2020", (False, True)),
        ("?locality=Trảng+Bàng", (False, True)),
        ("?hold=hold.site_paused", (True, False)),
        ("?phase=course.prep", (False, True)),
        ("?stuck=1", (True, False)),
        ("?stuck=1&block=Khối+2", (False, False)),
        ("?q=khong+co+dau", (False, False)),
    ],
)
def test_a_list_shows_what_is_asked_and_nothing_else(
    browser: Browser, query: str, shown: tuple[bool, bool]
) -> None:
    page = browser.get(f"/inspections{query}")

    assert page.status_code == 200
    assert shows(page.text) == shown
    assert f"{sum(shown)} cuộc thanh tra" in page.text


@pytest.mark.usefixtures("two")
def test_every_count_of_the_board_opens_the_list_it_counts(browser: Browser) -> None:
    page = browser.get("/").text
    board = page.split('id="live-board"')[1]
    links = re.findall(r'href="(/inspections\?[^"]+)"[^>]*>(\d+)', page.split("<main")[1])

    assert len([link for link in links if link[0] in board]) >= 5
    for href, count in links:
        found = browser.get(unescape(href)).text
        assert f"· {count} cuộc thanh tra" in found, href


@pytest.mark.usefixtures("two")
def test_the_board_can_be_narrowed_and_says_so(browser: Browser) -> None:
    page = browser.get("/?block=Khối+2").text

    assert FIRST not in page
    assert SECOND in page
    assert "Danh sách đang được lọc." in page
    assert "Không có cuộc nào đang vướng." in page


@pytest.mark.usefixtures("two")
def test_the_board_tells_days_lost_and_the_oldest(browser: Browser) -> None:
    column = browser.get("/").text.split('id="live-board"')[1].split('class="column"')[2]

    assert "Lâu nhất: 96 ngày" in column
    assert "Ngày tạm dừng: 51" in column


@pytest.mark.usefixtures("two")
def test_a_slider_shows_the_office_on_an_earlier_day(browser: Browser) -> None:
    page = browser.get("/?ago=60").text

    assert "Bạn đang xem ngày 10/07/2021, không phải hôm nay." in page
    assert "Tạm dừng thanh tra trực tiếp" not in page
    assert "Ngày này được tính lại từ lịch sử đã ghi." in page
    assert "as_of=2021-07-10" in page
    assert "11/07/2021" in browser.get("/?ago=3&as_of=11/07/2021").text


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("path", ["/", "/inspections"])
@pytest.mark.parametrize(
    "query", ["?year=abc", "?phase=course.x", "?year=२०२१", "?as_of=x", "?year=20210"]
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(
    browser: Browser, path: str, query: str
) -> None:
    assert browser.get(path + query).status_code == 422


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("after", ["x", "1~2~3~4", "9~2021-01-01~a~b~c", "0~2021-09-01", "\x00"])
def test_any_place_to_go_on_after_gives_a_page(browser: Browser, after: str) -> None:
    for path in ("/", "/inspections", "/api/find"):
        assert browser.client.get(path, params={"after": after}).status_code == 200


@pytest.mark.usefixtures("two")
def test_a_long_list_goes_on(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_routes, "PAGE", 1)
    first = browser.get("/inspections").text
    more = unescape(first.split('class="button" href="')[1].split('"')[0])
    second = browser.get(more).text

    assert shows(first) == (True, False)
    assert shows(second) == (False, True)
    assert "· 2 cuộc thanh tra" in second


@pytest.mark.usefixtures("two")
def test_a_view_is_saved_opened_and_let_go_by_its_owner(
    open_browser: Callable[[str], Browser],
) -> None:
    mine, others = open_browser("hoa"), open_browser("kieu")
    fields = {"name": "  Khối  hai ", "filter": ["block=Khối 2", "x=1", "as_of=2021-01-01"]}

    saved = mine.post("/views", fields)
    page = mine.get("/").text

    assert saved.headers["location"] == "/?block=Kh%E1%BB%91i+2"
    assert 'href="/?block=Kh%E1%BB%91i+2">Khối hai</a>' in page
    assert "Khối hai" not in others.get("/").text
    mine.post("/views", {"drop": "Khối hai"})
    assert "Khối hai" not in mine.get("/").text


def test_views_without_a_name_or_too_many_are_refused(
    open_browser: Callable[[str], Browser], desk: Desk
) -> None:
    browser = open_browser("hoa")
    assert browser.post("/views", {"name": " "}).status_code == 422
    assert browser.post("/views", {"name": "a" * 61}).status_code == 422
    for n in range(30):
        assert browser.post("/views", {"name": f"cách {n}"}).status_code == 303
    assert browser.post("/views", {"name": "một nữa"}).status_code == 422
    assert browser.post("/views", {"name": "cách 3"}).status_code == 303
    assert len(desk.store.views.of("hoa")) == 30


@pytest.mark.usefixtures("two")
def test_programs_find_the_same(browser: Browser) -> None:
    (found,) = browser.get("/api/find?q=trang+bang").json()

    assert (found["inspection"], found["locality"]) == ("trang-bang", "Trảng Bàng")
    assert found["state"]["course"] == "course.prep.planned"


@pytest.mark.usefixtures("two")
def test_hostile_words_are_shown_as_text(browser: Browser) -> None:
    page = browser.client.get("/inspections", params={"q": '"><script>alert(1)</script>'})

    assert page.status_code == 200
    assert "<script>alert" not in page.text

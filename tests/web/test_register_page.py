"""A new inspection enters the plan on the page: tried, recorded, never twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reader import Browser

from tiendo.desk import Desk
from tiendo.web.register_forms import slug

NEW = "/plan/new"
TYPED = {
    "name": "Thanh tra việc quản lý đất công xã Đôn Thuận",
    "short_name": "Đất công xã Đôn Thuận",
    "entity": "UBND xã Đôn Thuận",
    "locality": "Thị xã Trảng Bàng",
    "room": "Phòng 1",
    "team_head": "binh",
    "members": ["an"],
    "year": "2021",
    "form": "planned",
    "planned_start": "20/09/2021",
    "occurred_on": "06/09/2021",
}
ID = "dat-cong-xa-don-thuan"


@pytest.fixture
def clerk(open_browser: Callable[[str], Browser]) -> Browser:
    """The Office's browser."""
    return open_browser("vanphong")


def test_it_is_tried_then_recorded_and_stands_in_the_plan(clerk: Browser, desk: Desk) -> None:
    tried = clerk.post(NEW, TYPED | {"do": "try"})
    assert tried.status_code == 200
    assert "Đang ở «Trong kế hoạch»" in tried.text
    assert 'value="Đất công xã Đôn Thuận"' in tried.text  # what was typed stays
    assert not desk.store.events(ID)

    done = clerk.post(NEW, TYPED | {"do": "record"})
    assert done.headers["location"] == f"/inspections/{ID}"
    found = desk.inspection(ID)
    assert (found.place.room, found.place.block) == ("Phòng 1", "Khối 1")  # the room's block
    assert (found.place.team_head, found.place.members) == ("binh", ("an",))
    assert "Đất công xã Đôn Thuận" in clerk.get("/plan/2021").text


def test_the_same_form_again_records_nothing_and_leads_to_the_first(
    clerk: Browser, desk: Desk
) -> None:
    clerk.post(NEW, TYPED | {"do": "record"})
    again = clerk.post(NEW, TYPED | {"do": "record"})

    assert again.status_code == 422
    assert f"Đã có cuộc thanh tra mang mã «{ID}»" in again.text
    assert f'<a href="/inspections/{ID}">Mở cuộc ấy</a>' in again.text
    assert len(desk.store.events(ID)) == 1
    clerk.post(NEW, TYPED | {"do": "record", "inspection": "don-thuan-2"})
    assert len(desk.store.events("don-thuan-2")) == 1


@pytest.mark.parametrize(
    ("left_out", "told"),
    [
        ("room", "Thiếu phòng. Thiếu khối."),
        ("team_head", "Thiếu Trưởng đoàn."),
        ("short_name", "Thiếu tên gọi tắt, hoặc mã"),
        ("entity", "Thiếu đối tượng thanh tra."),
    ],
)
def test_what_is_missing_is_named_and_the_rest_kept(
    clerk: Browser, desk: Desk, left_out: str, told: str
) -> None:
    page = clerk.post(NEW, TYPED | {left_out: "", "do": "record"})

    assert page.status_code == 422
    assert told in page.text
    assert 'value="Thị xã Trảng Bàng"' in page.text
    assert not desk.store.events(ID)


def test_who_may_not_is_refused_and_not_led_there(
    head: Browser, clerk: Browser, open_browser: Callable[[str], Browser], desk: Desk
) -> None:
    refused = head.post(NEW, TYPED | {"do": "record"})
    assert refused.status_code == 403
    assert "Việc này do" in refused.text
    assert not desk.store.events(ID)

    assert NEW not in head.get("/plan/2021").text
    assert NEW in clerk.get("/plan/2021").text
    room_head = open_browser("dung")
    assert f'value="{desk.officer("dung").room}" selected' in room_head.get(NEW).text


@pytest.mark.parametrize(
    ("name", "id_"),
    [("  Đường & cầu Bến Đình!", "duong-cau-ben-dinh"), ("…", ""), ("a" * 100, "a" * 80)],
)
def test_an_id_is_made_of_a_name(name: str, id_: str) -> None:
    assert slug(name) == id_

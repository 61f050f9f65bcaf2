"""A day that takes long to work out: the page says how far it is and comes again by itself."""

from __future__ import annotations

from threading import Event

import pytest
from offices import Told
from reader import Browser

from tiendo import otherday
from tiendo.ports import InspectionRow
from tiendo.store.sql import SqlStore


def test_who_asks_meanwhile_sees_how_far_it_is_and_then_the_day(
    browser: Browser, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told.stream
    page, go_on = SqlStore.page, Event()

    def slow(store: SqlStore, *asked: object) -> tuple[InspectionRow, ...]:
        go_on.wait(120)
        return page(store, *asked)  # type: ignore[arg-type]

    monkeypatch.setattr(SqlStore, "page", slow)
    patience = {"known_by": None, "patience": 0.1}
    monkeypatch.setattr(otherday.overview_of, "__kwdefaults__", patience)

    waiting = browser.get("/?as_of=2021-08-05")
    program = browser.get("/api/stuck?as_of=2021-08-05")
    today = browser.get("/")
    go_on.set()

    assert (waiting.status_code, today.status_code) == (202, 200)
    assert '<meta http-equiv="refresh" content="3">' in waiting.text
    assert "như ngày 05/08/2021" in waiting.text
    assert 'href="/?as_of=2021-08-05"' in waiting.text
    assert (program.status_code, program.headers["retry-after"]) == (503, "3")
    assert "05/08/2021" in program.json()["error"]["vi"]
    patience["patience"] = 120
    assert browser.get("/?as_of=2021-08-05").status_code == 200


def test_what_there_is_not_is_refused_by_name(browser: Browser, told: Told) -> None:
    assert told.stream
    for query, said in {
        "block=Kh%E1%BB%91i%209": "Khối: không có «Khối 9»; có:",
        "room=%3Cscript%3E": "Phòng: không có «&lt;script&gt;»",
        "locality=" + "x" * 400: "Địa bàn: không có «" + "x" * 40 + "»",
        "law=VN-1": "Luật áp dụng: không có «VN-1»; có: VN-2010-A",
        "hold=hold.x": "Tạm dừng: không có «hold.x»",
        "year=hai": "«hai» không phải năm",
        "phase=x": "Không có giai đoạn «x»",
        "as_of=mai": "«mai» không phải ngày",
    }.items():
        for path in ("/", "/inspections", "/lost-days", "/api/stuck", "/api/bottlenecks"):
            answer = browser.get(f"{path}?{query}")
            assert answer.status_code == 422, (path, query)
            plain = said.replace("&lt;", "<").replace("&gt;", ">")
            told_them = answer.json()["error"]["vi"] if "api" in path else answer.text
            assert (plain if "api" in path else said) in told_them, (path, query)


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=201", "limit=x", "limit=²", "after=nh%C3%A0", "limit=-1"]
)
def test_a_page_that_cannot_be_is_refused(browser: Browser, told: Told, query: str) -> None:
    assert told.stream
    assert browser.get(f"/api/stuck?{query}").status_code == 422


def test_programs_follow_the_list_by_its_link(browser: Browser, told: Told) -> None:
    for n in range(3):
        Told(told.desk, told.day, stream=f"khac-{n}").walk(())
    read, path = list[str](), "/api/inspections?limit=2&block=Kh%E1%BB%91i+1"
    while path:
        answer = browser.get(path)
        page = [each["inspection"] for each in answer.json()]
        assert 0 < len(page) <= 2
        read += page
        path = answer.headers.get("link", "").partition(">")[0].removeprefix("<")

    assert sorted(read) == sorted(row.stream for row in told.desk.store.rows())

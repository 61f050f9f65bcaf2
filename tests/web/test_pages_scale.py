"""No page replays an inspection that it does not show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from builders import K, paper
from offices import Told
from reader import Browser
from told_meeting import directive, taken

from states.meeting.directive import Directive
from states.streams import StreamKind
from tiendo.desk import Desk
from tiendo.meeting.packing import prepare
from tiendo.meeting.secretary import record
from tiendo.store.sql import SqlStore
from tiendo.summing import sum_up
from tiendo.web import board as board_module

__all__ = ["directive", "taken"]
PAGES = (
    *(
        "/",
        "/?block=Khối+1",
        "/?who=binh",
        "/inspections",
        "/inspections?q=du+an",
        "/my",
        "/plan/2021",
    ),
    *("/aging", "/lost-days", "/lost-days/inspections?account=desk&party=team_head"),
    *("/receipts", "/receipts/inspections?rule=period"),
    *("/api/stuck?limit=2", "/api/inspections?limit=3", "/api/bottlenecks", "/api/lost-days"),
)


@pytest.fixture
def many(desk: Desk) -> int:
    """Twelve inspections, of which every second is stuck."""
    for n in range(12):
        told = Told(desk, date(2021, 6, 1), stream=f"cuoc-{n:02}").walk()
        if n % 2:
            now = desk.clock.now()
            act = {"kind": "note", "text": "Đang làm", "occurred_on": date(2021, 9, 8)}
            desk.record(told.stream, act, by="binh", now=now)
    return 12


@pytest.mark.usefixtures("many")
def test_only_what_is_shown_is_read(
    desk: Desk, open_browser: Callable[[str], Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = list[str]()
    histories = SqlStore.histories

    def counted(store: SqlStore, streams: Sequence[str]) -> Any:
        read.extend(streams)
        return histories(store, streams)

    def whole(*_: object) -> Any:
        raise AssertionError("the whole record was read")

    monkeypatch.setattr(SqlStore, "histories", counted)
    monkeypatch.setattr(SqlStore, "every_stream", whole)
    monkeypatch.setattr(board_module, "STUCK", 2)
    browser = open_browser("hoa")
    sum_up(desk)
    read.clear()

    for path in PAGES:
        assert browser.get(path).status_code == 200, path
        shown = 12 if path.startswith("/plan") else 3
        assert len(set(read)) <= shown, (path, read)
        read.clear()


def test_no_page_of_the_agenda_reads_the_whole_office(
    open_browser: Callable[[str], Browser],
    desk: Desk,
    told: Told,
    directive: Directive,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    order = paper(K.SUSPENSION_DECISION, told.day)
    told.tell("pause_case", by="kieu", document=order, ground="epidemic", reason="Giãn cách")
    call = {"kind": "call", "title": "Họp giao ban tháng 9/2021", "planned_on": "09/09/2021"}
    record(desk, "meeting:2021-09-09", call, by="vanphong")
    prepare(desk, as_of=date(2021, 9, 8), now=desk.clock.now())
    every_stream = SqlStore.every_stream

    def of_the_agenda(store: SqlStore, aside: Any, kind: StreamKind | None = None) -> Any:
        assert kind not in (None, StreamKind.INSPECTION), "every inspection was read"
        return every_stream(store, aside, kind)

    def whole(*_: object) -> Any:
        raise AssertionError("every row was read")

    monkeypatch.setattr(SqlStore, "every_stream", of_the_agenda)
    monkeypatch.setattr(SqlStore, "rows", whole)
    browser = open_browser("vanphong")

    for stream in (directive.id, "meeting:2021-09-09", "meeting:2021-08-06"):
        assert browser.get(f"/meeting/{stream}").status_code == 200, stream
    assert "chưa nêu có hay không" in browser.get("/meeting/meeting:2021-09-09").text

"""No page replays an inspection that it does not show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from offices import Told
from reader import Browser

from tiendo.desk import Desk
from tiendo.store.sql import SqlStore
from tiendo.web import board as board_module

PAGES = ("/", "/?block=Khối+1", "/inspections", "/inspections?q=du+an", "/my", "/plan/2021")


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
    open_browser: Callable[[str], Browser], monkeypatch: pytest.MonkeyPatch
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

    for path in PAGES:
        assert browser.get(path).status_code == 200, path
        shown = 12 if path.startswith("/plan") else 3
        assert len(set(read)) <= shown, (path, read)
        read.clear()

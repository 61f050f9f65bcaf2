"""A page that is open while somebody loads an announcement counts by it from then on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from builders import at
from reader import Browser

from tiendo.announcing import announce, on_calendar
from tiendo.calendar import open_calendar
from tiendo.desk import Desk
from tiendo.ports import CalendarDay, Ruling

OFF = CalendarDay(
    date(2021, 9, 13), Ruling.OFF, "Nghỉ", "1/TB", date(2021, 9, 7), "Văn phòng Chính phủ"
)


def test_the_page_follows_the_calendar(desk: Desk, open_browser: Callable[[str], Browser]) -> None:
    browser = open_browser("vanphong")
    app = browser.client.app
    app.state.desk = on_calendar(desk, open_calendar(desk.store))  # type: ignore[attr-defined]
    assert app.state.desk.days.is_working(OFF.day)  # type: ignore[attr-defined]

    steps = announce(desk, [OFF], by="vanphong", now=at(date(2021, 9, 8)))
    assert [step.done for step in steps] == []
    assert browser.get("/").status_code == 200

    assert not app.state.desk.days.is_working(OFF.day)  # type: ignore[attr-defined]

"""Loading an announcement: seen before it is done, then every open inspection follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import PAUSE_NOTICE, at
from offices import CASE, Told, open_office, sqlite, tamper

from states.errors import Refused
from tiendo.announcing import announce, calendar_of, following, on_calendar, preview
from tiendo.calendar import open_calendar
from tiendo.desk import Desk
from tiendo.drive import drive
from tiendo.errors import NotFound
from tiendo.ports import CalendarDay, Ruling
from tiendo.reproject import Change, reckoned
from tiendo.sweep import sweep

TODAY = date(2021, 7, 20)
PAUSED = date(2021, 7, 19)
# Seven working days after Mon 19/07/2021 end on Wed 28/07: told from the 29th. With Sat 24/07
# worked they end on the 27th; with Mon 26/07 off as well, on the 28th again.
SATURDAY = CalendarDay(
    date(2021, 7, 24), Ruling.WORKED, "Làm bù", "1/TB", date(2021, 7, 16), "Bộ Nội vụ"
)
MONDAY = replace(SATURDAY, day=date(2021, 7, 26), kind=Ruling.SWAPPED_OFF, name="Hoán đổi")
BEFORE, EARLIER = date(2021, 7, 29), date(2021, 7, 28)
STREAMS = (CASE, "hai", "mot")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Three inspections paused on 19/07/2021 and one that was discontinued, on a calendar."""
    opened = open_office(sqlite(tmp_path), TODAY)
    opened = on_calendar(opened, open_calendar(opened.store))
    for stream in STREAMS:
        told = Told(opened, date(2021, 6, 1), stream=stream).walk()
        told.tell("pause_site", PAUSED, document=PAUSE_NOTICE, reason="Giãn cách", now=at(PAUSED))
    drive(opened, as_of=PAUSED, now=at(PAUSED))
    return opened


def load(desk: Desk, *days: CalendarDay, batch: int = 200) -> int:
    steps = announce(desk, days, by="vanphong", now=at(TODAY), batch=batch)
    return sum(len(step.changes) for step in steps)


def attention(desk: Desk) -> list[date | None]:
    return [row.attention_on for row in desk.store.rows()]


def test_the_preview_says_what_would_move_and_writes_nothing(desk: Desk) -> None:
    before = desk.store.rows(), desk.store.calendar_days(), tuple(desk.store.every_stream())

    seen = preview(desk, [SATURDAY], by="vanphong")

    moved = (BEFORE, EARLIER)
    assert seen.changes == tuple(
        Change(stream, "Thanh tra 03 dự án đầu tư xây dựng", moved, moved) for stream in STREAMS
    )
    assert (seen.new, seen.looked_at, seen.failed) == ((SATURDAY,), 3, ())
    ((was, becomes),) = seen.days
    assert (was.kind, becomes.kind, becomes.document) == ("weekend", "worked_weekend", SATURDAY)
    after = desk.store.rows(), desk.store.calendar_days(), tuple(desk.store.every_stream())
    assert after == before


def test_what_was_foreseen_happens_and_a_later_sweep_finds_it(desk: Desk) -> None:
    assert load(desk, SATURDAY) == 3
    assert attention(desk) == [EARLIER] * 3

    late = sweep(following(desk), as_of=EARLIER, now=at(EARLIER))

    assert (late.looked_at, len(late.raised), late.failed) == (3, 3, ())
    assert following(desk).verify() == ()


def test_a_swap_puts_the_day_back_and_the_later_sweep_is_not_early(desk: Desk) -> None:
    load(desk, SATURDAY)
    assert load(following(desk), MONDAY) == 3

    assert attention(desk) == [BEFORE] * 3
    assert sweep(following(desk), as_of=EARLIER, now=at(EARLIER)).raised == ()


def test_the_same_announcement_twice_is_recorded_once(desk: Desk) -> None:
    load(desk, SATURDAY, MONDAY)
    load(following(desk), SATURDAY, MONDAY)
    load(desk, SATURDAY, MONDAY)  # a desk that was opened before: it looks again

    said = desk.store.calendar_days()
    assert [each.day for each in said] == [SATURDAY.day, MONDAY.day]
    assert {(each.actor, each.recorded_at) for each in said} == {("person:vanphong", at(TODAY))}


def test_a_load_that_was_killed_is_completed_by_the_next(desk: Desk) -> None:
    killed = announce(desk, [SATURDAY], by="vanphong", now=at(TODAY), batch=1)
    assert next(killed).done == 1
    del killed
    assert attention(desk) == [EARLIER, BEFORE, BEFORE]

    again = following(desk)
    assert len(preview(again, [SATURDAY], by="vanphong").changes) == 2
    assert load(again, SATURDAY, batch=1) == 2
    assert attention(desk) == [EARLIER] * 3
    assert len(desk.store.calendar_days()) == 1


def test_only_the_office_or_an_administrator_may(desk: Desk) -> None:
    for by in ("binh", "kieu", "hoa"):
        with pytest.raises(Refused, match="Việc này do Văn phòng hoặc Quản trị làm"):
            preview(desk, [SATURDAY], by=by)
        with pytest.raises(Refused):
            next(announce(desk, [SATURDAY], by=by, now=at(TODAY)))
    with pytest.raises(NotFound):
        preview(desk, [SATURDAY], by="ma")

    assert desk.store.calendar_days() == ()
    admin = replace(desk.officer("vanphong"), id="quantri", role="administrator")
    desk.store.put_people([admin])
    assert preview(desk, [SATURDAY], by="quantri").new == (SATURDAY,)


def test_one_unreadable_inspection_stops_no_other(desk: Desk, tmp_path: Path) -> None:
    tamper(tmp_path / "office.db", "hai", 3)

    steps = list(announce(desk, [SATURDAY], by="vanphong", now=at(TODAY), batch=2))

    assert [(step.done, step.last) for step in steps] == [(2, "hai"), (3, "mot")]
    assert [stream for step in steps for stream, _ in step.failed] == ["hai"]
    assert attention(desk) == [EARLIER, BEFORE, EARLIER]


def test_ended_inspections_are_passed_over(desk: Desk) -> None:
    told = Told(desk, PAUSED, stream="mot")
    told.tell("discontinue", by="kieu", reason="x", document=_decision(), now=at(PAUSED))

    (found,) = reckoned(desk)

    assert (found.looked_at, found.changes) == (2, ())


def _decision() -> dict[str, object]:
    return {
        "kind": "termination_decision",
        "number": "9/QĐ",
        "signed_on": PAUSED,
        "signed_by": "Võ Kiều",
    }


def test_a_desk_that_stays_open_follows_and_one_without_a_calendar_is_left_alone(
    desk: Desk,
) -> None:
    assert following(desk) is desk
    bare = replace(desk, calendar=None)
    load(desk, SATURDAY)

    fresh = following(desk)

    assert (calendar_of(desk).entry, calendar_of(fresh).entry) == (0, 1)
    assert fresh.days.is_working(SATURDAY.day)
    assert following(bare) is bare
    assert calendar_of(bare).entry == 1


def test_the_machine_says_in_each_history_once_what_moved_and_why(desk: Desk) -> None:
    killed = announce(desk, [SATURDAY], by="vanphong", now=at(TODAY), batch=1)
    next(killed)
    del killed
    load(following(desk), SATURDAY)
    load(following(desk), SATURDAY)

    for stream in STREAMS:
        *_, last = desk.history(stream)
        assert (last.kind, last.actor.kind, last.actor.id) == ("recount", "machine", "reproject")
        assert last.reason.startswith(f"Theo thông báo số {SATURDAY.number} ngày ")
        assert "báo tiếp 29/07/2021 → 28/07/2021" in last.reason
        assert [event.kind for event in desk.history(stream)].count("recount") == 1
    assert following(desk).verify() == ()


def test_a_machines_word_breaks_no_silence(desk: Desk) -> None:
    before = desk.inspection(CASE).last_word_on
    load(desk, SATURDAY)

    assert desk.inspection(CASE).last_word_on == before


def test_two_that_load_the_same_days_at_once_record_them_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have seen that the day is not there; then one is quicker."""
    put = desk.store.put_calendar_days

    def after_somebody_else(*given: Any, **more: Any) -> None:
        monkeypatch.undo()
        load(desk, SATURDAY)
        put(*given, **more)

    monkeypatch.setattr(desk.store, "put_calendar_days", after_somebody_else)

    load(desk, SATURDAY, MONDAY)

    assert [day.day for day in desk.store.calendar_days()] == [SATURDAY.day, MONDAY.day]

"""Another day is worked out once, by one reader at a time; the others are not kept waiting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Event, Thread

import pytest
from builders import REGISTER, at
from offices import Told, open_office, sqlite

from tiendo import snapshot as module
from tiendo.desk import Desk
from tiendo.errors import Busy
from tiendo.listing import Wanted
from tiendo.snapshot import Snapshot, overview_of, snapshot

TODAY, THEN = date(2021, 9, 8), date(2021, 7, 1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    desk = open_office(sqlite(tmp_path), TODAY)
    Told(desk, date(2021, 6, 1)).walk()
    yield desk
    desk.store.close()


def test_today_and_later_need_no_working_out(office: Desk) -> None:
    assert overview_of(office, as_of=TODAY, today=TODAY) is office.store.overview
    assert overview_of(office, as_of=date(2022, 1, 1), today=TODAY) is office.store.overview


def test_a_day_is_worked_out_once_until_something_is_recorded(office: Desk) -> None:
    first = overview_of(office, as_of=THEN, today=TODAY)
    again = overview_of(office, as_of=THEN, today=TODAY)
    Told(office, date(2021, 6, 20), stream="moi").walk(())
    later = overview_of(office, as_of=THEN, today=TODAY)

    assert again is first
    assert later is not first
    assert [t.count for t in later.tallies(Wanted(), THEN)] == [1, 1]


def test_what_a_clock_set_back_records_is_worked_out_too(office: Desk) -> None:
    Told(office, date(2021, 6, 1)).tell("note", TODAY, text="x", now=at(TODAY, 16))
    first = overview_of(office, as_of=THEN, today=TODAY)
    act = {"kind": "register", "occurred_on": date(2021, 6, 20), **REGISTER}
    office.record("moi", act, by="vanphong", now=at(TODAY, 9))

    assert overview_of(office, as_of=THEN, today=TODAY) is not first


def test_a_reader_of_another_day_is_not_kept_while_one_is_worked_out(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work, go_on = Event(), Event()

    def slow(desk: Desk, **asked: date) -> Snapshot:
        at_work.set()
        go_on.wait(10)
        return snapshot(desk, as_of=asked["as_of"])

    kept = overview_of(office, as_of=date(2021, 8, 1), today=TODAY)
    monkeypatch.setattr(module, "snapshot", slow)
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    worker = Thread(target=lambda: overview_of(office, as_of=THEN, today=TODAY))
    worker.start()
    at_work.wait(10)

    with pytest.raises(Busy):
        overview_of(office, as_of=date(2021, 7, 2), today=TODAY)
    assert overview_of(office, as_of=date(2021, 8, 1), today=TODAY) is kept
    go_on.set()
    worker.join(10)
    assert isinstance(overview_of(office, as_of=THEN, today=TODAY), Snapshot)

"""Another day is worked out once, by one reader at a time; the others are not kept waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from builders import REGISTER, at
from offices import CASE, Told, open_office, sqlite

from tiendo import otherday
from tiendo.desk import Desk
from tiendo.errors import Working
from tiendo.listing import Wanted
from tiendo.otherday import overview_of, worked_out
from tiendo.ports import DatabaseDamaged, InspectionRow
from tiendo.shown import shown
from tiendo.snapshot import Snapshot
from tiendo.store.sql import SqlStore

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


def test_a_reader_of_another_day_is_told_how_far_it_is_and_never_kept(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, go_on = SqlStore.page, Event()

    def slow(store: SqlStore, *asked: object) -> tuple[InspectionRow, ...]:
        go_on.wait(120)
        return page(store, *asked)  # type: ignore[arg-type]

    kept = overview_of(office, as_of=date(2021, 8, 1), today=TODAY)
    monkeypatch.setattr(SqlStore, "page", slow)

    with pytest.raises(Working) as refused:
        overview_of(office, as_of=date(2021, 6, 2), today=TODAY, patience=0.2)
    with pytest.raises(Working, match="chờ tính xong một ngày khác"):
        overview_of(office, as_of=date(2021, 7, 2), today=TODAY, patience=0.05)
    assert "02/06/2021" in refused.value.text.vi
    assert overview_of(office, as_of=date(2021, 8, 1), today=TODAY, patience=0.05) is kept
    go_on.set()
    assert isinstance(overview_of(office, as_of=date(2021, 7, 2), today=TODAY), Snapshot)


def test_only_what_changed_behind_the_day_is_replayed(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    Told(office, date(2021, 8, 2), stream="moi").walk(())
    Told(office, date(2021, 6, 20), stream="yen").walk(())
    replayed = list[str]()
    monkeypatch.setattr(otherday, "shown", _heard(replayed))

    found = worked_out(office, as_of=THEN, today=TODAY)

    assert isinstance(found, Snapshot)
    assert {row.stream for row in found.rows} == {CASE, "yen"}
    assert replayed.count("moi") == 1  # and CASE and yen only for what is summed of them


def _heard(heard: list[str]) -> Callable[..., object]:
    def hear(desk: Desk, streams: Sequence[str], **asked: Any) -> object:
        heard.extend(streams)
        return shown(desk, streams, **asked)

    return hear


def test_a_day_that_cannot_be_worked_out_says_so_and_is_tried_again(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(SqlStore, "page", _refuse)
        with pytest.raises(DatabaseDamaged):
            overview_of(office, as_of=THEN, today=TODAY)

    assert isinstance(overview_of(office, as_of=THEN, today=TODAY), Snapshot)


def _refuse(*_: object) -> None:
    raise DatabaseDamaged("x")

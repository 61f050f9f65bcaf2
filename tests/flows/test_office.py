"""Every flow's beat is noted in one place, around its work, however the work ends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from offices import open_office, sqlite

from flows.office import at_desk
from tiendo.beat import Said
from tiendo.desk import Desk
from tiendo.ports import StoreError
from tiendo.pulse import Outcome, Pulse
from tiendo.store.pulses import SqlPulses


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Desk]:
    def opened() -> Desk:
        return open_office(sqlite(tmp_path), date(2021, 9, 8))

    monkeypatch.setattr("flows.office.open_desk", opened)
    return opened


def newest(office: Callable[[], Desk], flow: str) -> Pulse:
    desk = office()
    try:
        return desk.store.pulses.by_flow()[flow].newest
    finally:
        desk.store.close()


def test_work_is_done_and_noted(office: Callable[[], Desk]) -> None:
    people = asyncio.run(at_desk("deliver", lambda desk: desk.store.people()))

    assert people
    beat = newest(office, "deliver")
    assert (beat.number, beat.outcome, beat.said) == (1, Outcome.DONE, "")
    assert beat.finished_at is not None
    assert beat.started_at <= beat.finished_at


def test_what_the_work_returned_says_how_it_went(office: Callable[[], Desk]) -> None:
    def said(count: int) -> Said:
        return Said(count < 3, f"{count} thư không gửi được.")

    asyncio.run(at_desk("deliver", lambda _: 4, said))

    beat = newest(office, "deliver")
    assert (beat.outcome, beat.said) == (Outcome.FAILED, "4 thư không gửi được.")


def test_work_that_raises_has_failed_with_its_sentence_and_still_raises(
    office: Callable[[], Desk],
) -> None:
    def broken(_: Desk) -> None:
        raise ValueError("hỏng")

    with pytest.raises(ValueError, match="hỏng"):
        asyncio.run(at_desk("deliver", broken))

    beat = newest(office, "deliver")
    assert (beat.outcome, beat.said) == (Outcome.FAILED, "ValueError: hỏng")


def test_work_under_way_shows_as_running(office: Callable[[], Desk]) -> None:
    asyncio.run(at_desk("drive", lambda _: newest(office, "drive")))
    seen = asyncio.run(at_desk("drive", lambda _: newest(office, "drive")))

    assert (seen.number, seen.outcome, seen.finished_at) == (2, Outcome.RUNNING, None)


@pytest.mark.usefixtures("office")
def test_a_beat_that_cannot_be_noted_stops_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> int:
        raise StoreError("busy")

    monkeypatch.setattr(SqlPulses, "begin", busy)
    monkeypatch.setattr(SqlPulses, "end", busy)

    assert asyncio.run(at_desk("drive", lambda _: 42)) == 42

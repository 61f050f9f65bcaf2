"""The drive as a flow: what it says, what it is called, when it is red."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from builders import at
from offices import CASE, Told, open_office, tamper
from prefect import State

from flows.drive import drive, run_name
from tiendo.desk import Desk

TODAY = date(2021, 8, 23)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The installation of this test: two requests that were due on Fri 20/08/2021."""
    monkeypatch.setenv("TIENDO_HOME", str(tmp_path))
    monkeypatch.setenv("TIENDO_TODAY", TODAY.isoformat())
    monkeypatch.delenv("TIENDO_DATABASE_URL", raising=False)
    monkeypatch.delenv("TIENDO_POLICY_FILE", raising=False)
    opened = open_office(f"sqlite:///{tmp_path / 'tiendo.db'}", TODAY)
    for stream in (CASE, "khac"):
        told = Told(opened, date(2021, 6, 1), stream=stream).walk()
        told.day = date(2021, 8, 3)
        told.request("YC1", date(2021, 8, 20))
    return opened


def ran(streams: list[str] | None = None, as_of: date | None = None) -> State[None]:
    return asyncio.run(drive.fn(streams, as_of))


@pytest.mark.usefixtures("desk")
def test_a_run_says_in_words_what_was_done_and_a_second_one_has_nothing_to_do() -> None:
    first, second = ran(), ran()

    assert first.is_completed()
    assert first.message == "Máy đã làm 2 việc ở 2 cuộc"
    assert second.message == "Không có việc nào đến lượt máy"


def test_a_run_for_one_inspection_leaves_the_others(desk: Desk) -> None:
    assert ran([CASE]).message == "Máy đã làm 1 việc ở 1 cuộc"
    assert [notice.stream for notice in desk.store.notices()] == [CASE]


@pytest.mark.usefixtures("desk")
def test_a_run_for_another_day_does_what_was_owed_then() -> None:
    assert ran(as_of=date(2021, 8, 16)).message == "Không có việc nào đến lượt máy"


def test_an_inspection_that_cannot_be_worked_on_makes_the_run_red_after_the_others_were_done(
    desk: Desk, tmp_path: Path
) -> None:
    tamper(tmp_path / "tiendo.db", "khac", 3)

    state = ran()

    assert state.is_failed()
    assert state.message is not None
    assert state.message.startswith("Máy đã làm 1 việc ở 1 cuộc; không làm được: khac (")
    assert [n.stream for n in desk.store.notices()] == [CASE, "khac"]


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        ({}, "Máy làm việc ngày 23/08/2021 lúc "),
        ({"as_of": "2021-08-01", "streams": None}, "Máy làm việc ngày 01/08/2021 lúc "),
        ({"streams": ["a", "b"]}, "Làm tiếp ở a, b lúc "),
        ({"streams": ["a", "b", "c", "d"]}, "Làm tiếp ở a, b, c, … lúc "),
    ],
)
@pytest.mark.usefixtures("desk")
def test_a_run_is_named_by_what_it_is_for(
    parameters: dict[str, object], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.drive.flow_run", SimpleNamespace(parameters=parameters))

    assert run_name().startswith(name)


def test_the_moment_is_the_offices(desk: Desk) -> None:
    ran()

    (first, *_) = (e for e in reversed(desk.history(CASE)) if e.kind == "prompt")
    assert first.occurred_on == TODAY
    assert first.recorded_at >= at(TODAY, 0)

"""Resuming a mirror run shows the story of its inspection, and changes nothing of the record."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

import pytest
from offices import CASE, Told, open_office, sqlite

from flows.inspection import inspection

TODAY = date(2021, 7, 19)


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The artifacts that a run leaves, in an office with one inspection."""
    url, artifacts = sqlite(tmp_path), list[dict[str, str]]()
    told = Told(open_office(url, TODAY), date(2021, 6, 1)).walk()
    told.desk.store.close()

    async def keep(**artifact: str) -> None:
        artifacts.append(artifact)

    monkeypatch.setattr("flows.office.open_desk", lambda: open_office(url, TODAY))
    monkeypatch.setattr("flows.inspection.acreate_markdown_artifact", keep)
    return artifacts


def test_the_story_is_shown_with_the_way_to_our_page(shown: list[dict[str, str]]) -> None:
    state = asyncio.run(inspection.fn(CASE))

    assert (state.type, state.name) == ("COMPLETED", "Đã xem")
    (artifact,) = shown
    assert artifact["markdown"].startswith("[Mở trang của cuộc thanh tra này")
    assert f"/inspections/{CASE})" in artifact["markdown"]
    assert "## Đang vướng" in artifact["markdown"]


def test_nothing_is_recorded_by_reading(shown: list[dict[str, str]], tmp_path: Path) -> None:
    desk = open_office(sqlite(tmp_path), TODAY)
    try:
        before = desk.store.events(CASE), desk.store.rows(), desk.store.notices()
        asyncio.run(inspection.fn(CASE))
        assert (desk.store.events(CASE), desk.store.rows(), desk.store.notices()) == before
    finally:
        desk.store.close()
    assert len(shown) == 1


def test_a_code_that_nobody_has_makes_the_run_red_and_says_which(
    shown: list[dict[str, str]],
) -> None:
    state = asyncio.run(inspection.fn("khong-co"))

    assert state.is_failed()
    assert "khong-co" in str(state.message)
    assert shown == []

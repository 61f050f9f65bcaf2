"""`tiendo up --demo`: the demonstration if there is room, else the office that is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Tiendo, version
from offices import CASE

from tiendo.settings import Settings


def test_an_office_that_is_there_is_opened_as_it_is(
    tiendo: Tiendo, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Settings] = []

    def up(settings: Settings) -> int:
        started.append(settings)
        return 0

    monkeypatch.setattr("tiendo.up.up", up)
    before = version(home)

    code, out, err = tiendo("up", "--demo")

    assert (code, err) == (0, "")
    assert f"«{CASE}»" in out
    assert f"Mở văn phòng đang có trong «{home}»" in out
    assert [settings.home for settings in started] == [home]
    assert version(home) == before


def test_the_demonstration_alone_still_refuses_an_office_that_is_there(
    tiendo: Tiendo, home: Path
) -> None:
    code, _, err = tiendo("demo")

    assert (code, "chưa ghi gì" in err) == (4, True)
    assert version(home) == 5

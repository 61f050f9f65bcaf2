"""The restore drill is done as the guide tells it, command by command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commands import Tiendo, told
from offices import CASE

pytestmark = pytest.mark.slow

GUIDE = Path(__file__).parents[2] / "docs" / "guide.md"


def drill() -> list[list[str]]:
    """The commands of the drill, without the remarks behind them."""
    part = GUIDE.read_text("utf-8").split("restore drill", 1)[1]
    block = part.split("```sh\n", 1)[1].split("```", 1)[0]
    return [line.partition("#")[0].split()[1:] for line in block.splitlines()]


def test_the_drill_of_the_guide_brings_back_the_office(
    tiendo: Tiendo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = told(tiendo, "stuck")
    folder = tmp_path / "drill"
    said = dict[str, str]()

    for words in drill():
        if words[0] == "restore":
            monkeypatch.setenv("TIENDO_HOME", str(folder / "office"))
        newest = next(folder.glob("tiendo-*.db"), "")
        line = [re.sub(r"/srv/drill/tiendo-….db", str(newest), word) for word in words]
        line = [word.replace("/srv/drill", str(folder)) for word in line]
        code, said[words[0]], errors = tiendo(*line)
        assert code == 0, errors

    assert list(said) == ["backup", "restore", "verify", "reproject", "stuck"]
    assert told(tiendo, "stuck") == before
    assert CASE in said["stuck"]
    assert (folder / "office" / "tiendo.db").exists()

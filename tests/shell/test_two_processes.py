"""Two processes fire at the same inspection 500 times each: nothing lost, nothing doubled."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from builders import K, paper
from offices import CASE, Told, open_office

ROOT = Path(__file__).parents[2]
TIMES = 500


@pytest.mark.slow
def test_no_update_is_lost_and_no_event_is_doubled(url: str) -> None:
    desk = open_office(url, date(2021, 9, 8))
    told = Told(desk, date(2021, 6, 1)).walk()
    named = paper(K.SUPERVISION_ASSIGNMENT)
    told.tell("assign_overseer", by="hoa", overseer="giamsat", document=named)
    before = len(desk.history(CASE))

    words = [sys.executable, str(ROOT / "tests/support/fire_many.py"), url, str(TIMES)]
    running = [
        subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=path_to_root())
        for _ in range(2)
    ]
    counted = [[int(n) for n in process.communicate()[0].split()] for process in running]

    assert [process.returncode for process in running] == [0, 0]
    assert [recorded + refused for recorded, refused in counted] == [TIMES, TIMES]
    fired = [event.kind for event in desk.history(CASE)][before:]
    assert len(fired) == sum(recorded for recorded, _ in counted)
    assert fired == [("flag_team", "clear_flag")[n % 2] for n in range(len(fired))]
    assert desk.verify() == ()
    desk.store.close()


def path_to_root() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}

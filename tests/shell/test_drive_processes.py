"""Two drives at once, and a drive that is killed: nothing is lost, nothing is done twice."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from offices import Told, open_office

from states.events import Prompted
from tiendo.desk import Desk

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
DUE, LATE = date(2021, 8, 20), date(2021, 8, 23)
CASES = 40


@pytest.fixture
def desk(url: str) -> Desk:
    """Forty inspections, each with one request that is owed."""
    opened = open_office(url, date(2021, 9, 8))
    for n in range(CASES):
        told = Told(opened, date(2021, 6, 1), stream=f"c{n:02}").walk()
        told.day = date(2021, 8, 3)
        told.request("YC1", DUE)
    return opened


def driving(url: str) -> subprocess.Popen[str]:
    words = [sys.executable, str(ROOT / "tests/support/drive_all.py"), url, LATE.isoformat()]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests/support'}"}
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)


def keys(desk: Desk) -> list[str]:
    return [
        event.key
        for row in desk.store.rows()
        for event in desk.history(row.stream)
        if isinstance(event, Prompted)
    ]


def all_once(desk: Desk) -> None:
    found = keys(desk)
    assert found == [f"c{n:02}:urge_answer:YC1:2021-08-20:1" for n in range(CASES)]
    assert sorted(notice.key for notice in desk.store.notices()) == sorted(found)
    assert desk.verify() == ()
    desk.store.close()


def test_two_at_once_do_everything_once(desk: Desk, url: str) -> None:
    both = [driving(url), driving(url)]
    did = [int(process.communicate(timeout=120)[0]) for process in both]

    assert [process.returncode for process in both] == [0, 0]
    assert sum(did) == CASES
    all_once(desk)


def test_killed_midway_the_next_one_does_the_rest(desk: Desk, url: str) -> None:
    first, deadline = driving(url), time.monotonic() + 60
    while not keys(desk):
        assert time.monotonic() < deadline, "it never began"
    first.kill()
    first.communicate()
    before = len(keys(desk))

    second = driving(url)
    did = int(second.communicate(timeout=120)[0])

    assert 0 < before < CASES, "it was killed too late to show anything"
    assert before + did == CASES
    all_once(desk)

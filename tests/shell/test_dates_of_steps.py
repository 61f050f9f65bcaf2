"""The date beside the step that somebody may take next is that step's own, or none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from builders import TO_PUBLISHED, TO_SIGNING, paper
from offices import Told, open_office, sqlite

from tiendo.desk import Desk
from tiendo.lawbook import lawbook
from tiendo.mywaits import SIGNING, TODO, WAITING
from tiendo.mywork import Line, my_work


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An office under the law, on 22/06/2021."""
    opened = open_office(sqlite(tmp_path), date(2021, 6, 22), lawbook())
    yield opened
    opened.store.close()


def steps(desk: Desk, person: str, on: date) -> list[Line]:
    mine = my_work(desk, desk.officer(person), TODO, SIGNING, WAITING, as_of=on)
    return [line for line in mine.todo if "bước này làm được ngay" in line.why.vi]


def test_a_step_has_no_date_of_another_matter(desk: Desk) -> None:
    told = Told(desk, date(2021, 6, 1)).walk(TO_SIGNING)
    for kind, needed in TO_PUBLISHED[len(TO_SIGNING) :]:
        assert needed is not None
        told.tell(kind, by="vanphong", document=paper(needed, told.day))
    (line,) = steps(desk, "binh", told.day)

    assert line.task.act == "urge"  # the file is to be handed over a month on: that is not urging
    assert line.task.due is None


def test_a_step_has_the_date_that_it_is_on_the_way_to_meet(desk: Desk) -> None:
    told = Told(desk, date(2021, 6, 1)).walk(TO_SIGNING[:6])
    (line,) = steps(desk, "binh", told.day)

    assert line.task.act == "send_for_explanation"
    assert line.task.due is not None

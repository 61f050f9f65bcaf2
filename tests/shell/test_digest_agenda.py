"""The morning letter says what of the agenda is late, once, in the words of the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import at
from conclusions import confirmed
from offices import open_office, sqlite
from post import PAGE, HandClock

from states.meeting.directive import Directive
from states.meeting.lapse import LapseKind
from tiendo.desk import Desk
from tiendo.digest import digest
from tiendo.meeting.lapsing import lapse_lines, tell
from tiendo.meeting.secretary import record
from tiendo.postbox import Letter

DAY = date(2021, 9, 8)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = replace(open_office(sqlite(tmp_path), DAY), clock=HandClock(at(DAY, 8)))
    yield opened
    opened.store.close()


@pytest.fixture
def late(desk: Desk) -> Directive:
    return confirmed(desk)


def morning(desk: Desk) -> dict[str, Letter]:
    """The letters of this morning by their reader."""
    digest(desk, now=desk.clock.now(), page=PAGE)
    people = [each.id for each in desk.store.people()]
    found = {who: desk.store.letters.inbox([who], 50) for who in people}
    return {
        who: each
        for who, letters in found.items()
        for each in letters
        if each.key.startswith("digest:")
    }


def test_the_owner_and_those_above_read_the_same_sentence_once(
    desk: Desk, late: Directive
) -> None:
    lines = [each for each in lapse_lines(desk, as_of=DAY) if each.stream == late.id]
    sentence = lines[0].sentence.vi
    tell(desk, late.id, as_of=DAY, now=desk.clock.now())

    found = morning(desk)

    for person in ("dung", "hoa", "kieu"):
        assert found[person].body.count(sentence) == 1, person
        assert f"{PAGE}meeting/{late.id}" in found[person].body
    own = found["dung"].body.partition("VIỆC CẦN LÀM")[2].partition("GIAO BAN:")[0]
    assert sentence in own
    above = found["hoa"].body.partition("GIAO BAN: CHẬM HOẶC IM LẶNG (1)")[2]
    assert sentence in above
    assert "việc giao ban chậm hoặc im lặng" in found["hoa"].subject
    assert "long" not in found  # of another block


def test_a_warning_that_waited_is_not_said_beside_what_it_warned_of(
    desk: Desk, late: Directive
) -> None:
    """The early word was never passed on before the day came."""
    ladders = desk.policy.meeting.ladder_for | {LapseKind.DIRECTIVE_OVERDUE: "law"}
    numbers = desk.policy.meeting.model_copy(update={"ladder_for": ladders})
    desk = replace(desk, policy=desk.policy.model_copy(update={"meeting": numbers}))
    early = date(2021, 8, 12)
    rises = tell(desk, late.id, as_of=early, now=at(early, 8))
    tell(desk, late.id, as_of=DAY, now=desk.clock.now())

    found = morning(desk)

    assert [each.call.early for each in rises] == [True]
    assert found["dung"].body.count("nhiệm vụ quá hạn") == 1


def test_what_is_done_is_not_said(desk: Desk, late: Directive) -> None:
    record(desk, late.id, {"kind": "report", "text": "Đã trình."}, by="dung")

    assert all("nhiệm vụ quá hạn" not in each.body for each in morning(desk).values())

"""The demonstration data itself: plausible, in clean Vietnamese, and marked as invented."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from states.events import Event, Registered
from states.papers import Document
from tiendo.acts import kinds
from tiendo.calendar import workdays
from tiendo.demo.loader import DEMO_DAY
from tiendo.demo.script import read_script
from tiendo.desk import Desk

FOLDER = Path(__file__).resolve().parents[2] / "tiendo" / "demo"
FILES = sorted(FOLDER.rglob("*.yaml"))
SEEDS = {
    "ba-du-an",
    "trang-bang",
    "04-du-an-chi-dinh-thau",
    "bhxh-so-y-te",
    "ben-dinh",
    "kt-xh-2019",
}


def histories(desk: Desk) -> Iterator[tuple[str, tuple[Event, ...]]]:
    for row in desk.store.rows():
        yield row.stream, desk.history(row.stream)


def papers(desk: Desk) -> Iterator[tuple[str, Document]]:
    for stream, events in histories(desk):
        for event in events:
            if event.document is not None:
                yield stream, event.document


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_text_is_composed_vietnamese(file: Path) -> None:
    text = file.read_text("utf-8")

    assert unicodedata.normalize("NFC", text) == text
    assert not [char for char in text if unicodedata.category(char) in {"Cf", "Co", "Cs"}]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_article_of_law_is_cited(file: Path) -> None:
    text = file.read_text("utf-8")

    assert not re.findall(r"[Đđ]iều \d|[Kk]hoản \d|Nghị định|Thông tư|Luật", text)


def test_every_inspection_says_what_of_it_is_invented(desk: Desk) -> None:
    for stream, (first, *_) in histories(desk):
        assert isinstance(first, Registered)
        assert first.illustration.startswith("Minh họa: ")
        assert ("Theo Kết luận giao ban" in first.illustration) == (stream in SEEDS)


def test_every_kind_of_act_that_a_person_does_occurs(desk: Desk) -> None:
    done = {event.kind for _, events in histories(desk) for event in events}

    # On 08/09/2021 there is no other law to move an inspection to; what a machine tells is not in
    # the files, nor what would be answered to it.
    answers = {"acknowledge", "snooze", "hand_over"}
    machines = {"escalate", "prompt", "recount"}
    assert done == set(kinds()) - machines - answers - {"move_regime"}


def test_everybody_acts_on_working_days_up_to_the_demonstration_day(desk: Desk) -> None:
    days = workdays()
    wrong = [
        (stream, event.version, event.occurred_on)
        for stream, events in histories(desk)
        for event in events
        if event.occurred_on > DEMO_DAY or not days.is_working(event.occurred_on)
    ]

    assert wrong == []


def test_every_document_counts_and_is_signed_on_a_working_day_before_it_is_used(
    desk: Desk,
) -> None:
    days = workdays()

    for stream, events in histories(desk):
        for event in events:
            if event.document is not None:
                assert event.document.counts, (stream, event.version)
                assert event.document.signed_on is not None
                assert event.document.signed_on <= event.occurred_on, (stream, event.version)
                assert days.is_working(event.document.signed_on), (stream, event.version)


def test_numbers_of_a_series_rise_through_the_year(desk: Desk) -> None:
    series: dict[tuple[str, ...], set[tuple[date, int]]] = defaultdict(set)
    for stream, paper in papers(desk):
        assert paper.signed_on is not None
        number, _, code = paper.number.partition("/")
        of_team = (stream,) if code.endswith("ĐTTr") else ()
        series[code, str(paper.signed_on.year), *of_team].add((paper.signed_on, int(number)))

    for name, used in series.items():
        numbers = [number for _, number in sorted(used)]
        assert all(a < b for a, b in pairwise(numbers)), (name, sorted(used))


def test_every_room_stands_in_its_own_block_and_every_team_in_the_office(desk: Desk) -> None:
    people = {person.id: person for person in read_script().people}
    blocks = {p.room: p.block for p in people.values() if p.role == "room_head"}

    for stream, (first, *_) in histories(desk):
        assert isinstance(first, Registered)
        assert blocks[first.room] == first.block, stream
        assert people[first.team_head].block == first.block, stream
        assert first.team_head not in first.members, stream

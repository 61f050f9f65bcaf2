"""A line of any length is read once: what is cut from it grows as the line does."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import SupportsIndex

import pytest
from meeting_papers import paper_of

from states.meeting import mentions, when, who
from states.meeting.paper import plain
from states.meeting.proposals import Known
from states.meeting.reading import read_conclusion
from states.meeting.when import Times, due_of, weekdays_after
from states.meeting.who import Who
from tiendo.meeting.wording import wording

KNOWN = Known(date(2021, 9, 8))
TIMES = Times(date(2021, 9, 8), date(2021, 9, 8), weekdays_after)
SLOWEST = 1.0


class Counted(str):
    """A text that counts the letters cut from it."""

    cut = 0

    def __getitem__(self, key: SupportsIndex | slice) -> Counted:
        part = Counted(super().__getitem__(key))
        Counted.cut += len(part)
        return part


def letters_cut(read: Callable[[str], object], text: str) -> int:
    Counted.cut = 0
    read(text)
    return Counted.cut


READERS: dict[str, Callable[[str], object]] = {
    "by when": lambda text: due_of(text, wording().dates, TIMES),
    "told": lambda text: Who(wording().owners, wording().duties).told(text),
    "blamed": lambda text: Who(wording().owners, wording().duties).blamed(text),
    "heading": lambda text: Who(wording().owners, wording().duties).of_heading(text + ":"),
}
UNITS = {
    "days": "hồ sơ ngày 20/11 ",
    "limits": "hạn 20/11, ",
    "months": "kết quả trong tháng 9 ",
    "rooms": "của Phòng 1, ",
    "periods": "theo kế hoạch hằng tháng ",
}


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_twice_the_line_is_twice_the_work(
    read: Callable[[str], object], unit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (mentions, when, who):
        monkeypatch.setattr(module, "plain", lambda text: Counted(plain(text)))

    once = letters_cut(read, "Rà soát " + unit * 200)
    twice = letters_cut(read, "Rà soát " + unit * 400)

    assert twice <= 2.2 * once + 1_000  # four times, were the line cut anew each time


@pytest.mark.parametrize(
    "line",
    ["Thống nhất giao " * 18 + "việc Phòng 1 rà soát.", "Phòng 1 " + "cần phải " * 19 + "việc."],
)
def test_words_said_over_and_over_are_read_one_way_and_not_every_way(line: str) -> None:
    started = time.process_time()

    read_conclusion(paper_of("1. Nhiệm vụ\n" + line), wording(), KNOWN)

    assert time.process_time() - started < SLOWEST


def test_a_sentence_with_its_days_grows_no_longer_than_a_sentence_can_be() -> None:
    paper = paper_of("1. Nhiệm vụ\n- Văn phòng trình hồ sơ. " + "Hạn: 20/11. " * 1_000)

    items = read_conclusion(paper, wording(), KNOWN).items

    assert items[0].due.on == date(2021, 11, 20)
    assert max(len(item.words) for item in items) <= 3_000


@pytest.mark.parametrize(("letters", "on"), [(3_000, date(2021, 11, 20)), (3_001, None)])
@pytest.mark.parametrize("before", ["", "Phòng 1 rà soát hồ sơ. " * 100])
def test_a_day_behind_a_sentence_belongs_to_it_wherever_in_a_line_it_stands(
    before: str, letters: int, on: date | None
) -> None:
    day = " Hạn: 20/11."
    sentence = "Văn phòng trình hồ sơ ".ljust(letters - len(day) - 1, "x") + "."
    paper = paper_of("1. Nhiệm vụ\n- " + before + sentence + day)

    (item,) = (i for i in read_conclusion(paper, wording(), KNOWN).items if "Văn phòng" in i.words)

    assert item.due.on == on

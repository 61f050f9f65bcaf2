"""What a proposal would become: whose directive, by when, under which title."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from meeting_papers import paper_of

from states.meeting.directive_records import Charged
from states.meeting.mentions import Owner
from states.meeting.objects import Candidate
from states.meeting.proposals import Known
from states.meeting.proposed import ProposedItem
from states.meeting.reading import read_conclusion
from states.meeting.suggesting import Office, defects_of, proposed, shortened, suggested
from states.meeting.when import Due, DueKind
from states.roles import Officer
from tiendo.meeting.wording import wording

PEOPLE = (
    Officer("kieu", "Võ Kiều", "", "chief_inspector"),
    Officer("hoa", "Phạm Hoa", "", "deputy", "", "Khối 2"),
    Officer("long", "Bùi Long", "", "deputy", "", "Khối 1"),
    Officer("lan", "Đỗ Lan", "", "office", "Văn phòng", ""),
    Officer("be", "Lê Bé", "", "room_head", "Phòng 2", "Khối 2"),
    Officer("dung", "Lê Dũng", "", "room_head", "Phòng 1", "Khối 1"),
    Officer("an", "Nguyễn Thị An", "", "member", "Phòng 3", ""),
    Officer("an2", "Trần Thị An", "", "member", "Phòng 2", "Khối 2"),
    Officer("vi", "Mai Vi", "", "member", "Phòng 4", "Khối 3"),  # nobody leads that block
)
OFFICE = Office(PEOPLE)


def room(name: str) -> Charged:
    return Charged(kind="room", name=name)


def item(**said: Any) -> ProposedItem:
    return ProposedItem(**({"kind": "task", "words": "Trình báo cáo.", "place": "dòng 1"} | said))


def test_the_office_has_the_rooms_that_have_a_head_and_the_blocks_that_have_a_leader() -> None:
    assert OFFICE.rooms == ("Phòng 1", "Phòng 2")
    assert OFFICE.blocks == ("Khối 1", "Khối 2")
    assert [OFFICE.block_of(each) for each in ("Phòng 2", "Phòng 3", "Phòng 9")] == [
        "Khối 2",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("owner", "place"),
    [
        (room("Phòng 1"), ("Phòng 1", "Khối 1")),
        (Charged(kind="block", name="Khối 2"), ("", "Khối 2")),
        (Charged(kind="person", name="be"), ("Phòng 2", "Khối 2")),
        (Charged(kind="person", name="xa"), ("", "")),
        (Charged(kind="office"), ("Văn phòng", "")),
    ],
)
def test_an_owner_stands_in_a_room_and_a_block(owner: Charged, place: tuple[str, str]) -> None:
    assert OFFICE.place(owner) == place
    assert Office(()).place(Charged(kind="office")) == ("", "")


BLOCKS = [Charged(kind="block", name=name) for name in ("Khối 1", "Khối 2")]
ROOMS = [room("Phòng 1"), room("Phòng 2")]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("office", [Charged(kind="office")]),
        ("room:phong 1", [room("Phòng 1")]),
        ("room:Phòng 3", []),  # nobody heads it
        ("chief", [Charged(kind="person", name="kieu")]),
        ("person:Lê Dũng", [Charged(kind="person", name="dung")]),
        ("person:dũng", [Charged(kind="person", name="dung")]),
        ("person:An", []),  # of two with one name a person must say which
        ("person:Nguyễn Thị An", [Charged(kind="person", name="an")]),
        ("person:Ai", []),
        *((code, BLOCKS) for code in ("block_leaders", "blocks", "deputies", "leaders")),
        *((code, ROOMS) for code in ("rooms", "own_room", "room_heads")),
        ("teams", []),
    ],
)
def test_whom_the_office_has_for_the_words_used(code: str, found: list[Charged]) -> None:
    assert list(OFFICE.charged(code)) == found


def test_where_nobody_is_named_it_is_the_duty_of_the_room_of_its_inspection() -> None:
    rooms = {"TTR-1": "Phòng 1", "TTR-2": "Phòng 1", "TTR-3": "Phòng 2"}
    found = suggested(item(about=("TTR-2", "x", "TTR-1")), OFFICE, rooms)
    assert (found.owners, found.about) == ((room("Phòng 1"),), ("TTR-2", "TTR-1"))

    named = suggested(item(owners=("room:Phòng 2", "rooms"), about=("TTR-1",)), OFFICE, rooms)
    assert named.owners == (room("Phòng 2"), room("Phòng 1"))
    assert suggested(item(), OFFICE, rooms).owners == ()


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("day", (date(2021, 9, 14), None)),
        ("review", (None, date(2021, 9, 14))),
        ("missing", (None, None)),
    ],
)
def test_a_day_is_its_last_day_or_that_of_its_review(
    due: str, expected: tuple[date | None, date | None]
) -> None:
    found = suggested(item(due=due, due_on=date(2021, 9, 14), every="every month"), OFFICE, {})
    assert (found.due_on, found.review_on) == expected
    assert (found.every, found.title) == ("month", "Trình báo cáo.")


def test_a_long_sentence_is_cut_at_a_word_to_be_a_title() -> None:
    assert shortened(" - Trình \n báo cáo.") == "Trình báo cáo."
    exact = "a" * 60 + " " + "b" * 59
    assert shortened(exact) == exact
    assert shortened(exact + "c") == "a" * 60 + "…"
    assert shortened("a" * 60 + ", " + "b" * 60) == "a" * 60 + "…"
    assert shortened("Một hai " + "ba " * 60) == "Một hai " + "ba " * 36 + "ba…"
    at_a_blank = "a" * 60 + " " + "b" * 58
    assert shortened(f"{at_a_blank} c") == f"{at_a_blank}…"


def test_what_was_read_is_recorded_as_it_was_read() -> None:
    known = Known(date(2021, 8, 6), (Candidate("TTR-1", ("Cuộc thanh tra 03 dự án",)),))
    text = """KẾT LUẬN
Họp giao ban tháng 8/2021

1. Nhiệm vụ

- Phòng 1 hoàn thành Cuộc thanh tra 03 dự án chậm nhất 14/9/2021.

2. Hạn chế

- Phòng 1 chậm gửi báo cáo."""
    reading = read_conclusion(paper_of(text), wording(), known)
    task, late = (proposed(each) for each in reading.items)

    assert task == ProposedItem(
        kind="task",
        words="Phòng 1 hoàn thành Cuộc thanh tra 03 dự án chậm nhất 14/9/2021.",
        place=reading.items[0].place.say().vi,
        under="Nhiệm vụ",
        owners=("room:Phòng 1",),
        due="day",
        due_on=date(2021, 9, 14),
        due_words="chậm nhất 14/9/2021",
        about=("TTR-1",),
    )
    assert (late.kind, late.due, late.due_on) == ("shortcoming", "missing", None)
    assert "late_report" in late.shortcomings or late.shortcomings
    assert len(defects_of(reading)) == len(reading.faults) == 3
    assert defects_of(reading)[0].startswith("Văn bản không có số")


def test_what_is_too_long_to_be_recorded_is_cut_and_a_day_of_no_limit_left_out() -> None:
    reading = read_conclusion(
        paper_of("KẾT LUẬN\n\n1. Nhiệm vụ\n\n- Văn phòng báo cáo định kỳ hằng tháng."),
        wording(),
        Known(date(2021, 8, 6)),
    )
    (read,) = reading.items
    monthly = proposed(read)
    assert (monthly.due, monthly.every, monthly.due_on) == ("recurring", "every month", None)

    long = replace(
        read,
        under="u" * 301,
        owners=(Owner("room", "p" * 300),),
        due=Due(DueKind.EVENT, date(2021, 9, 14), words="w" * 301),
    )
    cut = proposed(long)
    assert (cut.under, cut.due_words) == ("u" * 300, "w" * 300)
    assert cut.owners == ("room:" + "p" * 295,)
    assert (cut.due, cut.due_on) == ("event", None)

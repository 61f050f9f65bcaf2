from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from agenda import PAPER, Told, meeting

from states.errors import Refused
from states.meeting.gathering import MEETING, Gathering, MeetingState

S = MeetingState
ITEMS = [
    {"kind": "task", "words": "Văn phòng trình văn bản hướng dẫn.", "place": "dòng 9"},
    {"kind": "shortcoming", "words": "Báo cáo không ký, không ngày.", "place": "dòng 5"},
]
SIGNED = {"kind": "other", "number": "31/KL-TTr", "signed_on": "2021-09-10", "signed_by": "Tâm"}


def held() -> Told[Gathering]:
    story = meeting()
    story.on(date(2021, 9, 8)).act("hold", present=["tam", "hanh"])
    return story


def taken() -> Told[Gathering]:
    story = held()
    story.act("take_in", paper=PAPER, name="kl.docx", items=ITEMS)
    return story


def test_the_steps_of_a_meeting_as_the_office_knows_them() -> None:
    assert {state: set(MEETING.allowed(state)) for state in S} == {
        S.CALLED: {"hold", "cancel", "put_forward", "opine", "tick", "reconcile"},
        S.HELD: {*MEETING.steps} - {"hold", "cancel"},
        S.CONCLUDED: {*MEETING.steps} - {"hold", "cancel", "issue"},
        S.CANCELLED: set(),
    }
    assert set(MEETING.build().events) == set(MEETING.steps)


def test_what_was_proposed_and_what_was_confirmed_are_both_kept() -> None:
    story = taken()
    story.act("confirm", item=1, directives=["directive:2021-09-08.01"], edited=True)
    done = story.act("reject", item=2, reason="Đã nêu ở mục khác.")

    assert done.taken is not None
    assert [item.words for item in done.taken.items] == [item["words"] for item in ITEMS]
    assert [(each.item, each.directives, each.rejected) for each in done.decided] == [
        (1, ("directive:2021-09-08.01",), ""),
        (2, (), "Đã nêu ở mục khác."),
    ]
    assert done.undecided == ()


@pytest.mark.parametrize(
    ("item", "why"), [(1, "đã được quyết định"), (3, "Không có đề xuất số 3")]
)
def test_a_proposal_is_decided_once_and_must_be_there(item: int, why: str) -> None:
    story = taken()
    story.act("confirm", item=1, directives=["directive:2021-09-08.01"])

    with pytest.raises(Refused, match=why):
        story.act("confirm", item=item)


def test_another_file_does_not_replace_a_conclusion_that_gave_directives() -> None:
    story = taken()
    story.act("take_in", paper="1" * 64, name="kl-moi.docx", items=ITEMS[:1])
    story.act("confirm", item=1, directives=["directive:2021-09-08.01"])

    with pytest.raises(Refused, match="không thay bằng tệp khác"):
        story.act("take_in", paper=PAPER, name="kl.docx", items=ITEMS)


@pytest.mark.parametrize("lacking", ["number", "signed_on", "signed_by"])
def test_a_conclusion_counts_when_it_is_numbered_dated_and_signed(lacking: str) -> None:
    story = held()
    with pytest.raises(Refused, match="đủ số, ngày, người ký"):
        story.act("issue", document={k: v for k, v in SIGNED.items() if k != lacking})

    assert story.act("issue", document=SIGNED).state is S.CONCLUDED


def test_only_the_leader_of_the_block_breaks_its_silence() -> None:
    story = meeting()
    asked: list[dict[str, Any]] = [
        {"about": "directive:2021-08-06.01", "room": "Phòng 1", "block": "Khối 1", "asks": True},
        {"about": "directive:2021-08-06.02", "room": "Phòng 2", "block": "Khối 1"},
    ]
    story.act("put_forward", machine=True, by="meet", items=asked)
    story.on(date(2021, 9, 8)).act(
        "opine", by="duc", about="directive:2021-08-06.01", text="Phòng 1 nên trình sớm."
    )
    assert [each.about for each in story.as_of().unheard] == ["directive:2021-08-06.01"]

    heard = story.act(
        "opine", by="hanh", about="directive:2021-08-06.01", text="Trình 10/9.", leads=True
    )

    assert heard.unheard == ()

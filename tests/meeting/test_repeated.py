"""A shortcoming that two meetings named, or that one named and a report shows again."""

from __future__ import annotations

from typing import Any

from agenda import MET, PAPER
from packs import met

from states.meeting.gathering import Gathering
from states.meeting.proposed import Said
from states.meeting.repeated import Repeated, repeated


def named(day: int, *kinds: str, rejected: int = 0) -> Gathering:
    story = met(MET.replace(day=day))
    items: list[dict[str, Any]] = [
        {"kind": "shortcoming", "words": "Thiếu.", "place": "dòng 1", "shortcomings": [kind]}
        for kind in kinds
    ]
    story.act("take_in", paper=PAPER, name="kl", items=items)
    if rejected:
        story.act("reject", item=rejected, reason="Nhầm.")
    return story.as_of()


def test_it_takes_two_meetings_or_a_report_and_what_was_rejected_is_none() -> None:
    said = (Said(fault="late", sentence="Chậm."),) * 2
    one, two = named(6, "late", "undated"), named(9, "undated", "unsigned")

    assert repeated([two, one], []) == (
        Repeated(
            "undated",
            (("meeting:2021-08-06", "Họp giao ban"), ("meeting:2021-08-09", "Họp giao ban")),
            (),
        ),
    )
    assert repeated([one], [("Phòng 1", said), ("Phòng 2", said)]) == (
        Repeated("late", (("meeting:2021-08-06", "Họp giao ban"),), ("Phòng 1", "Phòng 2")),
    )
    assert repeated([one, named(9, "unsigned", "undated", rejected=2)], []) == ()
    assert len(repeated([one, named(9, "unsigned", "undated", rejected=1)], [])) == 1

"""What each act leaves on a meeting, and refusals that name the act in both languages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from agenda import PAPER, Told, meeting

from states.errors import Refused, Unknown
from states.meeting.gathering import Gathering, MeetingState
from states.roles import Place

HELD, LATER = date(2021, 9, 8), date(2021, 9, 10)
TWO = [{"kind": "task", "words": f"Việc {n}.", "place": f"dòng {n}"} for n in (1, 2)]
SIGNED = {"kind": "other", "number": "5/KL", "signed_on": LATER, "signed_by": "Kiều"}


def held() -> Told[Gathering]:
    story = meeting().on(HELD)
    story.act("hold", present=["tam"])
    return story


def taken() -> Told[Gathering]:
    story = held()
    story.act("take_in", paper=PAPER, name="kl.docx", items=TWO)
    return story.on(LATER)


def refused(story: Told[Gathering], kind: str, **said: Any) -> tuple[str, str]:
    with pytest.raises(Refused) as found:
        story.act(kind, **said)
    assert found.value.reasons[0].code == "state"
    return found.value.act, found.value.reasons[0].text.en


def test_a_meeting_stands_where_it_was_called_from_that_day_on() -> None:
    called = meeting(room="Phòng 1", block="Khối 1").as_of()
    assert (called.id, called.place) == ("meeting:2021-09-08", Place("Phòng 1", "Khối 1", ""))
    assert called.began == called.since == date(2021, 9, 1)

    met = held().as_of()
    assert (met.state, met.since, met.held_on) == (MeetingState.HELD, HELD, HELD)


def test_a_proposal_is_confirmed_with_its_directives_or_rejected_with_a_reason() -> None:
    story = taken()
    assert held().as_of().undecided == ()
    given: dict[str, Any] = {
        "directives": ["directive:2021-09-08.01"],
        "edited": True,
        "reason": "Sửa hạn.",
    }
    story.act("confirm", by="lan", item=1, **given)
    now = story.act("reject", by="tam", item=2, reason="Đã giao rồi.")

    first, second = now.decided
    assert (first.directives, first.edited, first.rejected) == (
        ("directive:2021-09-08.01",),
        True,
        "",
    )
    assert (first.by, first.on) == ("lan", LATER)
    assert (second.directives, second.edited, second.rejected) == ((), False, "Đã giao rồi.")
    assert (second.by, now.undecided) == ("tam", ())


def test_a_conclusion_taken_in_anew_is_decided_anew_until_a_directive_came_of_it() -> None:
    story = taken()
    story.act("reject", item=1, reason="Nhầm.")
    assert story.act("take_in", paper=PAPER, name="kl2.docx", items=TWO).undecided == (1, 2)

    story.act("confirm", item=1, directives=["directive:2021-09-08.01"])
    act, why = refused(story, "take_in", paper=PAPER, name="kl3.docx", items=TWO)
    assert act == "take_in"
    assert why.startswith("Directives came of the conclusion")


def test_what_was_looked_at_is_ticked_once_and_the_signed_conclusion_is_kept() -> None:
    story = taken()
    for about in ("report:a", "report:b", "report:a"):
        story.act("tick", about=about)
    now = story.act("issue", document=SIGNED)

    assert now.ticked == ("report:a", "report:b")
    assert now.conclusion is not None
    assert (now.state, now.conclusion.number) == (MeetingState.CONCLUDED, "5/KL")


def test_a_cancelled_meeting_is_over() -> None:
    assert meeting().act("cancel", reason="Giãn cách.").state is MeetingState.CANCELLED


def test_refusals_name_their_act() -> None:
    story = taken()
    story.act("reject", item=1, reason="Nhầm.")
    for kind, said, en in (
        ("confirm", {"item": 3}, "There is no proposal 3 (there are 2)."),
        ("confirm", {"item": 1}, "Proposal 1 was decided before."),
        ("issue", {}, "Issuing needs a numbered, dated and signed paper."),
        ("call", {"title": "Họp", "planned_on": LATER}, "This meeting is known already."),
        ("acknowledge", {"alarm": "B"}, "By 10/09/2021 nobody had been told of the alarm “B”."),
    ):
        assert refused(story, kind, **said) == (kind, en)
    nothing = refused(held(), "reject", item=1, reason="Nhầm.")
    assert nothing == ("reject", "There is no proposal 1 (there are 0).")
    act, why = refused(meeting(), "issue", document=SIGNED)
    assert act == "issue"
    assert why.startswith("It is “Called”: cannot “Issue the conclusion”")


def test_nothing_happens_before_it_is_called_and_what_was_told_is_answered() -> None:
    with pytest.raises(Unknown) as unknown:
        meeting().act("tick", about="report:a", occurred_on=date(2021, 8, 31))
    assert unknown.value.text.en == "31/08/2021 is before the meeting was called."
    assert unknown.value.text.vi == "Ngày 31/08/2021 sớm hơn ngày triệu tập họp."

    story = held()
    told: dict[str, Any] = {"stall": "no_opinion", "rung": "holder", "to": "deputy"}
    story.act("escalate", key="A:holder", by="meet", machine=True, **told)
    now = story.act("acknowledge", alarm="A")
    assert [each.kind for each in now.alerts] == ["escalate", "acknowledge"]

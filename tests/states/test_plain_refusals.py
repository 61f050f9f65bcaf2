"""What is refused apart from the chart: by name, with why in both languages and what helps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from builders import D0, REGISTER, K, Story, onsite, paper

from states.apply import apply
from states.errors import Reason, Refused
from states.text import Text

SOON = D0 + timedelta(days=30)
ACTOR = {"kind": "person", "id": "binh"}


def paused() -> Story:
    story = onsite()
    story.tell("pause_site", reason="Giãn cách")
    return story


def dropped() -> Story:
    return onsite().walk([("discontinue", K.TERMINATION_DECISION)])


def overseen() -> Story:
    story = onsite()
    named = paper(K.SUPERVISION_ASSIGNMENT, story.day)
    story.tell("assign_overseer", overseer="giamsat", document=named)
    return story


def refused(story: Story, kind: str, **said: Any) -> Refused:
    assert story.now is not None
    with pytest.raises(Refused) as found:
        apply(story.now, story.event(kind, **said))
    return found.value


_REQUEST: dict[str, Any] = {
    "request": "YC9",
    "addressee": "Sở Y tế",
    "items": ["Hồ sơ"],
    "due_on": SOON,
}
_TEAM = {"team_head": "giamsat", "members": [], "document": paper(K.DECISION, number="9/QĐ")}
_OVER, _HOLD = "The inspection has ended.", "The inspection is not on hold."


@pytest.mark.parametrize(
    ("story", "kind", "said", "vi", "en"),
    [
        (onsite(), "register", REGISTER, "đã được ghi nhận", "It is registered already."),
        (onsite(), "set_review", {"review_on": SOON}, "không tạm dừng", _HOLD),
        (paused(), "set_review", {"review_on": D0}, "đã qua", "The review date is in the past."),
        (dropped(), "draft_request", _REQUEST, "đã kết thúc", _OVER),
        (overseen(), "change_team", _TEAM, "không được là", "must not be of the team."),
        (onsite(), "acknowledge", {"alarm": "A"}, "«A»", "nobody had been told of the alarm “A”."),
    ],
)
def test_a_refusal_names_its_act_and_says_why_in_both_languages(
    story: Story, kind: str, said: dict[str, Any], vi: str, en: str
) -> None:
    error = refused(story, kind, **said)

    (reason,) = error.reasons
    assert (error.act, reason.code) == (kind, "state")
    assert vi in reason.text.vi
    assert reason.text.en.endswith(en)


def test_a_review_may_be_set_for_the_day_itself_and_a_snooze_may_not() -> None:
    story = paused()
    assert story.tell("set_review", review_on=story.day).hold is not None

    story.tell(
        "escalate",
        actor={"kind": "machine", "id": "escalate"},
        key="A:holder",
        stall="silent",
        rung="holder",
        to="team_head",
    )
    error = refused(story, "snooze", alarm="A", until=story.day, reason="Đang họp")
    assert error.act == "snooze"
    assert error.reasons[0].text.en.startswith("The day of the next reminder must be later")
    tomorrow = story.day + timedelta(days=1)
    assert story.tell("snooze", alarm="A", until=tomorrow, reason="Đang họp").alerts


def test_a_date_set_is_no_earlier_than_the_paper_that_sets_it_however_late_it_is_entered() -> None:
    story = onsite()
    day, signed = story.day, story.day - timedelta(days=20)
    said: dict[str, Any] = {"duty": "draft_due_on", "document": paper(K.OTHER, signed)}
    assert story.tell("set_deadline", **said, due_on=signed).past.typed, "past since, told late"
    assert story.tell("set_deadline", duty="draft_due_on", due_on=day).past.typed

    for bad in (
        {**said, "due_on": signed - timedelta(days=1)},
        {"due_on": day - timedelta(days=1)},
    ):
        error = refused(story, "set_deadline", **{"duty": "draft_due_on", **bad})
        assert error.reasons[0].text.vi.startswith(f"Hạn {bad['due_on']:%d/%m/%Y} sớm hơn ngày")
    later = {"duty": "draft_due_on", "document": paper(K.OTHER, day + timedelta(days=1))}
    assert "before the day it was set" in (
        refused(story, "set_deadline", **later, due_on=day - timedelta(days=1)).reasons[0].text.en
    )


def test_a_request_sent_without_its_letter_says_which_paper_is_to_come_with_it() -> None:
    story = onsite()
    story.tell("draft_request", **_REQUEST)
    unsigned = {**paper(K.DOCUMENT_REQUEST, date(2021, 6, 10)), "number": ""}
    for document in (None, unsigned, paper(K.EXPLANATION_REQUEST, story.day)):
        error = refused(story, "send_request", request="YC9", document=document)

        (reason,) = error.reasons
        assert (error.act, reason.code) == ("send_request", "fact")
        assert (reason.document, reason.with_act) == (K.DOCUMENT_REQUEST, True)
        assert reason.text.en == "Sending needs a numbered, dated and signed Document request."


def test_several_reasons_are_said_one_after_the_other_in_both_languages() -> None:
    reasons = tuple(Reason("guard", Text(f"{n} không.", f"No {n}.")) for n in (1, 2))
    refused = Refused("announce", reasons)
    assert refused.text == Text("1 không. 2 không.", "No 1. No 2.")
    assert str(refused) == "1 không. 2 không."

"""What each act leaves on a directive: words, dates, people, and refusals that name the act."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from agenda import PAPER, Told, directive

from states.errors import Refused, Unknown
from states.meeting.directive import Directive, DirectiveState
from states.roles import Role

LATER, DAY = date(2021, 9, 30), date(2021, 8, 20)
LETTER = {"kind": "other", "number": "12/TTr", "signed_on": DAY, "signed_by": "Nghĩa"}


def refused(story: Told[Directive], kind: str, **said: Any) -> Refused:
    with pytest.raises(Refused) as found:
        story.act(kind, **said)
    return found.value


def test_given_to_a_person_it_is_owed_by_him_in_his_new_room_and_waits_as_long() -> None:
    story = directive().on(DAY)
    to: dict[str, Any] = {
        "owner": {"kind": "person", "name": "son"},
        "room": "Phòng 2",
        "block": "Khối 2",
    }
    now = story.act("reassign", by="tam", reason="Phòng 1 đang đi thực tế.", **to)

    assert (now.owner.name, now.holder, now.reason) == (
        "son",
        Role.MEMBER,
        "Phòng 1 đang đi thực tế.",
    )
    assert (now.place.room, now.place.block, now.place.team_head) == ("Phòng 2", "Khối 2", "")
    assert (now.place.members, now.place.owed_by) == (("son",), Role.MEMBER)
    assert now.since == now.began == date(2021, 8, 6)
    room = directive().as_of().place
    assert (room.room, room.members, room.owed_by) == ("Phòng 1", (), Role.ROOM_HEAD)


def test_put_off_once_more_it_waits_anew_for_the_new_day() -> None:
    story = directive(review_on=DAY).on(DAY)
    assert directive(review_on=DAY).as_of().since == date(2021, 8, 6)
    now = story.act("defer", by="tam", review_on=LATER, reason="Dịch chưa giảm.")

    assert (now.state, now.since, now.review_on) == (DirectiveState.DEFERRED, DAY, LATER)
    assert now.reason == "Dịch chưa giảm."


def test_a_word_says_when_by_whom_on_what_paper_and_whether_it_is_done() -> None:
    story = directive().on(DAY)
    story.act("progress", by="nghia", text="Đang chờ Sở.")
    now = story.on(LATER).act("report", by="son", text="Đã trình.", document=LETTER)

    assert [(word.on, word.by, word.text, word.done) for word in now.words] == [
        (DAY, "nghia", "Đang chờ Sở.", False),
        (LATER, "son", "Đã trình.", True),
    ]
    assert now.words[0].document is None
    assert now.words[1].document is not None
    assert now.words[1].document.number == "12/TTr"
    assert now.spoken_on == LATER


def test_each_new_date_is_counted_and_says_why() -> None:
    story = directive().on(DAY)
    story.act("set_due", due_on=DAY, reason="Gấp.")
    now = story.act("set_due", due_on=LATER, reason="Sở xin gia hạn.")

    assert (now.due_on, now.redated, now.reason) == (LATER, 2, "Sở xin gia hạn.")


def test_what_is_dropped_says_why() -> None:
    now = directive().act("drop", by="tam", reason="Sở tự rút.")

    assert (now.state, now.reason) == (DirectiveState.DROPPED, "Sở tự rút.")


EARLY: dict[str, Any] = {"reason": "Nhầm."}


@pytest.mark.parametrize(
    ("kind", "said", "en"),
    [
        ("set_due", {**EARLY, "due_on": date(2021, 8, 19)}, "19/08/2021 is before the day of"),
        ("defer", {**EARLY, "review_on": date(2021, 8, 19)}, "19/08/2021 is before the day of"),
        ("carry", {"meeting": "meeting:2021-08-18"}, "was noted at “meeting:2021-08-18”"),
        ("mention", {"report": "report:2021-08.phong-1", "paper": PAPER}, "noted at “report:2021"),
        ("acknowledge", {"alarm": "B"}, "By 20/08/2021 nobody had been told of the alarm “B”."),
        ("snooze", {**EARLY, "alarm": "A", "until": DAY}, "later than that of the snooze."),
    ],
)
def test_a_refusal_names_its_act_in_both_languages(
    kind: str, said: dict[str, Any], en: str
) -> None:
    story = directive().on(DAY)
    machine: dict[str, Any] = {"by": "meet", "machine": True}
    story.act("carry", meeting="meeting:2021-08-18", **machine)
    story.act("note_silence", report="report:2021-08.phong-1", paper=PAPER, **machine)
    told: dict[str, Any] = {"stall": "directive_overdue", "rung": "holder", "to": "room_head"}
    assert story.act("escalate", key="A:holder", **told, **machine).told == {"A:holder"}

    error = refused(story, kind, **said)

    assert error.act == kind
    assert en in error.reasons[0].text.en
    answered = story.act("acknowledge", alarm="A")
    assert [each.kind for each in answered.alerts] == ["escalate", "acknowledge"]


def test_it_is_given_once_and_nothing_happens_before_that() -> None:
    story = directive(review_on=LATER)
    again = {**story.events[0].model_dump(include={"title", "sentence", "owner"})}
    error = refused(story, "assign", **again)
    assert error.act == "assign"
    assert error.reasons[0].text.en == "This directive is registered already."
    days: tuple[dict[str, Any], ...] = ({"due_on": date(2021, 8, 5)},)
    for said in (*days, {"review_on": date(2021, 8, 5)}):
        with pytest.raises(Refused, match="05/08/2021 sớm hơn") as early:
            directive(**said)
        assert early.value.act == "assign"

    with pytest.raises(Unknown) as unknown:
        story.act("progress", text="Sớm.", occurred_on=date(2021, 8, 5))
    assert unknown.value.text.en == "05/08/2021 is before the directive was assigned."
    assert unknown.value.text.vi == "Ngày 05/08/2021 sớm hơn ngày giao nhiệm vụ."


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("set_due", {"due_on": LATER, "reason": "Ấn định."}),
        ("attend", {"meeting": "meeting:2021-08-18", "text": "Đã dự."}),
    ],
)
def test_a_duty_that_comes_back_has_neither_a_date_nor_an_end(
    kind: str, said: dict[str, Any]
) -> None:
    error = refused(directive(due_on=None, every="month"), kind, **said)

    assert error.act == kind
    assert error.reasons[0].text.en == "This duty comes back: report each of its periods."

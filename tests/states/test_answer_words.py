"""What was told of an alarm and answered, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import onsite

from states.alarm import Alarm, StallKind
from states.alerts import Acknowledged, HandedOver, Snoozed
from states.answer_words import answer_text, kind_name, state_words, telling_text, told_text
from states.escalation import Escalation, Telling
from states.roles import Role
from states.stall_names import KIND_NAMES, NEARING_NAMES
from states.terms import ROLE_NAMES
from states.text import Text

DAY, UNTIL = date(2021, 8, 2), date(2021, 8, 16)
NAMES = {"binh": "Trần Văn Bình", "dung": "Lê Dũng"}
LATE = Alarm(StallKind.SILENT, DAY, DAY, Role.TEAM_HEAD)
FIRST = Telling("team_head", Role.TEAM_HEAD, "binh", "binh", DAY, early=False)
SECOND = Telling("room_head", Role.ROOM_HEAD, "", "vanphong", UNTIL, early=False)


def answered(kind: str, **said: object) -> Acknowledged | Snoozed | HandedOver:
    actor = {"kind": "person", "id": "binh"}
    event = onsite().event(kind, DAY, actor=actor, alarm="A", **said)
    assert isinstance(event, Acknowledged | Snoozed | HandedOver)
    return event


def seen(*tellings: Telling, alarm: Alarm | None = LATE, answer: bool = False) -> Escalation:
    said = answered("acknowledge") if answer else None
    return Escalation("A", "silent", "", date(2021, 8, 9), alarm, tellings, said)


@pytest.mark.parametrize(
    ("kind", "said", "vi", "en"),
    [
        (
            "acknowledge",
            {},
            "Trần Văn Bình đã tiếp nhận ngày 02/08/2021",
            "Trần Văn Bình acknowledged it on 02/08/2021",
        ),
        (
            "snooze",
            {"until": UNTIL, "reason": "Đang họp"},
            "Trần Văn Bình hoãn nhắc đến 16/08/2021: Đang họp",
            "Trần Văn Bình snoozed it until 16/08/2021: Đang họp",
        ),
        (
            "hand_over",
            {"assignee": "an", "reason": "Nghỉ phép"},
            "Trần Văn Bình giao lại cho an ngày 02/08/2021: Nghỉ phép",
            "Trần Văn Bình handed it to an on 02/08/2021: Nghỉ phép",
        ),
        (
            "hand_over",
            {"assignee": "dung", "reason": "Nghỉ phép"},
            "Trần Văn Bình giao lại cho {dung} ngày 02/08/2021: Nghỉ phép",
            "Trần Văn Bình handed it to {dung} on 02/08/2021: Nghỉ phép",
        ),
    ],
)
def test_an_answer_says_who_when_and_why(
    kind: str, said: dict[str, object], vi: str, en: str
) -> None:
    whole = Text(*(words.replace("{dung}", "Lê Dũng") for words in (vi, en)))
    assert answer_text(answered(kind, **said), NAMES) == whole
    by_id = vi.replace("Trần Văn Bình", "binh").replace("{dung}", "dung")
    assert answer_text(answered(kind, **said), {}).vi == by_id


def test_how_far_it_is_says_how_many_are_left_or_until_when() -> None:
    assert state_words(seen(FIRST, SECOND)).vi == "chưa ai tiếp nhận"
    assert state_words(seen(FIRST, SECOND, answer=True)).en == "2 not acknowledged yet"
    snoozed = answered("snooze", until=UNTIL, reason="Đang họp")
    later = answered("snooze", until=date(2021, 8, 20), reason="Đang họp")
    asleep = seen(replace(FIRST, answer=snoozed), replace(SECOND, answer=later))
    assert state_words(asleep).vi == "hoãn nhắc đến 20/08/2021"
    assert state_words(seen(FIRST, alarm=None, answer=True)).en == "resolved"


def test_it_is_called_late_or_near_and_a_place_nobody_holds_is_the_offices() -> None:
    assert kind_name(seen(FIRST)) == KIND_NAMES[StallKind.SILENT]
    near = replace(LATE, due=UNTIL)
    assert kind_name(seen(FIRST, alarm=near)) == NEARING_NAMES[StallKind.SILENT]

    role = ROLE_NAMES[Role.ROOM_HEAD]
    assert telling_text(SECOND, NAMES) == Text(
        f"chưa có {role.vi}, đã báo Văn phòng 16/08/2021",
        f"no {role.en}, the Office was told 16/08/2021",
    )
    one, both = telling_text(FIRST, NAMES), told_text(seen(FIRST, SECOND), NAMES)
    assert one.vi.endswith("Trần Văn Bình 02/08/2021")
    assert both.vi == f"{one.vi}; {telling_text(SECOND, NAMES).vi}"
    assert both.en == f"{one.en}; {telling_text(SECOND, NAMES).en}"
    assert telling_text(FIRST, {}).vi.endswith("binh 02/08/2021")

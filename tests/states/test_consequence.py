"""What an act would change is told before it is recorded, and is what then comes about."""

from __future__ import annotations

from datetime import date

import pytest
from builders import DAYS, PAUSE_NOTICE, POLICY, K, Story, onsite, paper

from states.alarm import Alarm, StallKind
from states.clocks import Reckoning, clocks
from states.consequence import Consequence, Outlook, Turn, consequence
from states.consequence_words import NOTHING, consequence_lines
from states.deadlines import governing
from states.history import admit
from states.inspection import Inspection
from states.stall import alarms
from states.text import Text, same
from states.timeline import timeline
from tiendo.lawbook import lawbook

TODAY = date(2021, 9, 8)


def look(inspection: Inspection, on: date = TODAY) -> Outlook:
    pack = governing(inspection, lawbook())
    found = clocks(Reckoning(timeline(inspection), pack, DAYS, on)) if pack else ()
    return Outlook(inspection, found, alarms(inspection, POLICY, DAYS, lawbook()))


def sides(story: Story, kind: str, **fields: object) -> tuple[Outlook, Outlook]:
    """An inspection before and after one more act of today."""
    event = story.event(kind, TODAY, **fields)
    assert story.now is not None
    return look(story.now), look(admit("TTR-1", story.events, event))


def tried(story: Story, kind: str, **fields: object) -> Consequence:
    return consequence(*sides(story, kind, **fields), TODAY)


def said(story: Story, kind: str, **fields: object) -> list[tuple[str, Text]]:
    before, after = sides(story, kind, **fields)

    def name(alarm: Alarm, inspection: Inspection) -> Text:
        return same(f"{alarm.role} {inspection.place.team_head}")

    found = consequence(before, after, TODAY)
    lines = consequence_lines(found, before, after, TODAY, days=DAYS, name=name)
    return [(line.tone, line.text) for line in lines]


@pytest.fixture
def paused() -> Story:
    """At work on site since June, paused there on 19 July, never reviewed since."""
    story = onsite()
    story.tell("pause_site", date(2021, 7, 19), document=PAUSE_NOTICE)
    return story


def test_an_extension_says_the_new_date_and_by_how_many_days() -> None:
    """Announced on 03/06: 45 days end on Sunday 18/07, so on the Monday; 68 end on 10/08."""
    lines = said(onsite(), "extend", days=23, document=paper(K.EXTENSION_DECISION, TODAY))

    (tone, first), (late, second) = lines[:2]
    assert tone == "wait"
    assert first.vi.endswith("hạn mới sẽ là 10/08/2021 (+22 ngày, trước là 19/07/2021).")
    assert first.en.endswith("due date will be 10/08/2021 (+22 days, it was 19/07/2021).")
    assert (late, "đã qua 29 ngày" in second.vi) == ("bad", True)


def test_a_suspension_that_does_not_count_stops_the_clock_and_lifting_it_starts_it_again() -> None:
    story = onsite()
    order = paper(K.SUSPENSION_DECISION, date(2021, 6, 20))

    story.tell("pause_case", date(2021, 6, 20), document=order, days_count=False)
    lifted = tried(story, "lift_hold", document=paper(K.RESUME_DECISION, TODAY))
    (turn,) = (each for each in lifted.clocks if each.after.rule.stops_on == "onsite_ended")

    assert turn.turn is Turn.RESUMES
    assert turn.before is not None
    assert turn.before.due_on is None
    assert turn.after.due_on is not None
    assert turn.after.due_on > TODAY


def test_a_stall_that_the_act_ends_and_the_duty_it_leaves_are_both_told(paused: Story) -> None:
    found = tried(paused, "declare_none", reason="Đã rà soát")

    assert [alarm.kind for alarm in found.ended] == [StallKind.UNREVIEWED_PAUSE]
    assert StallKind.PAUSED_TOO_LONG in {alarm.kind for alarm in (*found.owed, *found.begun)}
    assert [(move.before, move.after) for move in found.moves] == [
        ("records.unreviewed", "records.none_needed")
    ]


def test_a_pause_starts_the_duty_to_say_whether_anything_is_to_be_requested() -> None:
    lines = said(onsite(), "pause_site", document=PAUSE_NOTICE)

    duties = [text.vi for tone, text in lines if tone == "wait"]

    assert any("phải nêu rõ có hay không nội dung cần yêu cầu" in each for each in duties)


def test_what_is_stuck_at_once_is_said_in_red(paused: Story) -> None:
    """A request sent late with a date that has passed is overdue the moment it is recorded."""
    paused.tell(
        "draft_request",
        date(2021, 8, 1),
        request="YC1",
        addressee="Sở Công Thương",
        items=["Hồ sơ"],
        due_on=date(2021, 8, 20),
    )

    letter = paper(K.DOCUMENT_REQUEST, date(2021, 8, 2))
    event = paused.event("send_request", date(2021, 8, 2), request="YC1", document=letter)
    assert paused.now is not None
    after = admit("TTR-1", paused.events, event)
    found = consequence(look(paused.now), look(after), TODAY)

    assert [(alarm.kind, alarm.subject) for alarm in found.begun] == [
        (StallKind.REQUEST_OVERDUE, "YC1")
    ]


def test_a_word_in_the_log_changes_nothing_and_says_so(paused: Story) -> None:
    assert tried(paused, "note", text="Đọc hồ sơ").nothing
    assert said(paused, "note", text="Đọc hồ sơ") == [("plain", NOTHING)]


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("declare_none", {}),
        ("lift_hold", {"reason": "Hết giãn cách"}),
        ("extend", {"days": 5, "document": paper(K.EXTENSION_DECISION)}),
        ("discontinue", {"document": paper(K.TERMINATION_DECISION)}),
    ],
)
def test_after_the_act_nothing_of_it_is_left_to_come(
    paused: Story, kind: str, fields: dict[str, object]
) -> None:
    """What is foreseen is the whole difference: from after the act to itself there is none."""
    before, after = sides(paused, kind, **fields)

    assert not consequence(before, after, TODAY).nothing
    assert consequence(after, after, TODAY).nothing

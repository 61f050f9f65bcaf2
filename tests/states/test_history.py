"""Two times on every event: known then, known now, and back-dated entries."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest
from builders import D0, REGISTER, K, Story, at, onsite, paper

from states.errors import Contradiction, Refused, Unknown
from states.history import admit, admit_next, in_order, may_be_annulled, replay, replay_on


def test_an_inspection_stands_on_a_day_as_it_did_on_that_day() -> None:
    story = onsite()

    assert story.as_of(D0).in_state("course.prep.planned")
    assert story.as_of(D0 + timedelta(days=2)).in_state("course.field.announced")
    assert replay("TTR-1", story.events, as_of=D0 - timedelta(days=1)) is None


def test_a_suspension_typed_in_three_weeks_late_changes_now_and_not_then() -> None:
    story = onsite()
    paused_on, typed_on = date(2021, 7, 19), date(2021, 8, 9)
    story.tell("pause_site", paused_on, reason="Giãn cách", recorded_at=at(typed_on))
    looked_at = date(2021, 7, 26)

    known_then = story.as_of(looked_at, known_by=at(looked_at, hour=17))
    known_now = story.as_of(looked_at)

    assert story.as_of(looked_at, known_by=at(typed_on)) == known_now, "that moment counts too"
    assert known_then.in_state("hold.clear")
    assert known_now.in_state("hold.site_paused")
    assert known_now.hold is not None
    assert known_now.hold.since == paused_on


def test_a_late_entry_is_put_at_its_place_not_at_the_end() -> None:
    story = Story()
    story.tell("issue_decision", date(2021, 6, 10), document=paper(K.DECISION))
    story.tell("survey", date(2021, 6, 5), document=paper(K.SURVEY_ORDER))

    assert [event.kind for event in in_order(story.events)] == [
        "register",
        "survey",
        "issue_decision",
    ]
    assert story.as_of(date(2021, 6, 7)).in_state("course.prep.surveying")


def test_a_late_entry_that_a_later_one_cannot_live_with_is_refused_by_name() -> None:
    story = onsite()
    story.tell("end_fieldwork", date(2021, 6, 30), document=paper(K.ONSITE_END_NOTICE))

    with pytest.raises(Contradiction, match=r"mục số 5 .«Kết thúc thanh tra") as refused:
        story.tell("pause_site", date(2021, 6, 20), reason="Giãn cách")

    assert refused.value.version == 5
    assert refused.value.text.en == (
        "Not recorded: entry 5 (“End on-site work”, 30/06/2021) would no longer be legal."
        " The inspection is on hold: “Resume” it first."
    )
    assert len(story.events) == 5


def test_an_act_that_is_wrong_where_it_falls_is_refused_for_itself() -> None:
    story = onsite()

    with pytest.raises(Refused, match="Thanh tra trực tiếp"):
        story.tell("end_fieldwork", D0 + timedelta(days=1), document=paper(K.ONSITE_END_NOTICE))


def test_nothing_happens_before_the_registration() -> None:
    with pytest.raises(Unknown, match="sớm hơn"):
        Story().tell("note", D0 - timedelta(days=1), text="x")


def test_an_inspection_is_registered_once() -> None:
    story = Story()
    with pytest.raises(Refused, match="đã được ghi nhận"):
        story.tell(
            "register",
            **{
                k: v
                for k, v in story.events[0].model_dump().items()
                if k not in {"kind", "version", "occurred_on", "recorded_at"}
            },
        )


def test_entries_of_one_day_keep_the_order_they_were_recorded_in() -> None:
    story = onsite()
    story.tell("pause_site", reason="Sáng")
    story.tell("lift_hold", reason="Trưa")
    now = story.tell("pause_site", reason="Chiều")

    assert now.hold is not None
    assert now.hold.reason == "Chiều"


def test_the_order_of_reading_does_not_matter() -> None:
    story = onsite()
    whole = replay("TTR-1", story.events)

    for shuffled in permutations(story.events):
        assert replay("TTR-1", shuffled) == whole


def test_a_wrong_entry_is_annulled_with_a_reason_and_stays_readable() -> None:
    story = onsite()
    story.tell("pause_site", reason="Ghi nhầm cuộc khác")
    moment = at(story.day, hour=10)
    story.day += timedelta(days=1)
    now = story.tell("annul", target=5, reason="Ghi nhầm cuộc")

    assert now.in_state("hold.clear")
    assert [event.kind for event in story.events][-2:] == ["pause_site", "annul"]
    assert story.as_of(story.day, known_by=moment).in_state("hold.site_paused")


def test_annulling_what_later_entries_rest_on_is_refused() -> None:
    with pytest.raises(Contradiction, match="mục số 3"):
        onsite().tell("annul", target=2, reason="Nhầm")


@pytest.mark.parametrize("target", [9, 1])
def test_only_an_entry_that_is_there_and_can_be_wrong_is_annulled(target: int) -> None:
    with pytest.raises(ValueError if target == 1 else Unknown, match=str(target)):
        onsite().tell("annul", target=target, reason="Nhầm")


def test_what_the_office_was_told_and_an_annulment_itself_stay() -> None:
    story = onsite()
    story.tell("note", text="x")
    story.tell("annul", target=5, reason="Nhầm")

    assert [may_be_annulled(event) for event in story.events] == [
        False,
        True,
        True,
        True,
        True,
        False,
    ]
    with pytest.raises(Unknown) as refused:
        story.tell("annul", target=6, reason="Nhầm nữa")
    assert refused.value.text.en == "Entry 6 cannot be annulled."


def test_what_comes_later_is_put_on_what_stands_and_what_comes_earlier_among_it() -> None:
    story = onsite()
    stood, first = story.now, tuple(story.events)
    assert stood is not None
    story.tell("pause_site", reason="Giãn cách")
    story.day += timedelta(1)
    story.tell("lift_hold", reason="Hết giãn cách")
    story.tell("note", D0 + timedelta(2), text="Ghi sau")
    story.tell("annul", target=5 + 1, reason="Chưa hết")
    new = story.events[len(first) :]

    for many in range(len(new) + 1):
        told = (*first, *new[:many])
        assert replay_on(stood, first, new[:many]) == replay("TTR-1", told), many
    assert replay_on(stood, first, new[1::-1]) == replay("TTR-1", (*first, *new[:2]))


def test_an_entry_is_annulled_once() -> None:
    story = onsite()
    story.tell("note", text="x")
    story.tell("annul", target=5, reason="Nhầm")

    with pytest.raises(Unknown, match="số 5 đã bị hủy"):
        story.tell("annul", target=5, reason="Nhầm nữa")


def test_a_refused_act_changes_nothing() -> None:
    story = onsite()
    before = replay("TTR-1", story.events)

    with pytest.raises(Refused):
        admit("TTR-1", story.events, story.event("publish"))

    assert replay("TTR-1", story.events) == before


def test_an_entry_that_comes_last_is_put_on_top_and_a_late_one_at_its_place() -> None:
    story = onsite()
    story.tell("pause_site", reason="Giãn cách")
    assert story.now is not None
    last = story.event("lift_hold", story.day + timedelta(1), reason="Hết giãn cách")
    late = story.event("extend", D0 + timedelta(1), days=10, document=paper(K.EXTENSION_DECISION))

    assert admit_next(story.now, story.events, last) == admit("TTR-1", story.events, last)
    unordered = [story.events[0], *story.events[:0:-1]]
    assert admit_next(story.now, unordered, last) == admit("TTR-1", story.events, last)
    with pytest.raises(Refused) as by_itself:
        admit("TTR-1", story.events, late)
    with pytest.raises(Refused) as put_on_top:
        admit_next(story.now, story.events, late)
    assert put_on_top.value.reasons == by_itself.value.reasons


def test_a_registration_is_the_first_word_and_its_paper_is_at_hand_for_what_follows() -> None:
    story = Story()
    assert story.now is not None
    assert (story.now.last_word, story.now.last_word_on) == (1, story.day)
    assert story.now.place.stands is False
    assert (story.now.documents, story.now.available) == ((), ())

    decision = paper(K.DECISION, story.day)
    event = story.event("register", **REGISTER, document=decision).model_copy(
        update={"version": 1}
    )
    born = admit("TTR-1", [], event)
    assert [each.kind for each in born.documents] == [K.DECISION]
    assert born.available == born.documents

"""Histories of the agenda: known then and now, in order, annulled, and what would contradict."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from agenda import MET, PAPER, directive, meeting, report

from states.errors import Contradiction, Unknown
from states.meeting.chronicle import DIRECTIVES, MEETINGS, REPORTS
from states.meeting.directive import DirectiveState


def test_what_was_recorded_at_a_moment_is_known_at_it() -> None:
    story = directive()
    story.on(MET + timedelta(1)).act("drop", reason="Nhầm.")
    first, last = (event.recorded_at for event in story.events)

    def state(moment: object) -> DirectiveState | None:
        found = DIRECTIVES.replay(story.stream, story.events, known_by=moment)  # type: ignore[arg-type]
        return found.state if found else None

    assert state(first - timedelta(seconds=1)) is None
    assert (state(first), state(last)) == (DirectiveState.ASSIGNED, DirectiveState.DROPPED)


def test_what_a_later_entry_cannot_live_with_is_refused_naming_that_entry() -> None:
    story = directive()
    story.on(MET + timedelta(9)).act("progress", text="Đang làm.")
    story.on(MET + timedelta(5))
    with pytest.raises(Contradiction) as refused:
        story.act("drop", reason="Nhầm.")

    assert refused.value.version == 2
    assert refused.value.text.en == (
        "Not recorded: entry 2 (“Report progress”, 15/08/2021) would no longer be legal. It is"
        " “Dropped”: cannot “Report progress”; possible only at “Assigned” or “Returned” or"
        " “Put off until its review date”."
    )


def test_an_act_of_the_machine_yields_to_what_people_enter_late() -> None:
    story = directive()
    story.on(MET + timedelta(9)).act("carry", machine=True, meeting="meeting:2021-09-08")
    story.act("progress", text="Đang làm.")
    dropped = story.on(MET + timedelta(12)).act("drop", reason="Xong việc khác.")
    assert len(dropped.carried) == 1

    again = directive()
    again.on(MET + timedelta(9)).act("carry", machine=True, meeting="meeting:2021-09-08")
    again.act("note_silence", machine=True, report="report:2021-08.p1", paper=PAPER)
    again.on(MET + timedelta(5))
    now = again.act("defer", reason="Dịch.", review_on=MET + timedelta(6))
    assert len(now.mentions) == 1
    now = again.act("drop", reason="Nhầm.")
    assert (now.state, now.carried, now.id) == (DirectiveState.DROPPED, (), again.stream)


def test_what_people_do_after_an_act_of_the_machine_that_yields_stays() -> None:
    story, left = directive(), "meeting:2021-08-13"
    story.on(date(2021, 8, 14)).act("carry", machine=True, meeting=left)
    story.on(date(2021, 8, 16)).act("progress", text="Đang làm.")
    now = story.on(date(2021, 8, 13)).act("carry", meeting=left)  # by hand, entered late

    assert [each.occurred_on for each in now.carried] == [date(2021, 8, 13)]
    assert [word.text for word in now.words] == ["Đang làm."]


def test_a_history_that_was_never_legal_names_the_entry_by_its_kind_or_by_what_it_is_called() -> (
    None
):
    story = directive()
    said = {"occurred_on": MET, "recorded_at": story.events[0].recorded_at, "version": 2}
    unheard = {**said, "kind": "acknowledge", "alarm": "x", "actor": {"kind": "person", "id": "a"}}
    event = DIRECTIVES.events.validate_python(unheard)
    with pytest.raises(Contradiction) as refused:
        DIRECTIVES.replay(story.stream, [*story.events, event])

    assert refused.value.text.vi.startswith("Không ghi được: mục số 2 («acknowledge»,")
    assert refused.value.text.en.startswith("Not recorded: entry 2 (“acknowledge”,")


def test_an_entry_is_annulled_once_and_named_by_its_number() -> None:
    story = directive()
    story.act("progress", text="Đang làm.")
    story.act("progress", text="Đang làm tiếp.")
    assert len(story.act("annul", target=3, reason="Nhầm.").words) == 1
    for target, why in (
        (9, "There is no entry 9 to annul."),
        (4, "Entry 4 cannot be annulled."),
        (3, "Entry 3 was annulled before."),
    ):
        with pytest.raises(Unknown) as refused:
            story.act("annul", target=target, reason="Nhầm.")
        assert refused.value.text.en == why


@pytest.mark.parametrize(
    ("story", "kind", "said", "why"),
    [
        (report(), "submit", {"paper": PAPER, "name": "bc"}, "before the report was asked for."),
        (meeting(), "hold", {}, "before the meeting was called."),
    ],
    ids=["report", "meeting"],
)
def test_before_it_was_asked_for_nothing_happens(
    story: object, kind: str, said: dict[str, object], why: str
) -> None:
    story.on(date(2021, 8, 31))  # type: ignore[attr-defined]
    with pytest.raises(Unknown) as refused:
        story.act(kind, **said)  # type: ignore[attr-defined]
    assert refused.value.text.en == f"31/08/2021 is {why}"
    assert refused.value.text.vi.startswith("Ngày 31/08/2021 sớm hơn ngày ")
    assert {REPORTS.kind, MEETINGS.kind} == {"report", "meeting"}

"""Any history of a directive, a report, a meeting: replay, lateness of entry, ladder."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from agenda import MET, PAPER, Told
from builders import POLICY
from hypothesis import event as seen
from hypothesis import given, settings
from hypothesis import strategies as st

from states.errors import RuleError
from states.meeting.chronicle import DIRECTIVES, MEETINGS, REPORTS
from states.meeting.lapses import lapse_calls, lapses
from states.workdays import Workdays

DAYS = Workdays(date(2020, 1, 1), date(2024, 12, 31))
SIGNED = {"kind": "other", "number": "1", "signed_on": "2021-08-01", "signed_by": "Tâm"}
OWNER = {"kind": "room", "name": "Phòng 1"}
ITEMS = [{"kind": "task", "words": f"Việc {n}.", "place": f"dòng {n}"} for n in (1, 2)]

DIRECTIVE_ACTS: dict[str, dict[str, Any]] = {
    "progress": {"text": "Đang làm."},
    "report": {"text": "Xong."},
    "accept": {},
    "return": {"due_on": 9, "reason": "Chưa đạt."},
    "set_due": {"due_on": 7, "reason": "Ấn định."},
    "defer": {"review_on": 20, "reason": "Dịch."},
    "resume": {"due_on": 15, "reason": "Hết dịch."},
    "drop": {"reason": "Không cần nữa."},
    "reassign": {"owner": {"kind": "office"}, "reason": "Giao lại."},
    "carry": {"meeting": "meeting:2021-09-08"},
    "attend": {"meeting": "meeting:2021-08-20.p1", "text": "Đã dự."},
    "note_silence": {"report": "report:2021-09.phong-1", "paper": PAPER},
    "mention": {"report": "report:2021-09.phong-1", "paper": "1" * 64},
}
REPORT_ACTS: dict[str, dict[str, Any]] = {
    "submit": {"paper": PAPER, "name": "bc.txt"},
    "accept": {},
    "return": {"due_on": 3, "reason": "Thiếu."},
    "waive": {"reason": "Phòng giải thể."},
}
MEETING_ACTS: dict[str, dict[str, Any]] = {
    "hold": {"present": ["tam"]},
    "cancel": {"reason": "Dịch."},
    "take_in": {"paper": PAPER, "name": "kl.txt", "items": ITEMS},
    "confirm": {"item": 1, "directives": ["directive:a.1"]},
    "reject": {"item": 2, "reason": "Trùng."},
    "put_forward": {"items": [{"about": "directive:a.1", "block": "Khối 1", "asks": True}]},
    "opine": {"about": "directive:a.1", "text": "Làm ngay.", "leads": True},
    "tick": {"about": "directive:a.1"},
    "reconcile": {},
    "issue": {"document": SIGNED},
}
OF_MACHINES = ("carry", "attend", "mention", "note_silence", "put_forward")
KINDS: dict[str, tuple[Any, dict[str, Any], dict[str, dict[str, Any]]]] = {
    "assign": (
        DIRECTIVES,
        {"title": "Việc", "sentence": "Việc.", "owner": OWNER, "due_on": 7, "block": "Khối 1"},
        DIRECTIVE_ACTS,
    ),
    "expect": (REPORTS, {"room": "P1", "year": 2021, "number": 8, "due_on": 2}, REPORT_ACTS),
    "call": (MEETINGS, {"title": "Họp", "planned_on": MET.isoformat()}, MEETING_ACTS),
}


def _dated(said: dict[str, Any], on: date) -> dict[str, Any]:
    """The fields of an act, its days counted from the day on which it happens."""
    return {
        name: on + timedelta(days=value)
        if name.endswith("_on") and isinstance(value, int)
        else value
        for name, value in said.items()
    }


@st.composite
def a_story(draw: st.DrawFn) -> Told[Any]:
    """A stream in which acts were tried on days in no order; the illegal ones were refused."""
    first = draw(st.sampled_from(sorted(KINDS)))
    chronicle, begins, acts = KINDS[first]
    story: Told[Any] = Told(chronicle, f"{chronicle.kind}:a.1")
    story.act(first, **_dated(begins, MET))
    for kind in draw(st.lists(st.sampled_from([*sorted(acts), "annul"]), max_size=12)):
        on = MET + timedelta(days=draw(st.integers(0, 40)))
        said = (
            {"target": max(len(story.events), 2), "reason": "Sai."}
            if kind == "annul"
            else acts[kind]
        )
        before = list(story.events)
        try:
            story.act(kind, occurred_on=on, machine=kind in OF_MACHINES, **_dated(said, on))
            seen(f"{first}: {kind}")
        except RuleError:
            assert story.events == before
    return story


@given(a_story())
@settings(max_examples=150, deadline=None)
def test_what_was_admitted_is_legal_on_every_day_and_as_known_at_every_moment(
    story: Told[Any],
) -> None:
    for count in range(1, len(story.events) + 1):
        known = story.events[:count]
        assert story.chronicle.replay(story.stream, known) is not None
    for day in range(0, 41, 5):
        story.as_of(MET + timedelta(days=day))


@given(a_story())
@settings(max_examples=100, deadline=None)
def test_history_is_read_back_from_its_text(story: Told[Any]) -> None:
    adapter = story.chronicle.events
    again = [adapter.validate_json(adapter.dump_json(event)) for event in story.events]

    assert again == story.events
    assert story.chronicle.replay(story.stream, again) == story.as_of()


@given(a_story(), st.integers(0, 120))
@settings(max_examples=100, deadline=None)
def test_telling_every_rung_leaves_nothing_to_tell(story: Told[Any], later: int) -> None:
    on = MET + timedelta(days=45 + later)
    thing = story.as_of()
    due = [call for call in lapse_calls(thing, POLICY, DAYS) if call.on <= on]
    for call in due:
        story.on(on).act(
            "escalate",
            machine=True,
            by="escalate",
            key=call.key,
            stall=call.alarm.kind.value,
            rung=call.rung,
            to=call.to.value,
        )

    told = story.as_of()
    assert [c.key for c in lapse_calls(told, POLICY, DAYS) if c.on <= on] == []
    assert lapses(told, POLICY, DAYS) == lapses(thing, POLICY, DAYS)
    assert len({call.key for call in due}) == len(due)


@pytest.mark.parametrize("first", sorted(KINDS))
def test_the_stories_reach_every_act(first: str) -> None:
    """The property above must not be about empty histories: each act is legal somewhere."""
    chronicle, _, acts = KINDS[first]
    names = set(chronicle.names) - {first, "annul"}

    assert names == set(acts)

"""How long an inspection stayed in each phase, worked out by hand."""

from __future__ import annotations

from builders import K, paper
from reckonings import at_work, day, ended, timeline_of

from states.stays import Stay, stays_of


def test_days_in_phases_left_and_the_age_in_the_one_it_stands_in() -> None:
    """Registered and decided on 31/05; at work, its field work ended on 11/06."""
    story = ended(at_work("07/06/2021"), "11/06/2021")
    inspection = timeline_of(story, "18/06/2021").inspection

    assert stays_of(inspection) == (
        Stay("course.field", day("31/05/2021").toordinal(), None),
        Stay("course.prep", day("31/05/2021").toordinal(), 0),
    )


def test_what_has_ended_is_in_no_phase() -> None:
    story = ended(at_work("07/06/2021"), "11/06/2021")
    on = day("16/06/2021")
    story.tell("discontinue", on, document=paper(K.TERMINATION_DECISION, on))
    inspection = timeline_of(story, "18/06/2021").inspection

    assert {stay.phase: stay.days for stay in stays_of(inspection)} == {
        "course.field": 16,
        "course.prep": 0,
    }

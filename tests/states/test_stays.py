"""How long an inspection stayed in each phase, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

from builders import K, Story, paper
from reckonings import at_work, day, ended, timeline_of

from states.past import CourseSpan
from states.stays import Stay, stays_of


def test_days_in_phases_left_and_the_age_in_the_one_it_stands_in() -> None:
    """Registered and decided on 31/05; at work, its field work ended on 11/06."""
    story = ended(at_work("07/06/2021"), "11/06/2021")
    inspection = timeline_of(story, "18/06/2021").inspection

    assert stays_of(inspection) == (
        Stay("course.field", day("31/05/2021").toordinal(), None),
        Stay("course.prep", day("31/05/2021").toordinal(), 0),
    )


def test_a_phase_come_back_to_counts_the_earlier_times_in() -> None:
    """In preparation for no day, on site again after its end was put on record by mistake."""
    inspection = timeline_of(at_work("07/06/2021"), "18/06/2021").inspection
    prep, field = (leaf for leaf in ("course.prep.planned", "course.field.onsite"))
    spans = (
        CourseSpan(day("01/06/2021"), day("04/06/2021"), field),
        CourseSpan(day("04/06/2021"), day("05/06/2021"), "course.dropped"),
        CourseSpan(day("05/06/2021"), day("07/06/2021"), prep),
        CourseSpan(day("07/06/2021"), None, field),
    )
    back = replace(inspection, past=replace(inspection.past, course=spans))

    assert stays_of(back) == (
        Stay("course.field", day("04/06/2021").toordinal(), None),
        Stay("course.prep", day("05/06/2021").toordinal(), 2),
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


def test_the_age_of_the_first_phase_counts_from_the_day_of_registration() -> None:
    inspection = timeline_of(Story(day("07/06/2021")), "18/06/2021").inspection
    assert stays_of(inspection) == (Stay("course.prep", day("07/06/2021").toordinal(), None),)

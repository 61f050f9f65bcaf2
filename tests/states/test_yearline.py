"""What of an inspection falls into a year: its phases, its pauses, its deadlines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from builders import (
    D0,
    DAYS,
    PAUSE_NOTICE,
    POLICY,
    TO_PUBLISHED,
    TO_SIGNING,
    K,
    Story,
    onsite,
    paper,
)

from states.alarm import Alarm, StallKind
from states.roles import Role
from states.stall import alarms
from states.yearline import Stretch, YearLine, year_line
from tiendo.lawbook import lawbook


def line(story: Story, year: int, as_of: date) -> YearLine:
    found = story.as_of(as_of)
    return year_line(found, alarms(found, POLICY, DAYS, lawbook()), year, as_of)


def spans(found: YearLine) -> list[tuple[str, date, date]]:
    return [(piece.kind.value, piece.first, piece.last) for piece in found.pieces]


def test_what_goes_on_ends_at_the_day_looked_at() -> None:
    found = line(onsite(), 2021, date(2021, 6, 20))

    assert spans(found) == [("field", date(2021, 6, 2), date(2021, 6, 20))]
    assert found.pieces[0].open
    assert found.began == date(2021, 6, 2)
    assert found.ended is None


def test_a_pause_lies_over_the_phase_that_it_stops() -> None:
    story = onsite()
    story.tell("pause_site", date(2021, 7, 19), document=PAUSE_NOTICE)
    story.tell("lift_hold", date(2021, 8, 2), reason="Hết giãn cách")
    found = line(story, 2021, date(2021, 9, 8))

    assert ("paused", date(2021, 7, 19), date(2021, 8, 1)) in spans(found)
    assert found.days(Stretch.PAUSED) == 14
    assert found.days(Stretch.FIELD) == (date(2021, 9, 8) - date(2021, 6, 2)).days + 1


def test_steps_of_one_phase_are_one_piece_and_the_phases_meet() -> None:
    found = line(Story().walk(TO_PUBLISHED), 2021, date(2021, 12, 31))
    pieces = found.pieces

    assert [piece.kind for piece in pieces] == [Stretch.FIELD, Stretch.CONCLUDE, Stretch.AFTER]
    for before, after in pairwise(pieces):
        assert after.first == before.last + timedelta(1)


def test_another_year_sees_only_its_own_days() -> None:
    story = Story(date(2020, 12, 20)).walk(TO_SIGNING[:3])

    assert spans(line(story, 2020, date(2021, 2, 1))) == [
        ("field", date(2020, 12, 21), date(2020, 12, 31))
    ]
    assert spans(line(story, 2021, date(2021, 2, 1))) == [
        ("field", date(2021, 1, 1), date(2021, 2, 1))
    ]
    assert spans(line(story, 2022, date(2021, 2, 1))) == []


def test_deadlines_of_the_law_are_marked_in_the_year_they_fall() -> None:
    story = onsite()

    assert line(story, 2021, date(2021, 6, 20)).deadlines
    assert line(story, 2020, date(2021, 6, 20)).deadlines == ()


def test_the_first_and_last_day_of_a_year_are_its_own() -> None:
    story = onsite()
    story.tell("pause_site", date(2021, 12, 31), document=PAUSE_NOTICE)
    story.tell("lift_hold", date(2022, 1, 2), reason="Hết giãn cách")
    on = date(2022, 6, 1)
    paused = ("paused", date(2021, 12, 31), date(2021, 12, 31))

    assert paused in spans(line(story, 2021, on))
    assert paused in spans(line(story, 2021, date(2021, 12, 31)))
    assert ("paused", date(2022, 1, 1), date(2022, 1, 1)) in spans(line(story, 2022, on))
    assert len(line(story, 2023, on).pieces) == 0


def test_a_pause_lifted_on_its_day_is_none_and_one_that_goes_on_is_open() -> None:
    story = onsite()
    story.tell("pause_site", date(2021, 7, 19), document=PAUSE_NOTICE)
    going_on = line(story, 2021, date(2021, 7, 20)).pieces[-1]
    assert (going_on.first, going_on.last, going_on.open, going_on.version) == (
        *(date(2021, 7, 19), date(2021, 7, 20)),
        *(True, len(story.events)),
    )
    story.tell("lift_hold", date(2021, 7, 19), reason="Nhầm")
    lifted = line(story, 2021, date(2021, 9, 8))
    assert Stretch.PAUSED not in {piece.kind for piece in lifted.pieces}


def test_when_it_was_to_start_began_and_ended_and_the_deadlines_of_the_law_in_the_year() -> None:
    story = Story()
    waiting = line(story, 2021, date(2021, 6, 20))
    assert (waiting.planned, waiting.began, waiting.ended) == (None, None, None)
    story = onsite()
    given = story.as_of(story.day)
    planned = replace(
        given, about=given.about.model_copy(update={"planned_start": date(2021, 5, 4)})
    )
    due = [
        Alarm(StallKind.PAST_DEADLINE, D0, on, Role.TEAM_HEAD, pack=pack)
        for on, pack in (
            (date(2020, 12, 31), "VN"),
            (date(2021, 1, 1), "VN"),
            (date(2021, 12, 31), "VN"),
            (date(2022, 1, 1), "VN"),
            (date(2021, 6, 30), ""),
        )
    ]
    found = year_line(planned, due, 2021, date(2021, 9, 8))
    assert found.planned == date(2021, 5, 4)
    assert found.deadlines == (date(2021, 1, 1), date(2021, 12, 31))

    on = date(2021, 7, 1)
    story.tell("discontinue", on, document=paper(K.TERMINATION_DECISION, on))
    assert line(story, 2021, date(2021, 9, 8)).ended == on

"""What a clock says beside its last day: the other date, what moved it, what lies outside it."""

from __future__ import annotations

import pytest
from builders import K, Story, paper
from reckonings import (
    at_work,
    clock_of,
    clocks_of,
    day,
    extended,
    held,
    suspended,
    timeline_of,
    warned,
)

from states.past import HoldSpan

LATER = "30/12/2021"


def silent(unit: str, lifted: str = "", **said: object) -> Story:
    """At work from Mon 07/06/2021 under a decision in these days, then suspended for a while."""
    story = at_work("07/06/2021", period_days=30, period_unit=unit)
    return suspended(story, "14/06/2021", lifted, **said)


@pytest.mark.parametrize("unit", ["calendar_day", "working_day"])
def test_where_the_order_is_silent_the_other_date_is_the_one_without_those_days(unit: str) -> None:
    unsaid = clock_of(silent(unit, "25/06/2021"), "period", LATER)
    out = clock_of(silent(unit, "25/06/2021", days_count=False), "period", LATER)
    counted = clock_of(silent(unit, "25/06/2021", days_count=True), "period", LATER)

    assert (unsaid.due_on, unsaid.other_due_on) == (counted.due_on, out.due_on)
    assert unsaid.disputed
    assert not out.disputed
    assert not counted.disputed
    assert len(out.excluded) == 1
    assert unsaid.excluded == counted.excluded == ()


@pytest.mark.parametrize("unit", ["calendar_day", "working_day"])
def test_while_it_lasts_the_other_date_is_at_the_earliest_that_of_lifting_it_tomorrow(
    unit: str,
) -> None:
    going_on = clock_of(silent(unit), "period", "20/06/2021")
    tomorrow = clock_of(silent(unit, "21/06/2021", days_count=False), "period", "21/06/2021")

    assert going_on.other_due_on is None
    assert going_on.other_earliest == tomorrow.due_on


@pytest.mark.parametrize("counts", [None, False])
def test_a_pause_begun_after_the_last_day_is_none_of_the_clocks(counts: bool | None) -> None:
    story = at_work("01/03/2021")
    late = held(story, "03/05/2021", days_count=counts)
    clock = clock_of(late, "period", LATER)

    assert (clock.due_on, clock.excluded, clock.disputed) == (day("15/04/2021"), (), False)
    assert [hold.start for hold in timeline_of(late, LATER).holds] == [day("03/05/2021")]
    assert clock_of(story, "period", LATER).moved_by == clock.moved_by


def test_an_extension_moves_the_period_and_nothing_else() -> None:
    story = extended(at_work("01/03/2021"), 20, "02/04/2021")
    entry = len(story.events)

    moved = [name for name, each in clocks_of(story, LATER).items() if entry in each.moved_by]
    assert moved == ["period"]


def test_a_pause_begun_on_the_day_a_duty_was_done_moves_nothing() -> None:
    story = at_work("07/06/2021")
    before = clock_of(story, "announce", LATER)
    paused = held(story, "07/06/2021", days_count=False)

    assert [type(each) for each in timeline_of(paused, LATER).holds] == [HoldSpan]
    after = clock_of(paused, "announce", LATER)
    assert (after.due_on, after.excluded, after.used) == (before.due_on, (), before.used)


@pytest.mark.parametrize(("signed", "late"), [("14/04/2021", False), ("19/04/2021", True)])
def test_an_extension_is_of_the_day_it_was_signed_whenever_it_was_told(
    signed: str, late: bool
) -> None:
    story = at_work("01/03/2021")  # 45 days: to 15/04
    order = paper(K.EXTENSION_DECISION, day(signed))
    story.tell("extend", day("20/04/2021"), days=20, document=order)

    assert warned(clock_of(story, "period", LATER), "ran out on", f"signed on {signed}") is late

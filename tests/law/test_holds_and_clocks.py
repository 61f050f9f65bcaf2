"""What holds do to the period, by hand. Announced Mon 31/05/2021: day 45 is Thu 15/07."""

from __future__ import annotations

import pytest
from builders import K, Story, at, paper
from reckonings import (
    at_work,
    clock_of,
    day,
    due,
    ended,
    extended,
    for_signature,
    held,
    ledger_of,
    line_of,
    runs,
    state,
    suspended,
    timeline_of,
    warned,
)

from states.clocks import Clock, ClockState, Reckoning, clock
from states.errors import Refused
from states.receipt import Verdict
from states.workdays import Workdays
from tiendo.lawbook import lawbook

MONDAY = "31/05/2021"
LATER = "12/07/2021"


def period(story: Story, as_of: str = LATER) -> Clock:
    """The clock of the inspection period."""
    return clock_of(story, "period", as_of)


def in_working_days(announced: str = MONDAY) -> Story:
    """The decision counts working days; from 31/05/2021 the 45th is Mon 02/08."""
    return at_work(announced, period_days=45, period_unit="working_day")


def test_a_pause_over_a_weekend_stops_three_calendar_days_and_one_working_day() -> None:
    """Fri 18, Sat 19, Sun 20/06 are lost; work goes on on Mon 21/06."""
    calendar = held(at_work(MONDAY), "18/06/2021", "21/06/2021", days_count=False)
    working = held(in_working_days(), "18/06/2021", "21/06/2021", days_count=False)

    assert due(calendar, "period", LATER) == "19/07/2021"  # 15 + 3 = Sun 18/07, rolls to Monday
    assert due(working, "period", LATER) == "03/08/2021"


def test_a_pause_on_holidays_stops_calendar_days_and_no_working_day() -> None:
    """Fri 30/04 to Mon 03/05/2021 are all off: four calendar days, no working day."""
    pause = ("30/04/2021", "04/05/2021")
    calendar = held(at_work("05/04/2021"), *pause, days_count=False)
    working = held(in_working_days("05/04/2021"), *pause, days_count=False)

    # 30/04 is day 25, Thu 20/05 day 45; + 4 = Mon 24/05
    assert due(at_work("05/04/2021"), "period", "04/05/2021") == "20/05/2021"
    assert due(calendar, "period", "04/05/2021") == "24/05/2021"
    # April 06-29 without 21/04: 17; May 04-31: 37; June 01-04: 41, 07-10: 45
    assert due(working, "period", "04/05/2021") == "10/06/2021"


def test_two_pauses_on_one_day_stop_that_day_once() -> None:
    """10 and 11/06, then 12, 13, 14/06: five days; 15 + 5 = Tue 20/07."""
    story = held(at_work(MONDAY), "10/06/2021", "12/06/2021", days_count=False)
    held(story, "12/06/2021", "15/06/2021", days_count=False)

    assert due(story, "period", LATER) == "20/07/2021"
    assert len(period(story).excluded) == 2


def test_a_pause_that_is_lifted_on_the_day_it_began_stops_nothing() -> None:
    story = held(at_work(MONDAY), "10/06/2021", "10/06/2021")
    held(story, "10/06/2021", "10/06/2021", days_count=False)

    found = period(story)
    assert (found.due_on, found.other_due_on) == (day("15/07/2021"), None)
    assert found.excluded == ()
    assert not warned(found, "on hold")


def test_a_pause_on_site_then_a_suspension_counts_no_day_twice() -> None:
    """10-13/06 on site, 14-20/06 the whole: 11 days; 15 + 11 = Mon 26/07."""
    story = held(at_work(MONDAY), "10/06/2021", days_count=False)
    suspended(story, "14/06/2021", "21/06/2021", days_count=False)

    found = period(story)
    assert found.due_on == day("26/07/2021")
    assert [(h.start, h.end) for h in found.excluded] == [
        (day("10/06/2021"), day("14/06/2021")),
        (day("14/06/2021"), day("21/06/2021")),
    ]
    # 01/06 to 12/07 are 42 days, 11 of them not counted
    assert (found.used, found.left) == (31, 14)


def test_holds_of_two_kinds_each_do_what_their_own_order_says() -> None:
    """10-13/06 count, 14-20/06 do not: 7 days; 15 + 7 = Thu 22/07."""
    story = held(at_work(MONDAY), "10/06/2021", days_count=True)
    suspended(story, "14/06/2021", "21/06/2021", days_count=False)

    assert due(story, "period", LATER) == "22/07/2021"
    assert not warned(period(story), "on hold")


def test_resuming_before_the_pause_is_refused() -> None:
    story = held(at_work(MONDAY), "20/06/2021")

    with pytest.raises(Refused, match="Tạm dừng"):
        story.tell("lift_hold", day("18/06/2021"), reason="Nhầm")
    assert story.events[-1].kind == "pause_site"


def test_a_hold_entered_late_changes_the_past_as_known_now_and_not_as_known_then() -> None:
    """14-20/06 were paused, typed in on 05/07: seven days; 15 + 7 = Thu 22/07."""
    story, typed = at_work(MONDAY), at(day("05/07/2021"))
    story.tell("pause_site", day("14/06/2021"), reason="Dịch", days_count=False, recorded_at=typed)
    story.tell("lift_hold", day("21/06/2021"), reason="Hết", recorded_at=typed)
    then = at(day("01/07/2021"), hour=17)

    known_then = clock_of(story, "period", "01/07/2021", known_by=then)
    known_now = period(story, "01/07/2021")

    assert (known_then.due_on, known_then.used) == (day("15/07/2021"), 31)
    assert (known_now.due_on, known_now.used) == (day("22/07/2021"), 24)
    assert set(known_now.moved_by) - set(known_then.moved_by) == {5}  # the pause
    assert period(story, "16/06/2021").state is ClockState.PAUSED


def test_under_a_silent_order_of_2010_the_days_count_and_both_dates_are_shown() -> None:
    """14-20/06: seven days that may not count; 15 + 7 = Thu 22/07."""
    found = period(held(at_work(MONDAY), "14/06/2021", "21/06/2021"))

    assert (found.state, found.due_on) == (ClockState.RUNNING, day("15/07/2021"))
    assert found.other_due_on == day("22/07/2021")
    assert warned(found, "Nothing says whether the time on hold counts")
    assert found.excluded == ()


def test_while_a_silent_pause_is_on_the_other_date_is_no_earlier_than_if_it_ended_now() -> None:
    """As of 30/06, 14-30/06 were on hold: 17 days; 15/07 + 17 = Sun 01/08, so Mon 02/08."""
    found = period(held(at_work(MONDAY), "14/06/2021"), "30/06/2021")

    assert (found.state, found.due_on) == (ClockState.RUNNING, day("15/07/2021"))
    assert (found.used, found.left) == (30, 15)
    assert (found.other_due_on, found.other_earliest) == (None, day("02/08/2021"))
    assert found.disputed


@pytest.mark.parametrize(("said", "due_on"), [(True, "15/07/2021"), (False, "22/07/2021")])
def test_an_order_of_2010_that_speaks_is_followed_without_a_warning(
    said: bool, due_on: str
) -> None:
    found = period(held(at_work(MONDAY), "14/06/2021", "21/06/2021", days_count=said))

    assert (found.due_on, found.other_due_on) == (day(due_on), None)
    assert not warned(found, "on hold")


def test_an_order_that_does_not_count_its_days_pauses_the_clock_while_it_is_on() -> None:
    """01/06 to 13/06 are 13 days used; none since."""
    story = held(at_work(MONDAY), "14/06/2021", days_count=False)

    for as_of in ("14/06/2021", "30/09/2021"):
        found = period(story, as_of)
        assert (found.state, found.due_on) == (ClockState.PAUSED, None)
        assert (found.used, found.left) == (13, 32)
        assert line_of(story, "period", as_of).verdict is Verdict.OPEN


@pytest.mark.parametrize("order", [None, False, True])
def test_a_suspension_by_decision_stops_the_period_in_2022_whatever_it_says(
    order: bool | None,
) -> None:
    """Announced 14/08/2023, day 45 Thu 28/09; 21/08-10/09 are 21 days: Thu 19/10."""
    story = suspended(at_work("14/08/2023"), "21/08/2023", days_count=order)

    # 15/08 to 20/08 are six days
    on = period(story, "01/09/2023")
    assert (on.state, on.due_on, on.used) == (ClockState.PAUSED, None, 6)
    resumed = paper(K.RESUME_DECISION, day("11/09/2023"))
    story.tell("lift_hold", day("11/09/2023"), document=resumed)
    assert period(story, "11/09/2023").due_on == day("19/10/2023")
    assert not warned(period(story, "11/09/2023"), "on hold")


def test_what_a_suspension_does_to_the_reports_of_2022_nobody_knows() -> None:
    """Ended 06/10/2023, report by Thu 26/10; suspended 09-12/10: four days, Mon 30/10."""
    story = ended(at_work("14/08/2023"), "06/10/2023")
    suspended(story, "09/10/2023", "13/10/2023")

    found = clock_of(story, "team_report", "13/10/2023")
    assert (found.due_on, found.other_due_on) == (day("26/10/2023"), day("30/10/2023"))
    assert warned(found, "Nothing says")


def test_desk_work_goes_on_while_the_site_is_paused() -> None:
    """Report 06/06/2021 + 15 = Mon 21/06, though the site is paused from 10/06."""
    story = held(for_signature("01/06/2021"), "10/06/2021", days_count=False)

    found = clock_of(story, "issue_conclusion", "15/06/2021")
    assert (found.state, found.due_on) == (ClockState.RUNNING, day("21/06/2021"))


def test_a_hold_that_begins_after_the_last_day_revives_nothing() -> None:
    story = held(at_work(MONDAY), "19/07/2021", days_count=False)

    found = period(story, "20/07/2021")
    assert (found.state, found.due_on) == (ClockState.OVERDUE, day("15/07/2021"))
    assert line_of(story, "period", "20/07/2021").days_late == 5


def test_a_weekend_last_day_does_not_roll_into_a_suspension() -> None:
    """Announced Thu 29/07/2021: day 45 is Sun 12/09. Mon 13/09 is suspended, so it waits."""
    story = suspended(at_work("29/07/2021"), "13/09/2021", days_count=False)

    found = period(story, "20/09/2021")
    assert (found.state, found.due_on, found.left) == (ClockState.PAUSED, None, 0)
    # resumed on Sat 25/09: the next working day is Mon 27/09
    resumed = paper(K.RESUME_DECISION, day("25/09/2021"))
    story.tell("lift_hold", day("25/09/2021"), document=resumed)
    assert period(story, "25/09/2021").due_on == day("27/09/2021")


def test_a_weekend_last_day_before_a_suspension_nobody_ruled_on_has_two_dates() -> None:
    """As it counts, Mon 13/09; as it does not, resumed on Thu 16/09: that day itself."""
    story = suspended(at_work("29/07/2021"), "13/09/2021", "16/09/2021")

    found = period(story, "16/09/2021")
    assert (found.due_on, found.other_due_on) == (day("13/09/2021"), day("16/09/2021"))


@pytest.mark.parametrize("until", ["", "20/08/2021"])
def test_a_hold_that_begins_when_the_work_is_done_leaves_its_due_date(until: str) -> None:
    story = suspended(ended(at_work(MONDAY), LATER), "13/07/2021", until, days_count=False)

    found = period(story, "01/09/2021")
    assert (found.state, found.due_on) == (ClockState.MET, day("15/07/2021"))
    assert found.excluded == ()


def test_an_extension_and_a_hold_add_up() -> None:
    """45 + 25 = Mon 09/08; 14-20/06 not counted: + 7 = Mon 16/08."""
    story = held(at_work(MONDAY), "14/06/2021", "21/06/2021", days_count=False)
    extended(story, 25, LATER)

    found = period(story)
    assert (found.due_on, found.limit) == (day("16/08/2021"), 70)
    assert found.moved_by == (3, 7, 5)  # announced, extended, paused
    assert not warned(found, "ceiling")


def test_a_deferred_start_does_not_stop_the_announcement_by_itself() -> None:
    """Signed 10/06 while deferred, lifted 14/06. 10/06 is not counted anyway: 11, 12, 13/06
    are in doubt. 10 + 15 = Fri 25/06, or + 3 = Mon 28/06.
    """
    story = Story(day("01/06/2021"))
    story.tell("defer_start", reason="Dịch", review_on=day("10/06/2021"))
    on = day("10/06/2021")
    story.tell("issue_decision", on, document=paper(K.DECISION, on))
    story.tell("lift_hold", day("14/06/2021"), reason="Hết")

    found = clock_of(story, "announce", "14/06/2021")
    assert (found.due_on, found.other_due_on) == (day("25/06/2021"), day("28/06/2021"))
    assert state(story, "announce", "26/06/2021") is ClockState.OVERDUE
    assert runs(ledger_of(story, "13/06/2021"))[-1].startswith("10/06-13/06 site_paused")


def test_a_stopped_clock_asks_nothing_of_a_calendar_that_ends_today() -> None:
    """No other date is shown, so none is looked for beyond the calendar there is."""
    story = held(at_work(MONDAY), "10/06/2021", days_count=False)
    until_today = Workdays(day("01/01/2021"), day(LATER))
    at_hand = Reckoning(
        timeline_of(story, LATER), lawbook().pack("VN-2010-A"), until_today, day(LATER)
    )
    period_rule = at_hand.pack.rule("period")
    assert period_rule is not None

    found = clock(at_hand, period_rule)

    assert (found.state, found.due_on, found.other_earliest) == (ClockState.PAUSED, None, None)


def test_once_the_inspection_has_ended_no_more_days_are_used() -> None:
    """Announced Mon 31/05/2021, terminated on Thu 10/06: ten days of 45."""
    story = at_work(MONDAY)
    order = paper(K.TERMINATION_DECISION, day("10/06/2021"))
    story.tell("discontinue", day("10/06/2021"), document=order)

    assert [period(story, on).used for on in ("10/06/2021", LATER)] == [10, 10]
    assert period(story, LATER).state is ClockState.ENDED

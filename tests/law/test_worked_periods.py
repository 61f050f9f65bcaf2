"""The inspection period by hand: its unit, its extensions, its ceiling, per regime."""

from __future__ import annotations

from builders import Story
from reckonings import (
    VIETNAM,
    at_work,
    clock_of,
    day,
    due,
    ended,
    extended,
    held,
    line_of,
    warned,
)

from states.clocks import Clock, ClockState
from states.law import Roll, Unit
from states.receipt import Verdict
from tiendo.lawbook import lawbook

MONDAY = "31/05/2021"


def over(found: Clock, days: int, ceiling: int) -> bool:
    """Whether a clock warns that so many days are above that ceiling."""
    return warned(found, f"The period of {days} days is above the ceiling of {ceiling} days")


def period(story: Story, as_of: str) -> Clock:
    """The clock of the inspection period."""
    return clock_of(story, "period", as_of)


def test_45_days_may_become_70_and_not_71_in_2010() -> None:
    full = period(extended(at_work(MONDAY), 25, "12/07/2021"), "12/07/2021")
    over_full = period(extended(at_work(MONDAY), 26, "12/07/2021"), "12/07/2021")

    # 15/07 is day 45, 31/07 day 61, Mon 09/08 day 70, Tue 10/08 day 71
    assert (full.limit, full.due_on) == (70, day("09/08/2021"))
    assert not warned(full, "ceiling")
    assert (over_full.limit, over_full.due_on) == (71, day("10/08/2021"))
    assert over(over_full, 71, 70)


def test_several_extensions_share_the_ceiling_in_2010() -> None:
    story = extended(extended(at_work(MONDAY), 10, "12/07/2021"), 15, "20/07/2021")

    assert period(story, "20/07/2021").due_on == day("09/08/2021")
    assert not warned(period(story, "20/07/2021"), "times")
    assert over(period(extended(story, 1, "21/07/2021"), "21/07/2021"), 71, 70)


def test_a_decision_that_names_more_than_45_days_without_an_extension_warns() -> None:
    assert over(period(at_work(MONDAY, period_days=60), MONDAY), 60, 45)
    assert not warned(period(at_work(MONDAY, period_days=30), MONDAY), "ceiling")
    # 31/05 + 30 = Wed 30/06
    assert due(at_work(MONDAY, period_days=30), "period", MONDAY) == "30/06/2021"
    # an extension is told apart from it: 60 are above 45, and 60 + 5 below 70
    extended_too = period(extended(at_work(MONDAY, period_days=60), 5, "12/07/2021"), "12/07/2021")
    assert over(extended_too, 60, 45)
    assert not warned(extended_too, "70 days")


def test_the_signed_decision_names_working_days() -> None:
    """June 2021 has 22 working days, July 22: 30/07 is the 44th, Mon 02/08 the 45th."""
    named = at_work(MONDAY, period_days=45, period_unit="working_day")
    unit_only = at_work(MONDAY, period_unit="working_day")

    for story in (named, unit_only):
        found = period(story, "30/06/2021")
        assert (found.unit, found.due_on) == (Unit.WORKING, day("02/08/2021"))
        assert (found.used, found.left) == (22, 23)
        # 02/08 is calendar day 63; without an extension the law gives 45
        assert warned(found, "counts working days", "02/08/2021", "45", "(not extended)")


def test_a_decision_of_few_working_days_stays_within_the_45_days_of_the_law() -> None:
    """31 working days: 22 in June, 01, 02, 05-09 and 12, 13/07: calendar day 43 of 45."""
    story = at_work(MONDAY, period_days=31, period_unit="working_day")

    assert due(story, "period", MONDAY) == "13/07/2021"
    assert not warned(period(story, MONDAY), "counts working days")


def test_force_majeure_alone_lengthens_the_45_days_and_does_not_open_the_70() -> None:
    """Announced Mon 29/11/2021, 30 + 3 working days: 01/12 is the 2nd, 31/12 the 24th, 04-07/01
    (03/01 off) the 28th, 14/01 the 33rd: calendar day 46 of 45 + 3. Nine more: day 59 of 57.
    """
    story = at_work("29/11/2021", period_days=30, period_unit="working_day")
    extended(story, 3, "04/01/2022", ground="force_majeure", unit="working_day")
    assert due(story, "period", "04/01/2022") == "14/01/2022"
    assert not warned(period(story, "04/01/2022"), "counts working days")

    extended(story, 9, "05/01/2022", ground="force_majeure", unit="working_day")
    # 17-21/01 the 38th, 24-27/01 the 42nd: calendar day 59 of 45 + 12
    assert due(story, "period", "05/01/2022") == "27/01/2022"
    assert warned(period(story, "05/01/2022"), "counts working days", "27/01/2022", "57 calendar")


def test_working_days_that_overshoot_the_ceiling_in_calendar_days_warn() -> None:
    """45 + 5: 03, 04, 05, 06, 09/08, calendar day 70. One more: 10/08, day 71 of at most 70."""
    story = at_work(MONDAY, period_days=45, period_unit="working_day")
    extended(story, 5, "12/07/2021", unit="working_day")

    assert due(story, "period", "12/07/2021") == "09/08/2021"
    assert not warned(period(story, "12/07/2021"), "counts working days")

    extended(story, 1, "13/07/2021", unit="working_day")
    assert due(story, "period", "13/07/2021") == "10/08/2021"
    late = period(story, "13/07/2021")
    assert warned(late, "counts working days", "10/08/2021", "70", "(extensions included)")


def test_days_that_a_hold_takes_out_do_not_overshoot_the_ceiling() -> None:
    """31 end on 13/07. 14-27/06 lost: 10 working days more, 14-16, 19-23, 26, 27/07: 57 calendar
    days less 14 are 43 of 45.
    """
    story = at_work(MONDAY, period_days=31, period_unit="working_day")
    held(story, "14/06/2021", "28/06/2021", days_count=False)

    assert due(story, "period", "28/06/2021") == "27/07/2021"
    assert not warned(period(story, "28/06/2021"), "counts working days")


def with_force_majeure(announced: str, first: str, second: str) -> Story:
    """45 days, 25 more because complex, 20 more because of force majeure."""
    story = extended(at_work(announced), 25, first)
    return extended(story, 20, second, ground="force_majeure")


def test_force_majeure_goes_beyond_the_ceiling_from_15_11_2021() -> None:
    story = with_force_majeure("29/11/2021", "04/01/2022", "20/01/2022")
    found = period(story, "20/01/2022")

    # 30/11 is day 1, 31/12 day 32, 31/01 day 63, Sun 27/02 day 90: rolls to Mon 28/02
    assert (found.limit, found.due_on) == (90, day("28/02/2022"))
    assert not warned(found, "ceiling")


def test_what_force_majeure_adds_is_not_counted_against_the_ceiling() -> None:
    """26 days more because complex are 71 of 70, whatever force majeure adds to them."""
    story = extended(at_work("29/11/2021"), 26, "04/01/2022")
    extended(story, 20, "20/01/2022", ground="force_majeure")

    assert over(period(story, "20/01/2022"), 71, 70)


def test_read_the_other_way_force_majeure_stays_under_the_ceiling() -> None:
    story = with_force_majeure("29/11/2021", "04/01/2022", "20/01/2022")
    pack = lawbook().pack("VN-2010-B")
    strict = tuple(r.model_copy(update={"literal": False}) for r in pack.readings)
    found = clock_of(
        story, "period", "20/01/2022", pack=pack.model_copy(update={"readings": strict})
    )

    assert over(found, 90, 70)


def test_force_majeure_stays_under_the_ceiling_until_14_11_2021() -> None:
    found = period(with_force_majeure(MONDAY, "12/07/2021", "30/07/2021"), "30/07/2021")

    # 09/08 is day 70, Sun 29/08 day 90: rolls to Mon 30/08
    assert (found.limit, found.due_on) == (90, day("30/08/2021"))
    assert over(found, 90, 70)


def test_one_extension_of_at_most_30_days_in_2022() -> None:
    """Announced Mon 14/08/2023: 31/08 is day 17, Thu 28/09 day 45, Sat 28/10 day 75."""
    plain = at_work("14/08/2023")
    once = extended(at_work("14/08/2023"), 30, "20/09/2023")
    too_long = extended(at_work("14/08/2023"), 31, "20/09/2023")
    twice = extended(extended(at_work("14/08/2023"), 15, "20/09/2023"), 15, "25/09/2023")

    assert due(plain, "period", "14/08/2023") == "28/09/2023"
    assert due(once, "period", "20/09/2023") == "30/10/2023"  # the Monday after Sat 28/10
    assert not warned(period(once, "20/09/2023"), "xten")
    assert over(period(too_long, "20/09/2023"), 76, 75)
    assert warned(period(twice, "25/09/2023"), "Extended 2 times", "allows 1")


def test_an_extension_signed_when_the_period_had_run_out_is_said_to_be() -> None:
    """15/07 is day 45, Sun 25/07 day 55: rolls to Mon 26/07."""
    in_time = extended(at_work(MONDAY), 10, "15/07/2021")
    late = extended(at_work(MONDAY), 10, "16/07/2021")
    twice = extended(extended(at_work(MONDAY), 10, "12/07/2021"), 5, "27/07/2021")
    on_hold = extended(held(at_work(MONDAY), "12/07/2021"), 10, "16/07/2021")

    assert not warned(period(in_time, "15/07/2021"), "ran out")
    assert warned(period(late, "16/07/2021"), "ran out on 15/07/2021", "signed on 16/07/2021")
    assert [w.en for w in period(twice, "27/07/2021").warnings if "ran out" in w.en] == [
        "The period ran out on 26/07/2021, before its extension was signed on 27/07/2021."
    ]
    assert not warned(period(on_hold, "16/07/2021"), "ran out"), "nobody said whether days count"


def test_an_extension_of_31_days_is_too_long_even_under_75_in_2022() -> None:
    story = extended(at_work("14/08/2023", period_days=40), 31, "20/09/2023")

    assert not warned(period(story, "20/09/2023"), "ceiling")  # 40 + 31 = 71
    assert warned(period(story, "20/09/2023"), "31 days", "allows 30")


def test_a_period_that_ends_on_its_45th_day_is_met() -> None:
    story = ended(at_work("14/08/2023"), "28/09/2023")

    assert line_of(story, "period", "29/09/2023").verdict is Verdict.MET


def test_what_was_late_before_an_inspection_was_stopped_stays_late() -> None:
    """Signed Mon 24/05: to be sent by Sat 29/05, so Mon 31/05. Stopped on 09/06: 9 days late."""
    story = at_work(MONDAY)
    order = {"kind": "termination_decision", "number": "9", "signed_on": "09/06/2021"}
    story.tell("discontinue", day("09/06/2021"), document={**order, "signed_by": "Võ Kiều"})

    sent = line_of(story, "decision_send", "01/09/2021")
    on_time = line_of(story, "period", "01/09/2021")

    assert (sent.verdict, sent.due_on, sent.days_late) == (Verdict.OVERDUE, day(MONDAY), 9)
    assert (on_time.verdict, on_time.days_late) == (Verdict.NOT_APPLICABLE, 0)
    assert clock_of(story, "team_report", "01/09/2021").state is ClockState.ENDED


def test_a_period_read_as_it_is_does_not_roll() -> None:
    """law.md §7: nobody has seen that the Civil Code governs the period itself."""
    pack = lawbook().pack("VN-2010-A")
    rules = tuple(r.model_copy(update={"last_day": Roll.AS_IS}) for r in pack.rules)
    story = at_work("18/03/2021")

    assert VIETNAM.is_working(day("02/05/2021")) is False
    as_is = clock_of(story, "period", "18/03/2021", pack=pack.model_copy(update={"rules": rules}))
    assert as_is.due_on == day("02/05/2021")


def test_an_extension_in_another_unit_than_the_decision_is_added_with_a_warning() -> None:
    plain = period(extended(at_work(MONDAY), 20, "12/07/2021"), "12/07/2021")
    mixed_story = extended(
        at_work(MONDAY, period_days=45, period_unit="working_day"), 20, "12/07/2021"
    )
    mixed = period(mixed_story, "12/07/2021")

    assert not warned(plain, "other days than the decision")
    assert warned(mixed, "other days than the decision")
    assert mixed.limit == 65

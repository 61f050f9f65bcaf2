"""Due dates worked out by hand. Weekdays: 01/06/2021 is a Tuesday, 01/01/2020 a Wednesday."""

from __future__ import annotations

import pytest
from builders import TO_SIGNING, K, Story, paper
from reckonings import (
    at_work,
    clock_of,
    day,
    due,
    ended,
    extended,
    for_signature,
    line_of,
    signed,
    state,
    warned,
)

from states.clocks import ClockState
from states.receipt import Verdict
from tiendo.lawbook import lawbook


def file(story: Story, kind: K, signed_on: str, occurred_on: str = "") -> Story:
    """A paper filed on the day it was signed, or later."""
    on = day(signed_on)
    story.tell("file_document", day(occurred_on or signed_on), document=paper(kind, on))
    return story


@pytest.mark.parametrize(
    ("signed_on", "due_on"),
    [
        ("01/06/2021", "16/06/2021"),  # 02/06 is day 1, 16/06 (Wed) is day 15
        ("03/06/2021", "18/06/2021"),  # Fri; the two weekends between are counted
        ("05/06/2021", "21/06/2021"),  # day 15 is Sun 20/06: rolls to Mon 21/06
        ("17/04/2021", "04/05/2021"),  # 30/04 is day 13, 02/05 (Sun) day 15; Mon 03/05 is off
        ("27/01/2021", "17/02/2021"),  # 31/01 is day 4, 11/02 day 15: Tết 10-16/02, Wed 17/02
        ("14/02/2020", "02/03/2020"),  # leap: day 15 is 29/02 (Sat), rolls to Mon 02/03
        ("14/02/2021", "01/03/2021"),  # no leap: 28/02 is day 14, Mon 01/03 day 15
    ],
)
def test_the_decision_is_announced_within_15_days_of_signing(signed_on: str, due_on: str) -> None:
    assert due(signed(signed_on), "announce", signed_on) == due_on


def test_the_last_day_counts_to_its_end() -> None:
    story = signed("01/06/2021")  # due 16/06

    assert state(story, "announce", "16/06/2021") is ClockState.RUNNING
    assert state(story, "announce", "17/06/2021") is ClockState.OVERDUE


@pytest.mark.parametrize(
    ("announced", "verdict", "late"),
    [("16/06/2021", Verdict.MET, 0), ("17/06/2021", Verdict.LATE, 1)],
)
def test_done_on_the_due_day_is_in_time_and_the_day_after_is_late(
    announced: str, verdict: Verdict, late: int
) -> None:
    line = line_of(at_work(announced, on="01/06/2021"), "announce", "01/07/2021")

    assert (line.verdict, line.days_late) == (verdict, late)
    assert (line.due_on, line.done_on) == (day("16/06/2021"), day(announced))


def test_the_first_day_is_not_counted() -> None:
    story = at_work("31/05/2021")

    # June has 30 days: 30/06 is day 30, Thu 15/07 day 45.
    assert due(story, "period", "31/05/2021") == "15/07/2021"
    assert clock_of(story, "period", "31/05/2021").used == 0
    assert clock_of(story, "period", "01/06/2021").used == 1
    assert clock_of(story, "period", "15/07/2021").left == 0
    assert clock_of(story, "period", "17/07/2021").left == -2


def test_a_period_that_ends_on_a_sunday_before_a_compensatory_day_ends_on_tuesday() -> None:
    # 31/03 is day 13, 30/04 day 43, Sun 02/05 day 45; Mon 03/05 is off for Sat 01/05.
    story = at_work("18/03/2021")

    assert due(story, "period", "18/03/2021") == "04/05/2021"
    assert state(story, "period", "04/05/2021") is ClockState.RUNNING
    assert clock_of(story, "period", "04/05/2021").left == -2  # the roll adds no day to the 45


def test_tet_2021_is_skipped_in_working_days_and_counted_in_calendar_days() -> None:
    story = ended(at_work("11/01/2021"), "05/02/2021")  # a Friday

    # 08/02 (1), 09/02 (2), 10-16/02 off, 17/02 (3), 18/02 (4), 19/02 (5)
    assert due(story, "member_report", "05/02/2021") == "19/02/2021"
    # 05/02 + 15 = Sat 20/02, rolls to Mon 22/02
    assert due(story, "team_report", "05/02/2021") == "22/02/2021"


def test_sending_the_decision_in_tet_2021_waits_for_the_first_working_day() -> None:
    # 05/02 + 5 = 10/02, the first day off; the next working day is Wed 17/02
    assert due(signed("05/02/2021"), "decision_send", "05/02/2021") == "17/02/2021"


@pytest.mark.parametrize(
    ("concluded", "until"),
    [
        ("29/02/2020", "28/02/2022"),  # no 29/02 in 2022: the last day of the month, a Monday
        ("28/02/2020", "28/02/2022"),
        ("01/03/2020", "01/03/2022"),  # a Tuesday
        ("30/04/2020", "04/05/2022"),  # 30/04 Sat, 01/05 Sun, 02 and 03/05/2022 are off
    ],
)
def test_reinspection_is_possible_for_two_years(concluded: str, until: str) -> None:
    story = for_signature("01/02/2020")  # for signature on 09/02
    story.tell("issue_conclusion", day(concluded), document=paper(K.CONCLUSION, day(concluded)))

    assert due(story, "reinspection_limit", concluded) == until
    assert clock_of(story, "reinspection_limit", concluded).left == 2
    assert clock_of(story, "reinspection_limit", "01/01/2022").left == 1  # one year is used up


def test_that_nobody_reinspected_in_two_years_is_no_breach() -> None:
    story = for_signature("01/02/2020")
    story.tell("issue_conclusion", document=paper(K.CONCLUSION, day("10/02/2020")))

    line = line_of(story, "reinspection_limit", "01/03/2022")

    assert (line.verdict, line.days_late) == (Verdict.NOT_APPLICABLE, 0)


def test_the_outline_goes_out_at_least_5_days_before_in_2010() -> None:
    early, late = (signed("05/07/2021") for _ in range(2))
    assert state(early, "outline", "06/07/2021") is ClockState.WAITING
    file(early, K.REPORT_OUTLINE, "15/07/2021")
    file(late, K.REPORT_OUTLINE, "16/07/2021")
    for story in (early, late):
        on = day("20/07/2021")
        story.tell("announce", on, document=paper(K.ANNOUNCEMENT_MINUTES, on))

        # 20 - 5 = 15/07; days off are counted
        assert due(story, "outline", "20/07/2021") == "15/07/2021"

    announced = story.events[-1].version
    assert clock_of(late, "outline", "20/07/2021").moved_by == (announced,)  # by which it is due
    assert state(early, "outline", "20/07/2021") is ClockState.MET
    assert state(late, "outline", "20/07/2021") is ClockState.MET_LATE


@pytest.mark.parametrize(
    ("announced", "latest"),
    [
        ("18/09/2023", "11/09/2023"),  # Mon; back: Fri 15, Thu 14, Wed 13, Tue 12, Mon 11
        ("07/09/2023", "29/08/2023"),  # Thu; back: 06, 05, (04-01 off), 31/08, 30/08, 29/08
    ],
)
def test_the_outline_goes_out_at_least_5_working_days_before_in_2022(
    announced: str, latest: str
) -> None:
    assert due(at_work(announced, on="25/08/2023"), "outline", announced) == latest


def test_directing_the_conclusion_is_counted_from_its_receipt_not_from_its_letter() -> None:
    story = for_signature("01/06/2021")
    story.tell("issue_conclusion", document=paper(K.CONCLUSION, story.day))  # 09/06
    file(story, K.CONCLUSION_TRANSMITTAL, "01/07/2021", "05/07/2021")

    # 05/07 + 15 = Tue 20/07
    assert due(story, "directing_document", "05/07/2021") == "20/07/2021"
    assert due(story, "publish", "05/07/2021") == "21/06/2021"  # 09/06 + 10 = Sat 19: Mon 21
    assert due(story, "handover", "05/07/2021") == "09/07/2021"  # 09/06 + 30 = Fri 09/07


def test_the_file_is_handed_over_15_days_after_it_closed_in_2022() -> None:
    """It closes on the day the directing document is signed, Fri 20/10, whenever it is filed."""
    story = for_signature("02/10/2023")
    story.tell("issue_conclusion", document=paper(K.CONCLUSION, story.day))
    file(story, K.DIRECTING_DOCUMENT, "20/10/2023", "25/10/2023")

    # 31/10 is day 11, Sat 04/11 day 15: Mon 06/11
    assert due(story, "handover", "25/10/2023") == "06/11/2023"


REGISTERED = {
    # A step a day: on-site ends on day 4, team report on day 5, draft received on day 8.
    "VN-2010-A": ("01/06/2021", "21/06/2021", "21/06/2021"),
    # end Sat 05/06 + 15 = Sun 20, Mon 21/06; report 06/06 + 15 = Mon 21/06 (not 09/06 + 15)
    "VN-2022-A": ("02/10/2023", "26/10/2023", "25/10/2023"),
    # end 06/10 + 20 = Thu 26/10; draft 10/10 + 15 = Wed 25/10 (not 07/10 + 15 = Sun 22)
    "VN-2022-B": ("01/10/2024", "25/10/2024", "24/10/2024"),
    # end 05/10 + 20 = Fri 25/10; draft 09/10 + 15 = Thu 24/10
    "VN-2025": ("03/11/2025", "27/11/2025", "26/11/2025"),
    # end 07/11 + 20 = Thu 27/11; draft 11/11 + 15 = Wed 26/11
}


@pytest.mark.parametrize("regime", REGISTERED)
def test_the_conclusion_is_counted_from_the_report_in_2010_and_from_the_draft_since(
    regime: str,
) -> None:
    registered, report_due, conclusion_due = REGISTERED[regime]
    story = for_signature(registered)
    last = f"{story.day:%d/%m/%Y}"

    assert clock_of(story, "issue_conclusion", last).rule in lawbook().pack(regime).rules
    assert due(story, "team_report", last) == report_due
    assert due(story, "issue_conclusion", last) == conclusion_due


def test_before_the_draft_is_received_nothing_runs_for_the_conclusion_in_2022() -> None:
    story = for_signature("02/10/2023")  # report 07/10, draft received 10/10

    assert state(story, "issue_conclusion", "09/10/2023") is ClockState.WAITING
    assert state(story, "issue_conclusion", "10/10/2023") is ClockState.RUNNING
    # 5 working days after Sat 07/10: Mon 09 to Fri 13/10
    assert due(story, "assign_draft", "09/10/2023") == "13/10/2023"


def test_a_duty_without_a_figure_is_unverifiable_until_its_date_is_typed() -> None:
    story = for_signature("01/06/2021")  # draft assigned 07/06, for appraisal 08/06, 09/06 done

    assert state(story, "appraisal", "08/06/2021") is ClockState.NO_FIGURE
    assert due(story, "appraisal", "08/06/2021") == "-"
    assert clock_of(story, "appraisal", "08/06/2021").left is None
    assert line_of(story, "appraisal", "09/06/2021").verdict is Verdict.UNVERIFIABLE

    typed = day("08/06/2021")
    story.tell("set_deadline", typed, duty="appraisal_due_on", due_on=day("13/06/2021"))

    typed_clock = clock_of(story, "appraisal", "08/06/2021")
    assert due(story, "appraisal", "08/06/2021") == "13/06/2021"  # a Sunday, as it was typed
    assert typed_clock.moved_by == (len(story.events),)
    assert line_of(story, "appraisal", "09/06/2021").verdict is Verdict.MET


def test_a_duty_without_a_figure_falls_away_with_the_inspection() -> None:
    drafting = Story(day("01/06/2021")).walk(TO_SIGNING[:6])
    for story, found in (
        (drafting, ClockState.ENDED),
        (for_signature("01/06/2021"), ClockState.NO_FIGURE),  # the draft was received
    ):
        story.walk([("discontinue", K.TERMINATION_DECISION)])
        assert state(story, "draft", f"{story.day:%d/%m/%Y}") is found


def test_a_typed_date_that_passed_is_overdue_even_before_its_anchor() -> None:
    """2010-B: no figure for the outline; its date is typed before anything is announced."""
    story = signed("22/11/2021")
    story.tell("set_deadline", duty="outline_send_by", due_on=day("26/11/2021"))

    assert state(story, "outline", "26/11/2021") is ClockState.RUNNING
    assert state(story, "outline", "27/11/2021") is ClockState.OVERDUE


def test_a_recalled_figure_says_that_it_is_only_a_reminder() -> None:
    story = at_work("31/05/2021")

    assert warned(clock_of(story, "period", "01/06/2021"), "nhớ lại, khá chắc", "fairly sure")
    assert not clock_of(story, "announce", "01/06/2021").warnings


def test_an_extension_moves_the_date_only_from_the_day_it_was_signed() -> None:
    story = extended(at_work("31/05/2021"), 25, "12/07/2021")

    # 45 days: Thu 15/07; 70 days: 31/07 is day 61, Mon 09/08 day 70
    assert due(story, "period", "11/07/2021") == "15/07/2021"
    assert due(story, "period", "12/07/2021") == "09/08/2021"

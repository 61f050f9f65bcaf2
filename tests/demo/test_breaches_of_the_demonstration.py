"""Which duties of the demonstration office are not met in time on 08/09/2021, by hand."""

from __future__ import annotations

from datetime import date

from states.clocks import Clock, ClockState
from states.errors import Unknown
from states.law import Unit
from states.receipt import Line, receipt, void_risks
from tiendo.demo.loader import DEMO_DAY
from tiendo.desk import Desk
from tiendo.reckoning import reckon

BREACHES = {  # verdict, due, days late
    "ba-du-an": {"period": "overdue 09/08/2021 30"},  # 31/05 + 45 + 25; its pause is disputed
    "04-du-an-chi-dinh-thau": {
        "outline": "overdue 05/03/2021 187",  # 10/03 - 5; 26 + 30 + 31 + 30 + 31 + 31 + 8
        "issue_conclusion": "overdue 10/06/2021 90",  # 26/05 + 15; 20 + 31 + 31 + 8
    },
    "bhxh-so-y-te": {
        "issue_conclusion": "late 09/04/2020 82",  # 25/03 + 15; signed 30/06: 21 + 31 + 30
        "publish": "late 10/07/2020 4",  # 30/06 + 10; published on 14/07
    },
    "ben-dinh": {
        "issue_conclusion": "late 19/06/2019 100",  # 04/06 + 15; 11 + 31 + 31 + 27
        "handover": "late 28/10/2019 23",  # 27/09 + 30 = Sun 27/10; 3 + 20
    },
    "ben-cau-ngan-sach": {
        "period": "late 04/05/2021 16",  # 17/03 + 45: Sat 01/05, Mon 03/05 off; ended on 20/05
        "issue_conclusion": "overdue 18/06/2021 82",  # 03/06 + 15; 12 + 31 + 31 + 8
    },
    "so-nong-nghiep": {
        "member_report": "late 23/07/2021 14",  # 19-23/07; signed on 06/08: 8 + 6
        "team_report": "late 02/08/2021 23",  # 16/07 + 15 = Sat 31/07; given on 25/08
    },
}


def lines(desk: Desk, stream: str) -> tuple[Line, ...]:
    try:
        return receipt(reckon(desk, stream, as_of=DEMO_DAY))
    except Unknown:  # without a decision no law governs it yet
        return ()


def period(desk: Desk, stream: str) -> Clock:
    return next(line.clock for line in lines(desk, stream) if line.rule.id == "period")


def test_eleven_duties_of_six_inspections_are_not_met_in_time(desk: Desk) -> None:
    found = {
        row.stream: {
            line.rule.id: f"{line.verdict} {line.due_on:%d/%m/%Y} {line.days_late}"
            for line in lines(desk, row.stream)
            if line.clock.late
        }
        for row in desk.store.rows()
    }

    assert {stream: late for stream, late in found.items() if late} == BREACHES


def test_only_one_inspection_lacks_what_it_is_void_without(desk: Desk) -> None:
    lacking: dict[str, list[str]] = {}
    for row in desk.store.rows():
        if lines(desk, row.stream):
            at = reckon(desk, row.stream, as_of=DEMO_DAY)
            if risks := void_risks(at.timeline, at.pack):
                lacking[row.stream] = [risk.id for risk in risks]

    assert lacking == {"04-du-an-chi-dinh-thau": ["outline"]}


def test_only_the_three_projects_are_paused_without_a_word_on_counting(desk: Desk) -> None:
    silent = [
        row.stream
        for row in desk.store.rows()
        if any(line.clock.disputed for line in lines(desk, row.stream))
    ]

    assert silent == ["ba-du-an"]


def test_a_pause_that_is_not_counted_stops_the_clock(desk: Desk) -> None:
    """Announced Tue 22/06, paused Mon 12/07: 30/06 is day 8, 11/07 day 19 of 45."""
    clock = period(desk, "duong-minh-chau")

    assert (clock.state, clock.due_on, clock.disputed) == (ClockState.PAUSED, None, False)
    assert (clock.used, clock.left) == (19, 26)


def test_a_decision_may_count_working_days(desk: Desk) -> None:
    """Announced Wed 26/05: 3 in May, 22 in June, 20 until Wed 28/07; ended 16/07, day 37."""
    clock = period(desk, "so-nong-nghiep")

    assert (clock.state, clock.unit) == (ClockState.MET, Unit.WORKING)
    assert (clock.due_on, clock.used, clock.limit) == (date(2021, 7, 28), 37, 45)

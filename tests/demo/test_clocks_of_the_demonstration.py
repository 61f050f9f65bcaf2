"""Clocks, ledger and receipt of the demonstration office on 08/09/2021, worked out by hand.

Days off of 2021 used below: Tết 10-16/02, 21/04, 30/04, 01/05 (Sat), 03/05, 02 and 03/09; of
2020: 23-29/01, 02/04, 30/04, 01/05, 02/09. From 04/01 to 08/09/2021 there are 248 days.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from states.clocks import Clock, ClockState, Reckoning, clocks
from states.ledger import ledger
from states.receipt import receipt
from states.timeline import Timeline, trace
from tiendo.calendar import workdays
from tiendo.demo.loader import DEMO_DAY
from tiendo.desk import Desk
from tiendo.lawbook import lawbook


def timeline(desk: Desk, stream: str) -> Timeline:
    found = trace(stream, desk.history(stream), as_of=DEMO_DAY)
    assert found is not None
    return found


def reckoning(desk: Desk, stream: str) -> Reckoning:
    days = timeline(desk, stream)
    law = lawbook().regime_for(days.signed_on or DEMO_DAY)
    assert law.regime_id == "VN-2010-A"
    return Reckoning(days, law, workdays(), DEMO_DAY)


def clock(desk: Desk, stream: str, rule: str) -> Clock:
    return next(c for c in clocks(reckoning(desk, stream)) if c.rule.id == rule)


def verdicts(desk: Desk, stream: str) -> dict[str, str]:
    """Each duty as "verdict due days-late"."""
    return {
        line.rule.id: " ".join(
            [
                line.verdict.value,
                *([f"{line.due_on:%d/%m/%Y}"] if line.due_on else []),
                *([str(line.days_late)] if line.days_late else []),
            ]
        )
        for line in receipt(reckoning(desk, stream))
    }


def totals(desk: Desk, stream: str) -> dict[str, int]:
    """Days by account, and by account and party where it names one."""
    found: Counter[str] = Counter()
    for post, count in ledger(timeline(desk, stream), workdays(), DEMO_DAY).totals():
        found[f"{post.account.value} {post.party}".strip()] += count
    return dict(found)


def left(found: dict[str, str], *rules: str) -> set[str]:
    """What the duties named so far leave over."""
    return {verdict for rule, verdict in found.items() if rule not in rules}


THREE_PROJECTS = {  # signed Thu 20/05, announced Mon 31/05, extended by 25 days
    "decision_send": "met 25/05/2021",  # 20 + 5, sent on the 21st
    "outline": "met 26/05/2021",  # 31 - 5, sent on the 24th
    "announce": "met 04/06/2021",  # 20/05 + 15
    "period": "overdue 09/08/2021 30",  # 30/06 is day 30, 31/07 day 61; 22 + 8 days since
}


def test_the_three_projects_met_what_was_due_before_their_pause(desk: Desk) -> None:
    found = verdicts(desk, "ba-du-an")

    assert {rule: found[rule] for rule in THREE_PROJECTS} == THREE_PROJECTS
    assert left(found, *THREE_PROJECTS) == {"open"}
    # 30 days of June, 31, 31, 8: all are counted
    assert clock(desk, "ba-du-an", "period").used == 100


def test_whose_the_248_days_of_the_three_projects_were(desk: Desk) -> None:
    # 04/01-19/05: 136 days less 35 weekend days and 11 holidays: 90 in the plan.
    # 20, 21, 24-28, 31/05 at the desk; 01/06-18/07: 22 + 12 worked; 19/07-08/09: 13 + 31 + 8.
    # Weekends: 35, then 22, 23, 29, 30/05, 8 in June, 6 until 18/07.
    assert totals(desk, "ba-du-an") == {
        "planned": 90,
        "desk team_head": 8,
        "worked team_head": 34,
        "site_paused": 52,
        "holiday": 11,
        "weekend": 53,
    }


@pytest.mark.parametrize(
    ("days_count", "state", "due_on", "earliest"),
    [
        # The silent pause of 19/07 runs on. 48 days were used before it, 22 were left: resumed
        # on 09/09 (day 49), day 70 is Thu 30/09.
        (None, ClockState.OVERDUE, date(2021, 8, 9), date(2021, 9, 30)),
        (True, ClockState.OVERDUE, date(2021, 8, 9), None),
        (False, ClockState.PAUSED, None, None),
    ],
)
def test_the_pause_of_the_three_projects_counts_unless_its_order_says_no(
    desk: Desk,
    days_count: bool | None,
    state: ClockState,
    due_on: date | None,
    earliest: date | None,
) -> None:
    """The law of 2010 is silent: the clock runs on, with a warning and both dates."""
    events = [
        e.model_copy(update={"days_count": days_count}) if e.kind == "pause_site" else e
        for e in desk.history("ba-du-an")
    ]
    days = trace("ba-du-an", events, as_of=DEMO_DAY)
    assert days is not None
    at = Reckoning(days, lawbook().pack("VN-2010-A"), workdays(), DEMO_DAY)
    (period,) = (c for c in clocks(at) if c.rule.id == "period")

    assert (period.state, period.due_on, period.other_earliest) == (state, due_on, earliest)
    assert any("tạm tính là có" in w.vi for w in period.warnings) is (days_count is None)


def test_nothing_runs_for_trang_bang_yet(desk: Desk) -> None:
    assert left(verdicts(desk, "trang-bang")) == {"open"}
    assert {c.state for c in clocks(reckoning(desk, "trang-bang"))} == {ClockState.WAITING}
    # Deferred 20/07-08/09: 12 + 31 + 8. Before: 197 days less 35 + 4 + 8 + 6 weekend days and
    # 11 holidays.
    assert totals(desk, "trang-bang") == {
        "planned": 133,
        "deferred": 51,
        "weekend": 53,
        "holiday": 11,
    }


BHXH = {  # signed 07/01/2020, announced 14/01, ended 12/03, report 25/03, concluded 30/06
    "decision_send": "met 13/01/2020",  # 07 + 5 = Sun 12
    "outline": "met 09/01/2020",  # 14 - 5
    "announce": "met 22/01/2020",  # 07 + 15
    "period": "met 16/03/2020",  # 31/01 is day 17, 29/02 day 46, Sat 14/03 day 60 (45 + 15)
    "member_report": "met 19/03/2020",  # 13, 16, 17, 18, 19/03
    "team_report": "met 27/03/2020",  # 12 + 15
    "draft": "unverifiable",  # nobody typed a date
    "appraisal": "met 18/06/2020",  # as typed
    "issue_conclusion": "late 09/04/2020 82",  # 25/03 + 15; 21 + 31 + 30
    "conclude_again": "open 30/09/2021",  # reopened 26/04/2021; as typed
    "publish": "late 10/07/2020 4",  # 30/06 + 10, done on 14/07
    "handover": "met 30/07/2020",  # 30/06 + 30
    "directing_document": "met 17/07/2020",  # received 02/07 + 15
    "reinspection_limit": "open 30/06/2022",
}


def test_the_conclusion_on_bhxh_was_82_days_late(desk: Desk) -> None:
    assert verdicts(desk, "bhxh-so-y-te") == BHXH


def test_whose_the_612_days_of_bhxh_and_so_y_te_were(desk: Desk) -> None:
    found = totals(desk, "bhxh-so-y-te")

    assert sum(found.values()) == 361 + 251
    assert found == {
        "planned": 1,  # Mon 06/01/2020
        # Jan 15-17, 20-22, 30, 31; Feb 20; Mar 2-6, 9-11
        "worked team_head": 36,
        # 07-10, 13, 14/01: 6; 12, 13, 16-20, 23, 24/03: 9; 27, 30, 31/03, 01, 03, 06, 07/04: 7;
        # 22-24/04: 3; 21, 22, 25-29/05, 01-03/06: 10; 26/04-02/07/2021: 4 + 20 + 22 + 2
        "desk team_head": 83,
        # GT-BHXH-01: 08-21/04/2020: 10; 27/04-20/05: 16. GT-BHXH-02: 05-29/07/2021: 19; from
        # 27/08: 27, 30, 31/08, 01, 06, 07, 08/09: 7
        "entity BHXH tỉnh": 52,
        # GT-SYT-02, alone or longest owed 30/07-26/08/2021: 1 + 5 + 5 + 5 + 4
        "entity Sở Y tế": 20,
        "desk chief_inspector": 11,  # 25, 26/03; 17-19, 22-26, 29/06
        "desk appraiser": 9,  # 04, 05, 08-12, 15, 16/06
        "desk office": 10,  # 30/06, 01-03, 06-10, 13/07
        # Jul 14, Aug 21, Sep 21, Oct 22, Nov 21, Dec 23, Jan 20, Feb 15, Mar 23, Apr 1-23: 16
        "follow_up office": 196,
        "holiday": 25,  # 11 in 2020, 14 in 2021
        "weekend": 169,  # 87 weeks: 174, less 25, 26/01/2020, 13, 14/02, 01/05/2021
    }


BEN_DINH = {  # signed Mon 11/03/2019, announced 19/03, ended 21/05, report 04/06, concluded 27/09
    "decision_send": "met 18/03/2019",  # 11 + 5 = Sat 16
    "announce": "met 26/03/2019",  # 11 + 15
    "period": "met 28/05/2019",  # 30/04 is day 42, 28/05 day 70 (45 + 25)
    "member_report": "met 28/05/2019",  # 22-24, 27, 28/05
    "team_report": "met 05/06/2019",  # 21/05 + 15
    "issue_conclusion": "late 19/06/2019 100",  # 04/06 + 15; 11 + 31 + 31 + 27
    "publish": "met 07/10/2019",  # 27/09 + 10, on the last day itself
    "handover": "late 28/10/2019 23",  # 27/09 + 30 = Sun 27/10; done 20/11
    "directing_document": "met 16/10/2019",  # received 01/10 + 15
    "reinspection_limit": "open 27/09/2021",
}


def test_ben_dinh_was_concluded_100_days_late_and_published_on_the_last_day(desk: Desk) -> None:
    found = verdicts(desk, "ben-dinh")

    assert {rule: found[rule] for rule in BEN_DINH} == BEN_DINH


def test_whose_the_976_days_of_ben_dinh_were(desk: Desk) -> None:
    found = totals(desk, "ben-dinh")

    assert sum(found.values()) == 359 + 366 + 251
    # March 20-22, 25-29: 8; April without 15, 29, 30: 19; May 02, 03, Sat 04 (worked), 06-10,
    # 13-17, 20: 14
    assert found["worked team_head"] == 41
    assert found["desk appraiser"] == 15  # 08, 09, 12-16, 19-23, 26-28/08
    # 04-06/06: 3; 29, 30/08, 03-06, 09-13, 16-20, 23-26/09: 20
    assert found["desk chief_inspector"] == 23
    assert found["desk office"] == 6  # 27, 30/09, 01-04/10


def test_the_vocational_college_loses_no_day_to_a_pause_whose_order_says_so(desk: Desk) -> None:
    """Announced Mon 28/06, 45 + 15 days: 31/07 is day 33, Fri 27/08 day 60.

    Paused 19/07-29/08, 13 + 29 = 42 days not counted: Fri 08/10. Used 20 before, 10 since.
    """
    period = clock(desk, "truong-cao-dang-nghe", "period")

    assert (period.due_on, period.other_due_on) == (date(2021, 10, 8), None)
    assert (period.state, period.used, period.left) == (ClockState.RUNNING, 30, 30)
    assert not any("tạm tính là có" in warning.vi for warning in period.warnings)
    assert totals(desk, "truong-cao-dang-nghe") == {
        "planned": 109,  # 90 until 19/05, 8 more in May, 01-04, 07-11, 14, 15/06
        "desk team_head": 9,  # 16-18, 21-25, 28/06
        "worked team_head": 20,  # 2 + 12 before, 30, 31/08, 01, 06, 07, 08/09 after the pause
        "entity Trường Cao đẳng nghề": 15,  # 21/07-04/08, weekends too: the site was paused
        "site_paused": 27,  # 42 less 15
        "holiday": 13,
        "weekend": 55,  # 35 + 4 + 8 + 6 + 2
    }


def test_the_new_rural_area_inspection_is_in_time_with_everything(desk: Desk) -> None:
    """Signed Wed 25/08, announced Tue 07/09: in time until 09/09; period to Fri 22/10."""
    found = verdicts(desk, "tan-bien-nong-thon-moi")
    period = clock(desk, "tan-bien-nong-thon-moi", "period")

    assert found["announce"] == "met 09/09/2021"
    assert found["period"] == "open 22/10/2021"  # 30/09 is day 23
    assert (period.state, period.used, period.left) == (ClockState.RUNNING, 1, 44)
    assert found["decision_send"] == "met 30/08/2021"  # 25 + 5
    assert found["outline"] == "met 02/09/2021"  # 07 - 5; a holiday, and not rolled


def test_the_clock_of_the_suspended_hospital_stands_still(desk: Desk) -> None:
    """Announced Thu 20/05, 70 days; suspended 26/07, not counted: 11 + 30 + 25 are used."""
    period = clock(desk, "benh-vien-y-hoc-co-truyen", "period")

    assert (period.state, period.due_on) == (ClockState.PAUSED, None)
    assert (period.limit, period.used, period.left) == (70, 66, 4)
    assert verdicts(desk, "benh-vien-y-hoc-co-truyen")["period"] == "open"
    assert totals(desk, "benh-vien-y-hoc-co-truyen") == {
        "planned": 82,  # Jan 20, Feb 15, Mar 23, Apr 20, 04-07/05
        "desk team_head": 9,  # 10-14, 17-20/05
        "worked team_head": 46,  # 21, 24-28, 31/05; June 22; 01, 02, 05-09, 12-16, 19-23/07
        "suspended 87/QĐ-TTr": 45,  # 6 + 31 + 8, though YC-02 was sent on 16/08
        "holiday": 11,
        "weekend": 55,  # 35 + 4 + 8 + 8
    }


def test_the_inspection_that_was_stopped_owes_nothing_more(desk: Desk) -> None:
    """Unexpected: no sending. Announced 28/04, outline by 23/04; stopped 24/05."""
    found = verdicts(desk, "hop-tac-xa")

    assert "decision_send" not in found
    assert found["announce"] == "met 07/05/2021"  # 22/04 + 15
    assert found["outline"] == "met 23/04/2021"
    assert found["period"] == "not_applicable 28/05/2021"  # 28/04 + 30, as decided
    assert sum(totals(desk, "hop-tac-xa").values()) == 12 + 23  # 19/04-23/05

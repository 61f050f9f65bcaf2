"""On 08/09/2021 the office is as the two meeting conclusions tell it."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from states.chart import LEAVES, Region
from states.errors import Refused
from states.inspection import Inspection
from states.request import RequestState
from states.stall import StallKind
from tiendo.clock import OFFICE_ZONE
from tiendo.demo.loader import DEMO_DAY
from tiendo.desk import Desk
from tiendo.stuck import StuckLine, stuck

GOLDEN = Path(__file__).with_name("stuck-2021-09-08.txt")
THE_PAUSE = {
    "kind": "pause_site",
    "ground": "epidemic",
    "reason": "Ca nhiễm mới tại đơn vị.",
    "document": {
        "kind": "onsite_pause_notice",
        "number": "95/TB-TTr",
        "signed_on": "16/09/2021",
        "signed_by": "tam",
    },
}


def evening(day: date) -> datetime:
    """The end of a day at the office."""
    return datetime.combine(day, time(23, 59), OFFICE_ZONE)


def read_aloud(lines: tuple[StuckLine, ...]) -> str:
    return "".join(f"{n}. {x.name}. {x.sentence.vi}\n" for n, x in enumerate(lines, start=1))


def about(desk: Desk, stream: str, day: date) -> list[StuckLine]:
    return [line for line in stuck(desk, as_of=day) if line.stream == stream]


def test_the_stuck_list_can_be_read_aloud_at_the_meeting(desk: Desk) -> None:
    assert read_aloud(stuck(desk, as_of=DEMO_DAY)) == GOLDEN.read_text("utf-8")


def test_some_are_stuck_of_every_kind_and_most_are_not(desk: Desk) -> None:
    kinds = Counter(line.kind for line in stuck(desk, as_of=DEMO_DAY))

    assert kinds == {
        StallKind.UNREVIEWED_PAUSE: 1,
        StallKind.PAST_DEADLINE: 2,
        StallKind.REQUEST_OVERDUE: 2,
        StallKind.COMPLAINT_UNDECIDED: 1,
        StallKind.REVIEW_PASSED: 1,
        StallKind.REMEDY_IDLE: 1,
    }
    assert len(desk.store.rows()) >= 3 * sum(kinds.values())


def test_nobody_said_of_the_three_projects_whether_anything_is_to_be_requested(
    desk: Desk,
) -> None:
    (line,) = about(desk, "ba-du-an", DEMO_DAY)

    assert (line.kind, line.since, line.stuck_from, line.who) == (
        StallKind.UNREVIEWED_PAUSE,
        date(2021, 7, 19),
        date(2021, 7, 29),
        "hai",
    )


def test_saying_that_there_is_nothing_takes_the_three_projects_off_the_list(desk: Desk) -> None:
    desk.record("ba-du-an", {"kind": "declare_none", "occurred_on": DEMO_DAY}, by="hai")

    assert about(desk, "ba-du-an", DEMO_DAY) == []
    assert about(desk, "ba-du-an", date(2021, 9, 7)) != []


def test_a_later_pause_brings_the_duty_back(desk: Desk) -> None:
    acts: tuple[dict[str, object], ...] = (
        {"kind": "declare_none", "occurred_on": DEMO_DAY},
        {"kind": "lift_hold", "occurred_on": "15/09/2021", "reason": "Hết giãn cách."},
        {**THE_PAUSE, "occurred_on": "16/09/2021"},
    )
    for act in acts:
        desk.record("ba-du-an", act, by="hai", now=evening(date(2021, 9, 16)))

    assert about(desk, "ba-du-an", date(2021, 9, 27)) == []
    (line,) = about(desk, "ba-du-an", date(2021, 9, 28))
    assert (line.kind, line.since) == (StallKind.UNREVIEWED_PAUSE, date(2021, 9, 16))


def test_trang_bang_may_wait_until_the_end_of_september_and_no_longer(desk: Desk) -> None:
    inspection = desk.inspection("trang-bang", as_of=DEMO_DAY)
    assert inspection.in_state("course.prep.planned")
    assert inspection.hold is not None
    assert inspection.hold.review_on == date(2021, 9, 30)

    assert about(desk, "trang-bang", DEMO_DAY) == []
    assert about(desk, "trang-bang", date(2021, 9, 30)) == []
    (line,) = about(desk, "trang-bang", date(2021, 10, 1))
    assert (line.kind, line.days) == (StallKind.REVIEW_PASSED, 1)


def test_the_report_of_so_cong_thuong_is_26_days_late(desk: Desk) -> None:
    before = about(desk, "04-du-an-chi-dinh-thau", date(2021, 8, 13))
    assert StallKind.REQUEST_OVERDUE not in {line.kind for line in before}

    (line,) = (
        line
        for line in about(desk, "04-du-an-chi-dinh-thau", DEMO_DAY)
        if line.kind is StallKind.REQUEST_OVERDUE
    )

    assert (line.subject, line.days) == ("YC-02", 26)


def test_the_explanations_of_bhxh_and_so_y_te_hold_up_the_conclusion(desk: Desk) -> None:
    inspection = desk.inspection("bhxh-so-y-te", as_of=DEMO_DAY)
    outstanding = {r.addressee: r.state for r in inspection.requests if r.outstanding}

    assert inspection.in_state("course.conclude.consulting")
    assert outstanding == {
        "BHXH tỉnh": RequestState.INSUFFICIENT,
        "Sở Y tế": RequestState.RECEIVED,
    }
    with pytest.raises(Refused, match="chưa khép lại"):
        desk.record(
            "bhxh-so-y-te", {"kind": "submit_appraisal", "occurred_on": DEMO_DAY}, by="tuan"
        )


def test_the_same_explanations_were_late_at_the_meeting_of_may_2020(desk: Desk) -> None:
    late = {(line.kind, line.subject) for line in about(desk, "bhxh-so-y-te", date(2020, 5, 11))}

    assert late == {
        (StallKind.REQUEST_OVERDUE, "GT-BHXH-01"),
        (StallKind.PAST_DEADLINE, "issue_conclusion"),  # "dẫn đến chậm ban hành kết luận"
    }


def test_the_complaint_on_ben_dinh_is_open_since_2020(desk: Desk) -> None:
    now, at_the_meeting = (
        desk.inspection("ben-dinh", as_of=day) for day in (DEMO_DAY, date(2020, 5, 11))
    )

    for inspection in (now, at_the_meeting):
        assert inspection.in_state("course.after.published")
        assert inspection.in_state("complaint.open")


def test_ben_dinh_waits_for_a_ruling_and_for_somebody_to_urge_its_conclusion(desk: Desk) -> None:
    """Lodged on Monday 17/02/2020: 40 working days, past the Hùng Kings' day of 2 April, end on
    Tuesday 14/04/2020. Urged on Thursday 15/10/2020: eight weeks without a day off end on
    10/12/2020. The silence since 25/06/2021 is explained by both."""
    found = {
        line.kind: (line.since, line.stuck_from, line.who)
        for line in about(desk, "ben-dinh", DEMO_DAY)
    }

    assert found == {
        StallKind.COMPLAINT_UNDECIDED: (date(2020, 2, 17), date(2020, 4, 15), "tam"),
        StallKind.REMEDY_IDLE: (date(2020, 10, 15), date(2020, 12, 11), "nghia"),
    }


def test_trang_bang_rested_on_a_reason_alone_until_the_meeting_put_a_paper_behind_it(
    desk: Desk,
) -> None:
    (line,) = about(desk, "trang-bang", date(2021, 9, 7))

    assert (line.kind, line.stuck_from) == (
        StallKind.NO_DECISION_NUMBER,
        date(2021, 7, 28),  # put off on 20/07: five working days end on Tuesday 27/07
    )


def test_the_answer_of_so_y_te_lies_from_the_tenth_of_september(desk: Desk) -> None:
    """In on 27/08/2021: 30, 31, 1, then 6 to 9 September, as the 2nd and 3rd were days off."""
    kinds = {x.kind: x.stuck_from for x in about(desk, "bhxh-so-y-te", date(2021, 9, 10))}

    assert kinds[StallKind.ANSWER_UNHANDLED] == date(2021, 9, 10)


def test_the_conclusions_of_2019_are_being_urged(desk: Desk) -> None:
    inspection = desk.inspection("kt-xh-2019", as_of=DEMO_DAY)

    assert inspection.in_state("course.after.published")
    assert inspection.in_state("remedy.urging")
    assert about(desk, "kt-xh-2019", DEMO_DAY) == []


def test_a_pause_with_requests_within_their_date_is_no_stall(desk: Desk) -> None:
    inspection = desk.inspection("so-giao-duc-mua-sam", as_of=DEMO_DAY)

    assert inspection.in_state("hold.site_paused")
    assert inspection.in_state("records.open")
    assert about(desk, "so-giao-duc-mua-sam", DEMO_DAY) == []


def test_the_guidance_due_14_september_is_noted_where_it_is_waited_for(desk: Desk) -> None:
    noted = [
        stream
        for stream in ("ba-du-an", "duong-minh-chau")
        for event in desk.history(stream)
        if "14/9/2021" in getattr(event, "text", "")
    ]

    assert noted == ["ba-du-an", "duong-minh-chau"]


def test_the_pause_entered_three_weeks_late_is_known_now_and_was_not_known_then(
    desk: Desk,
) -> None:
    (pause,) = (e for e in desk.history("duong-minh-chau") if e.kind == "pause_site")
    day = date(2021, 7, 30)

    then = stuck(desk, as_of=day, known_by=evening(day))
    now = stuck(desk, as_of=day)

    assert pause.recorded_at.astimezone(OFFICE_ZONE).date() - pause.occurred_on == timedelta(21)
    assert "duong-minh-chau" not in {line.stream for line in then}
    assert [x.kind for x in now if x.stream == "duong-minh-chau"] == [StallKind.UNREVIEWED_PAUSE]
    assert desk.inspection("duong-minh-chau", as_of=day, known_by=evening(day)).hold is None
    assert about(desk, "duong-minh-chau", DEMO_DAY) == []


def test_every_leaf_of_the_course_has_its_inspection(desk: Desk) -> None:
    held = {
        inspection.leaf(Region.COURSE)
        for inspection in desk.inspections(as_of=DEMO_DAY)
        if isinstance(inspection, Inspection)
    }

    assert held == set(LEAVES[Region.COURSE])

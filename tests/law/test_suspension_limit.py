"""A suspension that the entity asked for lasts 30 days at most (2022: Art. 70(1)(b)), by hand."""

from __future__ import annotations

import pytest
from builders import POLICY, K, Story, paper
from reckonings import (
    VIETNAM,
    at_work,
    clock_of,
    clocks_of,
    day,
    line_of,
    state,
    suspended,
    warned,
)

from states.clocks import ClockState
from states.receipt import Verdict
from states.roles import Role
from states.stall import Alarm, StallKind, alarms
from tiendo.lawbook import lawbook


def resumed(story: Story, on: str) -> Story:
    order = paper(K.RESUME_DECISION, day(on), number=f"TT-{len(story.events)}")
    story.tell("lift_hold", day(on), document=order)
    return story


def asked_for(announced: str, start: str, end: str = "") -> Story:
    return suspended(at_work(announced), start, end, ground="entity_request")


def alarm_of(story: Story) -> Alarm | None:
    assert story.now is not None
    found = alarms(story.now, POLICY, VIETNAM, lawbook())
    return next((a for a in found if a.subject == "suspension_limit"), None)


@pytest.mark.parametrize(
    ("announced", "start", "last"),
    [
        ("14/08/2023", "21/08/2023", "20/09/2023"),  # 31/08 is day 10, Wed 20/09 day 30
        ("02/09/2024", "09/09/2024", "09/10/2024"),  # 30/09 is day 21, Wed 09/10 day 30
        ("03/11/2025", "10/11/2025", "10/12/2025"),  # 30/11 is day 20, Wed 10/12 day 30
    ],
)
def test_work_is_resumed_by_the_thirtieth_day(announced: str, start: str, last: str) -> None:
    found = clock_of(asked_for(announced, start), "suspension_limit", start)

    assert (found.state, found.due_on, found.limit) == (ClockState.RUNNING, day(last), 30)


def test_thirty_days_are_in_time_and_thirty_one_are_a_day_late() -> None:
    """Suspended Mon 21/08/2023: resumed on 20/09, the days 21/08 to 19/09 are thirty."""
    in_time = asked_for("14/08/2023", "21/08/2023", "20/09/2023")
    late = asked_for("14/08/2023", "21/08/2023", "21/09/2023")
    still_on = asked_for("14/08/2023", "21/08/2023")

    assert line_of(in_time, "suspension_limit", "01/10/2023").verdict is Verdict.MET
    line = line_of(late, "suspension_limit", "01/10/2023")
    assert (line.verdict, line.days_late) == (Verdict.LATE, 1)
    assert state(still_on, "suspension_limit", "20/09/2023") is ClockState.RUNNING
    assert state(still_on, "suspension_limit", "21/09/2023") is ClockState.OVERDUE


def test_the_suspension_that_it_limits_does_not_stop_this_clock() -> None:
    story = asked_for("14/08/2023", "21/08/2023")

    assert state(story, "period", "01/09/2023") is ClockState.PAUSED
    assert clock_of(story, "suspension_limit", "01/09/2023").used == 11  # 22/08 to 01/09


@pytest.mark.parametrize("ground", ["force_majeure", "epidemic", "other"])
def test_no_other_ground_has_a_longest_time(ground: str) -> None:
    story = suspended(at_work("14/08/2023"), "21/08/2023", ground=ground)

    assert "suspension_limit" not in clocks_of(story, "01/12/2023")


def test_the_law_of_2010_knows_no_such_limit() -> None:
    assert "suspension_limit" not in clocks_of(asked_for("31/05/2021", "07/06/2021"), "08/09/2021")


def test_a_pause_on_site_is_no_suspension_of_the_inspection() -> None:
    story = at_work("14/08/2023")
    story.tell("pause_site", day("21/08/2023"), reason="Bận", ground="entity_request")

    assert "suspension_limit" not in clocks_of(story, "01/12/2023")


def test_passing_the_limit_is_told_to_whoever_must_resume() -> None:
    alarm = alarm_of(asked_for("14/08/2023", "21/08/2023"))

    assert alarm is not None
    assert alarm.kind is StallKind.PAST_DEADLINE
    assert (alarm.due, alarm.on) == (day("20/09/2023"), day("21/09/2023"))
    assert alarm.role is Role.CHIEF_INSPECTOR
    assert alarm.words is not None
    assert alarm.words.vi == (
        "Quyết định tiếp tục sau khi tạm dừng theo đề nghị của đối tượng "
        "(Luật Thanh tra 2022, Điều 70 khoản 1 điểm b)"
    )
    assert alarm_of(asked_for("14/08/2023", "21/08/2023", "20/09/2023")) is None


def test_in_2025_the_figure_is_recalled_so_it_warns_and_prints_no_article() -> None:
    story = asked_for("03/11/2025", "10/11/2025")
    alarm = alarm_of(story)

    assert alarm is not None
    assert alarm.words is not None
    assert alarm.words.vi.endswith("(chưa rõ điều; số ngày chưa đối chiếu với văn bản)")
    found = clock_of(story, "suspension_limit", "10/11/2025")
    assert (found.rule.severity.value, found.rule.citation) == ("warn", None)
    assert warned(found, "nhớ lại, chưa chắc", "recalled, not yet sure")


def test_suspended_again_it_is_counted_again() -> None:
    """21/08 to 25/08/2023, then from Mon 11/09: 30/09 is day 19, Wed 11/10 day 30."""
    story = asked_for("14/08/2023", "21/08/2023", "25/08/2023")
    suspended(story, "11/09/2023", ground="entity_request")

    found = clock_of(story, "suspension_limit", "12/09/2023")
    assert (found.state, found.due_on) == (ClockState.RUNNING, day("11/10/2023"))


def test_suspended_again_on_the_day_it_was_resumed_it_still_runs() -> None:
    story = asked_for("14/08/2023", "21/08/2023", "21/08/2023")
    suspended(story, "21/08/2023", ground="entity_request")

    assert state(story, "suspension_limit", "21/09/2023") is ClockState.OVERDUE
    assert state(resumed(story, "21/09/2023"), "suspension_limit", "22/09/2023") is (
        ClockState.MET_LATE
    )

"""An inspection of the plan that nobody begins: whose turn it is, and what may be done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builders import DAYS, POLICY, Story, onsite

from states.freeing import targets
from states.roles import Role
from states.sentences import duty, sentence
from states.stall import StallKind, alarms, calls
from states.text import same


def test_before_there_is_a_team_a_silence_is_the_deputys_who_may_have_it_begun() -> None:
    planned = Story().now
    assert planned is not None
    later = date(2021, 12, 31)
    (silent,) = (each for each in alarms(planned, POLICY, DAYS) if each.on <= later)

    assert (silent.kind, silent.role) == (StallKind.SILENT, Role.DEPUTY)
    assert [call.to.value for call in calls(planned, POLICY, DAYS)] == [
        "deputy",
        "chief_inspector",
    ]
    assert [step.kind for step in targets(silent, planned)] == ["survey", "issue_decision"]
    said = sentence(silent, planned, later, holder=same("X"), policy=POLICY, days=DAYS).vi
    assert said.endswith("chờ X cho triển khai, hoãn hoặc trình đưa ra khỏi kế hoạch.")
    owed = duty(silent, planned, holder=same("X"), left=same("5")).vi
    assert owed.startswith("X phải cho triển khai, hoãn hoặc trình đưa ra khỏi kế hoạch")


def test_the_planned_beginning_is_said_beside_the_silence_where_the_plan_has_one() -> None:
    planned = Story().now
    assert planned is not None
    about = planned.about.model_copy(update={"planned_start": date(2021, 7, 5)})
    later, dated = date(2021, 12, 31), replace(planned, about=about)
    said = list[str]()
    for each in (planned, dated):
        (silent,) = (alarm for alarm in alarms(each, POLICY, DAYS) if alarm.on <= later)
        text = sentence(silent, each, later, holder=same("X"), policy=POLICY, days=DAYS)
        said.append(text.vi)

    assert "dự kiến bắt đầu" not in said[0]
    assert ", dự kiến bắt đầu 05/07/2021, không có ghi nhận nào" in said[1]


def test_once_there_is_a_team_its_head_speaks_and_a_log_entry_will_do() -> None:
    working = onsite().now
    assert working is not None
    (silent,) = (each for each in alarms(working, POLICY, DAYS) if each.kind is StallKind.SILENT)

    assert silent.role is Role.TEAM_HEAD
    assert "note" in [step.kind for step in targets(silent, working)]

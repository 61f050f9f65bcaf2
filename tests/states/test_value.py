"""Values that are plain at run time behave as the frozen dataclasses they stand for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from states.alarm import Alarm, StallKind
from states.past import CourseSpan, Past
from states.roles import Role
from states.value import changed

DAY = date(2021, 9, 8)
ALARM = Alarm(StallKind.SILENT, DAY, DAY, Role.TEAM_HEAD)


def test_a_changed_value_is_another_one_with_only_those_fields_new() -> None:
    later = changed(ALARM, due=DAY.replace(day=9), subject="yc-1")

    assert later == replace(ALARM, due=DAY.replace(day=9), subject="yc-1")
    assert (ALARM.due, ALARM.subject) == (DAY, "")
    assert changed(ALARM) == ALARM
    assert changed(ALARM) is not ALARM


def test_a_field_that_is_none_is_refused() -> None:
    with pytest.raises(KeyError, match="subjct"):
        changed(ALARM, subjct="yc-1")  # type: ignore[call-arg]


def test_equal_values_are_one_in_a_set() -> None:
    assert len({ALARM, changed(ALARM), changed(ALARM, role=Role.DEPUTY)}) == 2


def test_the_types_refuse_to_set_a_field() -> None:
    """The comment below is refused by mypy as needless as soon as a value may be changed."""
    span = CourseSpan(DAY, None, "course.prep.planned")
    mine = Past(course=(span,))

    span.leaf = "course.prep.surveying"  # type: ignore[misc]

    assert mine.course[0].leaf == "course.prep.surveying"
    assert not hasattr(span, "__dict__")
    with pytest.raises(AttributeError):
        span.leef = "x"  # type: ignore[attr-defined]

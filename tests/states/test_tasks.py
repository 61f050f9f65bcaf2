"""What is late comes first, the worst of it before the longest; what has no date comes last."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from states.tasks import MILD, SOON, Task, Urgency, ordered

DAY = date(2021, 9, 8)


def a_task(form: str, due: int | None, rank: int = MILD, since: int = 30) -> Task:
    on = None if due is None else DAY + timedelta(due)
    return Task("TTR-1", form, form, DAY - timedelta(since), on, rank)


def first(task: Task, _: Task) -> Task:
    return task


def forms(*tasks: Task) -> list[str]:
    return [task.form for task in ordered(tasks, DAY, lambda task: task, first)]


def test_late_then_today_then_by_date_then_without_one() -> None:
    tasks = [
        a_task("none", None),
        a_task("later", 20),
        a_task("today", 0),
        a_task("soon", 3),
        a_task("late", -1),
    ]

    assert forms(*tasks) == ["late", "today", "soon", "later", "none"]
    assert [task.urgency(DAY) for task in tasks] == [4, 3, 1, 2, 0]
    assert Urgency.LATE < Urgency.UNDATED


def test_a_week_ahead_is_soon_and_without_a_date_the_longest_wait_comes_first() -> None:
    soon, later = a_task("soon", SOON.days), a_task("later", SOON.days + 1)
    assert [task.urgency(DAY) for task in (soon, later)] == [Urgency.SOON, Urgency.LATER]
    undated = a_task("none", None)
    assert undated.days(DAY) == 0
    assert forms(undated, a_task("longer", None, since=40)) == ["longer", "none"]


def test_of_what_is_late_the_worst_kind_comes_first_then_the_longest() -> None:
    assert forms(a_task("mild", -90, 7), a_task("worst", -2, 1), a_task("worse", -9, 1)) == [
        "worse",
        "worst",
        "mild",
    ]


def test_a_date_counts_before_how_long_something_has_waited() -> None:
    assert forms(a_task("second", 20, since=90), a_task("first", 19, since=1)) == [
        "first",
        "second",
    ]


def test_how_bad_a_stall_would_be_says_nothing_before_it_is_one() -> None:
    assert forms(a_task("worst", 9, 0), a_task("mild", 8, 9)) == ["mild", "worst"]


def test_one_act_that_answers_several_is_told_once_by_the_most_urgent() -> None:
    others: list[Task] = []

    def one_of(task: Task, other: Task) -> Task:
        others.append(other)
        return task

    given_ = [a_task("note", 5), a_task("note", -5)]
    (kept,) = ordered(given_, DAY, lambda task: task, one_of)

    assert others == given_[:1]
    assert kept.due == DAY - timedelta(5)
    assert kept.days(DAY) == -5


def test_acts_without_a_form_are_told_apart_by_what_they_are() -> None:
    tasks = [replace(a_task("", 1), act="urge"), replace(a_task("", 2), act="verify")]

    found = ordered(tasks, DAY, lambda task: task, first)

    assert [task.act for task in found] == ["urge", "verify"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(-60, 60), st.integers(0, 12)), max_size=12), st.randoms())
def test_the_order_does_not_depend_on_the_order_found(
    given_: list[tuple[int, int]], chance: random.Random
) -> None:
    tasks = [a_task(str(n), due, rank) for n, (due, rank) in enumerate(given_)]
    shuffled = list(tasks)
    chance.shuffle(shuffled)

    assert forms(*shuffled) == forms(*tasks)
    assert sorted(forms(*tasks)) == sorted(task.form for task in tasks)

"""Inspections that follow the law, with ordinary waits, are never called stuck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from statistics import median

import pytest
from thorough import share

from benchmarks import lawful_after
from benchmarks.false_alarms import WHOLE, look, made, main
from benchmarks.lawful_days import Habits, Made
from states.chart import Region
from states.stall import StallKind, alarms
from tiendo.calendar import workdays
from tiendo.lawbook import lawbook
from tiendo.policy import load_policy

pytestmark = pytest.mark.slow

POLICY, LAW, DAYS = load_policy(), lawbook(), workdays()
SOME = 80


@pytest.fixture(scope="module")
def some() -> list[Made]:
    return list(made(400, DAYS))


def test_no_day_of_an_inspection_that_follows_the_law_is_called_stuck(some: list[Made]) -> None:
    found = look(some[:SOME], POLICY, DAYS, LAW)

    assert found.first == []
    assert (found.share, found.inspections) == (0, SOME)
    assert found.days > 200 * SOME


@pytest.mark.slow
def test_nor_is_any_day_of_many_more_and_the_figure_is_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    count = share(WHOLE)
    assert main(["--inspections", str(count)]) == 0

    said = capsys.readouterr().out
    assert said.startswith(f"false alarms: {count:,} inspections that follow the law")
    assert said.endswith("called stuck on 0: 0.0000%\n")


def test_every_ordinary_wait_is_among_them(some: list[Made]) -> None:
    """Or the figure would say nothing of it."""
    seen = Counter[str]()
    for case in some:
        for _, now in case.days:
            hold = now.hold
            waits = {
                "a start put off": hold and now.in_state("course.prep"),
                "a pause on site with a review date": hold and hold.review_on,
                "a pause with none": hold and hold.review_on is None,
                "a suspension": now.in_state("hold.case_paused"),
                "a pause without its paper yet": hold and not hold.document,
                "an open request": now.in_state("records.open"),
                "an answer returned": any(r.lacking or r.version > 1 for r in now.requests),
                "an extension": now.past.extensions,
                "an open complaint": now.in_state("complaint.open"),
                "urging": now.in_state("remedy.urging"),
                "checking": now.in_state("remedy.verifying"),
                "an explanation": now.in_state("course.conclude.consulting"),
            }
            seen.update({name for name, stands in waits.items() if stands})
    assert min(seen.values()) >= 20
    assert len(seen) == 12
    signed = (next((on for place, on in case.phases if place == "decided"), None) for case in some)
    regimes = Counter(LAW.regime_for(on).regime_id for on in signed if on is not None)
    assert len(regimes) == 5


@pytest.mark.parametrize(
    ("habits", "expected"),
    [
        (Habits(review=12), StallKind.UNREVIEWED_PAUSE),
        (Habits(handle=12), StallKind.ANSWER_UNHANDLED),
        (Habits(rule=60), StallKind.COMPLAINT_UNDECIDED),
        (Habits(paper=10), StallKind.NO_DECISION_NUMBER),
        (Habits(pause=60), StallKind.PAUSED_TOO_LONG),
        (Habits(receive=20), StallKind.WAITING_FOR_NOBODY),
        (Habits(urge=60), StallKind.REMEDY_IDLE),
        (Habits(log=1.6), StallKind.SILENT),
    ],
)
def test_a_bad_habit_is_called_by_its_own_name(habits: Habits, expected: StallKind) -> None:
    """The same office with one number not kept: what is found is that, and nothing else."""
    found = look(made(SOME, DAYS, habits), POLICY, DAYS, LAW)

    assert set(found.kinds) == {expected}


def test_a_term_of_the_law_that_is_not_kept_is_called_late(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lawful_after, "PUBLISH", 20)

    found = look(made(SOME, DAYS), POLICY, DAYS, LAW)

    assert set(found.kinds) == {StallKind.PAST_DEADLINE}
    assert {alarm.subject for _, _, alarm in found.first} == {"publish"}


# ---------------------------------------------------------------- length bias


def stays(some: Sequence[Made]) -> list[tuple[Made, date, date]]:
    """From when to when each was followed up after its conclusion was made public."""
    found = []
    for case in some:
        entered = [on for place, on in case.phases if place == "published"]
        found += [(case, on, case.days[-1][0]) for on in entered]
    return found


def test_a_healthy_stage_with_old_occupants_does_not_look_stuck(some: list[Made]) -> None:
    """On any one day a stage holds mostly those who stay long: they are older than the usual
    stay, and nothing is wrong with them. What is late is told by days owed, never by age."""
    usual = median((until - since).days for _, since, until in stays(some))
    day = date(2022, 6, 15)
    present = [(case, since) for case, since, until in stays(some) if since <= day < until]
    old = [case for case, since in present if (day - since).days > usual]

    assert len(present) >= 20
    assert len(old) / len(present) > 0.35  # by their age these would all be called stuck
    assert max((day - since).days for _, since in present) > 2 * usual
    for case, _ in present:
        now = [stood for on, stood in case.days if on <= day][-1]
        assert now.leaf(Region.COURSE) == "course.after.published"
        assert [a for a in alarms(now, POLICY, DAYS, LAW) if a.on <= day] == []

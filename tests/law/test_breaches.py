"""What a history breaches, found once, is what its receipts say on every day that follows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import TO_PUBLISHED, K, Story, paper
from reckonings import VIETNAM, at_work, day, ended, held, line_of, suspended, timeline_of
from second_rounds import concluded, concluded_again, reopened, typed

from states.breaches import Breach, breaches_of
from states.clocks import Reckoning
from states.receipt import Verdict, receipt
from tiendo.lawbook import lawbook


def stopped() -> Story:
    story = at_work("01/03/2021")
    order = paper(K.TERMINATION_DECISION, day("10/06/2021"))
    story.tell("discontinue", day("10/06/2021"), document=order)
    return story


STORIES = {
    "on site": at_work("01/03/2021"),
    "paused": held(at_work("01/03/2021"), "10/03/2021"),
    "suspended": suspended(at_work("01/03/2021"), "10/03/2021"),
    "taken up again": held(at_work("01/03/2021"), "10/03/2021", "20/05/2021"),
    "ended on the last day": ended(at_work("01/03/2021"), "15/04/2021"),
    "ended late": ended(at_work("01/03/2021"), "20/05/2021"),
    "stopped": stopped(),
    "published": Story(day("01/06/2021")).walk(TO_PUBLISHED),
    "concluded": concluded(),
    "reopened": reopened(),
    "reopened late": concluded_again(
        typed(reopened(), "conclude_again_by", "30/07/2021", "06/07/2021"), "02/08/2021"
    ),
}


@pytest.mark.parametrize("name", STORIES)
def test_what_is_found_once_is_what_every_receipt_says(name: str) -> None:
    story = STORIES[name]
    last = max(event.occurred_on for event in story.events)
    line = timeline_of(story, f"{last:%d/%m/%Y}")
    assert line.signed_on is not None
    law = lawbook().regime_for(line.signed_on)

    found = breaches_of(line, law, VIETNAM)

    for n in (*range(100), 365, 800):
        on = last + timedelta(days=n)
        said = {
            each.rule.id: (each.days_late, each.verdict is Verdict.LATE)
            for each in receipt(Reckoning(line, law, VIETNAM, on))
            if each.verdict in (Verdict.LATE, Verdict.OVERDUE)
        }
        assert all(each.late is None or each.late > 0 for each in found)
        assert {rule: late for rule, *late in _late(found, on.toordinal())} == {
            rule: list(late) for rule, late in said.items()
        }, on


def _late(found: tuple[Breach, ...], on: int) -> list[tuple[str, int, bool]]:
    days = [(e.rule, on - e.due_day if e.late is None else e.late, e.met) for e in found]
    return [each for each in days if each[1] > 0]


def test_what_was_late_when_the_inspection_was_stopped_grows_no_more() -> None:
    """Announced 01/03/2021 + 45 days = 15/04/2021; stopped on 10/06, 15 + 31 + 10 days after."""
    line = timeline_of(stopped(), "10/06/2021")

    found = breaches_of(line, lawbook().pack("VN-2010-A"), VIETNAM)

    assert line_of(stopped(), "period", "10/06/2021").days_late == 56
    assert Breach("period", day("15/04/2021").toordinal(), 56, met=False) in found


def test_a_power_that_lapses_is_no_breach() -> None:
    line = timeline_of(STORIES["published"], "08/09/2021")
    law = lawbook().pack("VN-2010-A")
    at = Reckoning(line, law, VIETNAM, day("08/09/2021"))

    (power,) = (each for each in receipt(at) if each.rule.id == "reinspection_limit")
    assert power.due_on is not None
    assert "reinspection_limit" not in {each.rule for each in breaches_of(line, law, VIETNAM)}

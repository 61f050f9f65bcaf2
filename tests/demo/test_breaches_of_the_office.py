"""The breaches counted from rows are those that the receipts of the same day tell."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from breaches_replayed import replayed

from tiendo.breached import tally
from tiendo.demo.loader import DEMO_DAY
from tiendo.desk import Desk
from tiendo.otherday import worked_out
from tiendo.summing import sum_up

DAYS = (
    date(2021, 3, 15),
    date(2021, 7, 1),
    date(2021, 8, 6),
    *(DEMO_DAY + timedelta(days=n) for n in (-1, 0, 1, 40, 400)),
)


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_every_rule_is_breached_as_the_receipts_say(desk: Desk, on: date) -> None:
    sum_up(desk)
    overview = worked_out(desk, as_of=on, today=DEMO_DAY)

    found = tally(overview, desk.days, on)
    there, judged, lawless, failed = replayed(desk, on)

    rules = [each.breached for each in found.rules]
    assert {each.rule: list(overview.sums.breakers(on, each.rule)) for each in rules} == there
    assert [(each.count, each.late) for each in rules] == [
        (len(there[each.rule]), sum(one.met for one in there[each.rule])) for each in rules
    ]
    assert all(each.first == tuple(there[each.breached.rule][:6]) for each in found.rules)
    counts = [(-each.count, each.rule) for each in rules]
    assert counts == sorted(counts)
    assert (found.judged, found.lawless, list(found.unreadable)) == (judged, lawless, failed)
    assert on < date(2021, 7, 1) or there  # there is something to compare

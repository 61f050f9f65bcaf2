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

    assert {rule.id: list(overview.sums.breakers(on, rule.id)) for rule in found.rules} == there
    assert [(rule.count, rule.late) for rule in found.rules] == [
        (len(there[rule.id]), sum(each.met for each in there[rule.id])) for rule in found.rules
    ]
    assert all(rule.first == tuple(there[rule.id][:6]) for rule in found.rules)
    counts = [(-rule.count, rule.id) for rule in found.rules]
    assert counts == sorted(counts)
    assert (found.judged, found.lawless, list(found.unreadable)) == (judged, lawless, failed)
    assert on < date(2021, 7, 1) or there  # there is something to compare

"""The breaches of the whole office from every history: what the sums must come to."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from states.clocks import Reckoning
from states.errors import RuleError
from states.inspection import Inspection
from states.receipt import Verdict, receipt
from states.timeline import timeline
from tiendo.desk import Desk
from tiendo.reckoning import law_of
from tiendo.sums import Breaker

BREACHES = (Verdict.OVERDUE, Verdict.LATE)


def replayed(desk: Desk, on: date) -> tuple[dict[str, list[Breaker]], int, int, list[str]]:
    """By rule those that breached it, the latest first; how many judged, lawless, which failed."""
    found: dict[str, list[Breaker]] = defaultdict(list)
    judged, lawless, failed = 0, 0, list[str]()
    for it in desk.inspections(as_of=on):
        try:
            law = law_of(timeline(it)) if isinstance(it, Inspection) else None
            if not isinstance(it, Inspection):
                failed.append(it.id)
                continue
            if law is None:
                lawless += 1
                continue
            lines = receipt(Reckoning(timeline(it), law, desk.days, on))
        except RuleError:
            failed.append(it.id)
            continue
        judged += 1
        for line in lines:
            if line.verdict in BREACHES:
                met, name = line.verdict is Verdict.LATE, it.about.short_name
                found[line.rule.id].append(Breaker(it.id, name, line.days_late, met))
    for breakers in found.values():
        breakers.sort(key=lambda each: (-each.days, each.stream))
    return dict(found), judged, lawless, sorted(failed)

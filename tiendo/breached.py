"""The rules most often breached across the office, from what is summed of each inspection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from states.errors import Unknown
from states.text import Text
from states.workdays import Workdays
from tiendo.lawbook import lawbook
from tiendo.listing import Wanted
from tiendo.overview import Overview
from tiendo.snapshot import Snapshot
from tiendo.sums import Breached, Breaker, Judged, Sort

SHOWN = 6
"""How many inspections stand under each rule; the others are a list away."""
_FAILED = 50


@dataclass(frozen=True, slots=True)
class BreachedRule:
    """A rule by its name, how many inspections breached it, and those that did so longest."""

    name: Text
    breached: Breached
    first: tuple[Breaker, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """The breaches of the whole office on a day, the rule most often breached first.

    ``judged`` have a law; ``lawless`` no decision yet; ``unreadable`` could not be worked out.
    """

    rules: tuple[BreachedRule, ...]
    judged: int
    lawless: int
    unreadable: tuple[str, ...]


def tally(overview: Overview, days: Workdays, on: date) -> Tally:
    """Every rule met late or overdue. Raises OutsideCalendar: no receipt is made of such a day."""
    days.is_working(on)
    sums, every = overview.sums, Wanted()
    found = {each.key: each.count for each in sums.heaviest(every, on, Sort.LAW, len(Judged))}
    failed = set(sums.held(every, on, Sort.LAW, (Judged.FAILED,), _FAILED))
    if isinstance(overview, Snapshot):
        failed |= set(overview.unreadable)
    return Tally(
        rules=tuple(
            BreachedRule(rule_name(each.rule), each, sums.breakers(on, each.rule, SHOWN))
            for each in sums.breached(on)
        ),
        judged=found.get(Judged.JUDGED, 0),
        lawless=found.get(Judged.LAWLESS, 0),
        unreadable=tuple(sorted(failed)),
    )


def rule_name(rule: str) -> Text:
    """What a duty is called, in the newest law that has it. Raises Unknown."""
    for pack in reversed(lawbook().packs):
        for each in pack.duties:
            if each.id == rule:
                return each.name
    raise Unknown(_NO_RULE.fill(id=rule))


_NO_RULE = Text("Không có việc «{id}» trong luật nào.", "No law has a duty “{id}”.")

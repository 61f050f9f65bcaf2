"""Whose days, across the office: what the day ledgers of this year say, summed."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import date, datetime

from states.errors import RuleError
from states.inspection import Inspection
from states.ledger import ledger
from states.lost import Loss, Losses
from states.timeline import timeline
from states.workdays import Workdays
from tiendo.desk import Desk, Unreadable

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LostDays:
    """Days lost from a day to another, both included, by party; the most days first.

    ``uncounted``: inspections that cannot be read, or have no ledger; they hide no other.
    """

    since: date
    until: date
    losses: tuple[Loss, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    uncounted: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        """How many days in all."""
        return sum(loss.days for loss in self.losses)


@dataclass
class Ledgers:
    """The ledgers of the year of a day, summed inspection by inspection."""

    until: date
    workdays: Workdays
    _losses: Losses = field(default_factory=Losses)
    _names: dict[str, str] = field(default_factory=dict)
    _uncounted: list[str] = field(default_factory=list)

    @property
    def since(self) -> date:
        """The first day of the year."""
        return self.until.replace(month=1, day=1)

    def add(self, inspection: Inspection | Unreadable) -> None:
        """Count one inspection; one without a ledger is only named."""
        if isinstance(inspection, Unreadable):
            self._uncounted.append(inspection.id)
            return
        try:
            book = ledger(timeline(inspection), self.workdays, self.until, self.since)
        except RuleError as error:
            LOG.warning("event=ledger_failed stream=%s why=%s", inspection.id, error)
            self._uncounted.append(inspection.id)
            return
        self._losses.add(inspection.id, inspection.place.room, book)
        self._names[inspection.id] = inspection.about.short_name

    @property
    def found(self) -> LostDays:
        """What was summed so far."""
        losses, uncounted = self._losses.found, tuple(sorted(self._uncounted))
        return LostDays(self.since, self.until, losses, self._names, uncounted)


def lost_days(desk: Desk, *, as_of: date, known_by: datetime | None = None) -> LostDays:
    """Whose days were lost across the office, from 1 January of a day's year to that day."""
    ledgers = Ledgers(as_of, desk.days)
    for inspection in desk.inspections(as_of=as_of, known_by=known_by):
        ledgers.add(inspection)
    return ledgers.found

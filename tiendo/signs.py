"""What is looked at to tell whether the machine is alive; nothing in it needs Prefect.

Nothing here grows with the number of inspections: a page asks on every request.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from states.text import Text
from states.workdays import Workdays
from tiendo.calendar import Calendar
from tiendo.clock import FixedDayClock, office_day
from tiendo.desk import Desk
from tiendo.limits import Limits
from tiendo.postbox import Tally
from tiendo.pulse import Beats, Pulse
from tiendo.schedules import Rhythm


@dataclass(frozen=True, slots=True)
class MissingYear:
    """A year whose days off were not announced, and from when on they should have been."""

    year: int
    text: Text
    since: date


@dataclass(frozen=True, slots=True)
class Signs:
    """What is seen at ``now``. ``since``: from when on anything could have run, if known.

    ``stands``: the clock's day stands still (the demonstration office), so that its hours start
    anew at midnight and a beat ahead of ``now`` is one of the evening before.
    """

    now: datetime
    beats: Mapping[str, Beats]
    since: datetime | None
    waiting: Tally
    last_recorded: datetime | None
    missing_years: tuple[MissingYear, ...]
    days: Workdays
    rhythms: Mapping[str, Rhythm]
    stands: bool = False

    @property
    def today(self) -> date:
        """The day at the office."""
        return office_day(self.now)

    def started(self, pulse: Pulse) -> datetime:
        """When a beat began, as this clock sees it."""
        wrapped = self.stands and pulse.started_at > self.now
        return pulse.started_at - timedelta(days=1) if wrapped else pulse.started_at


def look(
    desk: Desk, limits: Limits, rhythms: Mapping[str, Rhythm], since: datetime | None = None
) -> Signs:
    """What the office's store and clock show now."""
    now, first = desk.clock.now(), desk.store.pulses.first()
    return Signs(
        now=now,
        beats=desk.store.pulses.by_flow(),
        since=max(filter(None, (since, first)), default=None),
        waiting=desk.store.deliveries.tally(),
        last_recorded=desk.store.last_recorded(),
        missing_years=_missing_years(desk.calendar, limits, office_day(now)),
        days=desk.days,
        rhythms=rhythms,
        stands=isinstance(desk.clock, FixedDayClock),
    )


def _missing_years(
    calendar: Calendar | None, limits: Limits, today: date
) -> tuple[MissingYear, ...]:
    if calendar is None:
        return ()
    asked = ((today.year, date(today.year, 1, 1)), (today.year + 1, limits.warns_from(today.year)))
    return tuple(
        MissingYear(year, text, since)
        for year, since in asked
        if today >= since and (text := calendar.warning(year))
    )

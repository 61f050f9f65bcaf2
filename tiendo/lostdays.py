"""Whose days, across the office: what the day ledgers of this year say, summed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from states.ledger import Account
from states.lost import Loss, Stretch, year_to
from states.workdays import Workdays
from tiendo.listing import Wanted
from tiendo.sums import Loser, Lost, Party, Sort, Summing

SHOWN = 6
"""How many inspections stand under each party."""
PARTIES = 20
"""How many parties stand on a page."""
_UNCOUNTED = 50


@dataclass(frozen=True, slots=True)
class LostDays:
    """Days lost from a day to another, both included, by party; the most days first.

    ``losses``: one page of them, behind ``skipped`` others, of so many ``parties``; ``days``: of
    all of them. ``uncounted``: inspections that cannot be read, or have no ledger; they hide no
    other.
    """

    since: date
    until: date
    losses: tuple[Loss, ...]
    skipped: int
    parties: int
    days: int
    uncounted: tuple[str, ...]

    @property
    def next(self) -> int:
        """How many parties stand before the next page; 0 where there is none."""
        behind = self.skipped + len(self.losses)
        return behind if behind < self.parties else 0

    @property
    def rest(self) -> int:
        """The days of the parties that are on other pages."""
        return self.days - sum(each.days for each in self.losses)


def lost_days(
    sums: Summing,
    days: Workdays,
    *,
    as_of: date,
    wanted: Wanted | None = None,
    skip: int = 0,
    limit: int = PARTIES,
) -> LostDays:
    """Whose days were lost across the office, from 1 January of a day's year to that day."""
    asked, stretch = wanted or Wanted(), year_to(as_of, days)
    every = sums.losses(asked, stretch)
    return LostDays(
        since=date(as_of.year, 1, 1),
        until=as_of,
        losses=tuple(_loss(sums, asked, stretch, each) for each in every[skip : skip + limit]),
        skipped=skip,
        parties=len(every),
        days=sum(each.days for each in every),
        uncounted=sums.held(asked, as_of, Sort.UNCOUNTED, ("",), _UNCOUNTED),
    )


def losers(
    sums: Summing,
    days: Workdays,
    party: Party,
    *,
    as_of: date,
    wanted: Wanted | None = None,
    limit: int = PARTIES,
    after: Loser | None = None,
) -> tuple[Loser, ...]:
    """The inspections that lost days to one party, those that lost most first."""
    return sums.losers(wanted or Wanted(), year_to(as_of, days), party, limit, after)


def _loss(sums: Summing, wanted: Wanted, stretch: Stretch, lost: Lost) -> Loss:
    first = sums.losers(wanted, stretch, lost.party, SHOWN)
    return Loss(
        Account(lost.party.account),
        lost.party.party,
        lost.party.room,
        lost.count,
        lost.days,
        tuple((each.stream, each.name, each.days) for each in first),
    )

"""The sums of a day that is not kept in rows, asked in memory what the store is asked of today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Sized
from datetime import date

from states.breaches import Breach
from states.lost import Spell, Stretch
from tiendo.listing import ENDED, PAGE, InspectionRow, Wanted
from tiendo.sums import (
    HALF,
    SHARE,
    Aged,
    AgeGroup,
    Breached,
    Breaker,
    Burden,
    Loser,
    Lost,
    Pace,
    Party,
    PastStays,
    Sort,
    Sums,
    Weight,
    nth,
)

Found = Callable[[Wanted, date], Sequence[InspectionRow]]
"""The rows that a list leaves."""
_NONE = Sums()


class MemorySums:
    """The sums of so many inspections; ``sums`` may still be filling."""

    def __init__(self, sums: Mapping[str, Sums], streams: Sized, found: Found) -> None:
        self._sums, self._streams, self._found = sums, streams, found

    def waiting(self) -> int:
        """How many inspections are still to be summed."""
        return len(self._streams) - len(self._sums)

    def heaviest(self, wanted: Wanted, on: date, sort: Sort, limit: int) -> tuple[Weight, ...]:
        """What holds up the most inspections on a day, then for the most days."""
        every = {each.key: each.key for _, each in self._burdens(wanted, on, sort)}
        counts = self.owned(wanted, on, sort, every)
        found = (Weight(sort, key, *counts[key]) for key in counts)
        return tuple(sorted(found, key=lambda w: (-w.count, -w.days, w.key)))[:limit]

    def owned(
        self, wanted: Wanted, on: date, sort: Sort, owners: Mapping[str, str]
    ) -> Mapping[str, tuple[int, int]]:
        """By owner of keys: how many inspections they hold up, each by its longest; the days."""
        since: dict[str, dict[str, int]] = {}
        for stream, each in self._burdens(wanted, on, sort):
            if each.key in owners:
                streams = since.setdefault(owners[each.key], {})
                streams[stream] = min(each.since_day, streams.get(stream, each.since_day))
        day = on.toordinal() + 1
        return {
            owner: (len(streams), sum(day - first for first in streams.values()))
            for owner, streams in since.items()
        }

    def held(
        self, wanted: Wanted, on: date, sort: Sort, keys: Sequence[str], limit: int = PAGE
    ) -> tuple[str, ...]:
        """The inspections that any of these keys holds up, in order of stream id."""
        found = {stream for stream, e in self._burdens(wanted, on, sort) if e.key in keys}
        return tuple(sorted(found)[:limit])

    def losses(self, wanted: Wanted, stretch: Stretch) -> tuple[Lost, ...]:
        """Days lost to each party, the most first."""
        sums: dict[Party, list[int]] = {}
        for _, spell in self._spells(wanted, stretch):
            sums.setdefault(_party(spell), []).append(stretch.lost(spell))
        found = (Lost(party, len(days), sum(days)) for party, days in sums.items())
        return tuple(sorted(found, key=lambda lost: (-lost.days, *_place(lost.party))))

    def losers(
        self,
        wanted: Wanted,
        stretch: Stretch,
        party: Party,
        limit: int = PAGE,
        after: Loser | None = None,
    ) -> tuple[Loser, ...]:
        """The inspections that lost days to a party, those that lost most first."""
        found = (
            Loser(row.stream, row.short_name, stretch.lost(spell))
            for row, spell in self._spells(wanted, stretch)
            if _party(spell) == party
        )
        ordered = sorted(found, key=_most_first)
        return tuple(o for o in ordered if after is None or _most_first(o) > _most_first(after))[
            :limit
        ]

    def oldest_first(self, wanted: Wanted, on: date, limit: int) -> tuple[Aged, ...]:
        """Open inspections with their age in their phase, those that are there longest first."""
        found = [
            Aged(
                row.stream,
                row.short_name,
                row.phase,
                on.toordinal() - stay.since_day,
                _pace(row, on),
            )
            for row in self._found(wanted, on)
            if row.phase != ENDED
            for stay in self._sums.get(row.stream, _NONE).stays
            if stay.phase == row.phase and stay.days is None
        ]
        return tuple(sorted(found, key=lambda each: (-each.age, each.stream))[:limit])

    def age_groups(self, wanted: Wanted, on: date, width: int) -> tuple[AgeGroup, ...]:
        """How many open inspections there are by phase, age group and how they go."""
        every = self.oldest_first(wanted, on, len(self._streams))
        found = Counter((each.phase, each.age // width, each.pace) for each in every)
        return tuple(AgeGroup(*place, count) for place, count in sorted(found.items()))

    def past_stays(self, phase: str, on: date) -> PastStays:
        """How long inspections of the whole office stayed in a phase."""
        days = sorted(
            stay.days
            for row in self._found(Wanted(), on)
            for stay in self._sums.get(row.stream, _NONE).stays
            if stay.phase == phase and stay.days is not None
        )
        if not days:
            return PastStays(0)
        return PastStays(len(days), *(days[nth(share, len(days))] for share in (HALF, SHARE)))

    def breached(self, on: date) -> tuple[Breached, ...]:
        """By rule, how many inspections are past it or met it late; the most first."""
        found: dict[str, list[bool]] = {}
        for _, each in self._breaches(on):
            found.setdefault(each.rule, []).append(each.met)
        counted = (
            Breached(rule, met.count(False), met.count(True)) for rule, met in found.items()
        )
        return tuple(sorted(counted, key=lambda each: (-each.count, each.rule)))

    def breakers(
        self, on: date, rule: str, limit: int = PAGE, after: tuple[int, str] | None = None
    ) -> tuple[Breaker, ...]:
        """The inspections that breached a rule, the latest first."""
        found = (
            Breaker(row.stream, row.short_name, _late(each, on), each.met)
            for row, each in self._breaches(on)
            if each.rule == rule
        )
        places = sorted(((-each.days, each.stream), each) for each in found)
        last = (-after[0], after[1]) if after else None
        return tuple(each for place, each in places if last is None or place > last)[:limit]

    def _breaches(self, on: date) -> Iterator[tuple[InspectionRow, Breach]]:
        for row in self._found(Wanted(), on):
            for each in self._sums.get(row.stream, _NONE).breaches:
                if _late(each, on) > 0:
                    yield row, each

    def _burdens(self, wanted: Wanted, on: date, sort: Sort) -> Iterator[tuple[str, Burden]]:
        for row in self._found(wanted, on):
            for each in self._sums.get(row.stream, _NONE).burdens:
                if each.sort is sort and each.from_day <= on.toordinal():
                    yield row.stream, each

    def _spells(self, wanted: Wanted, stretch: Stretch) -> Iterator[tuple[InspectionRow, Spell]]:
        for row in self._found(wanted, date.fromordinal(stretch.until)):
            for spell in self._sums.get(row.stream, _NONE).lost:
                if stretch.lost(spell) > 0:
                    yield row, spell


def _late(breach: Breach, on: date) -> int:
    return on.toordinal() - breach.due_day if breach.late is None else breach.late


def _pace(row: InspectionRow, on: date) -> Pace:
    if row.stuck_from is not None and row.stuck_from <= on:
        return Pace.STUCK
    return Pace.GOING if row.hold == "hold.clear" else Pace.PAUSED


def _party(spell: Spell) -> Party:
    return Party(spell.account.value, spell.party, spell.room)


def _place(party: Party) -> tuple[str, str, str]:
    return party.account, party.party, party.room


def _most_first(loser: Loser) -> tuple[int, str]:
    return -loser.days, loser.stream

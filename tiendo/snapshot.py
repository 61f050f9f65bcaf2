"""The lists of another day than today: every inspection as it stood then, asked in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from tiendo.finding import matches
from tiendo.listing import (
    ENDED,
    PAGE,
    Facets,
    InspectionRow,
    Nominee,
    Tallied,
    Wanted,
)
from tiendo.summed import MemorySums
from tiendo.sums import Sums


class Snapshot:
    """The rows of a day, asked in memory what the store is asked of today.

    ``sums`` may come later than the rows: what is still to come of them is counted there.
    """

    def __init__(
        self,
        rows: Iterable[InspectionRow],
        unreadable: Sequence[str] = (),
        sums: Mapping[str, Sums] | None = None,
    ) -> None:
        self.unreadable = tuple(unreadable)
        self._rows = sorted(rows, key=_by_age)
        self._sums = {} if sums is None else sums
        self.sums = MemorySums(self._sums, self._rows, self._found)

    @property
    def rows(self) -> Sequence[InspectionRow]:
        """Every row, those that stand longest where they are first."""
        return self._rows

    def tallies(self, wanted: Wanted, on: date) -> tuple[Tallied, ...]:
        """Every leaf of the course in which anything stands, in order."""
        by_course = sorted(self._found(wanted, on), key=lambda row: row.course)
        return tuple(
            _tally(course, list(rows), on)
            for course, rows in groupby(by_course, key=lambda row: row.course)
        )

    def listed(
        self, wanted: Wanted, on: date, limit: int = PAGE, after: str = ""
    ) -> tuple[InspectionRow, ...]:
        """One page of rows, those that stand longest where they are first."""
        found = self._found(wanted, on)
        last = next((row for row in self._rows if row.stream == after), None)
        rest = [row for row in found if last is None or _by_age(row) > _by_age(last)]
        return tuple(replace(row, stalls=(), involved=()) for row in rest[:limit])

    def stuck(
        self, wanted: Wanted, on: date, limit: int = PAGE, after: Nominee | None = None
    ) -> tuple[Nominee, ...]:
        """One page of the stuck list, the worst kind first, then the longest."""
        found = sorted(self._standing(wanted, on), key=lambda each: each.place)
        return tuple(each for each in found if after is None or each.place > after.place)[:limit]

    def stuck_count(self, wanted: Wanted, on: date) -> tuple[int, int]:
        """How many stalls stand, and of how many inspections."""
        found = self._standing(wanted, on)
        return len(found), len({each.stream for each in found})

    def held_by(
        self, holders: Sequence[str], until: date, limit: int = PAGE
    ) -> tuple[Nominee, ...]:
        """The stalls whose turn is any of these, due first, that stand by a day."""
        theirs = [e for e in self._standing(Wanted(), until) if e.stall.holder in holders]
        return tuple(sorted(theirs, key=_by_day))[:limit]

    def involving(self, person: str, limit: int = PAGE) -> tuple[InspectionRow, ...]:
        """The open inspections somebody is in the team of, watches or appraises."""
        theirs = (r for r in self._rows if any(each.person == person for each in r.involved))
        return tuple(replace(row, stalls=(), involved=()) for row in theirs)[:limit]

    def at(self, courses: Sequence[str], block: str = "", limit: int = PAGE) -> tuple[str, ...]:
        """Streams that stand at any of these leaves, the longest there first."""
        there = (r for r in self._rows if r.course in courses and block in ("", r.block))
        return tuple(row.stream for row in there)[:limit]

    def facets(self) -> Facets:
        """The values there are to narrow a list by."""
        return Facets(
            blocks=_values(row.block for row in self._rows),
            rooms=_values(row.room for row in self._rows),
            localities=_values(row.locality for row in self._rows),
            years=tuple(sorted({row.year for row in self._rows})),
            regimes=_values(row.regime for row in self._rows),
            holds=_values(row.hold for row in self._rows),
        )

    def planned(self, year: int, limit: int, after: str = "") -> tuple[str, ...]:
        """Streams of the plan of a year, in order of stream id."""
        streams = sorted(row.stream for row in self._rows if row.year == year)
        return tuple(stream for stream in streams if stream > after)[:limit]

    def _found(self, wanted: Wanted, on: date) -> list[InspectionRow]:
        found = [row for row in self._rows if _wanted(row, wanted, on)]
        if wanted.held_by is None:
            return found
        sort, keys = wanted.held_by
        return [row for row in found if self._is_held(row.stream, sort, keys, on)]

    def _is_held(self, stream: str, sort: str, keys: Sequence[str], on: date) -> bool:
        sums = self._sums.get(stream, Sums())
        day = on.toordinal()
        return any(e.sort == sort and e.key in keys and e.from_day <= day for e in sums.burdens)

    def _standing(self, wanted: Wanted, on: date) -> list[Nominee]:
        return [
            Nominee(stall, row.stream)
            for row in self._found(wanted, on)
            for stall in row.stalls
            if stall.stuck_from <= on
        ]


def _by_age(row: InspectionRow) -> tuple[date, str]:
    return row.course_since or date.min, row.stream


def _by_day(each: Nominee) -> tuple[date, str, int, str]:
    return each.stall.stuck_from, each.stream, each.stall.rank, each.stall.subject


def _values(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in found if value}))


def _is_stuck(row: InspectionRow, on: date) -> bool:
    return row.stuck_from is not None and row.stuck_from <= on


def _wanted(row: InspectionRow, wanted: Wanted, on: date) -> bool:
    asked = ("block", "room", "locality", "year", "regime", "hold")
    if any(getattr(wanted, n) not in ("", None, getattr(row, n)) for n in asked):
        return False
    if wanted.phase == "live" and row.phase == ENDED:
        return False
    if wanted.phase not in ("", "live", row.phase):
        return False
    return (not wanted.stuck or _is_stuck(row, on)) and matches(row.folded, wanted.words)


def _tally(course: str, rows: Sequence[InspectionRow], on: date) -> Tallied:
    held = [row.held_from for row in rows if row.held_from is not None]
    return Tallied(
        course=course,
        count=len(rows),
        stuck=sum(_is_stuck(row, on) for row in rows),
        oldest=min((row.course_since for row in rows if row.course_since), default=None),
        lost=sum(row.lost_days for row in rows) + len(held) * on.toordinal() - sum(held),
    )

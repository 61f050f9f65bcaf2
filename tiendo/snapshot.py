"""The lists of another day than today: every inspection worked out as it stood, then asked.

There is no way round replaying every history once for it; what was worked out last is kept
until anything is recorded.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from threading import Lock

from states.text import Text
from tiendo.desk import Desk, Unreadable
from tiendo.errors import Busy
from tiendo.finding import matches
from tiendo.listing import (
    ENDED,
    PAGE,
    Facets,
    InspectionRow,
    Nominee,
    Overview,
    Tallied,
    Wanted,
)
from tiendo.projection import row_of

KEPT = 4
"""How many days are kept worked out."""
PATIENCE = 10.0
"""Seconds a reader waits while another day is being worked out."""
_BUSY = Text(
    "Đang tính lại cả cơ quan cho một ngày khác; hãy thử lại sau ít phút.",
    "The whole office is being worked out for another day; try again in a few minutes.",
)


class Snapshot:
    """The rows of a day, asked in memory what the store is asked of today."""

    def __init__(self, rows: Iterable[InspectionRow], unreadable: Sequence[str] = ()) -> None:
        self.unreadable = tuple(unreadable)
        self._rows = sorted(rows, key=_by_age)

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
        return [row for row in self._rows if _wanted(row, wanted, on)]

    def _standing(self, wanted: Wanted, on: date) -> list[Nominee]:
        return [
            Nominee(stall, row.stream)
            for row in self._found(wanted, on)
            for stall in row.stalls
            if stall.stuck_from <= on
        ]


def snapshot(desk: Desk, *, as_of: date, known_by: datetime | None = None) -> Snapshot:
    """Every inspection of the office as it stood on a day, by what was known by a moment."""
    rows, unreadable = list[InspectionRow](), list[str]()
    for found in desk.inspections(as_of=as_of, known_by=known_by):
        if isinstance(found, Unreadable):
            unreadable.append(found.id)
        else:
            rows.append(row_of(found.id, 1, found, desk.policy, desk.days, desk.law))
    return Snapshot(rows, unreadable)


@dataclass(frozen=True, slots=True)
class _Day:
    store: int
    entries: int
    calendar: int
    as_of: date
    known_by: datetime | None


class _Days:
    """The days worked out last; safe from every thread."""

    def __init__(self) -> None:
        self._lock, self._at_work = Lock(), Lock()
        self._kept: OrderedDict[_Day, Snapshot] = OrderedDict()

    def of(self, day: _Day, work: Callable[[], Snapshot], patience: float) -> Snapshot:
        """The snapshot of a day. One is worked out at a time; others wait, but not for long.

        Raises Busy: a big office takes minutes, and readers that wait would stop all others.
        """
        if found := self._get(day):
            return found
        if not self._at_work.acquire(timeout=patience):
            raise Busy(_BUSY)
        try:
            if found := self._get(day):
                return found
            found = work()
            with self._lock:
                self._kept[day] = found
                if len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            return found
        finally:
            self._at_work.release()

    def _get(self, day: _Day) -> Snapshot | None:
        with self._lock:
            found = self._kept.get(day)
            if found is not None:
                self._kept.move_to_end(day)
            return found


_DAYS = _Days()


def overview_of(
    desk: Desk, *, as_of: date, today: date, known_by: datetime | None = None
) -> Overview:
    """What answers for a day: the store's own rows for today and later, else a snapshot."""
    if known_by is None and as_of >= today:
        return desk.store.overview
    day = _Day(
        id(desk.store),
        desk.store.entries(),
        desk.store.calendar_entry(),
        as_of,
        known_by,
    )
    return _DAYS.of(day, lambda: snapshot(desk, as_of=as_of, known_by=known_by), PATIENCE)


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

"""Questions of lists, boards and searches, answered from the indexes of the projections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Select,
    case,
    func,
    literal,
    select,
    tuple_,
    union_all,
)

from states.alarm import SEVERITY
from states.chart import TERMINAL
from tiendo.listing import (
    COLUMNS,
    ENDED,
    PAGE,
    Facets,
    InspectionRow,
    Nominee,
    PendingStall,
    Tallied,
    Wanted,
)
from tiendo.store.engine import Database
from tiendo.store.narrowed import narrowed
from tiendo.store.sums import SqlSums
from tiendo.store.tables import EVENT, INSPECTION, INVOLVED, STALL

_I = INSPECTION.c
_STALL = tuple(STALL.c[name] for name in PendingStall.__dataclass_fields__)
_ROW = tuple(_I[name] for name in COLUMNS)


class SqlOverview:
    """The projections of a database that has been migrated, as lists read them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.sums = SqlSums(database)

    def tallies(self, wanted: Wanted, on: date) -> tuple[Tallied, ...]:
        """Every leaf of the course in which anything stands, in order."""
        held = func.count(_I.held_from) * on.toordinal() - func.coalesce(func.sum(_I.held_from), 0)
        asked = (
            select(
                _I.course,
                func.count(),
                func.sum(case((_I.stuck_from <= on, 1), else_=0)),
                func.min(_I.course_since),
                func.sum(_I.lost_days) + held,
            )
            .where(*_counted(wanted, on))
            .group_by(_I.course)
            .order_by(_I.course)
        )
        return tuple(
            Tallied(course, int(count), int(stuck), oldest, int(lost))
            for course, count, stuck, oldest, lost in self._all(asked)
        )

    def listed(
        self, wanted: Wanted, on: date, limit: int = PAGE, after: str = ""
    ) -> tuple[InspectionRow, ...]:
        """One page of rows, those that stand longest where they are first."""
        asked = select(*_ROW).where(*narrowed(wanted, on))
        if after:
            since = select(_I.course_since).where(_I.stream == after).scalar_subquery()
            asked = asked.where(
                tuple_(_I.course_since, _I.stream) > tuple_(since, literal(after, _I.stream.type))
            )
        return self._rows(asked.order_by(_I.course_since, _I.stream).limit(limit))

    def stuck(
        self, wanted: Wanted, on: date, limit: int = PAGE, after: Nominee | None = None
    ) -> tuple[Nominee, ...]:
        """One page of the stuck list: from each kind at most a page, by its index."""
        first = after.stall.rank if after else 0
        order = (STALL.c.stuck_from, STALL.c.stream, STALL.c.subject)
        parts = []
        for rank in range(first, len(SEVERITY)):
            part = _stalls(wanted, on).where(STALL.c.rank == rank, STALL.c.stuck_from <= on)
            if after and rank == first:
                last = zip(after.place[1:], order, strict=True)
                passed = tuple_(*(literal(value, which.type) for value, which in last))
                part = part.where(tuple_(*order) > passed)
            parts.append(part.order_by(*order).limit(limit))
        return self._nominees(parts, ("rank", "stuck_from", "stream", "subject"), limit)

    def stuck_count(self, wanted: Wanted, on: date) -> tuple[int, int]:
        """How many stalls stand, and of how many inspections."""
        lines = _stalls(wanted, on).where(STALL.c.stuck_from <= on).subquery()
        streams = select(func.count()).where(*narrowed(wanted, on), _I.stuck_from <= on)
        asked = select(
            select(func.count()).select_from(lines).scalar_subquery(), streams.label("n")
        )
        ((stalls, inspections),) = self._all(asked)
        return int(stalls), int(inspections)

    def held_by(
        self, holders: Sequence[str], until: date, limit: int = PAGE
    ) -> tuple[Nominee, ...]:
        """The stalls whose turn is any of these, due first, that stand by a day."""
        parts = [
            _stalls(Wanted(), until)
            .where(STALL.c.holder == holder, STALL.c.stuck_from <= until)
            .order_by(STALL.c.stuck_from, STALL.c.stream)
            .limit(limit)
            for holder in holders
        ]
        return self._nominees(parts, ("stuck_from", "stream", "rank", "subject"), limit)

    def involving(self, person: str, limit: int = PAGE) -> tuple[InspectionRow, ...]:
        """The open inspections somebody is in the team of, watches or appraises."""
        theirs = select(INVOLVED.c.stream).where(INVOLVED.c.person == person)
        asked = select(*_ROW).where(_I.stream.in_(theirs))
        return self._rows(asked.order_by(_I.course_since, _I.stream).limit(limit))

    def at(self, courses: Sequence[str], block: str = "", limit: int = PAGE) -> tuple[str, ...]:
        """Streams that stand at any of these leaves, the longest there first."""
        parts = []
        for course in courses:
            part = select(_I.course_since, _I.stream).where(_I.course == course)
            part = part.where(_I.block == block) if block else part
            parts.append(part.order_by(_I.course_since, _I.stream).limit(limit).subquery())
        if not parts:
            return ()
        every = union_all(*(select(part) for part in parts)).subquery()
        asked = select(every.c.stream).order_by(every.c.course_since, every.c.stream)
        return tuple(str(row[0]) for row in self._all(asked.limit(limit)))

    def changed(self, behind: date, known_by: datetime | None = None) -> frozenset[str]:
        """Inspections of which something happened after a day, or was recorded after a moment."""
        late = [select(EVENT.c.stream).where(EVENT.c.occurred_on > behind)]
        if known_by is not None:
            late.append(select(EVENT.c.stream).where(EVENT.c.recorded_at > known_by))
        return frozenset(str(row[0]) for asked in late for row in self._all(asked.distinct()))

    def versions(self) -> Mapping[str, int]:
        """Every inspection with the version of its projection."""
        return {str(s): int(v) for s, v in self._all(select(_I.stream, _I.version))}

    def recorded(self, since: datetime, limit: int) -> tuple[tuple[str, int], ...]:
        """The streams and versions of what was recorded since a moment, oldest first."""
        asked = select(EVENT.c.stream, EVENT.c.version).where(EVENT.c.recorded_at >= since)
        ordered = asked.order_by(EVENT.c.recorded_at).limit(limit)
        return tuple((str(stream), int(version)) for stream, version in self._all(ordered))

    def facets(self) -> Facets:
        """The values there are to narrow a list by, each found in its index by leaps."""
        return Facets(
            blocks=self._values(_I.block),
            rooms=self._values(_I.room),
            localities=self._values(_I.locality),
            years=self._values(_I.year),
            regimes=self._values(_I.regime),
            holds=self._values(_I.hold),
        )

    def planned(self, year: int, limit: int, after: str = "") -> tuple[str, ...]:
        """Streams of the plan of a year, in order of stream id."""
        asked = select(_I.stream).where(_I.year == year, _I.stream > after)
        return tuple(str(row[0]) for row in self._all(asked.order_by(_I.stream).limit(limit)))

    def _values(self, which: Column[Any]) -> tuple[Any, ...]:
        first = select(func.min(which).label("value")).cte("leaps", recursive=True)
        more = select(func.min(which)).where(which > first.c.value).scalar_subquery()
        leaps = first.union_all(select(more).where(first.c.value.is_not(None)))
        found = self._all(select(leaps.c.value).where(leaps.c.value.is_not(None)))
        return tuple(row[0] for row in found if row[0] != "")

    def _nominees(
        self, parts: Iterable[Select[Any]], order: Sequence[str], limit: int
    ) -> tuple[Nominee, ...]:
        subqueries = [part.subquery() for part in parts]
        if not subqueries:
            return ()
        every = union_all(*(select(part) for part in subqueries)).subquery()
        asked = select(every).order_by(*(every.c[name] for name in order)).limit(limit)
        return tuple(Nominee(PendingStall(*row[1:]), str(row[0])) for row in self._all(asked))

    def _rows(self, asked: Select[Any]) -> tuple[InspectionRow, ...]:
        return tuple(
            InspectionRow(**dict(zip(COLUMNS, row, strict=True))) for row in self._all(asked)
        )

    def _all(self, asked: Select[Any]) -> list[Any]:
        with self._database.reading() as connection:
            return list(connection.execute(asked).all())


def _stalls(wanted: Wanted, on: date) -> Select[Any]:
    """The stalls of the inspections wanted; asked of their own table alone where all are."""
    asked = select(STALL.c.stream, *_STALL)
    conditions = narrowed(wanted, on)
    if not conditions:
        return asked
    return asked.join(INSPECTION, _I.stream == STALL.c.stream).where(*conditions)


def _counted(wanted: Wanted, on: date) -> list[ColumnElement[bool]]:
    """The same by the leaves of the course alone, so that counting reads nothing but its index."""
    found = narrowed(replace(wanted, phase=""), on)
    if wanted.phase == "live":
        found.append(_I.course.not_in(TERMINAL))
    elif wanted.phase == ENDED:
        found.append(_I.course.in_(TERMINAL))
    elif wanted.phase:
        found.append(_I.course.startswith(f"{wanted.phase}.", autoescape=True))
    return found

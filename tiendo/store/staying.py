"""How long inspections have been in their phases, and how long others stayed there."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, case, func, select

from tiendo.listing import ENDED, Wanted
from tiendo.store.engine import Database
from tiendo.store.narrowed import narrowed
from tiendo.store.tables import INSPECTION, STAY
from tiendo.sums import HALF, SHARE, Aged, AgeGroup, Pace, PastStays, nth

_I, _S = INSPECTION.c, STAY.c


class Staying:
    """The stays of a database that has been migrated."""

    _database: Database

    def oldest_first(self, wanted: Wanted, on: date, limit: int) -> tuple[Aged, ...]:
        """Open inspections with their age in their phase, those that are there longest first."""
        age = on.toordinal() - _S.since_day
        asked = _open(select(_I.stream, _I.short_name, _I.phase, age, _pace(on)), wanted, on)
        asked = asked.order_by(_S.since_day, _I.stream).limit(limit)
        with self._database.reading() as connection:
            return tuple(
                Aged(str(stream), str(name), str(phase), int(days), Pace(pace))
                for stream, name, phase, days, pace in connection.execute(asked)
            )

    def age_groups(self, wanted: Wanted, on: date, width: int) -> tuple[AgeGroup, ...]:
        """How many open inspections there are by phase, age group and how they go."""
        group = ((on.toordinal() - _S.since_day) // width).label("age_group")
        pace = _pace(on).label("pace")
        each = _open(select(_I.phase, group, pace), wanted, on).subquery()
        keys = (each.c.phase, each.c.age_group, each.c.pace)
        asked = select(*keys, func.count()).group_by(*keys).order_by(*keys)
        with self._database.reading() as connection:
            return tuple(
                AgeGroup(str(phase), int(nth_), Pace(how), int(count))
                for phase, nth_, how, count in connection.execute(asked)
            )

    def past_stays(self, phase: str, on: date) -> PastStays:  # noqa: ARG002 - rows are of today
        """How long inspections of the whole office stayed in a phase."""
        left = (_S.phase == phase, _S.days.is_not(None))
        in_order = select(_S.days).where(*left).order_by(_S.days).limit(1)
        with self._database.reading() as connection:
            count = int(connection.execute(select(func.count()).where(*left)).scalar_one())
            if not count:
                return PastStays(0)
            half, most = (
                int(connection.execute(in_order.offset(nth(share, count))).scalar_one())
                for share in (HALF, SHARE)
            )
        return PastStays(count, half, most)


def _open(
    asked: Select[tuple[object, ...]], wanted: Wanted, on: date
) -> Select[tuple[object, ...]]:
    """Of the open inspections wanted, each with its stay in the phase it stands in."""
    here = and_(_S.stream == _I.stream, _S.phase == _I.phase, _S.days.is_(None))
    joined = asked.select_from(INSPECTION.join(STAY, here))
    return joined.where(_I.phase != ENDED, *narrowed(wanted, on))


def _pace(on: date) -> ColumnElement[str]:
    return case(
        (_I.stuck_from <= on, Pace.STUCK.value),
        (_I.hold != "hold.clear", Pace.PAUSED.value),
        else_=Pace.GOING.value,
    )

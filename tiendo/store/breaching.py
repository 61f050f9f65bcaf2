"""Which duties inspections breached: counted by rule, and the latest of each."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Integer, Select, and_, func, or_, select, type_coerce, union_all

from tiendo.listing import PAGE
from tiendo.store.engine import Database
from tiendo.store.tables import BREACH, INSPECTION
from tiendo.sums import Breached, Breaker

_B, _I = BREACH.c, INSPECTION.c
_MET = type_coerce(_B.met, Integer)


class Breaching:
    """The breaches of a database that has been migrated."""

    _database: Database

    def breached(self, on: date) -> tuple[Breached, ...]:
        """By rule, how many inspections are past it or met it late; the most first."""
        stands = or_(_B.late.is_not(None), _B.due_day < on.toordinal())
        asked = select(_B.rule, func.count(), func.sum(_MET)).where(stands).group_by(_B.rule)
        ordered = asked.order_by(func.count().desc(), _B.rule)
        with self._database.reading() as connection:
            return tuple(
                Breached(str(rule), int(count) - int(met), int(met))
                for rule, count, met in connection.execute(ordered)
            )

    def breakers(
        self, on: date, rule: str, limit: int = PAGE, after: tuple[int, str] | None = None
    ) -> tuple[Breaker, ...]:
        """The inspections that breached a rule, the latest first."""
        days, stream = after or (None, "")
        both = union_all(
            select(_settled(rule, days, stream).limit(limit).subquery()),
            select(_growing(rule, on.toordinal(), days, stream).limit(limit).subquery()),
        ).subquery()
        asked = select(both.c.stream, _I.short_name, both.c.days, both.c.met)
        asked = asked.join(INSPECTION, _I.stream == both.c.stream)
        ordered = asked.order_by(both.c.days.desc(), both.c.stream).limit(limit)
        with self._database.reading() as connection:
            return tuple(
                Breaker(str(found), str(name), int(late), bool(met))
                for found, name, late, met in connection.execute(ordered)
            )


# Each walks the index in its own order and stops at its page.
def _settled(rule: str, days: int | None, stream: str) -> Select[Any]:
    """Those whose days late are settled."""
    asked = select(_B.stream, _B.late.label("days"), _MET.label("met"))
    asked = asked.where(_B.rule == rule, _B.late.is_not(None)).order_by(_B.late.desc(), _B.stream)
    if days is None:
        return asked
    return asked.where(or_(_B.late < days, and_(_B.late == days, _B.stream > stream)))


def _growing(rule: str, day: int, days: int | None, stream: str) -> Select[Any]:
    """Those that are a day later every day."""
    asked = select(_B.stream, (day - _B.due_day).label("days"), _MET.label("met"))
    asked = asked.where(_B.rule == rule, _B.late.is_(None), _B.due_day < day)
    asked = asked.order_by(_B.due_day, _B.stream)
    if days is None:
        return asked
    due = day - days
    return asked.where(or_(_B.due_day > due, and_(_B.due_day == due, _B.stream > stream)))

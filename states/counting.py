"""Counting days as the law does: first day, last day, working days, days that are not counted."""

from __future__ import annotations

from datetime import date, timedelta

from states.law import FirstDay, Roll, Rule, Unit
from states.value import value
from states.workdays import Workdays

_DAY = timedelta(days=1)


@value
class Stop:
    """Days that a clock does not count: from ``start`` to before ``end`` (None: still stopped)."""

    start: date
    end: date | None


def counted(first: date, last: date, unit: Unit, days: Workdays) -> int:
    """How many days of a unit lie from ``first`` to ``last``, both included."""
    if last < first:
        return 0
    if unit is Unit.WORKING:
        return days.between(first - _DAY, last)
    return (last - first).days + 1


def begins(anchor: date, rule: Rule) -> date:
    """The first day that counts: the day after the anchor, unless the rule includes it."""
    return anchor if rule.first_day is FirstDay.INCLUDED else anchor + _DAY


def due_date(
    anchor: date, limit: int, unit: Unit, rule: Rule, stops: tuple[Stop, ...], days: Workdays
) -> date | None:
    """The last day of a term of ``limit`` days after an anchor; None while it is stopped.

    Stops must be in order and must not overlap. A last day that falls on a day off runs to the
    end of the next working day where the rule says so (Civil Code 2015, Art. 148(5)); one that
    is not counted is none of these.
    """
    first = begins(anchor, rule)
    due = _ahead(first, limit, unit, days)
    step = Unit.CALENDAR if unit is Unit.YEARS else unit  # a stop is days, never years
    for stop in stops:
        start = max(stop.start, first)
        if start > due or (stop.end is not None and stop.end <= start):
            continue
        if stop.end is None:
            return None
        due = _ahead(due + _DAY, counted(start, stop.end - _DAY, step, days), step, days)
    if rule.last_day is Roll.NEXT_WORKING_DAY and not days.is_working(due):
        return _rolled(days.add(due, 1), stops, days)
    return due


def _rolled(due: date, stops: tuple[Stop, ...], days: Workdays) -> date | None:
    """The first working day from ``due`` on that no stop takes out; None while it is stopped."""
    for stop in stops:
        if stop.start <= due and (stop.end is None or due < stop.end):
            if stop.end is None:
                return None
            due = days.add(stop.end - _DAY, 1)
    return due


def _ahead(first: date, count: int, unit: Unit, days: Workdays) -> date:
    """The last of ``count`` days of a unit of which ``first`` may be the first."""
    if count < 1:
        return first - _DAY
    if unit is Unit.WORKING:
        return days.add(first - _DAY, count)
    if unit is Unit.YEARS:
        return _years(first - _DAY, count)
    return first + timedelta(days=count - 1)


def _years(day: date, count: int) -> date:
    try:
        return day.replace(year=day.year + count)
    except ValueError:  # 29 February: the term ends on the last day of the month
        return day.replace(year=day.year + count, day=28)


def days_before(anchor: date, limit: int, unit: Unit, days: Workdays) -> date:
    """The last day on which something owed at least ``limit`` days before an anchor is in time."""
    if unit is not Unit.WORKING:
        return anchor - timedelta(days=limit)
    return days.back(anchor, limit)


def used_days(
    anchor: date, until: date, unit: Unit, rule: Rule, stops: tuple[Stop, ...], days: Workdays
) -> int:
    """How many days (or whole years) of a term are used up to and including ``until``."""
    first = begins(anchor, rule)
    if unit is Unit.YEARS:
        years = 0
        while _years(first - _DAY, years + 1) <= until:
            years += 1
        return years
    total = counted(first, until, unit, days)
    for stop in stops:
        end = until if stop.end is None else min(until, stop.end - _DAY)
        total -= counted(max(stop.start, first), end, unit, days)
    return total

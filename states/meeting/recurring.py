"""Duties and reports that come back: which periods have begun, and by when each is owed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from states.meeting.days import month_of
from states.meeting.numbers import ReportsDue
from states.meeting.periods import Period

_COUNTED = re.compile(r"(\d{1,3}) (days|weeks|months)")
_MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class Turn:
    """One period of a duty that comes back: its name in ids, its first and last day."""

    name: str
    first: date
    last: date


def turns(every: str, since: date, until: date) -> Iterator[Turn]:
    """The periods of a duty given on a day that have begun by another, oldest first.

    A calendar period counts from the one in which the duty was given; "every 10 days" from that
    day itself. A duty of every day has no periods: nobody opens a case a day.
    """
    if every in _MONTHS:
        yield from _of_months(_MONTHS[every], since, until)
    elif every == "week":
        monday = since - timedelta(days=since.weekday())
        while monday <= until:
            year, week, _ = monday.isocalendar()
            yield Turn(f"{year}-w{week:02}", monday, monday + timedelta(days=4))
            monday += timedelta(days=7)
    elif counted := _COUNTED.fullmatch(every):
        yield from _counted(int(counted[1]), counted[2], since, until)


def _of_months(count: int, since: date, until: date) -> Iterator[Turn]:
    at = (since.month - 1) // count * count + 1
    year = since.year
    while (first := date(year, at, 1)) <= until:
        last = month_of(year, at + count - 1)[1]
        yield Turn(_name(count, year, at), first, last)
        at += count
        if at > 12:
            year, at = year + 1, 1


def _name(count: int, year: int, month: int) -> str:
    match count:
        case 1:
            return f"{year}-{month:02}"
        case 3:
            return f"{year}-q{month // 3 + 1}"
        case 6:
            return f"{year}-h{1 if month == 1 else 2}"
        case _:
            return str(year)


def _counted(count: int, unit: str, since: date, until: date) -> Iterator[Turn]:
    first = since
    while first <= until and count > 0:
        following = _later(first, count, unit)
        yield Turn(first.isoformat(), first, following - timedelta(days=1))
        first = following


def _later(day: date, count: int, unit: str) -> date:
    if unit != "months":
        return day + timedelta(days=count * (7 if unit == "weeks" else 1))
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    return min(
        date(year, month + 1, 1) + timedelta(days=day.day - 1), month_of(year, month + 1)[1]
    )


def due_of(period: Period, rule: ReportsDue) -> date:
    """By when the report for a period is owed."""
    months = period.last.year * 12 + period.last.month - 1 + rule.months_after
    year, month = divmod(months, 12)
    last = month_of(year, month + 1)[1]
    return min(date(year, month + 1, 1) + timedelta(days=rule.due_day - 1), last)


def asked_by(rule: ReportsDue, on: date) -> Period:
    """The latest period whose report has been asked for by a day: from the first of the month
    in which it is owed."""
    period = _period_with(rule.unit, on)
    while due_of(period, rule).replace(day=1) > on:
        period = before(period)
    return period


def before(period: Period) -> Period:
    """The period before one."""
    if period.number > 1:
        return Period(period.year, period.number - 1, period.unit)
    return Period(period.year - 1, 12 if period.unit == "month" else 4, period.unit)


def _period_with(unit: str, on: date) -> Period:
    if unit == "quarter":
        return Period(on.year, (on.month + 2) // 3, "quarter")
    return Period(on.year, on.month)

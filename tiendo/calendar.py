"""The office's working days: public holidays from a library, made into the rules' table."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from states.workdays import Workdays

FIRST_YEAR, LAST_YEAR = 2015, 2035


@cache
def workdays() -> Workdays:
    """Working days of Vietnam, weekends and public holidays off, swapped days worked."""
    import holidays  # half a second: only who counts days pays for it

    closed = holidays.country_holidays("VN", years=range(FIRST_YEAR, LAST_YEAR + 1))
    first, last = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
    weekend = (first + timedelta(days=n) for n in range((last - first).days + 1))
    worked = [day for day in weekend if day.weekday() >= 5 and closed.is_working_day(day)]
    return Workdays(first, last, off=closed, worked=worked)

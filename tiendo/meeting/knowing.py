"""What an office knows when a paper is read: its inspections by name, its calendar, the day."""

from __future__ import annotations

from datetime import date

from states.errors import OutsideCalendar
from states.inspection import Inspection
from states.meeting.objects import Candidate
from states.meeting.proposals import Known
from states.meeting.when import AddWorkdays, weekdays_after
from states.workdays import Workdays
from tiendo.desk import Desk


def known_of(desk: Desk) -> Known:
    """What the office of a desk knows today."""
    today = desk.clock.today()
    found = [each for each in desk.inspections(as_of=today) if isinstance(each, Inspection)]
    candidates = [Candidate(each.id, (each.about.name, each.about.short_name)) for each in found]
    return Known(today, candidates, counting(desk.days))


def counting(days: Workdays) -> AddWorkdays:
    """Adds working days by the calendar; where that does not reach, weekdays."""

    def add(day: date, count: int) -> date:
        try:
            return days.add(day, count)
        except OutsideCalendar:
            return weekdays_after(day, count)

    return add

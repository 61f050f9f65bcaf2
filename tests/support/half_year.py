"""The demonstration office lived through day by day: people in the morning, machines at 17:00."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TypeAlias

from states.events import Escalated, Prompted
from tiendo.calendar import workdays
from tiendo.clock import OFFICE_ZONE, FixedDayClock, office_day
from tiendo.demo.script import Step, read_script
from tiendo.desk import Desk
from tiendo.drive import drive
from tiendo.lawbook import lawbook
from tiendo.policy import load_policy
from tiendo.store.opening import open_store
from tiendo.sweep import sweep

FIRST, LAST = date(2021, 7, 1), date(2021, 12, 31)
HOLIDAYS = frozenset({date(2021, 9, 2), date(2021, 9, 3)})
"""Every weekday off from FIRST to LAST: typed here, not asked of the calendar under test."""

Entry: TypeAlias = Escalated | Prompted
Said: TypeAlias = tuple[str, str, str, str, str, str]
"""Day (dd/mm), flow, what, request or rule, rung or level of the letter, person."""


def every_day() -> list[date]:
    """From FIRST to LAST."""
    return [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]


def is_off(day: date) -> bool:
    """Whether the office does not work, by the calendar on the wall."""
    return day.weekday() >= 5 or day in HOLIDAYS


def said(entry: Entry) -> Said:
    """What one entry of a machine says, as the table writes it."""
    if isinstance(entry, Escalated):
        what, rung = entry.stall, entry.rung
    else:
        what, rung = entry.what, str(entry.level)
    day = f"{entry.occurred_on:%d/%m}"
    return day, entry.actor.id, what, entry.subject or "-", rung, entry.told


def in_order(rows: list[Said]) -> list[Said]:
    """By month, day, and then by what they say."""
    return sorted(rows, key=lambda row: (row[0][3:], row))


def by_hand(file: Path) -> dict[str, list[Said]]:
    """The table that was written by hand, by inspection."""
    found: dict[str, list[Said]] = {}
    rows: list[Said] = []
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("== "):
            rows = found.setdefault(line[3:], [])
        elif line and not line.startswith("#"):
            day, flow, what, subject, rung, person = line.split()
            rows.append((day, flow, what, subject, rung, person))
    return {stream: in_order(rows) for stream, rows in found.items()}


def open_office(file: Path) -> Desk:
    """A desk with the office's own policy, calendar and law on a store in a file."""
    store = open_store(f"sqlite:///{file}")
    return Desk(store, FixedDayClock(FIRST), load_policy(), workdays(), law=lawbook())


@dataclass
class HalfYear:
    """One desk, fed with what people of the demonstration recorded, day after day.

    ``steps`` are all their acts in the order recorded, ``fed`` how many of them are in;
    ``placed`` the entries that they became, by inspection.
    """

    desk: Desk
    steps: tuple[Step, ...]
    fed: int = 0
    placed: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def people_act(self, day: date) -> None:
        """Record everything that people had recorded by the end of a day."""
        while self.fed < len(self.steps) and office_day(self.steps[self.fed].moment) <= day:
            step = self.steps[self.fed]
            placed = self.placed.get(step.stream, ())
            self.desk.record(step.stream, step.placed(placed), by=step.by, now=step.moment)
            row = self.desk.store.row(step.stream)
            assert row is not None
            self.placed[step.stream] = (*placed, row.version)
            self.fed += 1

    def machines_act(self, day: date) -> int:
        """Both flows' work once; how much they did."""
        now = datetime.combine(day, time(17), OFFICE_ZONE)
        driven = drive(self.desk, as_of=day, now=now)
        swept = sweep(self.desk, as_of=day, now=now)
        assert driven.failed == swept.failed == ()
        return len(driven.done) + len(swept.rises)

    def entries(self) -> Mapping[str, list[Entry]]:
        """What the machines recorded, by inspection."""
        return {
            row.stream: [e for e in self.desk.history(row.stream) if isinstance(e, Entry)]
            for row in self.desk.store.rows()
        }


def settled(file: Path) -> HalfYear:
    """The office on the evening before FIRST; it never had a machine."""
    script = read_script()
    desk = open_office(file)
    desk.store.put_people(script.people)
    office = HalfYear(desk, script.in_order)
    office.people_act(FIRST - timedelta(days=1))
    return office

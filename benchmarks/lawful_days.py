"""Terms of the law and habits of the office as figures written by hand, and how acts are told.

Of the program only the calendar's days off and the fold of events are used, nothing that alarms.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from states.apply import apply
from states.events import EVENT, Registered
from states.inspection import Inspection, born
from states.workdays import Workdays

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Terms:
    """What one law gives, in days (``_wd``: working days); None where it names no figure."""

    until: date
    send: int | None
    send_wd: bool
    more: int
    report: int
    draft: int | None
    handover: int | None
    handover_from_closing: bool


LAWS = (
    Terms(date(2021, 11, 14), 5, False, 25, 15, None, 30, False),  # 2010, Circular 05/2014
    Terms(date(2023, 6, 30), 5, False, 25, 15, None, 30, False),  # 2010, Circular 06/2021
    Terms(date(2025, 6, 30), 5, True, 30, 20, 20, 15, True),  # 2022
    Terms(date.max, None, False, 30, 20, 20, None, False),  # 2025
)
"""Send the decision, lengthen the 45 days by, report, draft, hand over; by day of signing."""
ANNOUNCE, PERIOD, CONCLUDE, PUBLISH, DIRECT, ON_REQUEST = 15, 45, 15, 10, 15, 30
OUTLINE_WD, MEMBER_WD, ASSIGN_WD = 5, 5, 5


@dataclass(frozen=True, slots=True)
class Habits:
    """The office's own numbers as it lives by them, in working days."""

    review: int = 7
    handle: int = 7
    rule: int = 40
    paper: int = 5
    pause: int = 45
    receive: int = 10
    urge: int = 40
    log: float = 1.0


LOG = {
    "planned": 60,
    "surveying": 15,
    "decided": 10,
    "announced": 5,
    "onsite": 10,
    "ended": 10,
    "reported": 5,
    "drafting": 10,
    "consulting": 10,
    "appraising": 10,
    "signing": 10,
    "issued": 10,
    "published": 30,
    "held": 20,
}
"""How often the log is written where nothing else is, in working days."""


@dataclass
class Made:
    """One inspection as it went: how it stood from each day on which anything happened."""

    days: list[tuple[date, Inspection]] = field(default_factory=list)
    phases: list[tuple[str, date]] = field(default_factory=list)


class Teller:
    """One inspection being told act by act, its log kept; by which days what can be done."""

    def __init__(self, seed: int, days: Workdays, habits: Habits | None = None) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - chance, not secrecy
        self.days, self.habits = days, habits or Habits()
        self.made, self.version, self.number = Made(), 0, 0
        self.place, self.waits = "planned", date.min
        self.name = f"s{seed}"
        start = date(2018, 1, 8) + timedelta(days=self.rng.randrange(365 * 8))
        self.day = self.word = self.at_work(start)
        self.now: Inspection | None = None

    # ------------------------------------------------------------ days

    def at_work(self, day: date) -> date:
        """The first working day from a day on."""
        while not self.days.is_working(day):
            day += DAY
        return day

    def last_in(self, count: int, since: date) -> date:
        """The last working day within that many days: nobody relies on a day off being moved."""
        day = since + timedelta(days=count)
        while day > since and not self.days.is_working(day):
            day -= DAY
        return day

    def before(self, day: date) -> date:
        """The working day before a day."""
        day -= DAY
        while not self.days.is_working(day):
            day -= DAY
        return day

    def last_wd(self, count: int, since: date) -> date:
        """The last of so many working days."""
        day = since
        while count:
            day += DAY
            count -= self.days.is_working(day)
        return day

    def some_day(self, last: date) -> date:
        """A working day from now to the last one, one time in three the last itself."""
        if last <= self.day or self.rng.random() < 0.33:
            return max(last, self.day)
        day = self.day + timedelta(days=self.rng.randint(0, (last - self.day).days))
        while day > self.day and not self.days.is_working(day):
            day -= DAY
        return day

    def chance(self, share: float) -> bool:
        """Whether it happens this time."""
        return self.rng.random() < share

    # ------------------------------------------------------------ telling

    def act(self, kind: str, on: date, paper: str = "", **fields: Any) -> None:
        """One act on a day, with the log kept up to it."""
        self.keep_log(on)
        if paper:
            fields["document"] = self.paper(paper, on)
        self.tell(kind, on, **fields)

    def paper(self, kind: str, on: date) -> dict[str, object]:
        """A numbered, dated and signed paper."""
        self.number += 1
        said = {"kind": kind, "number": f"{self.number}/{self.name}", "signed_by": "Võ Kiều"}
        return {**said, "signed_on": on}

    def keep_log(self, until: date) -> None:
        """Write the log whenever it is time, unless a named day is being waited for."""
        usual = max(1, int(LOG[self.place] * self.habits.log))
        while True:
            last = max(self.last_wd(usual, self.word), self.waits)
            if until <= last:
                return
            fewer = self.rng.randint(max(1, usual // 2), usual)
            on = last if last == self.waits else self.last_wd(fewer, self.word)
            self.tell("note", self.on_or_before(on), text="Ghi nhật ký Đoàn.")

    def on_or_before(self, day: date) -> date:
        """The last working day up to a day, but no earlier than the last word."""
        while day > self.word and not self.days.is_working(day):
            day -= DAY
        return day

    def tell(self, kind: str, on: date, **fields: Any) -> None:
        """One event, through the fold; refused ones raise."""
        self.version += 1
        event = EVENT.validate_python(
            {
                "kind": kind,
                "version": self.version,
                "occurred_on": on,
                "recorded_at": datetime.combine(on, time(9), UTC),
                "actor": {"kind": "person", "id": "binh"},
                **fields,
            }
        )
        if isinstance(event, Registered):
            self.now = born(self.name, event)
        elif self.now is not None:
            self.now = apply(self.now, event)
        if self.made.days and self.made.days[-1][0] == on:
            self.made.days.pop()
        if self.now is not None:
            self.made.days.append((on, self.now))
        self.day = self.word = on

    def move(self, kind: str, to: str, on: date, paper: str = "", **fields: Any) -> None:
        """An act that brings the course on."""
        self.act(kind, on, paper, **fields)
        self.place = to
        self.made.phases.append((to, on))

    def between(self, after: date, last: date) -> date:
        """A working day after one and up to another, one time in three the last."""
        if self.chance(0.33):
            return last
        day = after + timedelta(days=self.rng.randint(1, (last - after).days))
        while day < last and not self.days.is_working(day):
            day += DAY
        return day

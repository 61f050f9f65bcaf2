"""False alarms: how often an inspection that follows the law is called stuck.

Run: python -m benchmarks.false_alarms [--quick] [--inspections N]

Made by ``benchmarks.lawful`` with ordinary waits; every day from registration to the end of each
is asked for. Exit code 1 with the first cases when anything was called stuck.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from benchmarks.lawful import Lawful
from benchmarks.lawful_days import Habits, Made
from benchmarks.said import say
from states.alarm import Alarm, StallKind
from states.lawbook import Lawbook
from states.policy import Policy
from states.stall import alarms
from states.workdays import Workdays
from tiendo.calendar import workdays
from tiendo.lawbook import lawbook
from tiendo.policy import load_policy

WHOLE, QUICK = 2000, 100


@dataclass
class Found:
    """What was seen: days looked at, days on which something was called stuck, of what kind."""

    inspections: int = 0
    days: int = 0
    stuck_days: int = 0
    kinds: Counter[StallKind] = field(default_factory=Counter)
    first: list[tuple[str, date, Alarm]] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Of the days looked at, those on which something was called stuck."""
        return self.stuck_days / self.days


def made(count: int, days: Workdays, habits: Habits | None = None) -> Iterator[Made]:
    """So many inspections, each from its own seed."""
    return (Lawful(seed, days, habits).tell_all() for seed in range(count))


def look(cases: Iterable[Made], policy: Policy, days: Workdays, law: Lawbook) -> Found:
    """Every day of every inspection, by what was known at the end of it."""
    found = Found()
    for case in cases:
        found.inspections += 1
        for (since, stood), (until, _) in zip(case.days, case.days[1:], strict=False):
            found.days += (until - since).days
            late = [a for a in alarms(stood, policy, days, law) if a.on < until]
            if late:
                found.kinds.update({alarm.kind for alarm in late})
                found.stuck_days += (until - max(since, min(a.on for a in late))).days
                found.first += [(stood.id, max(since, a.on), a) for a in late]
    return found


def main(argv: list[str]) -> int:
    """Look, print the share, and say what was wrong."""
    count = QUICK if "--quick" in argv else WHOLE
    if "--inspections" in argv:
        count = int(argv[argv.index("--inspections") + 1])
    days = workdays()
    found = look(made(count, days), load_policy(), days, lawbook())
    say(
        f"false alarms: {found.inspections:,} inspections that follow the law, "
        f"{found.days:,} inspection-days, called stuck on {found.stuck_days:,}: "
        f"{found.share:.4%}"
    )
    for stream, on, alarm in found.first[:10]:
        say(f"  {stream} on {on:%d/%m/%Y}: {alarm.kind} {alarm.subject} due {alarm.due}")
    return 1 if found.stuck_days else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

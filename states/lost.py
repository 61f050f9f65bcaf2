"""Whose days: where days were lost across the office, summed from the day ledgers.

Lost is a day on which the inspection waited: at a desk, for somebody's answer, paused, suspended
or put off. Work on site, days off, waiting in the plan and follow-up are none. A desk of a room
is told with its room, not with a person: who had it then may have it no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from states.chart import TERMINAL
from states.inspection import Inspection
from states.ledger import ACCOUNT_NAMES, Account, Post, Run, ledger, post_on
from states.roles import Role
from states.terms import ROLE_NAMES
from states.text import Text, same
from states.timeline import CourseSpan, HoldSpan, Timeline, Wait, timeline
from states.workdays import Workdays

_DAY = timedelta(days=1)
_LOST = (
    Account.DESK,
    Account.ENTITY,
    Account.SITE_PAUSED,
    Account.SUSPENDED,
    Account.DEFERRED,
)
_OF_A_ROOM = frozenset({Role.TEAM_HEAD, Role.ROOM_HEAD})
_WITH = Text("{account} {party}", "{account} {party}")
_IN_ROOM = Text("{desk}, {room}", "{desk}, {room}")


@dataclass(frozen=True, slots=True)
class Loss:
    """Days lost to one party across the office, by so many inspections.

    ``streams``: the first of them with their names and days, those that lost most first.

    ``party``: the body that owes an answer or the role whose desk it is; "" where it is nobody's,
    as in a pause. ``room``: where the desk stands, if it is one of a room.
    """

    account: Account
    party: str
    room: str
    count: int
    days: int
    streams: tuple[tuple[str, str, int], ...] = ()

    @property
    def name(self) -> Text:
        """The party in words."""
        account = ACCOUNT_NAMES[self.account]
        if not self.party:
            return account
        desk = self.account is Account.DESK
        party = ROLE_NAMES[Role(self.party)] if desk else same(self.party)
        said = _WITH.fill(account=account, party=party)
        return _IN_ROOM.fill(desk=said, room=self.room) if self.room else said


_Key = tuple[Account, str, str]
_In = tuple[_Key, int]
"""What was lost to whom, in which year."""


@dataclass(frozen=True, slots=True)
class Spell:
    """Days that one inspection lost to one party in a year, and since when it loses more.

    ``days``: those that are over. Of what goes on, each day is lost behind ``after_day`` (a day's
    ordinal number) or each working day behind the first ``after_worked`` of the calendar; both
    are None where nothing goes on.
    """

    account: Account
    party: str
    room: str
    year: int
    days: int
    after_day: int | None = None
    after_worked: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from 1 January of a year to a day of it: as ordinal numbers, and as days worked.

    ``before`` and ``before_worked`` are of the day before the first one.
    """

    year: int
    before: int
    until: int
    before_worked: int
    until_worked: int

    def lost(self, spell: Spell) -> int:
        """The days of a spell that lie in it."""
        days = spell.days if spell.year == self.year else 0
        if spell.after_day is not None:
            days += max(0, self.until - max(spell.after_day, self.before))
        if spell.after_worked is not None:
            days += max(0, self.until_worked - max(spell.after_worked, self.before_worked))
        return days


def year_to(until: date, workdays: Workdays) -> Stretch:
    """The year of a day up to that day. Raises OutsideCalendar."""
    before = until.replace(month=1, day=1) - _DAY
    return Stretch(
        year=until.year,
        before=before.toordinal(),
        until=until.toordinal(),
        before_worked=_worked(before, workdays),
        until_worked=_worked(until, workdays),
    )


def spells_of(inspection: Inspection, workdays: Workdays) -> tuple[Spell, ...]:
    """Whose days an inspection lost in each year, and whose it is losing. Raises OutsideCalendar.

    Behind the last day on which anything changed every day is like the other, days off apart.
    """
    line, room = timeline(inspection), inspection.place.room
    last, ended = _last_change(line), line.course[-1].leaf in TERMINAL
    found: dict[_In, int] = {}
    for run in ledger(line, workdays, last - _DAY).runs:
        if run.post.account in _LOST:
            for year, days in _by_year(run):
                place = (_key(run.post, room), year)
                found[place] = found.get(place, 0) + days
    spells = {place: Spell(*place[0], place[1], days) for place, days in found.items()}
    if not ended:
        spells |= _going_on(line, room, last, workdays, found)
    return tuple(spells[place] for place in sorted(spells))


def _going_on(
    line: Timeline,
    room: str,
    last: date,
    workdays: Workdays,
    found: Mapping[_In, int],
) -> dict[_In, Spell]:
    """What is lost on from the last change, as on any working day behind it."""
    post = post_on(workdays.add(last, 1), line, workdays)
    if post.account not in _LOST:
        return {}
    key, before = _key(post, room), last - _DAY
    held = any(hold.end is None for hold in line.holds)
    going_on = Spell(
        *key,
        last.year,
        found.get((key, last.year), 0),
        after_day=before.toordinal() if held else None,
        after_worked=None if held else _worked(before, workdays),
    )
    return {(key, last.year): going_on}


def _last_change(line: Timeline) -> date:
    spans: tuple[CourseSpan | HoldSpan | Wait, ...] = (*line.course, *line.holds, *line.waits)
    return max(day for span in spans for day in (span.start, span.end) if day is not None)


def _by_year(run: Run) -> Iterator[tuple[int, int]]:
    for year in range(run.first.year, run.last.year + 1):
        first, last = max(run.first, date(year, 1, 1)), min(run.last, date(year, 12, 31))
        yield year, (last - first).days + 1


def _worked(day: date, workdays: Workdays) -> int:
    return workdays.between(workdays.first, max(day, workdays.first))


def _key(post: Post, room: str) -> _Key:
    of_nobody = post.account is Account.SUSPENDED  # its decision's number is no party
    party = "" if of_nobody else post.party
    return post.account, party, room if party in _OF_A_ROOM else ""

"""What one person must do next, may sign, and waits for, across the office.

Each list is put together by contributors: functions from what is asked to lines. Whoever adds a
kind of thing to the office adds its contributor to ``TODO``, ``SIGNING`` or ``WAITING``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeAlias

from states.alarm import SEVERITY, Alarm
from states.chart import Region, expand
from states.holders import holder_of_turn, turns_lent, turns_of
from states.inspection import Inspection
from states.roles import Officer, Role, roles_of
from states.rules import RULES, Trigger
from states.stall import alarms
from states.streams import StreamKind, kind_of
from states.tasks import Task, ordered
from states.text import Text
from tiendo.desk import Desk
from tiendo.listing import PAGE
from tiendo.notices import path_of, recipients_read_by
from tiendo.otherday import PATIENCE, overview_of
from tiendo.overview import Overview
from tiendo.shown import shown
from tiendo.stuck import say

HORIZON = timedelta(days=14)
"""How far ahead a date is worth a line."""
CALL = "acknowledge"
"""The act that answers an alarm of somebody else which rose to this person."""
SIGNED = (Trigger.ISSUE_CONCLUSION, Trigger.ISSUE_DECISION)
"""The steps that are a signature of the office's leader."""
SIGNERS_ROLES = frozenset({Role.CHIEF_INSPECTOR, Role.DEPUTY})
"""Who is asked for signatures."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of somebody's list.

    ``what``: the single next act; ``why``: the sentence behind it; ``source``: the article it
    rests on, where that is sure; ``then``: who can go on only after it. ``path``: the page of the
    thing, and ``task.form`` the form there. ``said``:
    what was answered to its alarm last; ``quiet``: so that no badge counts it.
    """

    task: Task
    name: str
    what: Text
    why: Text
    path: str
    source: Text | None = None
    then: Text | None = None
    said: Text | None = None
    quiet: bool = False

    @property
    def href(self) -> str:
        """The address that opens the very form."""
        form = self.task.form
        return f"{self.path}?open={form}#act-{form}" if form else self.path


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose list of which day, and the inspections that may have to do with it."""

    desk: Desk
    person: Officer
    as_of: date
    officers: Sequence[Officer]
    turns: frozenset[str]
    inspections: Mapping[str, Inspection]
    known_by: datetime | None = None

    def roles(self, inspection: Inspection) -> frozenset[Role]:
        """The capacities of the person in an inspection."""
        return roles_of(self.person, inspection.place)

    def alarms(self, inspection: Inspection) -> tuple[Alarm, ...]:
        """Every stall of an inspection that stands or is to come."""
        return alarms(inspection, self.desk.policy, self.desk.days, self.desk.law)

    def is_mine(self, alarm: Alarm, inspection: Inspection) -> bool:
        """Whether it is the person's turn, by himself or in a post that is lent to him."""
        holder = holder_of_turn(alarm, inspection)
        lent = holder in turns_lent(self.person) and alarm.role in self.roles(inspection)
        return holder in self.turns or lent

    def said(self, alarm: Alarm, inspection: Inspection) -> Text:
        """The sentence of a stall."""
        return say(self.desk, alarm, inspection, self.as_of, self.officers)


Contributor: TypeAlias = Callable[[Asked], Iterable[Line]]


@dataclass(frozen=True, slots=True)
class MyWork:
    """One person's day: what to do, what may be signed, what rose to him, what waits on others.

    ``unreadable``: inspections that could not be replayed.
    """

    person: Officer
    as_of: date
    todo: tuple[Line, ...]
    signing: tuple[Line, ...]
    called: tuple[Line, ...]
    waiting: tuple[Line, ...]
    unreadable: tuple[str, ...]

    @property
    def late(self) -> int:
        """How many lines are past their date and were not answered."""
        late = (line for line in self.todo if line.task.due and line.task.due < self.as_of)
        return sum(not line.quiet for line in late)


def my_work(
    desk: Desk,
    person: Officer,
    todo: Sequence[Contributor],
    signing: Sequence[Contributor],
    waiting: Sequence[Contributor],
    *,
    as_of: date,
    known_by: datetime | None = None,
    patience: float = PATIENCE,
) -> MyWork:
    """One person's lists on a day; only the inspections that may be on them are replayed.

    Raises Working while a day before today is worked out for longer than ``patience`` seconds.
    """
    officers, today = desk.store.people(), desk.clock.today()
    overview = overview_of(desk, as_of=as_of, today=today, known_by=known_by, patience=patience)
    found = shown(desk, _streams(desk, overview, person, as_of), as_of=as_of, known_by=known_by)
    whole = {id_: each for id_, each in found.items() if isinstance(each, Inspection)}
    asked = Asked(desk, person, as_of, officers, frozenset(turns_of(person)), whole, known_by)

    def lines(contributors: Sequence[Contributor]) -> tuple[Line, ...]:
        every = (line for contributor in contributors for line in contributor(asked))
        return ordered(every, as_of, lambda line: line.task, _with_why_of)

    mine = {_key(line): line for line in lines(todo)}
    signed = {_key(line): mine.pop(_key(line), line) for line in lines(signing)}
    waits = tuple(line for line in lines(waiting) if _key(line) not in mine)
    return MyWork(
        person=person,
        as_of=as_of,
        todo=tuple(line for line in mine.values() if line.task.act != CALL),
        called=tuple(line for line in mine.values() if line.task.act == CALL),
        signing=ordered(signed.values(), as_of, lambda line: line.task, _with_why_of),
        waiting=waits,
        unreadable=tuple(id_ for id_ in found if id_ not in whole),
    )


def _with_why_of(line: Line, other: Line) -> Line:
    """A line, with the sentence of another that calls for the same act."""
    return line if other.why == line.why else replace(line, why=line.why.then(other.why))


def _key(line: Line) -> tuple[str, str]:
    return line.path, line.task.form or line.task.act


def _streams(desk: Desk, overview: Overview, person: Officer, as_of: date) -> tuple[str, ...]:
    """Those somebody is involved in, those whose turn is theirs, those that wait to be signed."""
    found = [row.stream for row in overview.involving(person.id)]
    turns = overview.held_by((*turns_of(person), *turns_lent(person)), as_of + HORIZON)
    found += [each.stream for each in turns]
    letters = desk.store.letters.inbox(recipients_read_by(person), PAGE)
    found += [each.stream for each in letters if each.stream and each.read_at is None]
    for each in (person, *(mandate.giver for mandate in person.mandates)):
        post = Role(each.role)
        if post in SIGNERS_ROLES:
            block = each.block if post is Role.DEPUTY else ""
            found += overview.at(_SIGNED_AT, block, PAGE)
    cases = (stream for stream in found if kind_of(stream) is StreamKind.INSPECTION)
    return tuple(dict.fromkeys(cases))


def _signed_at() -> Iterator[str]:
    for trigger in SIGNED:
        for rule in RULES[trigger]:
            if rule.main.region is Region.COURSE:
                for source in rule.main.sources:
                    yield from expand(source)


_SIGNED_AT = tuple(dict.fromkeys(_signed_at()))
"""Where an inspection waits for its decision or its conclusion to be signed."""


def line_of(inspection: Inspection, task: Task, what: Text, why: Text) -> Line:
    """A line about an inspection."""
    return Line(task, inspection.about.short_name, what, why, f"/{path_of(inspection.id)}")


def task_of(inspection: Inspection, alarm: Alarm, act: str = "", form: str = "") -> Task:
    """The task that a stall makes."""
    rank = SEVERITY.index(alarm.kind)
    return Task(inspection.id, act, form, alarm.since, alarm.due, rank)

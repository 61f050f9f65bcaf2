"""What holds up the most across the office, and the one act that would free the most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from states.escalation import stands_at
from states.inspection import Inspection
from states.papers import DOCUMENT_NAMES
from states.request import AWAITED
from states.roles import Officer, holder_of
from states.terms import name_of
from states.text import Text, same
from states.way_words import RULINGS, held
from tiendo.desk import Desk, Unreadable
from tiendo.explain import Explanation, explain
from tiendo.lostdays import Ledgers, LostDays
from tiendo.stuck import holder_name


@dataclass(frozen=True, slots=True)
class Tally:
    """One thing that holds inspections up: which ones, and for how many days all told.

    ``key`` tells it from others of its sort: the id of a person (or the capacity nobody holds),
    the name of an entity, a kind of document, an act with whoever does it. ``days``: calendar
    days stuck (for an entity: days its answers are overdue), each inspection counted once by
    its longest.
    """

    key: str
    name: Text
    streams: tuple[str, ...]
    days: int


@dataclass(frozen=True, slots=True)
class Bottlenecks:
    """What holds the office up on a day, the most inspections first."""

    people: tuple[Tally, ...] = ()
    entities: tuple[Tally, ...] = ()
    papers: tuple[Tally, ...] = ()
    acts: tuple[Tally, ...] = ()


@dataclass(frozen=True, slots=True)
class HoldUps:
    """What holds the office up on a day, and whose days it lost in the year up to it."""

    bottlenecks: Bottlenecks
    lost: LostDays


@dataclass
class _Count:
    names: dict[str, Text] = field(default_factory=dict)
    days: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, key: str, name: Text, stream: str, days: int) -> None:
        """Count an inspection under a key, by its longest delay."""
        self.names.setdefault(key, name)
        streams = self.days.setdefault(key, {})
        streams[stream] = max(days, streams.get(stream, 0))

    def tallies(self) -> tuple[Tally, ...]:
        """What was counted, the most inspections first, then the most days."""
        found = [
            Tally(key, self.names[key], tuple(sorted(streams)), sum(streams.values()))
            for key, streams in self.days.items()
        ]
        return tuple(sorted(found, key=lambda t: (-len(t.streams), -t.days, t.name.vi)))


def hold_ups(desk: Desk, *, as_of: date, known_by: datetime | None = None) -> HoldUps:
    """What holds the office up on a day: whose turn, answer, paper, act; and whose days it lost.

    ``acts`` counts, for each single act that frees a stall by itself, the inspections in which
    it does; the first of them is what would free most.
    """
    officers = desk.store.people()
    count, ledgers = Counting(as_of, officers), Ledgers(as_of, desk.days)
    for inspection in desk.inspections(as_of=as_of, known_by=known_by):
        ledgers.add(inspection)
        if not isinstance(inspection, Unreadable):  # which is its own line on the stuck list
            count.add(inspection, explain(desk, inspection, as_of, officers))
    return HoldUps(count.found, ledgers.found)


@dataclass
class Counting:
    """The bottlenecks of a day, counted inspection by inspection."""

    as_of: date
    officers: Sequence[Officer]
    _people: _Count = field(default_factory=_Count)
    _entities: _Count = field(default_factory=_Count)
    _papers: _Count = field(default_factory=_Count)
    _acts: _Count = field(default_factory=_Count)

    @property
    def found(self) -> Bottlenecks:
        """What was counted so far."""
        return Bottlenecks(
            self._people.tallies(),
            self._entities.tallies(),
            self._papers.tallies(),
            self._acts.tallies(),
        )

    def add(self, inspection: Inspection, stalls: Sequence[Explanation]) -> None:
        """Count one inspection with its explained stalls."""
        for request in inspection.requests:
            if stalls and request.state in AWAITED and request.due_on < self.as_of:
                late = (self.as_of - request.due_on).days
                name = request.addressee
                self._entities.add(name, same(name), inspection.id, late)
        for each in stalls:
            days = (self.as_of - each.alarm.on).days + 1
            self._turn(each, inspection, days)
            self._ways(each, inspection, days)

    def _turn(self, stall: Explanation, inspection: Inspection, days: int) -> None:
        """Count whose turn a stall is."""
        role = stall.alarm.role
        turn = stands_at(inspection, stall.alarm, role, self.officers)
        name = same(turn.name) if turn else holder_name(role, inspection, self.officers)
        self._people.add(turn.id if turn else role.value, name, inspection.id, days)

    def _ways(self, stall: Explanation, inspection: Inspection, days: int) -> None:
        """Count which papers the best way out needs, and which single act frees by itself."""
        for exit_ in stall.exits[:1]:
            for paper in (step.document for step in exit_.release.way if step.document):
                self._papers.add(paper.value, DOCUMENT_NAMES[paper], inspection.id, days)
        for exit_ in stall.exits:
            step = exit_.release.way[0]
            if len(exit_.release.way) == 1 and step.kind not in RULINGS:
                role = held(step, inspection, stall.alarm.role)[0]
                who = holder_of(role, inspection.place, self.officers)
                named = holder_name(role, inspection, self.officers)
                act = _ACT.fill(act=name_of(step.kind), who=named)
                key = f"{step.kind}:{who.id if who else role.value}"
                self._acts.add(key, act, inspection.id, days)


_ACT = Text("«{act}» ({who})", "“{act}” ({who})")

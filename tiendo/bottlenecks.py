"""What holds up the most across the office, and the one act that would free the most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from states.inspection import Inspection
from states.papers import DOCUMENT_NAMES
from states.request import AWAITED
from states.roles import Officer
from states.terms import name_of
from states.text import Text, same
from states.way_words import held
from tiendo.desk import Desk, Unreadable
from tiendo.explain import Explanation, explain
from tiendo.stuck import holder_name


@dataclass(frozen=True, slots=True)
class Tally:
    """One thing that holds inspections up: which ones, and for how many days all told.

    ``days``: calendar days stuck (for an entity: days its answers are overdue), each inspection
    counted once by its longest.
    """

    name: Text
    streams: tuple[str, ...]
    days: int


@dataclass(frozen=True, slots=True)
class Bottlenecks:
    """What holds the office up on a day, the most inspections first."""

    people: tuple[Tally, ...]
    entities: tuple[Tally, ...]
    papers: tuple[Tally, ...]
    acts: tuple[Tally, ...]


@dataclass
class _Count:
    days: dict[Text, dict[str, int]] = field(default_factory=dict)

    def add(self, name: Text, stream: str, days: int) -> None:
        """Count an inspection under a name, by its longest delay."""
        streams = self.days.setdefault(name, {})
        streams[stream] = max(days, streams.get(stream, 0))

    def tallies(self) -> tuple[Tally, ...]:
        """What was counted, the most inspections first, then the most days."""
        found = [
            Tally(name, tuple(sorted(streams)), sum(streams.values()))
            for name, streams in self.days.items()
        ]
        return tuple(sorted(found, key=lambda t: (-len(t.streams), -t.days, t.name.vi)))


def bottlenecks(desk: Desk, *, as_of: date, known_by: datetime | None = None) -> Bottlenecks:
    """What holds the office up on a day: whose turn, whose answer, which paper, which act.

    ``acts`` counts, for each single act that frees a stall by itself, the inspections in which
    it does; the first of them is what would free most.
    """
    officers = desk.store.people()
    counts = _Counts()
    for inspection in desk.inspections(as_of=as_of, known_by=known_by):
        if isinstance(inspection, Unreadable):
            continue  # its own line on the stuck list
        counts.requests(inspection, as_of)
        for each in explain(desk, inspection, as_of, officers):
            counts.stall(each, inspection, as_of, officers)
    return Bottlenecks(
        counts.people.tallies(),
        counts.entities.tallies(),
        counts.papers.tallies(),
        counts.acts.tallies(),
    )


@dataclass
class _Counts:
    people: _Count = field(default_factory=_Count)
    entities: _Count = field(default_factory=_Count)
    papers: _Count = field(default_factory=_Count)
    acts: _Count = field(default_factory=_Count)

    def requests(self, inspection: Inspection, as_of: date) -> None:
        """Count the addressees whose answers are overdue."""
        for request in inspection.requests:
            if request.state in AWAITED and request.due_on < as_of:
                late = (as_of - request.due_on).days
                self.entities.add(same(request.addressee), inspection.id, late)

    def stall(
        self, found: Explanation, inspection: Inspection, as_of: date, officers: Sequence[Officer]
    ) -> None:
        """Count whose turn a stall is, which papers its best way out needs, which act frees it."""
        days = (as_of - found.alarm.on).days + 1
        turn = holder_name(found.alarm.role, inspection, officers)
        self.people.add(turn, inspection.id, days)
        for exit_ in found.exits[:1]:
            for step in exit_.release.way:
                if step.document is not None:
                    self.papers.add(DOCUMENT_NAMES[step.document], inspection.id, days)
        for exit_ in found.exits:
            if len(exit_.release.way) == 1:
                (step,) = exit_.release.way
                who = holder_name(held(step, inspection)[0], inspection, officers)
                act = _ACT.fill(act=name_of(step.kind), who=who)
                self.acts.add(act, inspection.id, days)


_ACT = Text("«{act}» ({who})", "“{act}” ({who})")

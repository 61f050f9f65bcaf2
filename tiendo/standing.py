"""Where streams stand: what was replayed last, so that a further event is one further step.

Only what the desk acts on is kept, and only while the record goes on from the very entry it was
kept at and none is missing before it. An older entry whose words were changed behind the
program's back is for ``tiendo verify`` to find.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

from states.events import Event
from states.history import replay, replay_on
from states.inspection import Inspection
from states.value import value
from tiendo.listing import InspectionRow
from tiendo.ports import Glance, Person, Store, StoredEvent
from tiendo.record import read_event, read_whole, refuse_gaps

KEPT = 512
"""How many inspections are kept: those that people work on at the same time, and more."""


@value
class Standing:
    """All events of a stream, the inspection they leave, and the hash of the last one.

    ``row``: the projection that was written with the last one, if that was done here.
    """

    events: tuple[Event, ...] = ()
    inspection: Inspection | None = None
    head: str = ""
    row: InspectionRow | None = None


_NOTHING = Standing()


@dataclass(frozen=True)
class Standings:
    """The standings used last. Many threads may ask at once."""

    _kept: OrderedDict[str, Standing] = field(default_factory=OrderedDict)
    _people: dict[str, Person] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def look(self, store: Store, person: str, stream: str) -> tuple[Glance | None, Standing]:
        """Who is about to act, and how the stream stands now; None if there is no such person.

        Raises DatabaseDamaged where an entry is missing, RuleError.
        """
        known = self.known(stream)
        count = len(known.events)
        glance = store.glance(person, stream, count)
        if glance is None:
            return None, known
        self._meet(glance)
        if (glance.entries, glance.last, glance.hash) != (count, count, known.head):
            found = _on(known, stream, store.events(stream, max(1, count)))
            known = found or _whole(stream, store.events(stream))
        if known.events:
            self._keep(stream, known)
        return glance, known

    def recall(self, person: str, stream: str) -> tuple[Person, Standing] | None:
        """Both as they were last, unasked; for a write that finds out whether they still are so.

        None where either is not known, or anything was lent to the person.
        """
        who, known = self._people.get(person), self.known(stream)
        return (who, known) if who and known.events else None

    def _meet(self, glance: Glance) -> None:
        if len(self._people) >= KEPT or glance.lent:
            self._people.clear()
        if not glance.lent:
            self._people[glance.person.id] = glance.person

    def known(self, stream: str) -> Standing:
        """How a stream stood last."""
        with self._lock:
            return self._kept.get(stream, _NOTHING)

    def at(self, stream: str, version: int) -> Standing:
        """The same if it stood at that entry; nothing if not."""
        known = self.known(stream)
        return known if len(known.events) == version else _NOTHING

    def went_on(
        self,
        known: Standing,
        new: Sequence[Event],
        inspection: Inspection,
        head: str,
        row: InspectionRow,
    ) -> None:
        """Note what was written behind a standing, and what it left."""
        if len(known.events) + len(new) == row.version:
            self._keep(row.stream, Standing((*known.events, *new), inspection, head, row))

    def _keep(self, stream: str, found: Standing) -> None:
        with self._lock:
            self._kept[stream] = found
            self._kept.move_to_end(stream)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)


def _on(known: Standing, stream: str, stored: tuple[StoredEvent, ...]) -> Standing | None:
    """Further from what is known; None where the record does not go on from there."""
    if known.inspection is None:
        return _whole(stream, stored)
    if not stored or (stored[0].version, stored[0].hash) != (len(known.events), known.head):
        return None
    if len(stored) == 1:
        return known
    refuse_gaps(stream, stored, after=len(known.events) - 1)
    new = tuple(read_event(each) for each in stored[1:])
    inspection = replay_on(known.inspection, known.events, new)
    return Standing((*known.events, *new), inspection, stored[-1].hash)


def _whole(stream: str, stored: tuple[StoredEvent, ...]) -> Standing:
    events = tuple(read_whole(stream, stored))
    return Standing(events, replay(stream, events), stored[-1].hash if stored else "")

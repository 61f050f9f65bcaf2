"""The use cases: load, ask the rules, record. The only road to a change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from states.allowed import acts, office_reason
from states.errors import Reason, Refused, RuleError
from states.events import ANSWERS, Event
from states.history import admit, admit_next, replay
from states.inspection import Inspection
from states.lawbook import Lawbook
from states.policy import Policy
from states.roles import Officer, Role, roles_of
from states.streams import AGENDA, StreamKind, kind_of
from states.workdays import Workdays
from tiendo import agenda
from tiendo.answering import Grounds, judged
from tiendo.calendar import Calendar
from tiendo.clock import Clock
from tiendo.delegating import mandated
from tiendo.hindsight import taken_back
from tiendo.identity import Claim
from tiendo.intake import to_event
from tiendo.ports import (
    Conflict,
    DatabaseDamaged,
    Fault,
    Notice,
    SetAside,
    Store,
    StoredEvent,
)
from tiendo.projection import row_of
from tiendo.record import read_event, read_whole, recorded_after, to_stored
from tiendo.refusing import (
    busy,
    check_law,
    check_people,
    check_powers,
    check_scan,
    in_whose_name,
    instead,
    no_inspection,
    nobody,
    stale,
)
from tiendo.scans import Scans, lost_scans
from tiendo.standing import Standings
from tiendo.told import Rehearsal as Rehearsal
from tiendo.told import Unreadable as Unreadable

ATTEMPTS = 100
"""How often a writer that lost the race loads again and asks the rules again."""


@dataclass(frozen=True)
class Desk:
    """Where officers, the command line, the page and the flows all come to.

    ``days`` are those of the ``calendar``, or any given by hand where there is none.
    Without the ``law`` its deadlines alarm nobody.
    """

    store: Store
    clock: Clock
    policy: Policy
    days: Workdays
    calendar: Calendar | None = field(default=None, kw_only=True)
    law: Lawbook | None = field(default=None, kw_only=True)
    scans: Scans | None = field(default=None, kw_only=True)
    _standings: Standings = field(default_factory=Standings, init=False, repr=False, compare=False)

    def officer(self, person: str) -> Officer:
        """Somebody of the office by id. Raises NotFound."""
        return mandated(self.store, self._somebody(person), self.clock.today())

    def _somebody(self, person: str) -> Officer:
        """The same without what is lent to him. Raises NotFound."""
        if officer := self.store.person(person):
            return officer
        raise nobody(person)

    def check_office(self, act: str, by: str) -> Officer:
        """Somebody who may do an act to the whole office. Raises NotFound or Refused."""
        officer = self.officer(by)
        if reasons := office_reason(act, officer):
            raise Refused(act, reasons)
        return officer

    def history(self, stream: str) -> tuple[Event, ...]:
        """Every event of an inspection in the order recorded. Raises NotFound."""
        stored = self.store.events(stream)
        if not stored or kind_of(stream) is not StreamKind.INSPECTION:
            raise no_inspection(stream)
        return tuple(read_event(event) for event in stored)

    def inspection(
        self, stream: str, *, as_of: date | None = None, known_by: datetime | None = None
    ) -> Inspection:
        """One inspection, as known by a moment, as it stood on a day. Raises NotFound."""
        found = replay(stream, self.history(stream), known_by=known_by, as_of=as_of)
        if found is None:
            raise no_inspection(stream)
        return found

    def inspections(
        self, *, as_of: date | None = None, known_by: datetime | None = None
    ) -> Iterator[Inspection | Unreadable]:
        """Every inspection of the office as it stood; those not there yet are left out.

        A record that cannot be replayed comes as Unreadable: one bad case hides no other.
        """
        damaged = list[Unreadable]()
        for stream, stored in self.store.every_stream(_into(damaged), StreamKind.INSPECTION):
            try:
                events = read_whole(stream, stored)
                found = replay(stream, events, known_by=known_by, as_of=as_of)
            except (RuleError, ValueError, DatabaseDamaged) as error:
                yield Unreadable(stream, len(stored), f"{type(error).__name__}: {error}")
                continue
            if found is not None:
                yield found
        yield from damaged

    def roles(self, person: str, inspection: Inspection) -> frozenset[Role]:
        """The capacities in which a person may act on an inspection. Raises NotFound."""
        return roles_of(self.officer(person), inspection.place)

    def allowed(
        self, stream: str, by: str, *, as_of: date | None = None
    ) -> dict[str, tuple[Reason, ...]]:
        """Every act, and what stands against one person's doing it. Raises NotFound."""
        inspection = self.inspection(stream, as_of=as_of)
        return acts(inspection, self.roles(by, inspection))

    def record(
        self,
        stream: str,
        act: Mapping[str, object],
        *,
        by: str,
        now: datetime | None = None,
        seen: int | None = None,
        claim: Claim | None = None,
    ) -> Inspection:
        """Record one act of a person and return the inspection after it.

        ``seen`` is the version the person looked at, if that matters; with a ``claim`` it is
        recorded once. Raises BadInput, NotFound, Stale, Refused, Contradiction, AlreadyClaimed
        or StoreError; then nothing was written.
        """
        for _ in range(ATTEMPTS):
            try:
                return self._try(stream, act, by, now or self.clock.now(), seen, claim)
            except Conflict:
                continue
        raise busy()

    def rehearse(
        self,
        stream: str,
        act: Mapping[str, object],
        *,
        by: str,
        now: datetime | None = None,
        seen: int | None = None,
    ) -> Rehearsal:
        """What recording an act would leave; nothing is written. Raises as ``record`` does."""
        return self._decide(stream, act, by, now or self.clock.now(), seen)

    def _try(
        self,
        stream: str,
        act: Mapping[str, object],
        by: str,
        now: datetime,
        seen: int | None,
        claim: Claim | None,
    ) -> Inspection:
        found = self._decide(stream, act, by, now, seen)
        check_scan(found.event, self.scans)
        version = found.event.version
        self.write(stream, version - 1, [found.event], found.after, found.notices, claim)
        return found.after

    def _decide(
        self,
        stream: str,
        act: Mapping[str, object],
        by: str,
        now: datetime,
        seen: int | None,
    ) -> Rehearsal:
        glance, standing = self._standings.look(self.store, by, stream)
        if glance is None:
            raise nobody(by)
        officer = glance.person
        if glance.lent:
            officer = mandated(self.store, officer, self.clock.today())
        if kind_of(stream) in AGENDA:
            raise no_inspection(stream)
        events, today = standing.events, standing.inspection
        if not events and act.get("kind") != "register":
            raise no_inspection(stream)
        if seen is not None and seen != len(events):
            raise stale(stream)
        event = to_event(
            act,
            version=len(events) + 1,
            actor={"kind": "person", "id": officer.id},
            recorded_at=recorded_after(events, now),
        )
        check_people(event, self._somebody)
        check_law(event, self.law, today)
        event = in_whose_name(event, today, officer)
        notices = self._judged(event, events, today, officer, stream)
        try:
            after = admit_next(today, events, event) if today else admit(stream, (), event)
        except Refused as refused:
            raise Refused(refused.act, refused.reasons, instead(today, officer)) from None
        return Rehearsal(event, today, after, (*notices, *taken_back(self, event, today, after)))

    def write(
        self,
        stream: str,
        after: int,
        new: Sequence[Event],
        inspection: Inspection,
        notices: Sequence[Notice] = (),
        claim: Claim | None = None,
    ) -> None:
        """Append admitted events with the projection they leave. Raises Conflict."""
        row = row_of(stream, after + len(new), inspection, self.policy, self.days, self.law)
        known = self._standings.at(stream, after)
        said = [*map(to_stored, new)]
        head = self.store.append(
            stream, after, said, row, notices, claim, head=known.head, before=known.row
        )
        self._standings.went_on(known, new, inspection, head, row)

    def _judged(
        self,
        event: Event,
        events: Sequence[Event],
        today: Inspection | None,
        officer: Officer,
        stream: str,
    ) -> tuple[Notice, ...]:
        """Refuse what is not for this person to do; else the notices that go with it."""
        if not isinstance(event, ANSWERS):
            check_powers(event, today, officer, stream)
            return ()
        then = replay(stream, events, as_of=event.occurred_on)
        if then is None:
            return ()  # nothing was told yet: the rules say so
        people = self.store.people()
        return judged(event, officer, Grounds(then, people, self.policy, self.days, self.law))

    def verify(self) -> tuple[Fault, ...]:
        """Every place where the record is not what was written or breaks its own rules."""
        faults = list(self.store.verify())
        broken = {fault.stream for fault in faults}
        damaged = list[Unreadable]()
        for stream, stored in self.store.every_stream(_into(damaged)):
            if stream not in broken:
                faults += self.unlawful(stream, stored)
        faults += [Fault(each.id, 0, each.why) for each in damaged if each.id not in broken]
        return tuple(faults)

    def unlawful(self, stream: str, stored: tuple[StoredEvent, ...]) -> list[Fault]:
        """Where the events of a stream break their own rules, or its projection is not theirs."""
        if kind_of(stream) is not StreamKind.INSPECTION:
            return agenda.unlawful(stream, stored, self.store, self.policy, self.days)
        try:
            events = read_whole(stream, stored)
            inspection = replay(stream, events)
        except (RuleError, ValueError, DatabaseDamaged) as error:
            return [Fault(stream, len(stored), str(error))]
        if inspection is None:
            return []
        found = lost_scans(stream, events, self.scans)
        row = row_of(stream, len(stored), inspection, self.policy, self.days, self.law)
        if self.store.row(stream) != row:
            found.append(Fault(stream, len(stored), "the projection differs from the events"))
        return found


def _into(damaged: list[Unreadable]) -> SetAside:
    return lambda stream, error: damaged.append(Unreadable(stream, 0, str(error)))

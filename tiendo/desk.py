"""The use cases: load, ask the rules, record. The only road to a change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from states.allowed import acts, office_reason
from states.errors import Reason, Refused, RuleError
from states.events import Event
from states.history import replay
from states.inspection import Inspection
from states.lawbook import Lawbook
from states.policy import Policy
from states.roles import Officer, Role, roles_of
from states.streams import StreamKind, kind_of
from states.workdays import Workdays
from tiendo import agenda
from tiendo.calendar import Calendar
from tiendo.clock import Clock
from tiendo.delegating import mandated
from tiendo.errors import ShellError
from tiendo.identity import Claim
from tiendo.judging import Said, judge
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
from tiendo.record import read_event, read_whole, to_stored
from tiendo.refusing import (
    busy,
    check_scan,
    no_inspection,
    nobody,
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
        return mandated(self.store, self.somebody(person), self.clock.today())

    def somebody(self, person: str) -> Officer:
        """The same without what is lent to the person. Raises NotFound."""
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
        notices: Sequence[Notice] = (),
    ) -> Inspection:
        """Record one act of a person and return the inspection after it.

        ``seen`` is the version the person looked at, if that matters; with a ``claim`` it is
        recorded once; ``notices`` are owed from then on. Raises BadInput, NotFound, Stale,
        Refused, Contradiction, AlreadyClaimed or StoreError; then nothing was written.
        """
        said = Said(stream, act, by, now or self.clock.now(), seen)
        if done := self._unasked(said, claim, notices):
            return done
        for _ in range(ATTEMPTS):
            try:
                found = self._decide(said)
                return self._put(said, found, (*found.notices, *notices), claim)
            except Conflict:
                continue
        raise busy()

    def _unasked(
        self, said: Said, claim: Claim | None, notices: Sequence[Notice]
    ) -> Inspection | None:
        """Record it by what is known, provided that it is so; None where it is not.

        Nobody is refused by what was known: whoever would be is looked up first.
        """
        known = self._standings.recall(said.by, said.stream)
        if known is None:
            return None
        officer, standing = known
        try:
            found = judge(self, said, officer, standing)
            return self._put(said, found, (*found.notices, *notices), claim, officer)
        except (Conflict, RuleError, ShellError):
            return None

    def _put(
        self,
        said: Said,
        found: Rehearsal,
        notices: Sequence[Notice],
        claim: Claim | None,
        by: Officer | None = None,
    ) -> Inspection:
        check_scan(found.event, self.scans)
        after = found.event.version - 1
        self.write(said.stream, after, [found.event], found.after, notices, claim, by)
        return found.after

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
        return self._decide(Said(stream, act, by, now or self.clock.now(), seen))

    def _decide(self, said: Said) -> Rehearsal:
        glance, standing = self._standings.look(self.store, said.by, said.stream)
        if glance is None:
            raise nobody(said.by)
        officer = glance.person
        if glance.lent:
            officer = mandated(self.store, officer, self.clock.today())
        return judge(self, said, officer, standing)

    def write(
        self,
        stream: str,
        after: int,
        new: Sequence[Event],
        inspection: Inspection,
        notices: Sequence[Notice] = (),
        claim: Claim | None = None,
        by: Officer | None = None,
    ) -> None:
        """Append admitted events with the projection they leave. Raises Conflict."""
        row = row_of(stream, after + len(new), inspection, self.policy, self.days, self.law)
        known = self._standings.at(stream, after)
        said = [*map(to_stored, new)]
        head = self.store.append(
            stream, after, said, row, notices, claim, head=known.head, before=known.row, by=by
        )
        self._standings.went_on(known, new, inspection, head, row)

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

"""What the desk needs from the outside, as types: facts at rest, and the store that keeps them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from states.roles import Officer
from states.streams import StreamKind
from states.value import value
from tiendo.agendabook import Agenda, AgendaRow, Papers
from tiendo.answers import AlreadyClaimed as AlreadyClaimed
from tiendo.answers import Conflict as Conflict
from tiendo.answers import DatabaseDamaged as DatabaseDamaged
from tiendo.answers import StoreError as StoreError
from tiendo.glance import Glance as Glance
from tiendo.identity import Claim, DoorStore
from tiendo.listing import InspectionRow as InspectionRow
from tiendo.overview import Living
from tiendo.partitions import Partitions, Step
from tiendo.postbox import Deliveries, Letters
from tiendo.pulse import Pulses
from tiendo.views import Views


@value
class NewEvent:
    """One event ready to be written; its body is the whole event as canonical JSON text."""

    kind: str
    occurred_on: date
    recorded_at: datetime
    actor: str
    body: str


@value
class StoredEvent(NewEvent):
    """One event in its place in the record."""

    stream: str
    version: int
    prev_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One recomputed projection, with the events that go with it; it counts them in."""

    row: InspectionRow
    new: tuple[NewEvent, ...] = ()

    @property
    def after(self) -> int:
        """The head of the stream that it was computed from."""
        return self.row.version - len(self.new)


@value
class Notice:
    """One message owed to somebody; its key is unique for ever.

    ``recipient``: id of a person, or a post that nobody held. Urgent: it goes out at once; what
    is not waits for the next digest.
    """

    key: str
    stream: str
    recipient: str
    subject: str
    body: str
    due_on: date
    urgent: bool = True


Person = Officer
"""Somebody of the office, with the post he or she holds."""


class Ruling(StrEnum):
    """What an announcement makes of a day. The values are stored."""

    OFF = "off"
    SWAPPED_OFF = "swapped_off"  # a weekday off in exchange for a weekend day worked
    WORKED = "worked"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """What a document says of one day: its ruling, its name, and the document."""

    day: date
    kind: Ruling
    name: str
    number: str
    signed_on: date
    signed_by: str  # who issued it, as the office cites it


@dataclass(frozen=True, slots=True)
class AnnouncedDay(CalendarDay):
    """One announced day in its place in the record; a later entry for a day outranks it."""

    entry: int
    recorded_at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where the record is not what was written; stream "" means the whole record."""

    stream: str
    version: int
    what: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where a stream ended when it was verified: its last event."""

    stream: str
    version: int
    hash: str


SetAside = Callable[[str, DatabaseDamaged], None]
"""Is told which stream cannot be read, and why."""


class Seals(Protocol):
    """Up to which head each stream was verified and found whole."""

    def unsealed(self, limit: int = 500, after: str = "") -> tuple[str, ...]:
        """One page of the streams that stand elsewhere than when they were verified last."""

    def faults(self, stream: str) -> tuple[Fault, ...]:
        """Everything wrong with the record of one stream."""

    def put(self, heads: Sequence[Head]) -> None:
        """Note that these streams were verified and found whole up to these heads."""


class Store(DoorStore, Protocol):
    """The record of what happened, with its projection and its outbox."""

    @property
    def agenda(self) -> Agenda:
        """The projections of directives, reports and meetings."""

    @property
    def papers(self) -> Papers:
        """Files that were taken in, by the hash of their bytes."""

    @property
    def deliveries(self) -> Deliveries:
        """Contacts, and what is owed to them."""

    @property
    def overview(self) -> Living:
        """The projections as lists, boards and searches read them."""

    @property
    def letters(self) -> Letters:
        """The notices as their readers see them, and the digests."""

    @property
    def pulses(self) -> Pulses:
        """The beats of the flows."""

    @property
    def seals(self) -> Seals:
        """Up to which head each stream was verified."""

    @property
    def views(self) -> Views:
        """The lists that people saved."""

    def events(self, stream: str, since: int = 1) -> tuple[StoredEvent, ...]:
        """The events of a stream by version, from one on; none if the stream is unknown.

        Raises DatabaseDamaged where one before them is missing.
        """

    def glance(self, person: str, stream: str, version: int) -> Glance | None:
        """A person and how a stream stands at one of its entries; None if there is no such person.

        What an act needs to know first, in one question.
        """

    def histories(self, streams: Sequence[str]) -> Mapping[str, tuple[StoredEvent, ...]]:
        """All events of a batch of streams, each by version; unknown streams are left out."""

    def every_stream(
        self, set_aside: SetAside | None = None, kind: StreamKind | None = None
    ) -> Iterator[tuple[str, tuple[StoredEvent, ...]]]:
        """Every stream, or those of a kind, with events, by stream id, one in memory at a time.

        One that cannot be read is told to ``set_aside`` and left out; without it, it raises.
        """

    def append(
        self,
        stream: str,
        after: int,
        new: Sequence[NewEvent],
        row: InspectionRow | AgendaRow,
        notices: Sequence[Notice] = (),
        claim: Claim | None = None,
        *,
        head: str = "",
        before: InspectionRow | None = None,
        by: Person | None = None,
    ) -> str:
        """Write events, projection and notices in one transaction, or nothing at all.

        ``head`` is the hash of the event at ``after``, where it is known: nothing is written
        behind another, and the way is shorter. ``before``: the projection as it should stand
        there; it says what to compare alone. ``by``: who acts, as known from before, with nothing
        lent. Returns the hash of the last event. With a ``claim`` they are what was recorded for
        that request, once. Raises Conflict when `after` is not the head of the stream, or ``by``
        is another now, and AlreadyClaimed when one of the notices, or the claim, was there.
        """

    def row(self, stream: str) -> InspectionRow | None:
        """The projection of one inspection, if there is one."""

    def rows(self) -> tuple[InspectionRow, ...]:
        """All projections, in order of stream id."""

    def page(self, limit: int, after: str = "", until: str = "") -> tuple[InspectionRow, ...]:
        """One page of the projections, in order of stream id, up to ``until`` if one is given."""

    def nominated(self, on: date, limit: int = 500, after: str = "") -> tuple[str, ...]:
        """One page of the streams to look at by that day, in order of stream id."""

    def unprojected(self) -> tuple[str, ...]:
        """The streams that have no projection at all, as none should."""

    def reproject(self, row: InspectionRow) -> None:
        """Write a recomputed projection, unless the record has moved past its version."""

    def rewrite(self, batch: Sequence[Rewrite], step: Step | None = None) -> tuple[str, ...]:
        """Write a batch and the step it was for in one transaction; which streams had moved on.

        Of a stream that had moved on nothing is written, and the step then only renews its
        hold and counts what moved in the others. Raises LeaseLost when the part is no longer
        the worker's, Conflict when somebody else wrote the first event of a stream meanwhile;
        then nothing is written at all.
        """

    @property
    def partitions(self) -> Partitions:
        """The jobs of working everything out again."""

    def notices(self) -> tuple[Notice, ...]:
        """What stands in the outbox, by due day and key."""

    def queue(self, notices: Sequence[Notice], at: datetime) -> None:
        """Put notices into the outbox that no event goes with; those there already stay."""

    def last_recorded(self) -> datetime | None:
        """The latest moment at which anything was recorded."""

    def entries(self) -> int:
        """How many entries the record holds: another number, another record."""

    def person(self, id: str) -> Person | None:
        """Somebody of the office by id, if there is such a person."""

    def people(self) -> tuple[Person, ...]:
        """Everybody of the office, by id."""

    def put_people(self, people: Sequence[Person]) -> None:
        """Add people, or replace those who are there."""

    def calendar_days(self) -> tuple[AnnouncedDay, ...]:
        """Everything ever announced about days off and worked, oldest entry first."""

    def calendar_entry(self) -> int:
        """The number of the last announced day; 0 when nothing was announced."""

    def put_calendar_days(
        self, days: Sequence[CalendarDay], at: datetime, actor: str, *, after: int | None = None
    ) -> None:
        """Add announced days behind those recorded before, all of them or none.

        Raises Conflict when ``after`` is given and is no longer the last entry.
        """

    def verify(self) -> tuple[Fault, ...]:
        """Every place where the record is not what was written; none when it is whole."""

    def close(self) -> None:
        """Let go of the database."""

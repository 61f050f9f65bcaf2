"""The store on SQLAlchemy Core: one code path for SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime

from sqlalchemy import func, select

from states.streams import StreamKind
from tiendo.agendabook import AgendaRow
from tiendo.identity import Claim
from tiendo.listing import InspectionRow
from tiendo.partitions import Step
from tiendo.ports import (
    Conflict,
    Fault,
    Glance,
    NewEvent,
    Notice,
    Person,
    Rewrite,
    SetAside,
    StoredEvent,
)
from tiendo.store.agenda import SqlAgenda, SqlPapers
from tiendo.store.appending import append_to, tasks_of
from tiendo.store.chain import GENESIS, linked
from tiendo.store.columns import as_given, composed
from tiendo.store.deliveries import SqlDeliveries
from tiendo.store.engine import Database
from tiendo.store.glances import glance_at
from tiendo.store.inserts import insert_into
from tiendo.store.letters import SqlLetters
from tiendo.store.office import SqlOffice
from tiendo.store.overview import SqlOverview
from tiendo.store.partitions import SqlPartitions, advance, hold
from tiendo.store.pulses import SqlPulses
from tiendo.store.reading import all_streams, events_of, in_streams, nominated_by, unprojected
from tiendo.store.rewriting import write_batch
from tiendo.store.rows import read_rows
from tiendo.store.seals import SqlSeals
from tiendo.store.tables import EVENT, INSPECTION, OUTBOX
from tiendo.store.tokens import claim_request
from tiendo.store.verify import faults
from tiendo.store.views import SqlViews

_NOTICE = (
    OUTBOX.c.key,
    OUTBOX.c.stream,
    OUTBOX.c.recipient,
    OUTBOX.c.subject,
    OUTBOX.c.body,
    OUTBOX.c.due_on,
    OUTBOX.c.urgent,
)
_ENTRIES = select(func.count()).select_from(EVENT)
_LAST_RECORDED = select(func.max(EVENT.c.recorded_at))


class SqlStore(SqlOffice):
    """The record, its projection and its outbox in one database that has been migrated."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.agenda = SqlAgenda(database)
        self.deliveries = SqlDeliveries(database)
        self.letters = SqlLetters(database)
        self.overview = SqlOverview(database)
        self.papers = SqlPapers(database)
        self.partitions = SqlPartitions(database)
        self.pulses = SqlPulses(database)
        self.seals = SqlSeals(database)
        self.views = SqlViews(database)

    def events(self, stream: str, since: int = 1) -> tuple[StoredEvent, ...]:
        """The events of a stream by version, from one on; none if the stream is unknown."""
        with self._database.reading() as connection:
            return events_of(connection, stream, since)

    def glance(self, person: str, stream: str, version: int) -> Glance | None:
        """A person and how a stream stands at one of its entries; None if there is no such person.

        What an act needs to know first, in one question.
        """
        return glance_at(self._database, person, stream, version)

    def histories(self, streams: Sequence[str]) -> Mapping[str, tuple[StoredEvent, ...]]:
        """All events of a batch of streams, each by version; unknown streams are left out."""
        with self._database.reading() as connection:
            return dict(in_streams(connection, EVENT.c.stream.in_(streams)))

    def every_stream(
        self, set_aside: SetAside | None = None, kind: StreamKind | None = None
    ) -> Iterator[tuple[str, tuple[StoredEvent, ...]]]:
        """Every stream, or those of a kind, with events, by stream id, one in memory at a time.

        One that cannot be read is told to ``set_aside`` and left out; without it, it raises.
        """
        with self._database.reading() as connection:
            yield from all_streams(connection, set_aside, kind)

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
        """Write events, projection, notices and the request in one transaction, or nothing.

        ``head`` is the hash of the event at ``after``, where it is known: nothing is written
        behind another, and the way is shorter; shorter still where the projection that stands
        ``before`` is known, and still found so. Returns the hash of the last event. ``by``:
        only if all is as known. Raises Conflict.
        """
        if not new or row.stream != stream or row.version != after + len(new):
            raise ValueError(f"{stream}: the projection must stand at the last of the new events")
        stream = composed(stream)
        for each in new:
            as_given(each.body)
        claim = claim and replace(claim, stream=stream, version=row.version)
        known = head if after else GENESIS
        if known and (after or by is None):  # nobody is known from before a first event
            linking = tuple(linked(stream, after, known, new))
            if self._database.at_once(tasks_of(linking, row, notices, claim, before, by)):
                return linking[-1].hash
        if by is not None:
            raise Conflict(stream, after + 1)
        with self._database.writing() as connection:
            last = append_to(connection, stream, after, new, row, notices, head)
            if claim is not None:
                claim_request(connection, claim, new[-1].recorded_at)
            return last

    def row(self, stream: str) -> InspectionRow | None:
        """The projection of one inspection, if there is one."""
        with self._database.reading() as connection:
            found = read_rows(connection, select(INSPECTION).where(INSPECTION.c.stream == stream))
            return found[0] if found else None

    def rows(self) -> tuple[InspectionRow, ...]:
        """All projections, in order of stream id."""
        with self._database.reading() as connection:
            return read_rows(connection, select(INSPECTION).order_by(INSPECTION.c.stream))

    def page(self, limit: int, after: str = "", until: str = "") -> tuple[InspectionRow, ...]:
        """One page of the projections, in order of stream id, up to ``until`` if one is given."""
        wanted = select(INSPECTION).where(INSPECTION.c.stream > after)
        if until:
            wanted = wanted.where(INSPECTION.c.stream <= until)
        with self._database.reading() as connection:
            return read_rows(connection, wanted.order_by(INSPECTION.c.stream).limit(limit))

    def nominated(self, on: date, limit: int = 500, after: str = "") -> tuple[str, ...]:
        """One page of the streams to look at by that day, in order of stream id."""
        with self._database.reading() as connection:
            return tuple(connection.execute(nominated_by(on, limit, after)).scalars())

    def unprojected(self) -> tuple[str, ...]:
        """The streams that have no projection at all, as none should."""
        with self._database.reading() as connection:
            return unprojected(connection)

    def reproject(self, row: InspectionRow) -> None:
        """Write a recomputed projection, unless the record has moved past its version."""
        self.rewrite([Rewrite(row)])

    def rewrite(self, batch: Sequence[Rewrite], step: Step | None = None) -> tuple[str, ...]:
        """Write a batch and the step it was for in one transaction; which streams had moved on.

        1. Make sure the part is still the worker's. 2. Write what stands at its head.
        3. Record the step, or where any stream had moved on what moved in the others.
        """
        if not batch and step is None:
            return ()
        with self._database.writing() as connection:
            if step:
                hold(connection, step)
            stale = (
                write_batch(connection, batch, insert_into(self._database.dialect, INSPECTION))
                if batch
                else ()
            )
            if step:
                advance(connection, step, stale)
            return stale

    def notices(self) -> tuple[Notice, ...]:
        """What stands in the outbox, by due day and key."""
        wanted = select(*_NOTICE).order_by(OUTBOX.c.due_on, OUTBOX.c.key)
        with self._database.reading() as connection:
            return tuple(Notice(**row) for row in connection.execute(wanted).mappings())

    def queue(self, notices: Sequence[Notice], at: datetime) -> None:
        """Put notices into the outbox that no event goes with; those there already stay."""
        if not notices:
            return
        rows = [
            {**asdict(each), "created_at": at} for each in sorted(notices, key=lambda n: n.key)
        ]
        with self._database.writing() as connection:
            fresh = insert_into(self._database.dialect, OUTBOX)
            connection.execute(fresh.on_conflict_do_nothing(), rows)

    def last_recorded(self) -> datetime | None:
        """The latest moment at which anything was recorded."""
        with self._database.reading() as connection:
            last: datetime | None = connection.execute(_LAST_RECORDED).scalar_one()
            return last

    def entries(self) -> int:
        """How many entries the record holds: another number, another record."""
        with self._database.reading() as connection:
            return int(connection.execute(_ENTRIES).scalar_one())

    def verify(self) -> tuple[Fault, ...]:
        """Every place where the record is not what was written; none when it is whole."""
        with self._database.reading() as connection:
            return tuple(faults(connection))

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

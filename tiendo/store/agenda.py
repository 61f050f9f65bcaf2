"""The projections of directives, reports and meetings; and the papers that were taken in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import func, select, update

from states.streams import AGENDA as KINDS
from states.streams import StreamKind
from tiendo.agendabook import AgendaRow, Kept
from tiendo.store.engine import Database
from tiendo.store.inserts import insert_into
from tiendo.store.reading import of_kind
from tiendo.store.tables import AGENDA, EVENT, PAPER


class SqlAgenda:
    """The projections of the agenda in a database that has been migrated."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def row(self, stream: str) -> AgendaRow | None:
        """One projection, if it is there."""
        with self._database.reading() as connection:
            found = connection.execute(select(AGENDA).where(AGENDA.c.stream == stream))
            row = found.mappings().one_or_none()
            return None if row is None else AgendaRow(**row)

    def rows(self, kind: StreamKind | None = None) -> tuple[AgendaRow, ...]:
        """All projections, or those of one kind, in order of stream id."""
        wanted = select(AGENDA).order_by(AGENDA.c.stream)
        if kind is not None:
            wanted = wanted.where(of_kind(AGENDA.c.stream, kind))
        with self._database.reading() as connection:
            return tuple(AgendaRow(**row) for row in connection.execute(wanted).mappings())

    def nominated(self, on: date) -> tuple[str, ...]:
        """The streams about which something must be told by that day, by stream id."""
        wanted = select(AGENDA.c.stream).where(AGENDA.c.attention_on <= on)
        with self._database.reading() as connection:
            return tuple(connection.execute(wanted.order_by(AGENDA.c.stream)).scalars())

    def reproject(self, rows: Sequence[AgendaRow]) -> None:
        """Write recomputed projections, each unless the record has moved past its version."""
        fresh = insert_into(self._database.dialect, AGENDA).on_conflict_do_nothing()
        with self._database.writing() as connection:
            for row in sorted(rows, key=lambda each: each.stream):
                its = AGENDA.c.stream == row.stream
                mine = select(AGENDA.c.version).where(its).with_for_update()
                there = connection.execute(mine).first() is not None
                head = select(func.max(EVENT.c.version)).where(EVENT.c.stream == row.stream)
                if connection.execute(head).scalar_one() != row.version:
                    continue
                write = update(AGENDA).where(its) if there else fresh
                connection.execute(write.values(asdict(row)))

    def unprojected(self) -> tuple[str, ...]:
        """The streams that have no projection at all, as none should."""
        its = select(AGENDA.c.stream).where(AGENDA.c.stream == EVENT.c.stream)
        found = list[str]()
        with self._database.reading() as connection:
            for kind in KINDS:
                wanted = select(EVENT.c.stream).where(
                    of_kind(EVENT.c.stream, kind), EVENT.c.version == 1, ~its.exists()
                )
                found += connection.execute(wanted.order_by(EVENT.c.stream)).scalars()
        return tuple(sorted(found))


class SqlPapers:
    """The papers in a database that has been migrated."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, name: str, content: bytes, at: datetime) -> str:
        """Keep a file and return its hash; one that is there already stays as it is."""
        hash_ = sha256(content).hexdigest()
        fresh = insert_into(self._database.dialect, PAPER).on_conflict_do_nothing()
        with self._database.writing() as connection:
            kept = Kept(hash_, name, content, at)
            connection.execute(fresh, [asdict(kept)])
        return hash_

    def holds(self, hash_: str) -> bool:
        """Whether that file is kept; its bytes are not read."""
        with self._database.reading() as connection:
            asked = select(PAPER.c.hash).where(PAPER.c.hash == hash_)
            return connection.execute(asked).first() is not None

    def get(self, hash_: str) -> Kept | None:
        """The file whose bytes have this hash."""
        with self._database.reading() as connection:
            found = connection.execute(select(PAPER).where(PAPER.c.hash == hash_))
            row = found.mappings().one_or_none()
            if row is None:
                return None
            return Kept(row["hash"], row["name"], bytes(row["content"]), row["taken_at"])

"""Letters at rest: what lies in somebody's inbox, what was read, what a digest passed on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import case, func, select, update

from tiendo.postbox import Digest, Letter
from tiendo.store.deliveries import LETTER
from tiendo.store.engine import Database
from tiendo.store.inserts import insert_into
from tiendo.store.tables import OUTBOX


class SqlLetters:
    """The letters of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def inbox(self, readers: Collection[str], limit: int) -> tuple[Letter, ...]:
        """The letters to any of these recipients: unread ones first, then newest first."""
        unread_first = case((OUTBOX.c.read_at.is_(None), 0), else_=1)
        wanted = (
            select(*LETTER)
            .where(OUTBOX.c.recipient.in_(tuple(readers)))
            .order_by(unread_first, OUTBOX.c.created_at.desc(), OUTBOX.c.key)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return tuple(Letter(**row) for row in connection.execute(wanted).mappings())

    def unread(self, readers: Collection[str]) -> int:
        """How many letters to these recipients nobody has read."""
        theirs = OUTBOX.c.recipient.in_(tuple(readers))
        wanted = select(func.count()).where(theirs, OUTBOX.c.read_at.is_(None))
        with self._database.reading() as connection:
            return int(connection.execute(wanted).scalar_one())

    def mark_read(self, readers: Collection[str], keys: Collection[str], at: datetime) -> int:
        """Mark letters of these recipients as read; how many were not before."""
        marked = (
            update(OUTBOX)
            .where(OUTBOX.c.recipient.in_(tuple(readers)), OUTBOX.c.key.in_(tuple(keys)))
            .where(OUTBOX.c.read_at.is_(None))
            .values(read_at=at)
        )
        with self._database.writing() as connection:
            return connection.execute(marked).rowcount

    def last_written(self, recipient: str, keys_from: str) -> datetime | None:
        """When the newest letter to somebody was written whose key begins like this."""
        wanted = select(func.max(OUTBOX.c.created_at)).where(
            OUTBOX.c.recipient == recipient, OUTBOX.c.key.startswith(keys_from, autoescape=True)
        )
        with self._database.reading() as connection:
            found: datetime | None = connection.execute(wanted).scalar_one()
            return found

    def for_digest(self, today: date) -> tuple[Letter, ...]:
        """Notices that are not urgent, due by a day, and were in no digest yet."""
        wanted = (
            select(*LETTER)
            .where(OUTBOX.c.routed_at.is_(None), OUTBOX.c.urgent == False)  # noqa: E712
            .where(OUTBOX.c.due_on <= today)
            .order_by(OUTBOX.c.due_on, OUTBOX.c.key)
        )
        with self._database.reading() as connection:
            return tuple(Letter(**row) for row in connection.execute(wanted).mappings())

    def put_digests(self, digests: Sequence[Digest], at: datetime) -> tuple[str, ...]:
        """Queue digests, each key once for ever, and mark what they pass on; the keys queued.

        A digest repeats what is on the page: it counts as read from the start.
        """
        new = insert_into(self._database.dialect, OUTBOX).on_conflict_do_nothing()
        claimed = new.returning(OUTBOX.c.key)  # nothing comes back for a key that was taken
        queued, told = list[str](), set[str]()
        with self._database.writing() as connection:
            for digest in sorted(digests, key=lambda each: each.key):
                row = asdict(digest) | {"stream": "", "created_at": at, "read_at": at}
                del row["tells"]
                if connection.execute(claimed, row).first():
                    queued.append(digest.key)
                    told.update(digest.tells)
            if told:
                its = OUTBOX.c.key.in_(sorted(told))
                untouched = OUTBOX.c.routed_at.is_(None)
                connection.execute(update(OUTBOX).where(its, untouched).values(routed_at=at))
        return tuple(queued)

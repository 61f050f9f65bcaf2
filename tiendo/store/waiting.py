"""What lies in the outbox undelivered."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from tiendo.ports import Waiting
from tiendo.store.tables import OUTBOX

ATTEMPTS = 8
"""After so many attempts nobody tries any more."""
_COUNTED = 100  # more need not be told apart


def waiting(connection: Connection) -> Waiting:
    """The oldest notice that did not go out, and how many never will."""
    unsent = OUTBOX.c.sent_at.is_(None)
    given_up = (
        select(OUTBOX.c.key).where(unsent, OUTBOX.c.attempts >= ATTEMPTS).limit(_COUNTED)
    ).subquery()
    oldest = select(func.min(OUTBOX.c.created_at)).where(unsent, OUTBOX.c.attempts < ATTEMPTS)
    return Waiting(
        oldest=connection.execute(oldest).scalar_one(),
        dead=int(connection.execute(select(func.count()).select_from(given_up)).scalar_one()),
    )

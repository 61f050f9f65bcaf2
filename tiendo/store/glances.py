"""What an act needs to know first, in one question: who acts, and how the stream stands."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select

from tiendo.ports import Glance, Person
from tiendo.store.account_tables import DELEGATION
from tiendo.store.engine import Database
from tiendo.store.prepared import Prepared
from tiendo.store.tables import EVENT, PERSON

_OF_STREAM = EVENT.c.stream == bindparam("stream")
_LENT = select(DELEGATION.c.number).where(
    DELEGATION.c.taker == bindparam("person"), DELEGATION.c.ended_at.is_(None)
)
_AT = select(EVENT.c.hash).where(_OF_STREAM, EVENT.c.version == bindparam("version"))
_GLANCE = Prepared(
    select(
        *PERSON.c,
        select(func.count()).where(_LENT.exists()).scalar_subquery(),
        select(func.count()).select_from(EVENT).where(_OF_STREAM).scalar_subquery(),
        select(func.max(EVENT.c.version)).where(_OF_STREAM).scalar_subquery(),
        _AT.scalar_subquery(),
    ).where(PERSON.c.id == bindparam("person"))
)


def glance_at(database: Database, person: str, stream: str, version: int) -> Glance | None:
    """A person and how a stream stands at one of its entries; None if there is no such person."""
    found = database.ask(_GLANCE, {"person": person, "stream": stream, "version": version})
    if not found:
        return None
    *whose, lent, entries, last, hash_ = found[0]
    return Glance(Person(*whose), bool(lent), entries, last or 0, hash_ or "")

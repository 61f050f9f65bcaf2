"""What an act needs to know: who acts, and how the stream stands.

Asked in one question; or, where it was known, made a condition of what is written.
"""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ScalarSelect,
    Select,
    bindparam,
    func,
    select,
)

from tiendo.ports import Glance, Person
from tiendo.store.account_tables import DELEGATION
from tiendo.store.engine import Database
from tiendo.store.prepared import Prepared
from tiendo.store.tables import EVENT, PERSON

WHO = "who_"
"""Begins the names of the values that say who acts, in a statement that writes."""


def entries_of(stream: BindParameter[Any]) -> ScalarSelect[int]:
    """How many entries a stream has."""
    its = select(func.count()).select_from(EVENT).where(EVENT.c.stream == stream)
    return its.scalar_subquery()


def _lent(taker: BindParameter[Any]) -> Select[Any]:
    """What was handed to somebody and nobody ended."""
    of = select(DELEGATION.c.number)
    return of.where(DELEGATION.c.taker == taker, DELEGATION.c.ended_at.is_(None))


def as_known() -> tuple[ColumnElement[bool], ...]:
    """That somebody is who he was known to be, and nothing is lent to him."""
    said = (PERSON.c[c.name] == bindparam(f"{WHO}{c.name}", type_=c.type) for c in PERSON.c)
    there = select(PERSON.c.id).where(*said).exists()
    return there, ~_lent(bindparam(f"{WHO}id", type_=PERSON.c.id.type)).exists()


_NAMES = [c.name for c in PERSON.c]
_SAID, _of = [f"{WHO}{name}" for name in _NAMES], attrgetter(*_NAMES)


def known_as(person: Person) -> dict[str, str]:
    """Somebody as the values of such a statement."""
    return dict(zip(_SAID, _of(person), strict=True))


_OF_STREAM = EVENT.c.stream == bindparam("stream")
_AT = select(EVENT.c.hash).where(_OF_STREAM, EVENT.c.version == bindparam("version"))
_GLANCE = Prepared(
    select(
        *PERSON.c,
        select(func.count()).where(_lent(bindparam("person")).exists()).scalar_subquery(),
        entries_of(bindparam("stream")),
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

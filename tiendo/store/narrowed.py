"""What a list is narrowed to, as conditions on the projections."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, or_, select

from tiendo.listing import ENDED, Wanted
from tiendo.store.tables import BURDEN, INSPECTION

_I = INSPECTION.c


def narrowed(wanted: Wanted, on: date) -> list[ColumnElement[bool]]:
    """What an inspection must be for a list of a day; nothing where all are wanted."""
    plain = {
        name: getattr(wanted, name)
        for name in ("block", "room", "locality", "year", "regime", "hold")
    }
    found: list[ColumnElement[bool]] = [
        _I[name] == value for name, value in plain.items() if value
    ]
    if wanted.phase == "live":
        found.append(_I.phase != ENDED)
    elif wanted.phase:
        found.append(_I.phase == wanted.phase)
    if wanted.stuck:
        found.append(_I.stuck_from <= on)
    if wanted.held_by is not None:
        sort, keys = wanted.held_by
        held = select(BURDEN.c.stream).where(
            BURDEN.c.sort == sort, BURDEN.c.key.in_(keys), BURDEN.c.from_day <= on.toordinal()
        )
        found.append(_I.stream.in_(held))
    return found + [
        or_(*(_I.folded.contains(f" {way}", autoescape=True) for way in ways))
        for ways in wanted.words
    ]

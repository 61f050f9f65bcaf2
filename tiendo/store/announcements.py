"""The announced days at rest: an append-only list in the order in which they were recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from tiendo.ports import AnnouncedDay, CalendarDay, Conflict, Ruling
from tiendo.store.tables import CALENDAR_DAY
from tiendo.store.turns import in_turn

_ONE_WRITER = 0x6C696368  # "lich": any number does that nobody else uses


def announced_days(connection: Connection) -> tuple[AnnouncedDay, ...]:
    """Everything ever announced, oldest entry first; a later one for a day outranks it."""
    found = connection.execute(select(CALENDAR_DAY).order_by(CALENDAR_DAY.c.entry))
    return tuple(AnnouncedDay(**{**row, "kind": Ruling(row["kind"])}) for row in found.mappings())


def last_announcement(connection: Connection) -> int:
    """The number of the last entry; 0 when nothing was announced."""
    return int(connection.execute(_LAST).scalar_one())


def announce(
    connection: Connection,
    days: Sequence[CalendarDay],
    at: datetime,
    actor: str,
    after: int | None,
) -> None:
    """Add days behind the last entry; the transaction keeps them whole. Raises Conflict."""
    in_turn(connection, _ONE_WRITER)
    last = last_announcement(connection)
    if after is not None and after != last:
        raise Conflict("calendar", after + 1)
    rows = [
        asdict(day) | {"kind": day.kind.value, "entry": entry, "recorded_at": at, "actor": actor}
        for entry, day in enumerate(days, start=last + 1)
    ]
    connection.execute(insert(CALENDAR_DAY), rows)


_LAST = select(func.coalesce(func.max(CALENDAR_DAY.c.entry), 0))

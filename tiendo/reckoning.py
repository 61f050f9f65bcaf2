"""Clocks, ledger and receipt of an inspection, asked through the desk."""

from __future__ import annotations

from datetime import date, datetime

from states.clocks import Reckoning
from states.deadlines import governing
from states.errors import Unknown
from states.lawbook import Pack
from states.text import Text
from states.timeline import Timeline, trace
from tiendo.desk import Desk
from tiendo.errors import NotFound
from tiendo.lawbook import lawbook


def timeline_of(
    desk: Desk, stream: str, *, as_of: date, known_by: datetime | None = None
) -> Timeline:
    """The days of an inspection up to ``as_of``. Raises NotFound."""
    found = trace(stream, desk.history(stream), as_of=as_of, known_by=known_by)
    if found is None:
        text = Text(
            "Ngày {day:%d/%m/%Y} chưa có cuộc thanh tra mang mã «{id}».",
            "On {day:%d/%m/%Y} there was no inspection “{id}” yet.",
        )
        raise NotFound(text.fill(day=as_of, id=stream))
    return found


def law_of(timeline: Timeline, regime: str = "") -> Pack | None:
    """The pack that governs: the one asked for, the one it was moved to, or that of its decision.

    None before a decision is signed. Raises Unknown on a regime that does not exist.
    """
    book = lawbook()
    return book.pack(regime) if regime else governing(timeline.inspection, book)


def reckon(
    desk: Desk,
    stream: str,
    *,
    as_of: date,
    known_by: datetime | None = None,
    regime: str = "",
) -> Reckoning:
    """What the clocks of an inspection are worked out from, on a day.

    ``regime`` shows it under another law, to compare. Raises NotFound, or Unknown before the
    decision is signed.
    """
    timeline = timeline_of(desk, stream, as_of=as_of, known_by=known_by)
    pack = law_of(timeline, regime)
    if pack is None:
        text = Text(
            "Cuộc thanh tra «{id}» chưa có quyết định nên chưa xác định được luật áp dụng.",
            "Inspection “{id}” has no decision yet, so no law governs it.",
        )
        raise Unknown(text.fill(id=stream))
    return Reckoning(timeline, pack, desk.days, as_of)

"""Announced days: what they would change, and recording them with everything that follows.

Recording comes first and is one transaction; the projections follow as a job. A run that is
killed in between is completed by the next run of the flow `reproject`, or by loading the same
days again: what is recorded already is not recorded twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from states.text import dmy
from tiendo.calendar import Calendar, DayFact, open_calendar
from tiendo.desk import Desk
from tiendo.fanout import PART, Progress, ask, standing, work
from tiendo.ports import AnnouncedDay, CalendarDay, Conflict
from tiendo.reproject import BATCH, Change, reckoned

ACT = "load_calendar"


@dataclass(frozen=True, slots=True)
class Preview:
    """What loading some days would do: each day before and after, and what would move."""

    new: tuple[CalendarDay, ...]
    days: tuple[tuple[DayFact, DayFact], ...]
    looked_at: int
    changes: tuple[Change, ...]
    failed: tuple[tuple[str, str], ...]


def following(desk: Desk) -> Desk:
    """The desk on the calendar as it is announced now; the same desk if nothing was added.

    For programs that stay open while somebody else loads an announcement.
    """
    known = desk.calendar
    if known is None or desk.store.calendar_entry() == known.entry:
        return desk
    said: tuple[AnnouncedDay, ...] = desk.store.calendar_days()
    return on_calendar(desk, Calendar(known.seed, said, said[-1].entry if said else 0))


def on_calendar(desk: Desk, calendar: Calendar) -> Desk:
    """The same desk counting days by another calendar."""
    return replace(desk, calendar=calendar, days=calendar.days)


def calendar_of(desk: Desk) -> Calendar:
    """The calendar a desk counts by; read from its store where it was given bare days."""
    return desk.calendar or open_calendar(desk.store)


def not_yet_said(calendar: Calendar, days: Sequence[CalendarDay]) -> tuple[CalendarDay, ...]:
    """Those of the days that the announcement in effect does not say already."""
    return tuple(day for day in days if not _says(calendar.in_effect(day.day), day))


def _says(standing: CalendarDay | None, day: CalendarDay) -> bool:
    if standing is None:
        return False
    fields = CalendarDay.__dataclass_fields__
    return all(getattr(standing, field) == getattr(day, field) for field in fields)


def preview(desk: Desk, days: Sequence[CalendarDay], *, by: str) -> Preview:
    """What loading these days would change; writes nothing. Raises NotFound or Refused."""
    desk.check_office(ACT, by)
    before = calendar_of(desk)
    new = not_yet_said(before, days)
    after = before.with_days(new)
    looked_at, changes, failed = 0, list[Change](), list[tuple[str, str]]()
    for found in reckoned(on_calendar(desk, after)):
        looked_at += found.looked_at
        changes += found.changes
        failed += found.failed
    return Preview(
        new=new,
        days=tuple((before.fact(each.day), after.fact(each.day)) for each in days),
        looked_at=looked_at,
        changes=tuple(changes),
        failed=tuple(failed),
    )


def announce(
    desk: Desk,
    days: Sequence[CalendarDay],
    *,
    by: str,
    now: datetime,
    batch: int = BATCH,
    at_once: int | None = None,
    part: int = PART,
) -> Iterator[Progress]:
    """Record announced days, then work out every open inspection again, batch by batch.

    Nothing happens until the first step is asked for. More open inspections than ``at_once``
    are left to the flow `reproject`, in parts of ``part``. Raises NotFound or Refused.
    """
    officer = desk.check_office(ACT, by)
    known = on_calendar(desk, calendar_of(desk))
    _put(known, days, now, f"person:{officer.id}")
    papers = dict.fromkeys(f"{day.number} ngày {dmy(day.signed_on)}" for day in days)
    because = f"Theo thông báo số {', '.join(papers)}"
    fresh = following(known)
    job = ask(fresh, at=now, because=because, insist=True, size=part)
    if job and (at_once is None or standing(fresh, job).total <= at_once):
        yield from work(fresh, job, now=now, batch=batch)


def _put(desk: Desk, days: Sequence[CalendarDay], now: datetime, actor: str) -> None:
    """Record what is not said already, and nothing that somebody else loads at this moment."""
    while True:
        standing = calendar_of(following(desk))
        new = not_yet_said(standing, days)
        try:
            desk.store.put_calendar_days(new, now, actor, after=standing.entry)
        except Conflict:
            continue  # somebody loaded days meanwhile: perhaps the same
        return

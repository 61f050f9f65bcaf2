"""An office of as many inspections as wanted: a few told through the desk, then copied.

A copy has its own stream and its own chain; what it says is what the first one says.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from benchmarks.life import CHIEF, HEAD, REGISTERED, TODAY, desk_for
from tiendo.clock import OFFICE_ZONE
from tiendo.desk import Desk
from tiendo.ports import InspectionRow, NewEvent, Person, Rewrite, Store
from tiendo.store.opening import open_store
from tiendo.sweep import sweep

PEOPLE = (
    HEAD,
    Person("dung", "Lê Dũng", "Trưởng phòng", "room_head", "Phòng 1", "Khối 1"),
    Person("hoa", "Phạm Hoa", "Phó Chánh Thanh tra", "deputy", "", "Khối 1"),
    CHIEF,
    Person("vanphong", "Đỗ Lan", "Chánh Văn phòng", "office", "Văn phòng"),
)
BATCH = 500


@dataclass(frozen=True, slots=True)
class Original:
    """One inspection told act by act, and how many rungs of it a sweep tells on TODAY."""

    events: tuple[NewEvent, ...]
    row: InspectionRow
    due: int


def build(store: Store, count: int, escalations: int) -> int:
    """Fill a store that has PEOPLE and nothing else; how many rungs are due in it on TODAY."""
    originals = tell()
    calm = [each for each in originals if each.due == 0]
    late = sorted((each for each in originals if each.due), key=lambda each: each.due)
    chosen, due = list[Original](), 0
    for each in cycle(late):
        if due >= escalations:
            break
        chosen.append(each)
        due += each.due
    if len(chosen) > count:
        raise SystemExit(f"{escalations} escalations need more than {count} inspections")
    every = max(1, count // max(1, len(chosen)))  # the late ones lie among the others
    others = cycle(calm)
    mixed = iter(chosen)
    batch = list[Rewrite]()
    for number in range(count):
        original = (next(mixed, None) if number % every == 0 else None) or next(others)
        batch.append(_copy(original, f"tt-{number:06d}"))
        if len(batch) == BATCH:
            store.rewrite(batch)
            batch.clear()
    store.rewrite(batch)
    return due


def _copy(original: Original, stream: str) -> Rewrite:
    return Rewrite(copied(original.row, stream), original.events)


def copied(row: InspectionRow, stream: str) -> InspectionRow:
    """The projection of a copy under its own name."""
    return replace(row, stream=stream, folded=row.folded.replace(row.stream, stream, 1))


def tell_again(
    store: Store,
    numbers: range,
    copy: Callable[[InspectionRow, str, int], InspectionRow] = lambda row, name, _: copied(
        row, name
    ),
) -> None:
    """The histories that are there told over and over under other names, one for each number."""
    told = [(row, store.events(row.stream)) for row in store.rows()]
    for first in numbers[::BATCH]:
        batch = list[Rewrite]()
        for number in numbers[first - numbers.start :][:BATCH]:
            row, events = told[number % len(told)]
            batch.append(Rewrite(copy(row, f"x-{number:06}", number), events))
        store.rewrite(batch)


def tell() -> tuple[Original, ...]:
    """Inspections in different states and since different days, each admitted by the rules."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'originals.db'}")
        desk = desk_for(store, PEOPLE)
        streams = [_told(desk, back, acts) for back in range(1, 40, 2) for acts in range(2, 7)]
        found = {stream: _original(desk, stream) for stream in streams}
        sweep(desk, as_of=TODAY, now=desk.clock.now())
        due = {stream: len(desk.history(stream)) - len(found[stream].events) for stream in streams}
        store.close()
    return tuple(replace(found[stream], due=due[stream]) for stream in streams)


def _told(desk: Desk, back: int, acts: int) -> str:
    """An inspection whose last act happened so many days before TODAY, after so many acts."""
    stream = f"goc-{back}-{acts}"
    first = TODAY - timedelta(days=back + acts - 1)
    for step, (by, act) in enumerate(islice(_acts(), acts)):
        day = first + timedelta(days=step)
        if "document" in act:
            act = {**act, "document": {**act["document"], "signed_on": day}}
        if act["kind"] == "draft_request":
            act = {**act, "due_on": day + timedelta(days=14)}
        now = datetime.combine(day, time(9), OFFICE_ZONE)
        desk.record(stream, {**act, "occurred_on": day}, by=by, now=now)
    return stream


def _acts() -> Iterator[tuple[str, dict[str, Any]]]:
    signed = {"number": "01/QĐ-TTr", "signed_by": "Võ Kiều"}
    decision = {**signed, "kind": "decision"}
    minutes = {**signed, "kind": "announcement_minutes"}
    yield "vanphong", REGISTERED
    yield "kieu", {"kind": "issue_decision", "document": decision}
    yield "binh", {"kind": "announce", "document": minutes}
    yield "binh", {"kind": "open_fieldwork"}
    wanted = {"request": "YC-01", "addressee": "Sở Công Thương", "items": ["Hồ sơ dự án"]}
    yield "binh", {"kind": "draft_request", **wanted}
    yield "binh", {"kind": "pause_site", "reason": "Giãn cách xã hội"}


def _original(desk: Desk, stream: str) -> Original:
    stored: Sequence[NewEvent] = desk.store.events(stream)
    row = desk.store.row(stream)
    if row is None:
        raise SystemExit(f"{stream} has no projection")
    events = tuple(
        NewEvent(each.kind, each.occurred_on, each.recorded_at, each.actor, each.body)
        for each in stored
    )
    return Original(events, row, due=0)

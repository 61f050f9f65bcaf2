"""The inspections that a page shows, replayed; and one page of the stuck list in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from states.errors import RuleError
from states.history import replay
from states.inspection import Inspection
from states.roles import Officer
from tiendo.desk import Desk, Unreadable
from tiendo.listing import PAGE, Nominee, Wanted
from tiendo.overview import Overview
from tiendo.ports import DatabaseDamaged, StoredEvent
from tiendo.record import read_whole
from tiendo.stuck import StuckLine, lines_of, unreadable_line


@dataclass(frozen=True, slots=True)
class StuckPage:
    """One page of the stuck list: its lines, the inspections they are of, the last of more.

    ``last``: the line to go on after; None where the list ends.
    """

    lines: tuple[StuckLine, ...]
    inspections: Mapping[str, Inspection]
    unreadable: tuple[str, ...]
    last: Nominee | None


def shown(
    desk: Desk,
    streams: Sequence[str],
    *,
    as_of: date | None = None,
    known_by: datetime | None = None,
) -> dict[str, Inspection | Unreadable]:
    """These inspections as they stood, by id; those not there yet are left out."""
    found = dict[str, Inspection | Unreadable]()
    for stream, stored in _histories(desk, tuple(dict.fromkeys(streams))).items():
        if isinstance(stored, Unreadable):
            found[stream] = stored
            continue
        try:
            events = read_whole(stream, stored)
            inspection = replay(stream, events, known_by=known_by, as_of=as_of)
        except (RuleError, ValueError, DatabaseDamaged) as error:
            found[stream] = Unreadable(stream, len(stored), f"{type(error).__name__}: {error}")
            continue
        if inspection is not None:
            found[stream] = inspection
    return found


def stuck_page(
    desk: Desk,
    overview: Overview,
    wanted: Wanted,
    officers: Sequence[Officer],
    *,
    as_of: date,
    known_by: datetime | None = None,
    after: Nominee | None = None,
    limit: int = PAGE,
) -> StuckPage:
    """One page of the stuck list, the worst first: only its own inspections are replayed."""
    nominees = overview.stuck(wanted, as_of, limit + 1, after)
    more, nominees = len(nominees) > limit, nominees[:limit]
    streams = [each.stream for each in nominees]
    found = shown(desk, streams, as_of=as_of, known_by=known_by)
    whole = {id_: each for id_, each in found.items() if isinstance(each, Inspection)}
    lines = {
        (line.stream, line.kind.value, line.subject): line
        for inspection in whole.values()
        for line in lines_of(desk, inspection, as_of, officers)
    }
    placed = list[StuckLine]()
    for each in nominees:
        broken = found.get(each.stream)
        if isinstance(broken, Unreadable):
            if all(line.stream != each.stream for line in placed):
                placed.append(unreadable_line(broken, as_of))
        elif line := lines.get((each.stream, each.stall.kind, each.stall.subject)):
            placed.append(line)
    return StuckPage(
        lines=tuple(placed),
        inspections=whole,
        unreadable=tuple(id_ for id_ in found if id_ not in whole),
        last=nominees[-1] if more else None,
    )


def _histories(
    desk: Desk, streams: Sequence[str]
) -> Mapping[str, Sequence[StoredEvent] | Unreadable]:
    try:
        return desk.store.histories(streams)
    except DatabaseDamaged:
        pass
    found = dict[str, Sequence[StoredEvent] | Unreadable]()
    for stream in streams:  # one after another: only the broken one is left out
        try:
            found[stream] = desk.store.events(stream)
        except DatabaseDamaged as error:
            found[stream] = Unreadable(stream, 0, f"{type(error).__name__}: {error}")
    return found

"""What changed in the data of a room between two days: what a copied assessment does not tell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from states.chart import Region
from states.errors import RuleError
from states.inspection import Inspection
from states.meeting.directive import DIRECTIVE_STATE_NAMES, Directive
from states.terms import state_name
from states.text import dmy
from tiendo.desk import Desk
from tiendo.errors import NotFound
from tiendo.meeting.secretary import readable
from tiendo.ports import DatabaseDamaged

_TOLD = (Region.COURSE, Region.HOLD, Region.RECORDS, Region.REMEDY, Region.COMPLAINT)


def changes_since(desk: Desk, room: str, since: date | None, until: date) -> tuple[str, ...]:
    """The inspections and directives of a room that moved after a day, a sentence each."""
    if since is None:
        return ()
    return (*_inspections(desk, room, since, until), *_directives(desk, room, since, until))


def of_room(desk: Desk, room: str, as_of: date) -> Iterator[Inspection]:
    """The inspections of a room as they stood on a day; one that cannot be read is left out."""
    for row in desk.store.rows():
        if row.room != room:
            continue
        with suppress(NotFound, RuleError, DatabaseDamaged, ValueError):
            yield desk.inspection(row.stream, as_of=as_of)


def _inspections(desk: Desk, room: str, since: date, until: date) -> list[str]:
    found = list[str]()
    for each in of_room(desk, room, until):
        early = each.in_state("course.prep")
        found += [
            f"{each.about.short_name}: «{state_name(each.leaf(region), in_preparation=early).vi}» "
            f"từ {dmy(each.since_of(region))}"
            for region in _TOLD
            if each.since_of(region) > since
        ]
    return found


def _directives(desk: Desk, room: str, since: date, until: date) -> list[str]:
    return [
        f"{each.about.title}: «{DIRECTIVE_STATE_NAMES[each.state].vi}» từ {dmy(each.since)}"
        for each in readable(desk, Directive, as_of=until)
        if each.place.room == room and each.since > since
    ]

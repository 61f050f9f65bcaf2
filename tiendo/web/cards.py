"""One inspection in a list, told from its projection alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from states.chart import Configuration, is_in
from states.inspection import Inspection
from states.roles import Officer
from states.terms import state_name
from states.text import Text
from tiendo.listing import ENDED, InspectionRow

NOTABLE: dict[str, str] = {
    "hold.site_paused": "hold",
    "hold.case_paused": "hold",
    "records.open": "wait",
    "oversight.flagged": "bad",
    "remedy.urging": "wait",
    "remedy.verifying": "wait",
    "complaint.open": "wait",
    "complaint.upheld": "bad",
}
"""The leaves worth a badge on a card, and its tone."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A short word on a card, with the tone it is said in."""

    text: Text
    tone: str


@dataclass(frozen=True, slots=True)
class Card:
    """One inspection in a list; ``days`` is how long it has been where it is, ``lost`` on hold."""

    stream: str
    name: str
    entity: str
    leaf: Text
    badges: tuple[Badge, ...]
    head: str
    where: str
    since: date
    days: int
    lost: int
    stuck: bool
    ended: bool


def card_of(row: InspectionRow, as_of: date, officers: Sequence[Officer]) -> Card:
    """What a list tells of an inspection on a day."""
    since = row.course_since or as_of
    held = as_of.toordinal() - row.held_from if row.held_from is not None else 0
    leaves = (row.course, row.hold, row.records, row.oversight, row.remedy, row.complaint)
    return Card(
        stream=row.stream,
        name=row.short_name or row.name,
        entity=row.entity,
        leaf=state_name(row.course),
        badges=badges_of(leaves),
        head=next((each.name for each in officers if each.id == row.team_head), row.team_head),
        where=", ".join(filter(None, (row.room, row.locality))),
        since=since,
        days=(as_of - since).days,
        lost=row.lost_days + held,
        stuck=row.stuck_from is not None and row.stuck_from <= as_of,
        ended=row.phase == ENDED,
    )


def badges(inspection: Inspection) -> tuple[Badge, ...]:
    """What stands out about an inspection beside its course."""
    return badges_of(inspection.configuration)


def badges_of(leaves: Configuration) -> tuple[Badge, ...]:
    """What stands out about the leaves an inspection stands in."""
    early = is_in(leaves, "course.prep")
    found = [
        Badge(state_name(leaf, in_preparation=early), NOTABLE[leaf])
        for leaf in leaves
        if leaf in NOTABLE
    ]
    held = not is_in(leaves, "hold.clear")
    if held and not early and is_in(leaves, "records.unreviewed"):
        found.append(Badge(state_name("records.unreviewed"), "bad"))
    return tuple(found)

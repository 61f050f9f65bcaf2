"""From an inspection to the row that lists and sweeps read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from states.alarm import WEIGHT, Alarm
from states.chart import Region, phase_of
from states.deadlines import governing
from states.holders import holder_of_turn
from states.inspection import Inspection
from states.lawbook import Lawbook
from states.policy import Policy
from states.prompts import prompts
from states.roles import Place, Role
from states.stall import alarms, next_rung
from states.workdays import Workdays
from tiendo.finding import found_by
from tiendo.listing import ENDED, InspectionRow, Involved, PendingStall


def row_of(
    stream: str,
    version: int,
    inspection: Inspection,
    policy: Policy,
    days: Workdays,
    law: Lawbook | None = None,
) -> InspectionRow:
    """The projection of an inspection as known now."""
    about, place, leaf = inspection.about, inspection.place, inspection.leaf
    to_come, lost = alarms(inspection, policy, days, law), _lost(inspection)
    return InspectionRow(
        stream=stream,
        version=version,
        course=leaf(Region.COURSE),
        hold=leaf(Region.HOLD),
        records=leaf(Region.RECORDS),
        oversight=leaf(Region.OVERSIGHT),
        remedy=leaf(Region.REMEDY),
        complaint=leaf(Region.COMPLAINT),
        name=about.name,
        folded=found_by(stream, inspection),
        entity=about.entity,
        room=place.room,
        block=place.block,
        team_head=place.team_head,
        year=about.year,
        attention_on=_attention(inspection, to_come, policy, days),
        stuck_from=min((alarm.on for alarm in to_come), default=None),
        short_name=about.short_name,
        locality=about.locality,
        phase=_phase(inspection),
        regime=_regime(inspection, law),
        course_since=inspection.since_of(Region.COURSE),
        lost_days=lost[0],
        held_from=lost[1],
        stalls=_stalls(to_come, inspection),
        involved=() if inspection.ended else _involved(place),
    )


def _phase(inspection: Inspection) -> str:
    return ENDED if inspection.ended else phase_of(inspection.leaf(Region.COURSE))


def _regime(inspection: Inspection, law: Lawbook | None) -> str:
    pack = governing(inspection, law) if law else None
    return pack.regime_id if pack else ""


def _attention(
    inspection: Inspection, to_come: Sequence[Alarm], policy: Policy, days: Workdays
) -> date | None:
    first = next_rung(inspection, to_come, policy, days)
    found = [prompt.on for prompt in prompts(inspection, to_come, policy, days)]
    return min([*found, first] if first else found, default=None)


def _lost(inspection: Inspection) -> tuple[int, int | None]:
    """Days of the holds that have ended, and the first day of the one that is on."""
    holds = inspection.past.holds
    ended = sum((span.end - span.start).days for span in holds if span.end)
    return ended, next((span.start.toordinal() for span in holds if span.end is None), None)


def _stalls(to_come: Iterable[Alarm], inspection: Inspection) -> tuple[PendingStall, ...]:
    found = [
        PendingStall(
            rank=WEIGHT[alarm.kind],
            stuck_from=alarm.on,
            due_on=alarm.due,
            kind=alarm.kind.value,
            subject=alarm.subject,
            holder=holder_of_turn(alarm, inspection),
        )
        for alarm in to_come
    ]
    found.sort(key=lambda each: (each.rank, each.stuck_from, each.subject))
    return tuple(dict.fromkeys(found) if len(found) > 1 else found)


@lru_cache(maxsize=1024)  # few acts change it
def _involved(place: Place) -> tuple[Involved, ...]:
    """Who has an inspection on his own list."""
    found = {Involved(person, Role.MEMBER.value) for person in place.members}
    found |= {
        Involved(person, role.value)
        for role, person in (
            (Role.TEAM_HEAD, place.team_head),
            (Role.OVERSEER, place.overseer),
            (Role.APPRAISER, place.appraiser),
        )
        if person
    }
    return tuple(sorted(found, key=lambda each: (each.person, each.role)))

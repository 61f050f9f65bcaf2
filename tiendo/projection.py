"""From an inspection to the row that lists and sweeps read."""

from __future__ import annotations

from states.chart import Region
from states.inspection import Inspection
from states.lawbook import Lawbook
from states.policy import Policy
from states.prompts import prompts
from states.stall import alarms, rungs
from states.text import fold
from states.workdays import Workdays
from tiendo.ports import InspectionRow


def row_of(
    stream: str,
    version: int,
    inspection: Inspection,
    policy: Policy,
    days: Workdays,
    law: Lawbook | None = None,
) -> InspectionRow:
    """The projection of an inspection as known now."""
    about, place = inspection.about, inspection.place
    to_come = alarms(inspection, policy, days, law)
    untold = [call.on for call in rungs(inspection, to_come, policy, days)]
    untold += [prompt.on for prompt in prompts(inspection, to_come, policy, days)]
    return InspectionRow(
        stream=stream,
        version=version,
        course=inspection.leaf(Region.COURSE),
        hold=inspection.leaf(Region.HOLD),
        records=inspection.leaf(Region.RECORDS),
        oversight=inspection.leaf(Region.OVERSIGHT),
        remedy=inspection.leaf(Region.REMEDY),
        complaint=inspection.leaf(Region.COMPLAINT),
        name=about.name,
        folded=fold(f"{stream} {about.name} {about.short_name} {about.entity} {about.locality}"),
        entity=about.entity,
        room=place.room,
        block=place.block,
        team_head=place.team_head,
        year=about.year,
        attention_on=min(untold, default=None),
        stuck_from=min((alarm.on for alarm in to_come), default=None),
    )

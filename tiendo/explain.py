"""Why each stall stands and what would free it, with the names of those who can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from states.cause import Link, chain
from states.freeing import Office, Release, releases
from states.inspection import Inspection
from states.roles import Officer, Role
from states.stall import Alarm, alarms
from states.text import Text, joined
from states.way_words import way_text
from tiendo.desk import Desk
from tiendo.stuck import holder_name, say


@dataclass(frozen=True, slots=True)
class Cause:
    """One link of the chain with the names of those who may supply what is missing."""

    link: Link
    who: Text | None


@dataclass(frozen=True, slots=True)
class Exit:
    """One way out and its sentence."""

    release: Release
    words: Text


@dataclass(frozen=True, slots=True)
class Explanation:
    """One stall of one inspection: its sentence, the chain behind it, the ways out, best first."""

    alarm: Alarm
    sentence: Text
    causes: tuple[Cause, ...]
    exits: tuple[Exit, ...]


def office_of(desk: Desk, officers: Sequence[Officer]) -> Office:
    """What stalls are judged by at this desk."""
    return Office(desk.policy, desk.days, desk.law, tuple(officers))


def explain(
    desk: Desk, inspection: Inspection, as_of: date, officers: Sequence[Officer]
) -> tuple[Explanation, ...]:
    """Every stall of an inspection on a day, explained; worst kind first."""
    standing = alarms(inspection, desk.policy, desk.days, desk.law)
    return tuple(
        explained(desk, alarm, inspection, as_of, officers)
        for alarm in standing
        if alarm.on <= as_of
    )


def explained(
    desk: Desk, alarm: Alarm, inspection: Inspection, as_of: date, officers: Sequence[Officer]
) -> Explanation:
    """One stall explained."""

    def name(role: Role) -> Text:
        return holder_name(role, inspection, officers)

    found = releases(alarm, inspection, office_of(desk, officers), as_of)
    return Explanation(
        alarm=alarm,
        sentence=say(desk, alarm, inspection, as_of, officers),
        causes=tuple(
            Cause(link, joined(tuple(map(name, link.who)), " hoặc ", " or ") if link.who else None)
            for link in chain(alarm, inspection, found)
        ),
        exits=tuple(Exit(each, way_text(each, inspection, name)) for each in found),
    )

"""Whose turn it is, as one word that lists can be kept by.

A capacity with what it is of: `team_head:binh`, `deputy:Khối 1`, `chief_inspector`; or
`person:an`, where a matter was handed over.
"""

from __future__ import annotations

from operator import attrgetter

from states.alarm import Alarm
from states.escalation import given_to
from states.inspection import Inspection
from states.roles import OFFICE_WIDE, Officer, Place, Role


def holder_of_turn(alarm: Alarm, inspection: Inspection) -> str:
    """Whose turn an alarm is: whoever was handed it, else the capacity that owes it."""
    given = given_to(inspection, alarm)
    return f"person:{given}" if given else capacity(alarm.role, inspection.place)


_OF = {
    Role.TEAM_HEAD: attrgetter("team_head"),
    Role.ROOM_HEAD: attrgetter("room"),
    Role.DEPUTY: attrgetter("block"),
    Role.OVERSEER: attrgetter("overseer"),
    Role.APPRAISER: attrgetter("appraiser"),
}
"""What of a place a capacity is of."""


def capacity(role: Role, place: Place) -> str:
    """A capacity in the inspection at a place."""
    of = _OF.get(role)
    return role.value if of is None else f"{role}:{of(place)}"


def turns_of(officer: Officer) -> tuple[str, ...]:
    """Every word by which a turn is this person's own."""
    by_name = (Role.TEAM_HEAD, Role.OVERSEER, Role.APPRAISER)
    own = [f"person:{officer.id}", *(f"{role}:{officer.id}" for role in by_name)]
    return (*own, *_turns_of_post(officer))


def turns_lent(officer: Officer) -> tuple[str, ...]:
    """The words of the posts that are lent to this person."""
    return tuple(turn for each in officer.mandates for turn in _turns_of_post(each.giver))


def _turns_of_post(officer: Officer) -> tuple[str, ...]:
    post = Role(officer.role)
    if post in OFFICE_WIDE:
        return (post.value,)
    of = {Role.DEPUTY: officer.block, Role.ROOM_HEAD: officer.room}
    return (f"{post}:{of[post]}",) if post in of else ()

"""Who may do what: roles of the office, powers given by the team's decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from states.value import value


class Role(StrEnum):
    """In what capacity somebody acts on an inspection. The values are stored."""

    CHIEF_INSPECTOR = "chief_inspector"
    DEPUTY = "deputy"
    ROOM_HEAD = "room_head"
    TEAM_HEAD = "team_head"
    MEMBER = "member"
    OVERSEER = "overseer"
    APPRAISER = "appraiser"
    OFFICE = "office"
    ADMINISTRATOR = "administrator"
    MACHINE = "machine"


OFFICE_WIDE = frozenset({Role.CHIEF_INSPECTOR, Role.OFFICE, Role.ADMINISTRATOR, Role.MACHINE})
"""Roles that hold for every inspection of the office."""

_LEADERS = (Role.DEPUTY, Role.CHIEF_INSPECTOR)
SUPERIORS: dict[Role, tuple[Role, ...]] = {
    Role.MEMBER: (Role.ROOM_HEAD, *_LEADERS),
    Role.TEAM_HEAD: (Role.ROOM_HEAD, *_LEADERS),
    Role.ROOM_HEAD: _LEADERS,
    Role.APPRAISER: _LEADERS,
    Role.OVERSEER: _LEADERS,
    Role.OFFICE: _LEADERS,
    Role.DEPUTY: (Role.CHIEF_INSPECTOR,),
    Role.CHIEF_INSPECTOR: (),
    Role.ADMINISTRATOR: (),
    Role.MACHINE: (),
}
"""Who stands above whom in an inspection; the team's room is not above those who watch it."""


@dataclass(frozen=True, slots=True)
class Mandate:
    """A post's powers handed to somebody for a time: whose, and the decision that says so."""

    giver: Officer
    paper: str
    signed_on: date
    ends_on: date


@value
class Officer:
    """A person of the office. ``role`` is the post; powers over one inspection may add to it.

    ``room`` and ``block`` say where; a deputy is in charge of a block, a head of a room.
    ``mandates`` are the posts that were handed over to the person and are his today.
    """

    id: str
    name: str
    title: str
    role: str
    room: str = ""
    block: str = ""
    mandates: tuple[Mandate, ...] = ()


@value
class Place:
    """What of an inspection decides who has powers over it.

    ``stands``: the survey was ordered or the inspection decided, and it has not ended.
    ``owed_by``: the capacity in which a directive or a report at this place is owed.
    """

    room: str
    block: str
    team_head: str
    members: tuple[str, ...] = ()
    overseer: str = ""
    appraiser: str = ""
    stands: bool = True
    owed_by: Role | None = None

    @property
    def team(self) -> tuple[str, ...]:
        """Head and members; nobody who watches or appraises the team may be among them."""
        return (self.team_head, *self.members)


BY_DECISION = frozenset({Role.TEAM_HEAD, Role.MEMBER, Role.OVERSEER, Role.APPRAISER})
"""Capacities that come from a decision on one inspection, begin with it and end with it."""


@lru_cache(maxsize=4096)
def roles_of(officer: Officer, place: Place) -> frozenset[Role]:
    """The capacities in which a person may act on the inspection at this place."""
    held = own_roles(officer, place)
    for mandate in officer.mandates:
        held |= lent_roles(mandate, officer, place)
    return held


def own_roles(officer: Officer, place: Place) -> frozenset[Role]:
    """The capacities that are the person's own: by the post, and by the decision."""
    held = _capacities(officer, place)
    return held if place.stands else held - BY_DECISION


def lent_roles(mandate: Mandate, officer: Officer, place: Place) -> frozenset[Role]:
    """The capacities lent by a mandate: of the giver's post alone, and never over oneself.

    Whoever is of the team, watches or appraises it does not act on it in another's post, and
    whoever owes a directive or a report does not judge it in one.
    """
    if officer.id in (*place.team, place.overseer, place.appraiser):
        return frozenset()
    if place.owed_by in _capacities(officer, place):
        return frozenset()
    return _capacities(mandate.giver, place) - BY_DECISION


def _capacities(officer: Officer, place: Place) -> frozenset[Role]:
    held: set[Role] = set()
    post = Role(officer.role)
    if post in OFFICE_WIDE:
        held.add(post)
    if post is Role.DEPUTY and officer.block == place.block:
        held.add(Role.DEPUTY)
    if post is Role.ROOM_HEAD and officer.room == place.room:
        held.add(Role.ROOM_HEAD)
    if officer.id == place.team_head:
        held.add(Role.TEAM_HEAD)
    if officer.id in place.members:
        held.add(Role.MEMBER)
    if officer.id and officer.id == place.overseer:
        held.add(Role.OVERSEER)
    if officer.id and officer.id == place.appraiser:
        held.add(Role.APPRAISER)
    return frozenset(held)


def holder_of(role: Role, place: Place, officers: Iterable[Officer]) -> Officer | None:
    """Who holds a capacity in the inspection at this place, also before it may be used."""
    for officer in officers:
        if role in _capacities(officer, place):
            return officer
    return None

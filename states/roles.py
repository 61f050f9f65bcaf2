"""Who may do what: roles of the office, powers given by the team's decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


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
}
"""Who stands above whom in an inspection; the team's room is not above those who watch it."""


@dataclass(frozen=True, slots=True)
class Officer:
    """A person of the office. ``role`` is the post; powers over one inspection may add to it.

    ``room`` and ``block`` say where; a deputy is in charge of a block, a head of a room.
    """

    id: str
    name: str
    title: str
    role: str
    room: str = ""
    block: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """What of an inspection decides who has powers over it."""

    room: str
    block: str
    team_head: str
    members: tuple[str, ...] = ()
    overseer: str = ""
    appraiser: str = ""

    @property
    def team(self) -> tuple[str, ...]:
        """Head and members; nobody who watches or appraises the team may be among them."""
        return (self.team_head, *self.members)


def roles_of(officer: Officer, place: Place) -> frozenset[Role]:
    """The capacities in which a person may act on the inspection at this place."""
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
    """The person who acts in a capacity for the inspection at this place, if there is one."""
    for officer in officers:
        if role in roles_of(officer, place):
            return officer
    return None

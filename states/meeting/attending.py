"""Whether the leaders of blocks sit in at the meetings of their rooms, at least once a month."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from states.meeting.directive import Directive
from states.meeting.gathering import Gathering
from states.meeting.periods import Period
from states.meeting.recurring import Turn
from states.roles import Officer, Role

_SITS_IN = re.compile(
    r"\bdự (?:các |những )?(?:cuộc |buổi )?họp\b[^.;]*(?<!văn )\bphòng\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Attended:
    """One room of a block in a month: its leader, how often it met, how often he was there."""

    block: str
    leader: str
    room: str
    met: int
    came: int

    @property
    def missing(self) -> bool:
        """Whether its leader was at none of its meetings."""
        return self.came == 0


def attendance(
    meetings: Sequence[Gathering], people: Sequence[Officer], month: Period
) -> tuple[Attended, ...]:
    """Every room that has a head and a leader above it, by block and room.

    A meeting of a room counts when it was recorded as held with those present.
    """
    leaders = {each.block: each for each in people if each.role == Role.DEPUTY and each.block}
    rooms = {
        each.room: each.block
        for each in people
        if each.role == Role.ROOM_HEAD and each.room and each.block in leaders
    }
    held = [
        each for each in meetings if each.held_on and month.first <= each.held_on <= month.last
    ]
    found = [
        Attended(
            block=block,
            leader=leaders[block].name,
            room=room,
            met=sum(each.about.room == room for each in held),
            came=sum(
                each.about.room == room and leaders[block].id in each.present for each in held
            ),
        )
        for room, block in rooms.items()
    ]
    return tuple(sorted(found, key=lambda each: (each.block, each.room)))


def asks_to_sit_in(duty: Directive) -> bool:
    """Whether a duty that comes back is that of a block's leader to be at his rooms' meetings."""
    comes_back = duty.standing and duty.owner.kind == "block"
    return comes_back and bool(_SITS_IN.search(duty.about.sentence))


def sat_in(
    meetings: Sequence[Gathering], people: Sequence[Officer], block: str, turn: Turn
) -> Gathering | None:
    """The first meeting of a room of a block in a period at which its leader was recorded."""
    leaders = {each.id for each in people if each.role == Role.DEPUTY and each.block == block}
    rooms = {each.room for each in people if each.role == Role.ROOM_HEAD and each.block == block}
    found = [
        each
        for each in meetings
        if each.held_on
        and turn.first <= each.held_on <= turn.last
        and each.about.room
        and (each.about.room in rooms or each.place.block == block)
        and leaders.intersection(each.present)
    ]
    return min(found, key=lambda each: (each.held_on or turn.last, each.id), default=None)

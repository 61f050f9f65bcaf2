"""Rooms, blocks and people as they are named in acts: only those that the office has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from states.meeting.directive_records import Charged
from states.roles import Officer
from states.text import Text
from tiendo.desk import Desk
from tiendo.errors import NotFound


def check_room(people: Sequence[Officer], room: str) -> None:
    """Refuse a room that nobody of the office is in. Raises NotFound naming those there are."""
    _check(_NO_ROOM, room, (each.room for each in people))


def check_owner(desk: Desk, owner: Charged) -> None:
    """Refuse to give a duty to a room, a block or a person the office has not. Raises NotFound."""
    match owner.kind:
        case "room":
            check_room(desk.store.people(), owner.name)
        case "block":
            _check(_NO_BLOCK, owner.name, (each.block for each in desk.store.people()))
        case "person":
            desk.officer(owner.name)
        case "office":
            pass


def _check(refusal: Text, name: str, known: Iterable[str]) -> None:
    names = sorted({each for each in known if each})
    if name not in names:
        raise NotFound(refusal.fill(name=name[:60], names=", ".join(names)))


_NO_ROOM = Text(
    "Không có phòng nào tên «{name}» (có: {names}).", "There is no room “{name}”, only: {names}."
)
_NO_BLOCK = Text(
    "Không có khối nào tên «{name}» (có: {names}).", "There is no block “{name}”, only: {names}."
)

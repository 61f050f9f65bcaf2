"""From a proposal to what a directive would be: whom the office has for the words used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from states.meeting.directive_records import Charged
from states.meeting.proposals import Item, Reading
from states.meeting.proposed import ProposedItem
from states.meeting.terms import defect_text
from states.meeting.when import DueKind
from states.roles import Officer, Role
from states.text import fold

_TITLE = 120


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the machine would confirm: each owner gets a directive of his own.

    ``owners`` empty: nobody of the office is named, and a person must say who.
    """

    title: str
    owners: tuple[Charged, ...]
    due_on: date | None
    review_on: date | None
    every: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """Who there is to give duties to: the rooms with their heads, the blocks, the people."""

    people: Sequence[Officer]

    @property
    def rooms(self) -> tuple[str, ...]:
        """The rooms that have a head."""
        found = (each.room for each in self.people if each.role == Role.ROOM_HEAD and each.room)
        return tuple(dict.fromkeys(sorted(found)))

    @property
    def blocks(self) -> tuple[str, ...]:
        """The blocks that have a leader."""
        found = (each.block for each in self.people if each.role == Role.DEPUTY and each.block)
        return tuple(dict.fromkeys(sorted(found)))

    def place(self, owner: Charged) -> tuple[str, str]:
        """The room and the block that an owner stands in."""
        match owner.kind:
            case "room":
                return owner.name, self.block_of(owner.name)
            case "block":
                return "", owner.name
            case "person":
                found = next((each for each in self.people if each.id == owner.name), None)
                return (found.room, found.block) if found else ("", "")
            case "office":
                room = next((e.room for e in self.people if e.role == Role.OFFICE), "")
                return room, ""

    def block_of(self, room: str) -> str:
        """The block that a room belongs to."""
        heads = (each for each in self.people if each.room == room and each.block)
        return next((each.block for each in heads), "")

    def charged(self, code: str) -> Iterator[Charged]:
        """Those whom an owner of the word lists means (``room:Phòng 1``, ``block_leaders``)."""
        kind, _, name = code.partition(":")
        if kind == "office":
            yield Charged(kind="office")
        elif kind == "room":
            yield from (Charged(kind="room", name=r) for r in self.rooms if fold(r) == fold(name))
        elif kind == "person":
            yield from self._person(name)
        elif kind == "chief":
            chiefs = (each for each in self.people if each.role == Role.CHIEF_INSPECTOR)
            yield from (Charged(kind="person", name=each.id) for each in chiefs)
        elif kind in _BLOCKS:
            yield from (Charged(kind="block", name=each) for each in self.blocks)
        elif kind in _ROOMS:
            yield from (Charged(kind="room", name=each) for each in self.rooms)

    def _person(self, name: str) -> Iterator[Charged]:
        wanted = fold(name)
        found = [e for e in self.people if fold(e.name) == wanted]
        found = found or [e for e in self.people if fold(e.name).endswith(f" {wanted}")]
        if len(found) == 1:  # of two with one name a person must say which
            yield Charged(kind="person", name=found[0].id)


_BLOCKS = {"block_leaders", "blocks", "deputies", "leaders"}
_ROOMS = {"rooms", "own_room", "room_heads"}


def suggested(item: ProposedItem, office: Office, rooms_of: dict[str, str]) -> Suggestion:
    """What would be confirmed of a proposal; ``rooms_of`` are the rooms of known inspections.

    Where nobody is named but an inspection is, it is the duty of that inspection's room.
    """
    owners = [each for code in item.owners for each in office.charged(code)]
    if not owners:
        rooms = dict.fromkeys(rooms_of[each] for each in item.about if each in rooms_of)
        owners = [Charged(kind="room", name=each) for each in rooms]
    return Suggestion(
        title=shortened(item.words),
        owners=tuple(dict.fromkeys(owners)),
        due_on=item.due_on if item.due == "day" else None,
        review_on=item.due_on if item.due == "review" else None,
        every=item.every.removeprefix("every "),
        about=tuple(each for each in item.about if each in rooms_of),
    )


def shortened(words: str) -> str:
    """A sentence as a title: its first words, cut at one."""
    line = " ".join(words.split()).lstrip("-+•* ")
    if len(line) <= _TITLE:
        return line
    return line[:_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def proposed(item: Item) -> ProposedItem:
    """A proposal as it is recorded."""
    return ProposedItem(
        kind=item.kind.value,
        words=item.words,
        place=item.place.say().vi,
        under=item.under[:300],
        owners=tuple(owner.key[:300] for owner in item.owners),
        due=item.due.kind.value,
        due_on=item.due.on if item.due.kind in (DueKind.DAY, DueKind.REVIEW) else None,
        every=item.due.every,
        due_words=item.due.words[:300],
        about=item.about,
        shortcomings=item.named,
    )


def defects_of(reading: Reading) -> tuple[str, ...]:
    """The faults of form of a conclusion, in words."""
    return tuple(defect_text(fault).vi for fault in reading.faults)

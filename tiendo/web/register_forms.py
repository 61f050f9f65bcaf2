"""The form by which a new inspection enters the plan, and the act it asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from states.allowed import role_reason
from states.roles import Officer, Place, Role, roles_of
from states.terms import name_of
from states.text import Text, dmy, fold, same
from tiendo.acts import act_of
from tiendo.web.forms import (
    NOTHING,
    REASON_LABEL,
    Control,
    Option,
    filled,
    shared_control,
)
from tiendo.web.posted import Posted, to_act

KIND = "register"
ID_FIELD = "inspection"
_DAY = Text("Ngày duyệt kế hoạch, giao việc", "Day the plan was approved or it was ordered")
_ID = Text("Mã (để trống: lấy theo tên gọi tắt)", "Id (left empty: made of the short name)")
_ROOM = Text("Phòng, khối", "Room, block")
_OURS = (ID_FIELD, "do")
_LEFT = frozenset({"illustration", "block"})
"""What is not asked: what is invented there, and the block, which is the room's."""
_BETWEEN = re.compile(r"[^a-z0-9]+")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Registration:
    """A new inspection as it is filled in."""

    name: Text
    short: tuple[Control, ...]
    long: tuple[Control, ...]


def registration(
    people: Sequence[Officer], person: Officer | None, today: date, typed: Posted | None = None
) -> Registration:
    """The form, with what was typed in it, or what is likeliest for the reader."""
    day = Control("occurred_on", _DAY, "date", True, (dmy(today),))
    own = [each for each in act_of(KIND).fields if each.name not in _LEFT]
    controls = [_control(shared_control(each, people), people, person, today) for each in own]
    controls = [*controls, day, Control(ID_FIELD, _ID, "line")]
    controls.append(Control("reason", REASON_LABEL, "prose"))
    ready = [filled(each, typed) for each in controls]
    aside = ("checks", "prose")
    return Registration(
        name_of(KIND),
        tuple(each for each in ready if each.kind not in aside),
        tuple(each for each in ready if each.kind in aside),
    )


def _control(
    control: Control, people: Sequence[Officer], person: Officer | None, today: date
) -> Control:
    match control.name:
        case "room":
            own = person.room if person and person.room in _blocks(people) else ""
            of_rooms = replace(control, kind="select", label=_ROOM, options=_rooms(people))
            return replace(of_rooms, values=(own,))
        case "year":
            return replace(control, values=(str(today.year),))
        case "form":
            return replace(control, values=("planned",))
        case _:
            return control


def _blocks(people: Sequence[Officer]) -> dict[str, str]:
    """The block of each room: its head's, where it has one."""
    heads_last = sorted(people, key=lambda each: each.role == Role.ROOM_HEAD)
    return {each.room: each.block for each in heads_last if each.room and each.block}


def _rooms(people: Sequence[Officer]) -> tuple[Option, ...]:
    found = sorted(_blocks(people).items())
    return (NOTHING, *((room, same(f"{room} ({block})")) for room, block in found))


def may_register(person: Officer | None) -> bool:
    """Whether somebody may put an inspection into the plan, be it of his own room only."""
    here = person and Place(person.room, person.block, "")
    return bool(person and here and not role_reason(KIND, roles_of(person, here)))


def asked(posted: Posted, people: Sequence[Officer]) -> tuple[str, dict[str, object]]:
    """The id and the act that a form asks to record. Raises BadInput."""
    kept = {name: values for name, values in posted.fields.items() if name not in _OURS}
    act = to_act(Posted({**kept, "kind": (KIND,)}))
    block = _blocks(people).get(posted.one("room"))
    return _id(posted), {**act, **({"block": block} if block else {})}


def _id(posted: Posted) -> str:
    return posted.one(ID_FIELD) or slug(posted.one("short_name"))


def slug(name: str) -> str:
    """An id that people can type, made of a name: without diacritics, joined by dashes."""
    return _BETWEEN.sub("-", fold(name)).strip("-")[:_LONGEST].rstrip("-")

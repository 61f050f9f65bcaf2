"""The form of one decision for many inspections, and what it asks the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from states.roles import Officer
from states.terms import name_of
from states.text import Text, dmy, same
from tiendo.acts import act_of
from tiendo.decision import KINDS, Which
from tiendo.web.forms import DAY_LABEL, NOTHING, REASON_LABEL, Control, filled, paper_controls
from tiendo.web.forms import shared_control as own_control
from tiendo.web.posted import Posted, to_act

_OWN = ("locality", "block", "room", "chosen", "whole")
_ANYWHERE = Text("Địa bàn, tên, đối tượng (không cần dấu)", "Locality, name, entity")
_BLOCK, _ROOM = Text("Khối", "Block"), Text("Phòng", "Room")


@dataclass(frozen=True, slots=True)
class ManyForm:
    """One kind of decision as it is filled in; ``sent`` is everything typed, to send again."""

    kind: str
    name: Text
    which: tuple[Control, ...]
    own: tuple[Control, ...]
    paper: tuple[Control, ...]
    paper_name: Text
    paper_kind: str
    day: Control
    reason: Control
    sent: tuple[tuple[str, str], ...] = ()


def kinds_of_decision() -> tuple[tuple[str, Text], ...]:
    """What one decision may do to many, by name."""
    return tuple((kind, name_of(kind)) for kind in KINDS)


def many_form(
    kind: str, people: Sequence[Officer], today: date, typed: Posted | None = None
) -> ManyForm:
    """The form of one kind of decision, with what was typed in it."""
    act = act_of(kind)
    assert act.paper is not None  # noqa: S101 - each of KINDS has its paper
    blocks = sorted({each.block for each in people if each.block})
    rooms = sorted({each.room for each in people if each.room})
    return ManyForm(
        kind=kind,
        name=act.name,
        which=tuple(
            filled(control, typed)
            for control in (
                Control("locality", _ANYWHERE, "line"),
                Control("block", _BLOCK, "select", options=_among(blocks)),
                Control("room", _ROOM, "select", options=_among(rooms)),
            )
        ),
        own=tuple(
            filled(own_control(each, people), typed)
            for each in act.fields
            if each.name != "request"
        ),
        paper=tuple(filled(c, typed) for c in paper_controls(kind, act.paper, required=True)),
        paper_name=act.paper_name or same(""),
        paper_kind=act.paper.value,
        day=filled(Control("occurred_on", DAY_LABEL, "date", True, (dmy(today),)), typed),
        reason=filled(Control("reason", REASON_LABEL, "prose"), typed),
        sent=_sent(typed) if typed else (),
    )


def _among(names: Sequence[str]) -> tuple[tuple[str, Text], ...]:
    return (NOTHING, *((name, same(name)) for name in names))


def _sent(typed: Posted) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, value)
        for name, values in typed.fields.items()
        if name not in ("chosen", "whole")
        for value in values
    )


def asked(posted: Posted) -> dict[str, object]:
    """The act that a form asks to do to many. Raises BadInput."""
    kept = {name: values for name, values in posted.fields.items() if name not in _OWN}
    return to_act(Posted(kept))


def which(posted: Posted) -> Which:
    """Which inspections a form is about. Raises BadInput."""
    return Which(posted.one("locality")[:200], posted.one("block"), posted.one("room"))

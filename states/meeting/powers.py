"""Which capacities may do which act on directives, reports and meetings, as data."""

from __future__ import annotations

from states.errors import Reason
from states.roles import Officer, Place, Role, own_roles, roles_of
from states.streams import StreamKind
from states.terms import ROLE_NAMES
from states.text import Text, joined

R = Role
_LEADERS = frozenset({R.CHIEF_INSPECTOR, R.DEPUTY})
_KEEPERS = frozenset({R.OFFICE, R.CHIEF_INSPECTOR, R.DEPUTY})
_OWNERS = frozenset({R.MEMBER, R.ROOM_HEAD, R.DEPUTY, R.OFFICE})
_ANNULS = frozenset({R.OFFICE, R.CHIEF_INSPECTOR})
_MACHINE = frozenset({R.MACHINE})
_ANSWER = frozenset({R.MEMBER, R.ROOM_HEAD, R.DEPUTY, R.OFFICE, R.CHIEF_INSPECTOR})
_ANSWERS = {"acknowledge": _ANSWER, "snooze": _ANSWER, "hand_over": _ANSWER}

AGENDA_POWERS: dict[StreamKind, dict[str, frozenset[Role]]] = {
    StreamKind.DIRECTIVE: {
        "assign": _KEEPERS,
        "progress": _OWNERS,
        "report": _OWNERS,
        "accept": _LEADERS,
        "return": _LEADERS,
        "set_due": _KEEPERS,
        "defer": _LEADERS,
        "resume": _LEADERS,
        "drop": _LEADERS,
        "reassign": _KEEPERS,
        "carry": _MACHINE,
        "mention": _MACHINE,
        "note_silence": _MACHINE,
        "attend": _MACHINE,
        "escalate": _MACHINE,
        "annul": _ANNULS,
        **_ANSWERS,
    },
    StreamKind.REPORT: {
        "expect": _KEEPERS,
        "submit": frozenset({R.ROOM_HEAD, R.OFFICE}),
        "accept": _KEEPERS,
        "return": _KEEPERS,
        "waive": _KEEPERS,
        "escalate": _MACHINE,
        "annul": _ANNULS,
        **_ANSWERS,
    },
    StreamKind.MEETING: {
        "call": _KEEPERS | {R.ROOM_HEAD},
        "hold": _KEEPERS | {R.ROOM_HEAD},
        "cancel": _KEEPERS | {R.ROOM_HEAD},
        "take_in": _KEEPERS,
        "confirm": _KEEPERS,
        "reject": _KEEPERS,
        "put_forward": _MACHINE,
        "opine": _LEADERS,
        "tick": _KEEPERS,
        "reconcile": frozenset({R.OFFICE}),
        "issue": _KEEPERS,
        "escalate": _MACHINE,
        "annul": _ANNULS,
        **_ANSWERS,
    },
}
"""Who may do what; a test holds it complete. Only machines do what is noted by machines."""


def held_by(officer: Officer, place: Place) -> frozenset[Role]:
    """The capacities in which somebody acts on a thing; what has no block is every leader's."""
    return roles_of(officer, place) | own_by(officer, place)


def own_by(officer: Officer, place: Place) -> frozenset[Role]:
    """The same without any post that is lent to him."""
    held = own_roles(officer, place)
    leads_all = not place.block and officer.role == Role.DEPUTY
    return held | {Role.DEPUTY} if leads_all else held


def not_theirs(kind: StreamKind, act: str, held: frozenset[Role]) -> tuple[Reason, ...]:
    """Why these capacities may not do an act; nothing if they may."""
    wanted = AGENDA_POWERS[kind].get(act, frozenset())
    if wanted & held:
        return ()
    who = tuple(role for role in Role if role in wanted)
    text = Text("Việc này do {who} làm.", "This is done by {who}.").fill(
        who=joined(tuple(ROLE_NAMES[role] for role in who), " hoặc ", " or ")
    )
    return (Reason("role", text, who=who),)

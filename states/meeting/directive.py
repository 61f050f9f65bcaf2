"""A directive of a meeting's conclusion: its machine, and its value as the sum of its events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from states.alerts import Acknowledged, Escalated, HandedOver, Snoozed
from states.errors import Unknown
from states.flat import Flat, refuse
from states.meeting import directive_records as rec
from states.meeting.entries import Annulled
from states.meeting.followed import Followed, alerted, not_before
from states.papers import Document
from states.roles import Place, Role
from states.text import Text


class DirectiveState(StrEnum):
    """Where a directive stands. The values are stored: add to them, never rename."""

    ASSIGNED = "assigned"
    REPORTED = "reported"
    RETURNED = "returned"
    DEFERRED = "deferred"
    ACCEPTED = "accepted"
    DROPPED = "dropped"


S = DirectiveState
OWED = frozenset({S.ASSIGNED, S.RETURNED})
"""Its owner's turn: what can pass its due date."""
OPEN = frozenset({S.ASSIGNED, S.RETURNED, S.REPORTED, S.DEFERRED})
"""Still on the table of the next meeting."""

DIRECTIVE_STATE_NAMES: dict[DirectiveState, Text] = {
    S.ASSIGNED: Text("Đã giao", "Assigned"),
    S.REPORTED: Text("Đã báo cáo, chờ xác nhận", "Reported, not accepted yet"),
    S.RETURNED: Text("Trả lại làm tiếp", "Returned"),
    S.DEFERRED: Text("Tạm để, chờ ngày xem xét lại", "Put off until its review date"),
    S.ACCEPTED: Text("Hoàn thành", "Done"),
    S.DROPPED: Text("Thôi thực hiện", "Dropped"),
}
DIRECTIVE_ACT_NAMES: dict[str, Text] = {
    "assign": Text("Giao nhiệm vụ", "Assign"),
    "progress": Text("Báo cáo tiến độ", "Report progress"),
    "report": Text("Báo cáo đã thực hiện", "Report as done"),
    "accept": Text("Xác nhận hoàn thành", "Accept"),
    "return": Text("Trả lại làm tiếp", "Return"),
    "defer": Text("Tạm để đến ngày xem xét lại", "Put off"),
    "resume": Text("Tiếp tục thực hiện", "Resume"),
    "set_due": Text("Ấn định thời hạn", "Set the due date"),
    "drop": Text("Thôi thực hiện", "Drop"),
    "reassign": Text("Giao người khác", "Reassign"),
    "carry": Text("Chuyển sang kỳ giao ban sau", "Carried over"),
    "mention": Text("Phòng có báo cáo", "Mentioned by the room"),
    "note_silence": Text("Phòng không báo cáo", "Not mentioned by the room"),
    "attend": Text("Đã dự họp phòng", "Sat in on the room's meeting"),
    "annul": Text("Hủy một mục ghi sai", "Annul a wrong entry"),
}

DIRECTIVE = Flat(
    DirectiveState,
    {
        "progress": ((S.ASSIGNED, S.RETURNED, S.DEFERRED), None),
        "report": ((S.ASSIGNED, S.RETURNED, S.DEFERRED), S.REPORTED),
        "accept": ((S.REPORTED,), S.ACCEPTED),
        "return": ((S.REPORTED,), S.RETURNED),
        "set_due": ((S.ASSIGNED, S.RETURNED), None),
        "reassign": ((S.ASSIGNED, S.RETURNED, S.DEFERRED), None),
        "defer": ((S.ASSIGNED, S.RETURNED, S.DEFERRED), S.DEFERRED),
        "resume": ((S.DEFERRED,), S.ASSIGNED),
        "drop": ((S.ASSIGNED, S.REPORTED, S.RETURNED, S.DEFERRED), S.DROPPED),
        "carry": ((S.ASSIGNED, S.REPORTED, S.RETURNED, S.DEFERRED), None),
        "mention": ((S.ASSIGNED, S.REPORTED, S.RETURNED, S.DEFERRED), None),
        "note_silence": ((S.ASSIGNED, S.REPORTED, S.RETURNED, S.DEFERRED), None),
        "attend": ((S.ASSIGNED, S.REPORTED, S.RETURNED, S.DEFERRED), S.ACCEPTED),
    },
    DIRECTIVE_STATE_NAMES,
)


@dataclass(frozen=True, slots=True)
class Word:
    """What its owner said of it, when, and on what paper."""

    on: date
    text: str
    document: Document | None
    done: bool
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive(Followed):
    """One directive. ``due_on`` None: its date is missing, unless it comes back in ``every``.

    ``words``: what was said of it; ``carried``: the meetings that left it open; ``mentions``: the
    reports of its room that spoke of it, or did not. ``spoken_on``: when anybody
    last dealt with it. ``redated``: how often its date was set anew.
    """

    about: rec.Assigned
    state: DirectiveState
    owner: rec.Charged
    due_on: date | None
    review_on: date | None = None
    words: tuple[Word, ...] = ()
    carried: tuple[rec.Carried, ...] = ()
    mentions: tuple[rec.Mentioned, ...] = ()
    spoken_on: date
    redated: int = 0
    reason: str = ""

    @property
    def open(self) -> bool:
        """Whether it is still on the table."""
        return self.state in OPEN

    @property
    def standing(self) -> bool:
        """Whether it is owed anew in every period, and is itself never done."""
        return bool(self.about.every)

    @property
    def holder(self) -> Role:
        """The capacity in which it is owed."""
        return HOLDERS[self.owner.kind]

    @property
    def judge(self) -> Role:
        """Who says whether it is done: the leader of its block, or above where he owes it."""
        lower = self.owner.kind in ("person", "room") and self.place.block
        return Role.DEPUTY if lower else Role.CHIEF_INSPECTOR

    @property
    def unmentioned(self) -> rec.Mentioned | None:
        """The last silence of the room, if nobody has dealt with it since."""
        last = self.mentions[-1] if self.mentions else None
        silent = last is not None and last.kind == "note_silence"
        return last if last and silent and self.spoken_on < last.occurred_on else None


HOLDERS: dict[str, Role] = {
    "person": Role.MEMBER,
    "room": Role.ROOM_HEAD,
    "block": Role.DEPUTY,
    "office": Role.OFFICE,
}
"""In what capacity each kind of owner owes a directive."""


def place_of(owner: rec.Charged, room: str, block: str) -> Place:
    """Where a directive stands in the office: who has powers over it."""
    member = (owner.name,) if owner.kind == "person" else ()
    return Place(room, block, team_head="", members=member, owed_by=HOLDERS[owner.kind])


def begin(stream: str, event: rec.DirectiveEvent) -> Directive:
    """The directive that an assignment begins. Raises Unknown on any other event."""
    if not isinstance(event, rec.Assigned):
        text = Text(
            "Ngày {on:%d/%m/%Y} sớm hơn ngày giao nhiệm vụ.",
            "{on:%d/%m/%Y} is before the directive was assigned.",
        )
        raise Unknown(text.fill(on=event.occurred_on))
    not_before(event.kind, event.due_on, event)
    not_before(event.kind, event.review_on, event)
    return Directive(
        id=stream,
        place=place_of(event.owner, event.room, event.block),
        began=event.occurred_on,
        since=event.occurred_on,
        about=event,
        state=S.DEFERRED if event.review_on else S.ASSIGNED,
        owner=event.owner,
        due_on=event.due_on,
        review_on=event.review_on,
        spoken_on=event.occurred_on,
    )


def apply(directive: Directive, event: rec.DirectiveEvent) -> Directive:
    """The directive after one more event; raises Refused if it is not legal."""
    match event:
        case Escalated() | Acknowledged() | Snoozed() | HandedOver():
            return alerted(directive, event)
        case rec.Assigned() | Annulled():
            raise refuse(
                event.kind,
                "Nhiệm vụ này đã được ghi nhận.",
                "This directive is registered already.",
            )
        case _:
            return _told(_moved(directive, event), event)


Acts = (
    rec.DirectiveTold
    | rec.DirectiveActed
    | rec.DirectiveDropped
    | rec.DirectiveDated
    | rec.DirectiveDeferred
    | rec.Reassigned
    | rec.Carried
    | rec.Mentioned
    | rec.Attended
)


def _moved(directive: Directive, event: Acts) -> Directive:
    after = DIRECTIVE.moved(directive.state, event.kind, DIRECTIVE_ACT_NAMES[event.kind])
    if directive.standing and event.kind in ("report", "set_due", "defer", "attend"):
        raise refuse(
            event.kind,
            "Việc này lặp lại theo kỳ; hãy báo cáo từng kỳ.",
            "This duty comes back: report each of its periods.",
        )
    if after is directive.state and event.kind != "defer":
        return directive
    return replace(directive, state=after, since=event.occurred_on)


def _told(directive: Directive, event: Acts) -> Directive:
    """What an event says beyond its move."""
    if isinstance(event, rec.Carried | rec.Mentioned):
        return _noted(directive, event)
    directive = replace(directive, spoken_on=max(directive.spoken_on, event.occurred_on))
    match event:
        case rec.DirectiveTold() | rec.Attended():
            done = event.kind != "progress"
            word = Word(event.occurred_on, event.text, event.document, done, event.actor.id)
            return replace(directive, words=(*directive.words, word))
        case rec.DirectiveActed():
            return directive
        case rec.DirectiveDropped():
            return replace(directive, reason=event.reason)
        case rec.DirectiveDated():
            return _dated(directive, event)
        case rec.DirectiveDeferred():
            not_before(event.kind, event.review_on, event)
            return replace(directive, review_on=event.review_on, reason=event.reason)
        case rec.Reassigned():
            place = place_of(event.owner, event.room, event.block)
            return replace(directive, owner=event.owner, place=place, reason=event.reason)
        case _:
            assert_never(event)


def _noted(directive: Directive, event: rec.Carried | rec.Mentioned) -> Directive:
    """What a machine notes, once for each meeting and each version of a report."""
    if isinstance(event, rec.Carried):
        _once(event.kind, event.meeting, [each.meeting for each in directive.carried])
        return replace(directive, carried=(*directive.carried, event))
    said = [each.report for each in directive.mentions if each.paper == event.paper]
    _once(event.kind, event.report, said)
    return replace(directive, mentions=(*directive.mentions, event))


def _dated(directive: Directive, event: rec.DirectiveDated) -> Directive:
    not_before(event.kind, event.due_on, event)
    return replace(
        directive,
        due_on=event.due_on,
        review_on=None,
        reason=event.reason,
        redated=directive.redated + 1,
    )


def _once(act: str, where: str, said: list[str]) -> None:
    if where in said:
        raise refuse(
            act,
            "Đã ghi nhận việc này ở «{where}».",
            "It was noted at “{where}” already.",
            where=where,
        )

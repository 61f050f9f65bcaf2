"""A meeting (họp giao ban, or a room's own): its machine, and its value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from states.alerts import Acknowledged, Escalated, HandedOver, Snoozed
from states.errors import Unknown
from states.flat import Flat, refuse
from states.meeting import meeting_records as rec
from states.meeting.entries import Annulled
from states.meeting.followed import Followed, alerted
from states.papers import Document
from states.roles import Place
from states.text import Text


class MeetingState(StrEnum):
    """Where a meeting stands. The values are stored: add to them, never rename."""

    CALLED = "called"
    HELD = "held"
    CONCLUDED = "concluded"
    CANCELLED = "cancelled"


S = MeetingState
MEETING_STATE_NAMES: dict[MeetingState, Text] = {
    S.CALLED: Text("Đã triệu tập", "Called"),
    S.HELD: Text("Đã họp, chưa ban hành kết luận", "Held, no conclusion issued"),
    S.CONCLUDED: Text("Đã ban hành kết luận", "Conclusion issued"),
    S.CANCELLED: Text("Không họp", "Cancelled"),
}
MEETING_ACT_NAMES: dict[str, Text] = {
    "call": Text("Triệu tập họp", "Call the meeting"),
    "hold": Text("Ghi nhận đã họp", "Record that it was held"),
    "cancel": Text("Hủy cuộc họp", "Cancel"),
    "take_in": Text("Đọc kết luận", "Take in the conclusion"),
    "confirm": Text("Xác nhận đề xuất", "Confirm a proposal"),
    "reject": Text("Bỏ đề xuất", "Reject a proposal"),
    "put_forward": Text("Đưa ra giao ban", "Put before the meeting"),
    "opine": Text("Cho ý kiến", "Give an opinion"),
    "tick": Text("Đã xem xét", "Tick off"),
    "reconcile": Text("Văn phòng xác nhận đã đối chiếu", "The Office signs the comparison"),
    "issue": Text("Ban hành kết luận", "Issue the conclusion"),
    "annul": Text("Hủy một mục ghi sai", "Annul a wrong entry"),
}
_MET = (S.HELD, S.CONCLUDED)
_ALIVE = (S.CALLED, *_MET)

MEETING = Flat(
    MeetingState,
    {
        "hold": ((S.CALLED,), S.HELD),
        "cancel": ((S.CALLED,), S.CANCELLED),
        "take_in": (_MET, None),
        "confirm": (_MET, None),
        "reject": (_MET, None),
        "put_forward": (_ALIVE, None),
        "opine": (_ALIVE, None),
        "tick": (_ALIVE, None),
        "reconcile": (_ALIVE, None),
        "issue": ((S.HELD,), S.CONCLUDED),
    },
    MEETING_STATE_NAMES,
)


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person made of one proposal: confirmed with its directives, or rejected."""

    item: int
    directives: tuple[str, ...]
    edited: bool
    rejected: str
    by: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering(Followed):
    """One meeting: what was put before it, what was said, what its conclusion proposes.

    ``taken`` is the conclusion read last; ``decided`` what people made of its proposals.
    """

    about: rec.MeetingCalled
    state: MeetingState
    held_on: date | None = None
    present: tuple[str, ...] = ()
    taken: rec.ConclusionTaken | None = None
    decided: tuple[Decided, ...] = ()
    forward: tuple[rec.Forward, ...] = ()
    opinions: tuple[rec.Opined, ...] = ()
    ticked: tuple[str, ...] = ()
    reconciled: rec.Reconciled | None = None
    conclusion: Document | None = None

    @property
    def undecided(self) -> tuple[int, ...]:
        """The numbers of the proposals nobody has confirmed or rejected."""
        done = {each.item for each in self.decided}
        items = self.taken.items if self.taken else ()
        return tuple(n for n in range(1, len(items) + 1) if n not in done)

    @property
    def unheard(self) -> tuple[rec.Forward, ...]:
        """What asks for the opinion of the leader of its block and has none."""
        led = {opinion.about for opinion in self.opinions if opinion.leads}
        return tuple(each for each in self.forward if each.asks and each.about not in led)


def begin(stream: str, event: rec.MeetingEvent) -> Gathering:
    """The meeting that a call begins. Raises Unknown on any other event."""
    if not isinstance(event, rec.MeetingCalled):
        text = Text(
            "Ngày {on:%d/%m/%Y} sớm hơn ngày triệu tập họp.",
            "{on:%d/%m/%Y} is before the meeting was called.",
        )
        raise Unknown(text.fill(on=event.occurred_on))
    return Gathering(
        id=stream,
        place=Place(event.room, event.block, ""),
        began=event.occurred_on,
        since=event.occurred_on,
        about=event,
        state=S.CALLED,
    )


def apply(meeting: Gathering, event: rec.MeetingEvent) -> Gathering:
    """The meeting after one more event; raises Refused if it is not legal."""
    match event:
        case Escalated() | Acknowledged() | Snoozed() | HandedOver():
            return alerted(meeting, event)
        case rec.MeetingCalled() | Annulled():
            raise refuse(
                event.kind, "Cuộc họp này đã được ghi nhận.", "This meeting is known already."
            )
        case _:
            return _told(_moved(meeting, event), event)


Acts = (
    rec.MeetingHeld
    | rec.MeetingCancelled
    | rec.ConclusionTaken
    | rec.ItemConfirmed
    | rec.ItemRejected
    | rec.PutForward
    | rec.Opined
    | rec.Ticked
    | rec.Reconciled
    | rec.ConclusionIssued
)


def _moved(meeting: Gathering, event: Acts) -> Gathering:
    after = MEETING.moved(meeting.state, event.kind, MEETING_ACT_NAMES[event.kind])
    if after is meeting.state:
        return meeting
    return replace(meeting, state=after, since=event.occurred_on)


def _told(meeting: Gathering, event: Acts) -> Gathering:
    match event:
        case rec.MeetingHeld():
            return replace(meeting, held_on=event.occurred_on, present=event.present)
        case rec.MeetingCancelled():
            return meeting
        case rec.PutForward():
            return replace(meeting, forward=event.items)
        case rec.Opined():
            return replace(meeting, opinions=(*meeting.opinions, event))
        case rec.Ticked():
            return replace(meeting, ticked=tuple(dict.fromkeys((*meeting.ticked, event.about))))
        case rec.Reconciled():
            return replace(meeting, reconciled=event)
        case _:
            return _concluding(meeting, event)


def _concluding(
    meeting: Gathering,
    event: rec.ConclusionTaken | rec.ItemConfirmed | rec.ItemRejected | rec.ConclusionIssued,
) -> Gathering:
    match event:
        case rec.ConclusionTaken():
            _refuse_confirmed(meeting, event)
            return replace(meeting, taken=event, decided=())
        case rec.ItemConfirmed() | rec.ItemRejected():
            return _decided(meeting, event)
        case rec.ConclusionIssued():
            _refuse_unsigned(event)
            return replace(meeting, conclusion=event.document)
        case _:
            assert_never(event)


def _refuse_confirmed(meeting: Gathering, event: rec.ConclusionTaken) -> None:
    if any(each.directives for each in meeting.decided):
        raise refuse(
            event.kind,
            "Kết luận trước đã có nhiệm vụ được giao; không thay bằng tệp khác được.",
            "Directives came of the conclusion taken before: another cannot replace it.",
        )


def _decided(meeting: Gathering, event: rec.ItemConfirmed | rec.ItemRejected) -> Gathering:
    count = len(meeting.taken.items) if meeting.taken else 0
    if event.item > count:
        raise refuse(
            event.kind,
            "Không có đề xuất số {item} (có {count}).",
            "There is no proposal {item} (there are {count}).",
            item=event.item,
            count=count,
        )
    if any(each.item == event.item for each in meeting.decided):
        raise refuse(
            event.kind,
            "Đề xuất số {item} đã được quyết định.",
            "Proposal {item} was decided before.",
            item=event.item,
        )
    confirmed = isinstance(event, rec.ItemConfirmed)
    decided = Decided(
        item=event.item,
        directives=event.directives if isinstance(event, rec.ItemConfirmed) else (),
        edited=isinstance(event, rec.ItemConfirmed) and event.edited,
        rejected="" if confirmed else event.reason,
        by=event.actor.id,
        on=event.occurred_on,
    )
    return replace(meeting, decided=(*meeting.decided, decided))


def _refuse_unsigned(event: rec.ConclusionIssued) -> None:
    if event.document is None or not event.document.counts:
        raise refuse(
            event.kind,
            "Ban hành kết luận phải kèm văn bản đủ số, ngày, người ký.",
            "Issuing needs a numbered, dated and signed paper.",
        )

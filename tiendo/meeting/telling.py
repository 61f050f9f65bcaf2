"""Whom an act on a directive or a report is told to at once: whose turn it is now."""

from __future__ import annotations

from collections.abc import Sequence

from states.meeting.directive import Directive
from states.meeting.room_report import RoomReport
from states.recorded import Recorded
from states.roles import Officer, Role, holder_of
from states.text import Text, dmy
from tiendo.agenda import Thing, title_of
from tiendo.ports import Notice

_DIRECTIVE: dict[str, Text] = {
    "assign": Text("được giao nhiệm vụ", "assigned to you"),
    "reassign": Text("được giao nhiệm vụ", "assigned to you"),
    "return": Text("nhiệm vụ bị trả lại", "returned to you"),
    "resume": Text("nhiệm vụ được tiếp tục", "to go on"),
    "set_due": Text("đã ấn định thời hạn", "due date set"),
    "report": Text("báo cáo đã thực hiện, chờ xác nhận", "reported as done, to be accepted"),
}
_REPORT: dict[str, Text] = {
    "expect": Text("đến kỳ báo cáo", "a report is owed"),
    "return": Text("báo cáo bị trả lại", "report returned"),
    "submit": Text("phòng đã nộp báo cáo, chờ đối chiếu", "report submitted, to be compared"),
}
_TO_OTHERS = {"report", "submit"}


def told_by(event: Recorded, after: Thing, people: Sequence[Officer]) -> tuple[Notice, ...]:
    """The notice that goes with an act; none where nobody's turn begins with it."""
    kind = str(getattr(event, "kind", ""))
    said = _words(kind, after)
    if said is None or (isinstance(after, Directive) and after.standing):
        return ()
    role = _whose(kind, after)
    holder = holder_of(role, after.place, people)
    return (
        Notice(
            key=f"{after.id}:{kind}:{event.version}",
            stream=after.id,
            recipient=holder.id if holder else role.value,
            subject=f"{title_of(after)}: {said.vi}",
            body=_body(after),
            due_on=event.occurred_on,
        ),
    )


def _words(kind: str, after: Thing) -> Text | None:
    match after:
        case Directive():
            return _DIRECTIVE.get(kind)
        case RoomReport():
            return _REPORT.get(kind)
        case _:
            return None


def _whose(kind: str, after: Thing) -> Role:
    if isinstance(after, Directive):
        return after.judge if kind in _TO_OTHERS else after.holder
    return Role.OFFICE if kind in _TO_OTHERS else Role.ROOM_HEAD


def _body(after: Thing) -> str:
    match after:
        case Directive():
            due = f"Thời hạn: {dmy(after.due_on)}." if after.due_on else "Chưa có thời hạn."
            if after.review_on:
                due = f"Xem xét lại ngày {dmy(after.review_on)}."
            reason = f" {after.reason}" if after.reason else ""
            return f"{after.about.sentence} {due}{reason}"
        case RoomReport():
            reason = f" {after.reason}" if after.reason else ""
            return f"{title_of(after)}: chậm nhất {dmy(after.due_on)}.{reason}"
        case _:
            return title_of(after)

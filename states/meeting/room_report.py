"""The report a room owes for a period: its machine, and its value as the sum of its events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from states.alerts import Acknowledged, Escalated, HandedOver, Snoozed
from states.errors import Unknown
from states.flat import Flat, refuse
from states.meeting import report_records as rec
from states.meeting.entries import Annulled
from states.meeting.followed import Followed, alerted, not_before
from states.meeting.periods import Period
from states.roles import Place, Role
from states.text import Text


class ReportState(StrEnum):
    """Where a room's report stands. The values are stored: add to them, never rename."""

    EXPECTED = "expected"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WAIVED = "waived"


S = ReportState
REPORT_OWED = frozenset({S.EXPECTED, S.RETURNED})
"""The room's turn."""

REPORT_STATE_NAMES: dict[ReportState, Text] = {
    S.EXPECTED: Text("Chưa nộp", "Not submitted"),
    S.SUBMITTED: Text("Đã nộp, chờ đối chiếu", "Submitted, not compared yet"),
    S.RETURNED: Text("Trả lại làm lại", "Returned"),
    S.ACCEPTED: Text("Đạt yêu cầu", "Accepted"),
    S.WAIVED: Text("Không phải nộp", "Waived"),
}
REPORT_ACT_NAMES: dict[str, Text] = {
    "expect": Text("Đến kỳ báo cáo", "A report is owed"),
    "submit": Text("Nộp báo cáo", "Submit"),
    "accept": Text("Xác nhận đạt yêu cầu", "Accept"),
    "return": Text("Trả lại làm lại", "Return"),
    "waive": Text("Thôi yêu cầu báo cáo", "Waive"),
    "annul": Text("Hủy một mục ghi sai", "Annul a wrong entry"),
}

REPORT = Flat(
    ReportState,
    {
        "submit": ((S.EXPECTED, S.SUBMITTED, S.RETURNED), S.SUBMITTED),
        "accept": ((S.SUBMITTED,), S.ACCEPTED),
        "return": ((S.SUBMITTED,), S.RETURNED),
        "waive": ((S.EXPECTED, S.RETURNED), S.WAIVED),  # one handed in is judged, not waved away
    },
    REPORT_STATE_NAMES,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomReport(Followed):
    """One report of a room. ``handed_in``: each version of it, the last one counts."""

    about: rec.ReportExpected
    state: ReportState
    due_on: date
    handed_in: tuple[rec.ReportSubmitted, ...] = ()
    reason: str = ""

    @property
    def period(self) -> Period:
        """The period it is for."""
        return Period(self.about.year, self.about.number, self.about.unit)

    @property
    def last(self) -> rec.ReportSubmitted | None:
        """What was handed in last."""
        return self.handed_in[-1] if self.handed_in else None

    @property
    def faults(self) -> tuple[str, ...]:
        """What the checks found in the version that counts."""
        return tuple(each.fault for each in self.last.findings) if self.last else ()

    @property
    def owed(self) -> bool:
        """Whether it is the room's turn."""
        return self.state in REPORT_OWED


def begin(stream: str, event: rec.ReportEvent) -> RoomReport:
    """The report that a period asks for. Raises Unknown on any other event."""
    if not isinstance(event, rec.ReportExpected):
        text = Text(
            "Ngày {on:%d/%m/%Y} sớm hơn ngày đến kỳ báo cáo.",
            "{on:%d/%m/%Y} is before the report was asked for.",
        )
        raise Unknown(text.fill(on=event.occurred_on))
    if event.unit == "quarter" and event.number > 4:
        raise refuse(
            event.kind,
            "Không có quý {number}.",
            "There is no quarter {number}.",
            number=event.number,
        )
    not_before(event.kind, event.due_on, event)
    return RoomReport(
        id=stream,
        place=Place(event.room, event.block, "", owed_by=Role.ROOM_HEAD),
        began=event.occurred_on,
        since=event.occurred_on,
        about=event,
        state=S.EXPECTED,
        due_on=event.due_on,
    )


def apply(report: RoomReport, event: rec.ReportEvent) -> RoomReport:
    """The report after one more event; raises Refused if it is not legal."""
    match event:
        case Escalated() | Acknowledged() | Snoozed() | HandedOver():
            return alerted(report, event)
        case rec.ReportExpected() | Annulled():
            raise refuse(
                event.kind, "Báo cáo kỳ này đã được ghi nhận.", "This report is known already."
            )
        case _:
            after = REPORT.moved(report.state, event.kind, REPORT_ACT_NAMES[event.kind])
            return _told(replace(report, state=after, since=event.occurred_on), event)


def _told(
    report: RoomReport,
    event: rec.ReportSubmitted | rec.ReportActed | rec.ReportReturned | rec.ReportWaived,
) -> RoomReport:
    match event:
        case rec.ReportSubmitted():
            return replace(report, handed_in=(*report.handed_in, event), reason="")
        case rec.ReportActed():
            return report
        case rec.ReportReturned():
            not_before(event.kind, event.due_on, event)
            return replace(report, due_on=event.due_on, reason=event.reason)
        case rec.ReportWaived():
            return replace(report, reason=event.reason)
        case _:
            assert_never(event)

"""A pack of a meeting, from the few things a test puts on the table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from agenda import MET, PAPER, Told
from builders import DAYS, OFFICERS, POLICY

from states.inspection import Inspection
from states.meeting.chronicle import MEETINGS, REPORTS
from states.meeting.directive import Directive
from states.meeting.gathering import Gathering
from states.meeting.pack import pack
from states.meeting.packed import Pack, Table
from states.meeting.room_report import RoomReport

NOW, SOON, LATER = date(2021, 9, 8), date(2021, 9, 30), date(2021, 10, 8)


def packed(
    directives: Sequence[Directive] = (),
    reports: Sequence[RoomReport] = (),
    meetings: Sequence[Gathering] = (),
    inspections: Sequence[Inspection] = (),
    on: date = NOW,
) -> Pack:
    table = Table(on, directives, reports, meetings, inspections, OFFICERS)
    return pack(table, POLICY, DAYS)


def done(story: Told[Directive], *acts: str) -> Directive:
    said: dict[str, dict[str, Any]] = {
        "progress": {"text": "Đang làm."},
        "report": {"text": "Đã trình."},
        "return": {"reason": "Chưa đủ.", "due_on": SOON},
        "defer": {"reason": "Dịch bệnh.", "review_on": SOON},
        "drop": {"reason": "Không còn cần."},
    }
    for act in acts:
        story.act(act, **said.get(act, {}))
    return story.as_of()


def handed(room: str = "Phòng 1", number: int = 8, unit: str = "month", **said: Any) -> RoomReport:
    story = Told(REPORTS, f"report:2021-{unit}{number}.{room}", date(2021, 9, 1))
    due = date(2021, 9, 5)
    story.act("expect", room=room, block="Khối 1", year=2021, number=number, unit=unit, due_on=due)
    if said:
        story.act("submit", paper=PAPER, name="bc.docx", **said)
    return story.as_of()


def called(on: date, room: str = "") -> Told[Gathering]:
    story = Told(MEETINGS, f"meeting:{on}{room}", on)
    story.act("call", title="Họp giao ban", planned_on=on, room=room)
    return story


def met(on: date = MET, room: str = "") -> Told[Gathering]:
    story = called(on, room)
    story.act("hold")
    return story

"""The lines of directives, reports and meetings on somebody's list."""

from __future__ import annotations

from collections.abc import Iterator

from states.alarm import SEVERITY, StallKind
from states.meeting.lapse import LapseKind
from states.roles import Role
from states.tasks import Task
from states.text import Text, dmy, joined, same
from tiendo.meeting.lapsing import LapseLine, lapse_lines
from tiendo.mywork import HORIZON, Asked, Line
from tiendo.notices import path_of

K = LapseKind
_WHAT: dict[LapseKind, Text] = {
    K.UNREADABLE: Text("Kiểm tra sổ ghi", "Check the record"),
    K.ROOM_SILENT: Text("Báo cáo việc phòng chưa đề cập", "Report on what was not mentioned"),
    K.NO_OPINION: Text("Cho ý kiến", "Give an opinion"),
    K.CARRIED_OVER: Text("Quyết định việc chuyển kỳ nhiều lần", "Decide what is carried over"),
    K.DIRECTIVE_OVERDUE: Text("Thực hiện và báo cáo", "Do it and report"),
    K.REPORT_MISSING: Text("Nộp báo cáo", "Submit the report"),
    K.REVIEW_DUE: Text("Quyết định hướng xử lý", "Decide what to do"),
    K.NOT_RECONCILED: Text("Đối chiếu báo cáo các phòng", "Compare the rooms' reports"),
    K.REPORT_UNREAD: Text("Đối chiếu báo cáo", "Compare the report"),
    K.DIRECTIVE_UNDECIDED: Text("Xác nhận hoặc trả lại", "Accept or return"),
    K.NO_CONCLUSION: Text("Ban hành kết luận họp", "Issue the conclusion"),
    K.NOT_CONFIRMED: Text("Xác nhận hoặc bỏ đề xuất", "Confirm or reject proposals"),
    K.DIRECTIVE_UNDATED: Text("Ấn định thời hạn", "Set the due date"),
}
"""The next act that each kind of lapse asks for."""
_NEAR = Text("Phải xong chậm nhất {due}.", "To be done by {due}.")
_OTHERS = Text("Chờ {who}", "Waiting for {who}")
_LATE = SEVERITY.index(StallKind.PAST_DEADLINE)
_SILENT = SEVERITY.index(StallKind.UNREVIEWED_PAUSE)
"""Silence is worse than being late, and is the one line of a thing that has both."""


def agenda_mine(asked: Asked) -> Iterator[Line]:
    """What of the agenda stands or is near and is this person's turn."""
    for line in _lines(asked):
        if line.who == asked.person.id:
            yield _line(asked, line, _WHAT[line.kind])


def agenda_of_others(asked: Asked) -> Iterator[Line]:
    """What is late in the block of a leader and is somebody else's turn."""
    if asked.person.role != Role.DEPUTY or not asked.person.block:
        return
    names = {each.id: each.name for each in asked.officers}
    for line in _lines(asked):
        late = line.due < asked.as_of
        if late and line.block == asked.person.block and line.who not in ("", asked.person.id):
            yield _line(asked, line, _OTHERS.fill(who=same(names[line.who])))


def _lines(asked: Asked) -> tuple[LapseLine, ...]:
    return lapse_lines(asked.desk, as_of=asked.as_of, known_by=asked.known_by, ahead=HORIZON.days)


def _line(asked: Asked, line: LapseLine, what: Text) -> Line:
    late = line.due < asked.as_of
    near = _NEAR.fill(due=dmy(line.due))
    ahead = joined((near, line.found), " ", " ") if line.found else near
    why = line.sentence if late else ahead
    rank = _SILENT if line.kind in (K.ROOM_SILENT, K.NO_OPINION) else _LATE
    task = Task(line.about, line.kind.value, "", line.since, line.due, rank)
    path, quiet = f"/{path_of(line.stream)}", not line.calls_to(asked.person.id)
    return Line(task, line.title, what, why, path, said=line.answer, quiet=quiet)

"""What each kind of stall is called, and an early warning of it."""

from __future__ import annotations

from states.alarm import StallKind
from states.text import Text

KIND_NAMES: dict[StallKind, Text] = {
    StallKind.UNREADABLE: Text("Hồ sơ không đọc được", "Record unreadable"),
    StallKind.UNREVIEWED_PAUSE: Text("Tạm dừng mà chưa rà soát yêu cầu", "Paused, not reviewed"),
    StallKind.PAST_DEADLINE: Text("Quá thời hạn luật định", "Past a deadline of the law"),
    StallKind.REQUEST_OVERDUE: Text("Yêu cầu quá hạn trả lời", "Request overdue"),
    StallKind.COMPLAINT_UNDECIDED: Text(
        "Khiếu nại chưa được giải quyết", "Complaint not ruled on"
    ),
    StallKind.REVIEW_PASSED: Text("Quá ngày hẹn quyết định", "Review date passed"),
    StallKind.NO_DECISION_NUMBER: Text(
        "Tạm dừng, hoãn mà chưa có văn bản", "Paused or put off without a paper"
    ),
    StallKind.PAUSED_TOO_LONG: Text("Tạm dừng quá lâu", "Paused for too long"),
    StallKind.ANSWER_UNHANDLED: Text("Trả lời chưa được xử lý", "Answer not handled"),
    StallKind.UNDATED: Text("Chưa ai ấn định thời hạn", "Nobody has set a date"),
    StallKind.WAITING_FOR_NOBODY: Text(
        "Thời hạn chưa có mốc để tính", "A clock with no start on record"
    ),
    StallKind.REMEDY_IDLE: Text("Kết luận chưa được đôn đốc thực hiện", "Conclusion not urged"),
    StallKind.SILENT: Text("Im lặng quá lâu", "Silent for too long"),
}

NEARING_NAMES: dict[StallKind, Text] = {
    StallKind.UNREVIEWED_PAUSE: Text("Sắp hết hạn rà soát yêu cầu", "Review of the pause near"),
    StallKind.PAST_DEADLINE: Text("Sắp đến thời hạn luật định", "Deadline of the law near"),
    StallKind.REQUEST_OVERDUE: Text("Yêu cầu sắp đến hạn trả lời", "Answer to a request near"),
    StallKind.COMPLAINT_UNDECIDED: Text(
        "Sắp đến hạn giải quyết khiếu nại", "Ruling on a complaint near"
    ),
    StallKind.REVIEW_PASSED: Text("Sắp đến ngày hẹn quyết định", "Review date near"),
    StallKind.NO_DECISION_NUMBER: Text(
        "Sắp đến hạn phải có văn bản tạm dừng, hoãn", "Paper for a pause or deferral due soon"
    ),
    StallKind.PAUSED_TOO_LONG: Text("Sắp đến giới hạn tạm dừng", "Pause near its limit"),
    StallKind.ANSWER_UNHANDLED: Text("Sắp đến hạn xử lý trả lời", "Answer to be handled soon"),
    StallKind.UNDATED: Text("Sắp hết hạn ấn định thời hạn", "Date to be set soon"),
    StallKind.WAITING_FOR_NOBODY: Text(
        "Sắp đến hạn ghi nhận mốc tính thời hạn", "Start of a clock to be recorded soon"
    ),
    StallKind.REMEDY_IDLE: Text(
        "Sắp đến hạn đôn đốc thực hiện kết luận", "Urging of the conclusion near"
    ),
    StallKind.SILENT: Text("Sắp đến hạn cập nhật", "Report near"),
}
"""What an early warning of each kind is called: nothing is late yet."""

"""What states, triggers and roles are called on screen (glossary: docs/glossary.md)."""

from __future__ import annotations

from states.request import STEP_NAMES
from states.roles import Role
from states.rules import Trigger
from states.text import Text

T = Trigger

REGION_NAMES: dict[str, Text] = {
    "course": Text("Trình tự", "Course"),
    "hold": Text("Tạm dừng", "Hold"),
    "records": Text("Yêu cầu tài liệu, giải trình", "Document and explanation requests"),
    "oversight": Text("Giám sát Đoàn thanh tra", "Team supervision"),
    "remedy": Text("Xử lý sau thanh tra", "Follow-up"),
    "complaint": Text("Khiếu nại kết luận", "Complaint on the conclusion"),
}

STATE_NAMES: dict[str, Text] = {
    "course.prep": Text("Chuẩn bị", "Preparation"),
    "course.prep.planned": Text("Trong kế hoạch", "Planned"),
    "course.prep.surveying": Text("Khảo sát, thu thập thông tin", "Gathering information"),
    "course.field": Text("Tiến hành thanh tra", "Inspection"),
    "course.field.decided": Text("Đã ra quyết định", "Decided"),
    "course.field.announced": Text("Đã công bố quyết định", "Announced"),
    "course.field.onsite": Text("Thanh tra trực tiếp", "On site"),
    "course.field.ended": Text("Đã kết thúc thanh tra trực tiếp", "On-site work ended"),
    "course.conclude": Text("Báo cáo, kết luận", "Report and conclusion"),
    "course.conclude.reported": Text("Đã có báo cáo kết quả", "Team report filed"),
    "course.conclude.drafting": Text("Dự thảo kết luận", "Drafting the conclusion"),
    "course.conclude.consulting": Text("Lấy ý kiến giải trình dự thảo", "Draft sent out"),
    "course.conclude.appraising": Text("Thẩm định dự thảo", "Appraisal of the draft"),
    "course.conclude.signing": Text("Trình ký kết luận", "Awaiting signature"),
    "course.after": Text("Sau kết luận", "After the conclusion"),
    "course.after.issued": Text("Đã ban hành kết luận", "Conclusion issued"),
    "course.after.published": Text("Đã công khai kết luận", "Conclusion published"),
    "course.closed": Text("Kết thúc hồ sơ", "Closed"),
    "course.dropped": Text("Đưa ra khỏi kế hoạch", "Dropped from the plan"),
    "course.discontinued": Text("Đình chỉ thanh tra", "Terminated"),
    "hold.clear": Text("Không tạm dừng", "Not on hold"),
    "hold.site_paused": Text("Tạm dừng thanh tra trực tiếp", "On-site work paused"),
    "hold.case_paused": Text("Tạm dừng cuộc thanh tra", "Inspection suspended"),
    "records.unreviewed": Text("Chưa rà soát yêu cầu", "Not reviewed"),
    "records.none_needed": Text("Không có nội dung cần yêu cầu", "Nothing to request"),
    "records.open": Text("Đang chờ trả lời yêu cầu", "Requests open"),
    "records.answered": Text("Đã khép lại các yêu cầu", "Requests settled"),
    "oversight.unassigned": Text("Chưa cử người giám sát", "No overseer"),
    "oversight.watching": Text("Đang giám sát", "Watching"),
    "oversight.flagged": Text("Có kiến nghị giám sát", "Flagged"),
    "remedy.dormant": Text("Chưa đến giai đoạn", "Not yet"),
    "remedy.monitoring": Text("Theo dõi thực hiện", "Monitoring"),
    "remedy.urging": Text("Đôn đốc", "Urging"),
    "remedy.verifying": Text("Kiểm tra việc thực hiện", "Checking performance"),
    "remedy.fulfilled": Text("Đã thực hiện xong", "Fulfilled"),
    "complaint.none": Text("Không có khiếu nại", "None"),
    "complaint.open": Text("Đang giải quyết khiếu nại", "Being settled"),
    "complaint.dismissed": Text("Khiếu nại không đúng", "Dismissed"),
    "complaint.upheld": Text("Khiếu nại đúng", "Upheld"),
}

DEFERRED = Text("Hoãn triển khai", "Start deferred")
"""What `hold.site_paused` is called while the inspection is still being prepared."""

TRIGGER_NAMES: dict[Trigger, Text] = {
    T.SURVEY: Text("Khảo sát, thu thập thông tin", "Gather information"),
    T.ISSUE_DECISION: Text("Ra quyết định thanh tra", "Issue the decision"),
    T.DROP: Text("Đưa ra khỏi kế hoạch", "Drop from the plan"),
    T.ANNOUNCE: Text("Công bố quyết định", "Announce the decision"),
    T.OPEN_FIELDWORK: Text("Bắt đầu thanh tra trực tiếp", "Begin on-site work"),
    T.EXTEND: Text("Gia hạn", "Extend"),
    T.END_FIELDWORK: Text("Kết thúc thanh tra trực tiếp", "End on-site work"),
    T.END_BY_RECORDS: Text("Kết thúc bằng hồ sơ", "End by records"),
    T.SUBMIT_TEAM_REPORT: Text("Báo cáo kết quả thanh tra", "Submit the team report"),
    T.START_DRAFT: Text("Giao xây dựng dự thảo kết luận", "Start the draft conclusion"),
    T.SEND_FOR_EXPLANATION: Text(
        "Gửi dự thảo lấy ý kiến giải trình", "Send the draft for explanation"
    ),
    T.REVISE_DRAFT: Text("Chỉnh sửa dự thảo", "Revise the draft"),
    T.SUBMIT_APPRAISAL: Text("Trình thẩm định", "Submit for appraisal"),
    T.RETURN_DRAFT: Text("Trả lại dự thảo", "Return the draft"),
    T.SUBMIT_FOR_SIGNATURE: Text("Trình ký", "Submit for signature"),
    T.ISSUE_CONCLUSION: Text("Ban hành kết luận thanh tra", "Issue the conclusion"),
    T.PUBLISH: Text("Công khai kết luận", "Publish the conclusion"),
    T.CLOSE_CASE: Text("Kết thúc hồ sơ", "Close the case"),
    T.DISCONTINUE: Text("Đình chỉ cuộc thanh tra", "Terminate the inspection"),
    T.REOPEN_CONCLUSION: Text("Sửa đổi, thay thế kết luận", "Reopen the conclusion"),
    T.DEFER_START: Text("Hoãn triển khai", "Defer the start"),
    T.PAUSE_SITE: Text("Tạm dừng thanh tra trực tiếp", "Pause on-site work"),
    T.PAUSE_CASE: Text("Tạm dừng cuộc thanh tra", "Suspend the inspection"),
    T.LIFT_HOLD: Text("Tiếp tục", "Resume"),
    T.DECLARE_NONE: Text("Nêu rõ: không có nội dung cần yêu cầu", "Declare: nothing to request"),
    T.REQUEST_RECORDS: Text("Gửi yêu cầu", "Send a request"),
    T.REQUEST_RECORDS_IN_PAUSE: Text(
        "Gửi yêu cầu khi đang tạm dừng cuộc thanh tra", "Send a request while suspended"
    ),
    T.REMIND_RECORDS: Text("Đôn đốc trả lời yêu cầu", "Remind the addressee"),
    T.RECEIVE_RECORDS: Text("Tiếp nhận trả lời", "Receive an answer"),
    T.SETTLE_RECORDS: Text("Khép lại các yêu cầu", "Settle the requests"),
    T.ASSIGN_OVERSEER: Text("Cử người giám sát", "Assign the overseer"),
    T.FLAG_TEAM: Text("Nêu kiến nghị giám sát", "Flag the team"),
    T.CLEAR_FLAG: Text("Khép lại kiến nghị giám sát", "Clear the flag"),
    T.URGE: Text("Đôn đốc thực hiện kết luận", "Urge performance"),
    T.VERIFY: Text("Kiểm tra việc thực hiện kết luận", "Check performance"),
    T.FIND_SHORTFALL: Text("Xác định chưa thực hiện đủ", "Find a shortfall"),
    T.CONFIRM_FULFILLED: Text("Xác nhận đã thực hiện xong", "Confirm fulfilled"),
    T.LODGE_COMPLAINT: Text("Ghi nhận khiếu nại", "Lodge a complaint"),
    T.DISMISS_COMPLAINT: Text("Kết luận khiếu nại không đúng", "Dismiss the complaint"),
    T.UPHOLD_COMPLAINT: Text("Kết luận khiếu nại đúng", "Uphold the complaint"),
}

ROLE_NAMES: dict[Role, Text] = {
    Role.CHIEF_INSPECTOR: Text("Chánh Thanh tra", "Chief Inspector"),
    Role.DEPUTY: Text("Phó Chánh Thanh tra phụ trách khối", "Deputy in charge of the block"),
    Role.ROOM_HEAD: Text("Trưởng phòng", "Head of room"),
    Role.TEAM_HEAD: Text("Trưởng đoàn", "Team head"),
    Role.MEMBER: Text("Thành viên Đoàn", "Team member"),
    Role.OVERSEER: Text("Người giám sát", "Overseer"),
    Role.APPRAISER: Text("Người thẩm định", "Appraiser"),
    Role.OFFICE: Text("Văn phòng", "Office"),
    Role.ADMINISTRATOR: Text("Quản trị", "Administrator"),
    Role.MACHINE: Text("Hệ thống", "The system"),
}

_BEFORE_NAMES = {Role.DEPUTY: Text("Phó Chánh Thanh tra", "Deputy Chief Inspector")}
"""Titles that would run into the name after them: «phụ trách khối Phạm Hữu Đức»."""

_OTHER_NAMES: dict[str, Text] = {
    "register": Text("Ghi nhận cuộc thanh tra", "Register the inspection"),
    "set_review": Text("Hẹn lại ngày xem xét", "Set a new review date"),
    "move_regime": Text("Chuyển sang luật khác", "Move to another law"),
    "set_deadline": Text("Ghi thời hạn nêu trong văn bản", "Enter a deadline from a document"),
    "change_team": Text("Thay đổi Đoàn thanh tra", "Change the team"),
    "file_document": Text("Lưu văn bản vào hồ sơ", "File a document"),
    "note": Text("Ghi nhật ký Đoàn", "Add a log entry"),
    "annul": Text("Hủy một mục ghi sai", "Annul a wrong entry"),
    "recount": Text("Tính lại theo lịch mới", "Worked out again by the new calendar"),
    "escalate": Text("Cảnh báo", "Told of an alarm"),
    "acknowledge": Text("Tiếp nhận cảnh báo", "Acknowledge the alarm"),
    "snooze": Text("Hoãn nhắc", "Snooze the reminder"),
    "hand_over": Text("Giao lại", "Hand over"),
    "prompt": Text("Máy nhắc việc", "Prompted"),
}


def titled(role: Role, name: str) -> Text:
    """Somebody's name behind the capacity in which he acts."""
    title = _BEFORE_NAMES.get(role, ROLE_NAMES[role])
    return Text(f"{title.vi} {name}", f"{title.en} {name}")


def name_of(kind: str) -> Text:
    """What a kind of event is called. Raises KeyError on an unknown kind."""
    if kind in _OTHER_NAMES:
        return _OTHER_NAMES[kind]
    if kind in STEP_NAMES:
        return STEP_NAMES[kind]
    return TRIGGER_NAMES[Trigger(kind)]


def state_name(state: str, *, in_preparation: bool = False) -> Text:
    """What a state is called; a pause before the start is a deferral."""
    if state == "hold.site_paused" and in_preparation:
        return DEFERRED
    return STATE_NAMES[state]

"""One sentence per stall: where it stands, since when, waiting for whom, for what."""

from __future__ import annotations

from datetime import date

from states.chart import Region
from states.inspection import Inspection
from states.policy import Policy
from states.request import RequestState
from states.stall import Alarm, StallKind, rhythm_of
from states.terms import state_name
from states.text import Text, same
from states.workdays import Workdays

KIND_NAMES: dict[StallKind, Text] = {
    StallKind.UNREADABLE: Text("Hồ sơ không đọc được", "Record unreadable"),
    StallKind.UNREVIEWED_PAUSE: Text("Tạm dừng mà chưa rà soát yêu cầu", "Paused, not reviewed"),
    StallKind.PAST_DEADLINE: Text("Quá thời hạn luật định", "Past a deadline of the law"),
    StallKind.REQUEST_OVERDUE: Text("Yêu cầu quá hạn trả lời", "Request overdue"),
    StallKind.REVIEW_PASSED: Text("Quá ngày hẹn quyết định", "Review date passed"),
    StallKind.UNDATED: Text("Chưa ai ấn định thời hạn", "Nobody has set a date"),
    StallKind.SILENT: Text("Im lặng quá lâu", "Silent for too long"),
}

_SENTENCES: dict[StallKind, Text] = {
    StallKind.UNREVIEWED_PAUSE: Text(
        "{hold} từ {since:%d/%m/%Y}, đã {worked} ngày làm việc chưa ai nêu có hay không nội dung "
        "cần yêu cầu giải trình, cung cấp tài liệu (hạn {due:%d/%m/%Y}); chờ {holder} nêu rõ.",
        "{hold} since {since:%d/%m/%Y}; for {worked} working days nobody has said whether "
        "anything is to be requested (due {due:%d/%m/%Y}); waiting for {holder} to say.",
    ),
    StallKind.REQUEST_OVERDUE: Text(
        "Yêu cầu {subject} {asked} ngày {since:%d/%m/%Y}, hạn trả lời {due:%d/%m/%Y}, đã quá hạn "
        "{late} ngày {lacking}: {items}; chờ {addressee} trả lời, {holder} đôn đốc.",
        "Request {subject}, {asked} on {since:%d/%m/%Y} and due {due:%d/%m/%Y}, is {late} days "
        "late: {items}; waiting for {addressee}, to be reminded by {holder}.",
    ),
    StallKind.PAST_DEADLINE: Text(
        "{words}: tính từ {since:%d/%m/%Y}, hạn {due:%d/%m/%Y}, đã quá {late} ngày chưa xong; "
        "chờ {holder} thực hiện.",
        "{words}: running since {since:%d/%m/%Y}, due {due:%d/%m/%Y}, {late} days late; waiting "
        "for {holder} to do it.",
    ),
    StallKind.REVIEW_PASSED: Text(
        "{hold} từ {since:%d/%m/%Y}, hẹn đến {due:%d/%m/%Y} quyết định, đã quá {late} ngày "
        "chưa có quyết định; chờ {holder} quyết định.",
        "{hold} since {since:%d/%m/%Y}, to be decided by {due:%d/%m/%Y}, {late} days ago, and "
        "nothing was decided; waiting for {holder} to decide.",
    ),
    StallKind.UNDATED: Text(
        "{words}: từ {since:%d/%m/%Y}, đã {worked} ngày làm việc chưa ai ấn định thời hạn (không "
        "tìm thấy luật nào nêu số ngày; cơ quan đặt là phải ấn định chậm nhất {due:%d/%m/%Y}); "
        "chờ {holder} ấn định.",
        "{words}: since {since:%d/%m/%Y}, for {worked} working days nobody has set a date (no law "
        "was found to name one; the office wants it set by {due:%d/%m/%Y}); waiting for {holder} "
        "to set it.",
    ),
    StallKind.SILENT: Text(
        "Ở «{state}» từ {entered:%d/%m/%Y}, không có ghi nhận nào từ {since:%d/%m/%Y} "
        "({worked} ngày làm việc, thường lệ không quá {usual}); chờ {holder} cập nhật.",
        "At “{state}” since {entered:%d/%m/%Y} with no entry since {since:%d/%m/%Y} "
        "({worked} working days, usually at most {usual}); waiting for {holder} to report.",
    ),
}

_ASKED: dict[RequestState, tuple[Text, Text]] = {
    RequestState.SENT: (
        Text("gửi {addressee}", "sent to {addressee}"),
        Text("mà chưa trả lời", ""),
    ),
    RequestState.INSUFFICIENT: (
        Text("trả lại {addressee} để bổ sung", "returned to {addressee} as incomplete"),
        Text("mà chưa bổ sung", ""),
    ),
}
"""What was asked of the addressee, and what has not come, in the states that can be overdue."""


def sentence(
    alarm: Alarm,
    inspection: Inspection,
    as_of: date,
    *,
    holder: Text,
    policy: Policy,
    days: Workdays,
) -> Text:
    """The stall in words, as on a day; ``holder`` names whose turn it is."""
    request = inspection.request(alarm.subject)
    asked, lacking = _ASKED[request.state if request else RequestState.SENT]
    early = inspection.in_state("course.prep")
    held = not inspection.in_state("hold.clear")
    region = Region.HOLD if held else Region.COURSE
    entered = inspection.hold.since if inspection.hold else inspection.since_of(region)
    return _SENTENCES[alarm.kind].fill(
        hold=state_name(inspection.leaf(Region.HOLD), in_preparation=early),
        state=state_name(inspection.leaf(region), in_preparation=early),
        entered=entered,
        since=alarm.since,
        due=alarm.due,
        worked=days.between(alarm.since, as_of),
        late=(as_of - alarm.due).days,
        usual=rhythm_of(inspection, policy) or 0,
        subject=alarm.subject,
        addressee=request.addressee if request else "",
        asked=asked.fill(addressee=request.addressee if request else ""),
        lacking=lacking,
        items="; ".join(request.items) if request else "",
        holder=holder,
        words=alarm.words or same(""),
    )


UNREADABLE = Text(
    "Hồ sơ ghi của cuộc thanh tra không đọc được ({why}); chờ Quản trị kiểm tra bằng "
    "«tiendo verify».",
    "The record of the inspection cannot be read ({why}); waiting for an administrator to run "
    "“tiendo verify”.",
)

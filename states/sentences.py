"""One sentence per stall: where it stands, since when, waiting for whom, for what."""

from __future__ import annotations

from datetime import date

from states.chart import Region
from states.inspection import Inspection
from states.policy import Policy
from states.request import Request, RequestState
from states.stall import Alarm, StallKind, rhythm_of
from states.terms import state_name
from states.text import Text, same
from states.workdays import Workdays

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
    StallKind.COMPLAINT_UNDECIDED: Text(
        "Khiếu nại về kết luận thanh tra nhận ngày {since:%d/%m/%Y}, đã {worked} ngày làm việc "
        "chưa có quyết định giải quyết (cơ quan quy định chậm nhất {due:%d/%m/%Y}); chờ {holder} "
        "giải quyết.",
        "The complaint on the conclusion, lodged on {since:%d/%m/%Y}, has not been ruled on for "
        "{worked} working days (the office wants it ruled on by {due:%d/%m/%Y}); waiting for "
        "{holder} to rule.",
    ),
    StallKind.NO_DECISION_NUMBER: Text(
        "{hold} từ {since:%d/%m/%Y}, đã {worked} ngày làm việc chưa có văn bản đủ số, ngày, "
        "người ký (cơ quan quy định chậm nhất {due:%d/%m/%Y}); chờ {holder} trình văn bản.",
        "{hold} since {since:%d/%m/%Y}; for {worked} working days no numbered, dated and signed "
        "paper stands behind it (the office wants it by {due:%d/%m/%Y}); waiting for {holder} to "
        "get it.",
    ),
    StallKind.PAUSED_TOO_LONG: Text(
        "{hold} từ {since:%d/%m/%Y}, đã {worked} ngày làm việc mà chưa ai ấn định ngày xem xét "
        "lại trong hạn (cơ quan quy định không quá {due:%d/%m/%Y}); chờ {holder} quyết định.",
        "{hold} since {since:%d/%m/%Y}, for {worked} working days, and no day in time is set on "
        "which it is looked at again (the office allows that until {due:%d/%m/%Y}); waiting "
        "for {holder} to decide.",
    ),
    StallKind.ANSWER_UNHANDLED: Text(
        "Đã nhận trả lời yêu cầu {subject} của {addressee} ngày {since:%d/%m/%Y}, đã {worked} "
        "ngày làm việc chưa ai xác nhận đạt hay yêu cầu bổ sung (cơ quan quy định chậm nhất "
        "{due:%d/%m/%Y}); chờ {holder} xử lý.",
        "The answer of {addressee} to request {subject} came on {since:%d/%m/%Y}; for {worked} "
        "working days nobody has accepted or returned it (the office wants it by "
        "{due:%d/%m/%Y}); waiting for {holder}.",
    ),
    StallKind.WAITING_FOR_NOBODY: Text(
        "{words}: từ {since:%d/%m/%Y}, đã {worked} ngày làm việc và không có thời hạn nào khác "
        "nhắc đến (cơ quan quy định chậm nhất {due:%d/%m/%Y}); chờ {holder} thực hiện và ghi "
        "nhận.",
        "{words}: since {since:%d/%m/%Y}, for {worked} working days, and no other deadline calls "
        "for it (the office wants it by {due:%d/%m/%Y}); waiting for {holder} to do and record "
        "it.",
    ),
    StallKind.REMEDY_IDLE: Text(
        "Kết luận thanh tra chưa được thực hiện xong; từ {since:%d/%m/%Y}, đã {worked} ngày làm "
        "việc không có lần đôn đốc, kiểm tra nào (cơ quan quy định chậm nhất {due:%d/%m/%Y}); chờ "
        "{holder} đôn đốc hoặc kiểm tra.",
        "The conclusion is not performed; since {since:%d/%m/%Y}, for {worked} working days, "
        "nobody has urged or checked it (the office wants that by {due:%d/%m/%Y}); waiting for "
        "{holder} to urge or check.",
    ),
    StallKind.UNDATED: Text(
        "{words}: từ {since:%d/%m/%Y}, đã {worked} ngày làm việc chưa ai ấn định thời hạn (không "
        "tìm thấy luật nào nêu số ngày; cơ quan quy định phải ấn định chậm nhất {due:%d/%m/%Y}); "
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

_NOT_BEGUN = Text(
    "Ở «{state}» từ {entered:%d/%m/%Y}{start}, không có ghi nhận nào từ {since:%d/%m/%Y} "
    "({worked} ngày làm việc, thường lệ không quá {usual}); chờ {holder} cho triển khai, hoãn "
    "hoặc trình đưa ra khỏi kế hoạch.",
    "At “{state}” since {entered:%d/%m/%Y}{start} with no entry since {since:%d/%m/%Y} "
    "({worked} working days, usually at most {usual}); waiting for {holder} to have it begun, "
    "put off or dropped from the plan.",
)
"""A silence before there is a team."""
_TO_BEGIN = Text(
    "{holder} phải cho triển khai, hoãn hoặc trình đưa ra khỏi kế hoạch chậm nhất {due:%d/%m/%Y} "
    "({left})",
    "{holder} must have it begun, put off or dropped from the plan by {due:%d/%m/%Y} ({left})",
)
_START = Text(", dự kiến bắt đầu {day:%d/%m/%Y}", ", planned to begin on {day:%d/%m/%Y},")

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
_NOTHING = (same(""), same(""))

_DUTIES: dict[StallKind, Text] = {
    StallKind.UNREVIEWED_PAUSE: Text(
        "{holder} phải nêu rõ có hay không nội dung cần yêu cầu giải trình, cung cấp tài liệu "
        "chậm nhất {due:%d/%m/%Y} ({left})",
        "{holder} must say by {due:%d/%m/%Y} whether anything is to be requested ({left})",
    ),
    StallKind.PAST_DEADLINE: Text(
        "{holder} phải bảo đảm đúng hạn «{words}», chậm nhất {due:%d/%m/%Y} ({left})",
        "{holder} must meet “{words}” by {due:%d/%m/%Y} ({left})",
    ),
    StallKind.REQUEST_OVERDUE: Text(
        "{addressee} phải trả lời yêu cầu {subject} chậm nhất {due:%d/%m/%Y} ({left}), "
        "{holder} theo dõi",
        "{addressee} must answer request {subject} by {due:%d/%m/%Y} ({left}), "
        "followed up by {holder}",
    ),
    StallKind.REVIEW_PASSED: Text(
        "{holder} phải quyết định hướng xử lý chậm nhất {due:%d/%m/%Y} ({left})",
        "{holder} must decide what to do by {due:%d/%m/%Y} ({left})",
    ),
    StallKind.COMPLAINT_UNDECIDED: Text(
        "{holder} phải giải quyết khiếu nại về kết luận chậm nhất {due:%d/%m/%Y} ({left})",
        "{holder} must rule on the complaint on the conclusion by {due:%d/%m/%Y} ({left})",
    ),
    StallKind.NO_DECISION_NUMBER: Text(
        "{holder} phải trình văn bản đủ số, ngày, người ký về việc {paused} chậm nhất "
        "{due:%d/%m/%Y} ({left})",
        "{holder} must get a numbered, dated and signed paper behind {paused} by "
        "{due:%d/%m/%Y} ({left})",
    ),
    StallKind.PAUSED_TOO_LONG: Text(
        "{holder} phải ấn định ngày xem xét lại hoặc cho tiếp tục chậm nhất {due:%d/%m/%Y} "
        "({left})",
        "{holder} must set a review date or lift the pause by {due:%d/%m/%Y} ({left})",
    ),
    StallKind.ANSWER_UNHANDLED: Text(
        "{holder} phải xác nhận đạt hoặc yêu cầu bổ sung trả lời của {addressee} đối với yêu cầu "
        "{subject} chậm nhất {due:%d/%m/%Y} ({left})",
        "{holder} must accept or return the answer of {addressee} to request {subject} by "
        "{due:%d/%m/%Y} ({left})",
    ),
    StallKind.WAITING_FOR_NOBODY: Text(
        "{holder} phải thực hiện và ghi nhận chậm nhất {due:%d/%m/%Y} ({left}): {bare}",
        "{holder} must do and record it by {due:%d/%m/%Y} ({left}): {bare}",
    ),
    StallKind.REMEDY_IDLE: Text(
        "{holder} phải đôn đốc hoặc kiểm tra việc thực hiện kết luận chậm nhất {due:%d/%m/%Y} "
        "({left})",
        "{holder} must urge or check performance of the conclusion by {due:%d/%m/%Y} ({left})",
    ),
    StallKind.UNDATED: Text(
        "{holder} phải ấn định thời hạn của việc «{words}» chậm nhất {due:%d/%m/%Y} ({left})",
        "{holder} must set a date for “{words}” by {due:%d/%m/%Y} ({left})",
    ),
    StallKind.SILENT: Text(
        "{holder} phải có cập nhật chậm nhất {due:%d/%m/%Y} ({left})",
        "{holder} must report by {due:%d/%m/%Y} ({left})",
    ),
}
_NEAR = Text("Sắp đến hạn: {duty}.", "Nearly due: {duty}.")
_PAUSE, _PUT_OFF = Text("tạm dừng", "the pause"), Text("hoãn triển khai", "the deferral")


def duty(alarm: Alarm, inspection: Inspection, *, holder: Text, left: Text) -> Text:
    """What has to be done by when so that an alarm never stands; ``left`` is how long there is."""
    shape = _TO_BEGIN if _not_begun(alarm, inspection) else _DUTIES[alarm.kind]
    return shape.fill(
        **_of_request(inspection.request(alarm.subject)),
        words=alarm.words,
        bare=alarm.words and _within(alarm.words),
        holder=holder,
        paused=_PUT_OFF if inspection.in_state("course.prep") else _PAUSE,
        due=alarm.due,
        left=left,
        subject=alarm.subject,
    )


def _not_begun(alarm: Alarm, inspection: Inspection) -> bool:
    silent = alarm.kind is StallKind.SILENT
    return silent and not inspection.place.stands and inspection.hold is None


def _within(said: Text) -> Text:
    """Words in the middle of a sentence."""
    return Text(said.vi[:1].lower() + said.vi[1:], said.en[:1].lower() + said.en[1:])


def _of_request(request: Request | None) -> dict[str, object]:
    """What the sentences about a request name of it; the others name nothing of it."""
    if request is None:
        return {}
    asked, lacking = _ASKED.get(request.state, _NOTHING)
    return {
        "addressee": request.addressee,
        "asked": asked.fill(addressee=request.addressee),
        "lacking": lacking,
        "items": "; ".join(request.items),
    }


def nearing(
    alarm: Alarm, inspection: Inspection, as_of: date, *, holder: Text, days: Workdays
) -> Text:
    """The early warning in words, as on a day up to the last in time."""
    owed = duty(alarm, inspection, holder=holder, left=_left(alarm.due, as_of, days))
    return _NEAR.fill(duty=owed)


def _left(due: date, as_of: date, days: Workdays) -> Text:
    count = days.between(as_of, due)
    if due == as_of:
        return Text("hạn là hôm nay", "due today")
    if count == 0:
        return Text("không còn ngày làm việc nào", "no working day left")
    return Text(f"còn {count} ngày làm việc", f"{count} working day{'s' * (count > 1)} left")


def sentence(
    alarm: Alarm,
    inspection: Inspection,
    as_of: date,
    *,
    holder: Text,
    policy: Policy,
    days: Workdays,
) -> Text:
    """The stall in words, as on a day; ``holder`` names whose turn it is.

    Before its first late day it is an early warning.
    """
    if as_of < alarm.on:
        return nearing(alarm, inspection, as_of, holder=holder, days=days)
    early = inspection.in_state("course.prep")
    region = inspection.region
    start = inspection.about.planned_start
    shape = _NOT_BEGUN if _not_begun(alarm, inspection) else _SENTENCES[alarm.kind]
    return shape.fill(
        **_of_request(inspection.request(alarm.subject)),
        hold=state_name(inspection.leaf(Region.HOLD), in_preparation=early),
        state=state_name(inspection.leaf(region), in_preparation=early),
        entered=inspection.since_of(region),
        since=alarm.since,
        due=alarm.due,
        worked=days.between(alarm.since, as_of),
        late=(as_of - alarm.due).days,
        usual=rhythm_of(inspection, policy),
        start=_START.fill(day=start) if start else same(""),
        subject=alarm.subject,
        holder=holder,
        words=alarm.words,
    )


UNREADABLE = Text(
    "Hồ sơ ghi của cuộc thanh tra không đọc được ({why}); chờ Quản trị kiểm tra bằng "
    "«tiendo verify».",
    "The record of the inspection cannot be read ({why}); waiting for an administrator to run "
    "“tiendo verify”.",
)

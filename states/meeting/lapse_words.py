"""What is late or silent about a meeting, in one sentence: where, since when, waiting for whom."""

from __future__ import annotations

from datetime import date

from states.meeting.lapse import Lapse, LapseKind
from states.meeting.lapses import late_by
from states.text import Text
from states.workdays import Workdays

K = LapseKind
LAPSE_NAMES: dict[LapseKind, Text] = {
    K.UNREADABLE: Text("không đọc được", "cannot be read"),
    K.ROOM_SILENT: Text("phòng không báo cáo", "not mentioned by the room"),
    K.NO_OPINION: Text("Lãnh đạo khối không có ý kiến", "no opinion from the block leader"),
    K.CARRIED_OVER: Text("chuyển kỳ nhiều lần", "carried over again"),
    K.DIRECTIVE_OVERDUE: Text("nhiệm vụ quá hạn", "directive overdue"),
    K.REPORT_MISSING: Text("chưa nộp báo cáo", "report not submitted"),
    K.REVIEW_DUE: Text("quá ngày xem xét lại", "past its review date"),
    K.NOT_RECONCILED: Text("Văn phòng chưa đối chiếu", "not compared by the Office"),
    K.REPORT_UNREAD: Text("báo cáo chưa đối chiếu", "report not compared"),
    K.DIRECTIVE_UNDECIDED: Text("chưa xác nhận kết quả", "not accepted or returned"),
    K.NO_CONCLUSION: Text("chưa ban hành kết luận họp", "no conclusion issued"),
    K.NOT_CONFIRMED: Text("đề xuất chưa xác nhận", "proposals not confirmed"),
    K.DIRECTIVE_UNDATED: Text("nhiệm vụ chưa có hạn", "due date missing"),
}

_SENTENCES: dict[LapseKind, Text] = {
    K.ROOM_SILENT: Text(
        "{title}: báo cáo ngày {since:%d/%m/%Y} của {room} không đề cập; chờ {holder} báo cáo.",
        "{title}: the report of {room} of {since:%d/%m/%Y} does not mention it; waiting for "
        "{holder}.",
    ),
    K.NO_OPINION: Text(
        "{title}: họp ngày {since:%d/%m/%Y} không có ý kiến của Lãnh đạo khối; chờ {holder} cho ý "
        "kiến.",
        "{title}: at the meeting of {since:%d/%m/%Y} the block leader gave no opinion; waiting "
        "for {holder}.",
    ),
    K.CARRIED_OVER: Text(
        "{title}: đã chuyển qua {times} kỳ giao ban chưa xong (gần nhất {since:%d/%m/%Y}); chờ "
        "{holder} quyết định.",
        "{title}: carried over {times} meetings (last on {since:%d/%m/%Y}); waiting for {holder} "
        "to decide.",
    ),
    K.DIRECTIVE_OVERDUE: Text(
        "{title}: hạn {due:%d/%m/%Y}, đã quá {late} ngày ({worked} ngày làm việc) chưa báo cáo "
        "thực hiện; chờ {holder}.",
        "{title}: due {due:%d/%m/%Y}, {late} days late ({worked} working days) and not reported "
        "as done; waiting for {holder}.",
    ),
    K.REPORT_MISSING: Text(
        "{title}: hạn nộp {due:%d/%m/%Y}, đã quá {late} ngày; chờ {holder} nộp.",
        "{title}: due {due:%d/%m/%Y}, {late} days late; waiting for {holder} to submit it.",
    ),
    K.REVIEW_DUE: Text(
        "{title}: phải xem xét lại chậm nhất {due:%d/%m/%Y}, đã quá {late} ngày; chờ {holder} "
        "quyết định.",
        "{title}: to be decided by {due:%d/%m/%Y}, {late} days ago; waiting for {holder}.",
    ),
    K.NOT_RECONCILED: Text(
        "{title}: họp ngày {since:%d/%m/%Y} mà chưa đối chiếu báo cáo các phòng với kết luận kỳ "
        "trước; chờ {holder} đối chiếu.",
        "{title}: held on {since:%d/%m/%Y} and the rooms' reports were not compared with the last "
        "conclusion; waiting for {holder}.",
    ),
    K.REPORT_UNREAD: Text(
        "{title}: nộp ngày {since:%d/%m/%Y}, chưa đối chiếu (cơ quan quy định chậm nhất "
        "{due:%d/%m/%Y}); chờ {holder}.",
        "{title}: submitted on {since:%d/%m/%Y} and not compared (the office wants it by "
        "{due:%d/%m/%Y}); waiting for {holder}.",
    ),
    K.DIRECTIVE_UNDECIDED: Text(
        "{title}: báo cáo đã thực hiện ngày {since:%d/%m/%Y}, chưa xác nhận hay trả lại (cơ quan "
        "đặt là chậm nhất {due:%d/%m/%Y}); chờ {holder}.",
        "{title}: reported as done on {since:%d/%m/%Y}, neither accepted nor returned (the office "
        "wants it by {due:%d/%m/%Y}); waiting for {holder}.",
    ),
    K.NO_CONCLUSION: Text(
        "{title}: họp ngày {since:%d/%m/%Y}, chưa có kết luận đủ số, ngày, người ký (cơ quan đặt "
        "là chậm nhất {due:%d/%m/%Y}); chờ {holder}.",
        "{title}: held on {since:%d/%m/%Y}, no numbered, dated and signed conclusion (the office "
        "wants it by {due:%d/%m/%Y}); waiting for {holder}.",
    ),
    K.NOT_CONFIRMED: Text(
        "{title}: còn {times} đề xuất đọc từ kết luận ngày {since:%d/%m/%Y} chưa ai xác nhận hay "
        "bỏ; chờ {holder}.",
        "{title}: {times} proposals read on {since:%d/%m/%Y} are neither confirmed nor rejected; "
        "waiting for {holder}.",
    ),
    K.DIRECTIVE_UNDATED: Text(
        "{title}: giao ngày {since:%d/%m/%Y} không có thời hạn (cơ quan quy định phải ấn định "
        "chậm nhất {due:%d/%m/%Y}); chờ {holder} ấn định.",
        "{title}: given on {since:%d/%m/%Y} without a due date (the office wants one set by "
        "{due:%d/%m/%Y}); waiting for {holder} to set it.",
    ),
}


def lapse_sentence(lapse: Lapse, title: str, as_of: date, *, holder: Text, days: Workdays) -> Text:
    """A lapse in words, as on a day; ``holder`` names whose turn it is."""
    return _SENTENCES[lapse.kind].fill(
        title=title,
        room=lapse.place.room or "phòng",
        since=lapse.since,
        due=lapse.due,
        late=late_by(lapse, as_of),
        worked=days.between(lapse.due, as_of) if as_of > lapse.due else 0,
        times=lapse.times,
        holder=holder,
    )

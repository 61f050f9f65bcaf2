"""What a prompt tells whoever is called: the sentence that stands in the history, in Vietnamese.

It is recorded as it was said, so it names days and documents as they were known on that day.
"""

from __future__ import annotations

from datetime import date

from states.chart import Region
from states.inspection import Hold, Inspection
from states.letters import Matter, matter_of, named, shortened
from states.office import Office
from states.powers import POWERS
from states.prompts import Prompt, PromptKind, late_days
from states.request import Request
from states.roles import Role
from states.terms import ROLE_NAMES, name_of, state_name
from states.text import dmy
from states.workdays import Workdays

_SAYING = (Role.TEAM_HEAD, Role.ROOM_HEAD, Role.DEPUTY, Role.CHIEF_INSPECTOR)

_DUTY = (
    "{hold} từ {since} ({basis}). Chậm nhất {due} phải có người nêu rõ có hay không nội dung cần "
    "yêu cầu giải trình, cung cấp tài liệu: có thì Trưởng đoàn gửi yêu cầu; không có thì {who} "
    "nêu rõ là không có.{late}"
)
_REVIEW = "{when}: {hold} từ {since} ({basis}); chờ {holder} quyết định tiếp tục hoặc hẹn lại."
_SOON = (
    "Yêu cầu {subject}: {addressee} phải trả lời chậm nhất {due}, còn {left} ngày làm việc. "
    "Nội dung: {items}."
)
_DUE = (
    "{when} {addressee} trả lời yêu cầu {subject}. Nội dung: {items}. Nhận được thì ghi tiếp "
    "nhận; quá hạn mà chưa có thì máy soạn văn bản đôn đốc."
)
_URGE_ANSWER = (
    "{addressee} chưa trả lời yêu cầu {subject}: hạn {due}, quá {late} ngày. {draft} {record}"
)
_URGE_REMEDY = "Kết luận chưa được xác nhận thực hiện xong. {draft} {record}{complaint}"
_DRAFT = (
    "Dự thảo văn bản đôn đốc gửi {toward}, trình {holder} ký. Máy chỉ soạn: chưa ký, chưa gửi; "
    "khi đã gửi thì ghi «{act}» kèm số, ngày, người ký."
)
_RECORD = "Trong hồ sơ đã có: {letters}."
_NO_RECORD = "Trong hồ sơ chưa có văn bản đôn đốc nào."
_COMPLAINT = (
    " Kết luận đang bị khiếu nại: trước khi ký phải xem có quyết định tạm đình chỉ việc thi hành "
    "hay không."
)
_ACTS = {
    PromptKind.URGE_ANSWER: name_of("remind_request").vi,
    PromptKind.URGE_REMEDY: name_of("urge").vi,
}


def words(
    prompt: Prompt,
    inspection: Inspection,
    as_of: date,
    *,
    holder: str,
    days: Workdays,
    office: Office,
) -> str:
    """What is told on a day; ``holder`` names whose turn it is, ``office`` who may write."""
    match prompt.what:
        case PromptKind.REVIEW_DUTY | PromptKind.REVIEW_DAY:
            return _of_hold(prompt, inspection, as_of, holder)
        case PromptKind.ANSWER_SOON | PromptKind.ANSWER_DUE:
            return _of_answer(prompt, _request(prompt, inspection), as_of, days)
        case PromptKind.URGE_ANSWER:
            request = _request(prompt, inspection)
            matter = matter_of(prompt, inspection, office)
            return _URGE_ANSWER.format(
                addressee=request.addressee,
                subject=request.id,
                due=dmy(prompt.due),
                late=late_days(prompt, inspection, as_of),
                draft=_draft(prompt, matter, holder),
                record=_record(matter),
            )
        case PromptKind.URGE_REMEDY:
            matter = matter_of(prompt, inspection, office)
            return _URGE_REMEDY.format(
                draft=_draft(prompt, matter, holder),
                record=_record(matter),
                complaint=_COMPLAINT if inspection.in_state("complaint.open") else "",
            )


def _of_hold(prompt: Prompt, inspection: Inspection, as_of: date, holder: str) -> str:
    assert inspection.hold is not None  # both kinds stand only while it does
    early = inspection.in_state("course.prep")
    hold = state_name(inspection.leaf(Region.HOLD), in_preparation=early).vi
    told = {"hold": hold, "since": dmy(prompt.since), "basis": _basis(inspection.hold)}
    if prompt.what is PromptKind.REVIEW_DAY:
        return _REVIEW.format(
            when=_when("ngày hẹn xem xét lại", prompt.due, as_of), holder=holder, **told
        )
    may_say = (role for role in _SAYING if role in POWERS["declare_none"])
    return _DUTY.format(
        due=dmy(prompt.due),
        who=" hoặc ".join(ROLE_NAMES[role].vi for role in may_say),
        late=" Đến nay đã quá hạn." if as_of > prompt.due else "",
        **told,
    )


def _basis(hold: Hold) -> str:
    """What the hold rests on, as far as it is on record."""
    if hold.document is not None:
        return f"theo {named([hold.document])}"
    return f"không có văn bản, lý do: {shortened(hold.reason, 200)}"


def _of_answer(prompt: Prompt, request: Request, as_of: date, days: Workdays) -> str:
    told = {
        "subject": request.id,
        "addressee": request.addressee,
        "items": shortened("; ".join(request.items), 400),
    }
    if prompt.what is PromptKind.ANSWER_DUE:
        return _DUE.format(when=_when("hạn", prompt.due, as_of), **told)
    return _SOON.format(due=dmy(prompt.due), left=days.between(as_of, prompt.due), **told)


def _when(what: str, day: date, as_of: date) -> str:
    """How a day is spoken of: on it, before it because it is a day off, or after it."""
    if day == as_of:
        return f"Hôm nay, {dmy(day)}, là {what}"
    return f"{dmy(day)} là {what}" + (" (ngày nghỉ nên nhắc trước)" if as_of < day else "")


def _request(prompt: Prompt, inspection: Inspection) -> Request:
    found = inspection.request(prompt.subject)
    assert found is not None  # the alarm it comes from is about one of its requests
    return found


def _draft(prompt: Prompt, matter: Matter, holder: str) -> str:
    toward = matter.toward(prompt.level)
    return _DRAFT.format(toward=toward, holder=holder, act=_ACTS[prompt.what])


def _record(matter: Matter) -> str:
    if not matter.sent:
        return _NO_RECORD
    return _RECORD.format(letters=shortened(named(matter.sent), 600))

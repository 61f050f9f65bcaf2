"""Why it is stuck: from where it stands down to the missing thing and whoever may supply it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from states.chart import Region
from states.chase import Urged, remedy_cause
from states.errors import Reason
from states.events import MOVES
from states.facts import View
from states.freeing import Release
from states.inspection import Inspection
from states.papers import cited
from states.refusal import GUARD_TEXTS, reasons_for
from states.request import Request, RequestState
from states.roles import Role
from states.rules import NO_OPEN_REQUEST, Trigger
from states.stall import Alarm, StallKind
from states.steps import Step
from states.terms import name_of, state_name
from states.text import Text, joined, same
from states.way_words import held, named


@dataclass(frozen=True, slots=True)
class Link:
    """One step of the chain of causes, from the state downwards.

    ``since``: the day from which it holds; ``version``: the entry it rests on, 0 if it rests on
    none; ``who``: the capacities that may supply what is missing; ``outside``: the body outside
    the office that owes it instead.
    """

    what: Text
    since: date | None = None
    version: int = 0
    who: tuple[Role, ...] = ()
    outside: str = ""


def chain(alarm: Alarm, inspection: Inspection, found: tuple[Release, ...]) -> tuple[Link, ...]:
    """The causes of an alarm, each resting on the one after it; ``found`` are its ways out."""
    place, matter = _place(inspection), _matter(alarm, inspection)
    if alarm.kind in _WHOLE:
        return (place, *matter)
    return (place, *matter, *_next(alarm, inspection, found))


_WHOLE = frozenset(
    {
        StallKind.REQUEST_OVERDUE,
        StallKind.UNREVIEWED_PAUSE,
        StallKind.REVIEW_PASSED,
        StallKind.UNDATED,
    }
)
"""Kinds that name what is missing themselves: the step that comes next adds nothing."""

_AT = Text("Đang ở bước «{state}»", "Standing at “{state}”")
_HELD = Text("Đang {state}", "Held: {state}")
_BY_PAPER = Text("{said} theo {paper}", "{said} by the {paper}")
_REASON = Text("{said}; lý do: {reason}", "{said}; reason: {reason}")


def _place(inspection: Inspection) -> Link:
    early = inspection.in_state("course.prep")
    hold = inspection.hold
    name = state_name(inspection.leaf(inspection.region), in_preparation=early)
    since = inspection.since_of(inspection.region)
    if hold is None:
        return Link(_AT.fill(state=name), since, inspection.past.course[-1].version)
    what = _HELD.fill(state=Text(name.vi[:1].lower() + name.vi[1:], name.en))
    if hold.document:
        what = _BY_PAPER.fill(said=what, paper=cited(hold.document))
    if hold.reason.strip():
        what = _REASON.fill(said=what, reason=hold.reason.strip().rstrip("."))
    return Link(what, since, inspection.past.holds[-1].version)


_DEADLINE = Text(
    "Việc phải xong là {words}, hạn {due:%d/%m/%Y}",
    "What has to be done is {words}, due {due:%d/%m/%Y}",
)
_UNDATED = Text(
    "Văn bản hoặc người có thẩm quyền phải ấn định thời hạn của việc {words}; chưa ai ấn định",
    "A document or whoever decides must set a date for {words}; nobody has",
)
_UNREVIEWED = Text(
    "Từ khi tạm dừng chưa ai nêu rõ có hay không nội dung cần yêu cầu giải trình, cung cấp tài "
    "liệu, chậm nhất phải nêu ngày {due:%d/%m/%Y}",
    "Since the pause began nobody has said whether anything is to be requested, which was due "
    "by {due:%d/%m/%Y}",
)
_REVIEW = Text(
    "Đã hẹn đến {due:%d/%m/%Y} thì quyết định; ngày ấy đã qua mà chưa ai quyết định tiếp tục "
    "hay hẹn lại",
    "It was to be decided by {due:%d/%m/%Y}; that day has passed and nobody has decided to "
    "resume or to set another day",
)
_SILENCE = Text(
    "Lần ghi nhận sau cùng là ngày {since:%d/%m/%Y}; từ đó đến nay không ai ghi nhận gì thêm",
    "The last entry by anybody is of {since:%d/%m/%Y}; nothing was entered since",
)
_UNPAPERED = Text(
    "Việc này mới chỉ có lý do; chưa có văn bản nào đủ số, ngày, người ký làm căn cứ",
    "It rests on a reason alone: no numbered, dated and signed paper stands behind it",
)
_ENDLESS = Text(
    "Chưa ai ấn định ngày xem xét lại trong hạn để quyết định tiếp tục hay tạm dừng thêm",
    "Nobody has set a day in time on which to decide whether to resume or to pause on",
)
_UNRULED = Text(
    "Khiếu nại về kết luận đã được ghi nhận mà chưa có quyết định giải quyết",
    "A complaint on the conclusion is on record and has not been ruled on",
)
_UNURGED = Text(
    "Kết luận chưa được thực hiện xong mà từ {since:%d/%m/%Y} không ai đôn đốc, kiểm tra",
    "The conclusion is not performed, and nobody has urged or checked it since {since:%d/%m/%Y}",
)


_BARE = Text("{bare}", "{bare}")
_SAID: dict[StallKind, Text] = {
    StallKind.UNREVIEWED_PAUSE: _UNREVIEWED,
    StallKind.REVIEW_PASSED: _REVIEW,
    StallKind.NO_DECISION_NUMBER: _UNPAPERED,
    StallKind.PAUSED_TOO_LONG: _ENDLESS,
    StallKind.COMPLAINT_UNDECIDED: _UNRULED,
    StallKind.REMEDY_IDLE: _UNURGED,
    StallKind.SILENT: _SILENCE,
    StallKind.PAST_DEADLINE: _DEADLINE,
    StallKind.UNDATED: _UNDATED,
    StallKind.WAITING_FOR_NOBODY: _BARE,
}
_OF_A_HOLD = frozenset(
    {
        StallKind.UNREVIEWED_PAUSE,
        StallKind.REVIEW_PASSED,
        StallKind.NO_DECISION_NUMBER,
        StallKind.PAUSED_TOO_LONG,
    }
)


def _matter(alarm: Alarm, inspection: Inspection) -> tuple[Link, ...]:
    """What the alarm itself is about: what is missing, the entry it rests on, whose turn it is."""
    request = inspection.request(alarm.subject)
    if alarm.kind in (StallKind.REQUEST_OVERDUE, StallKind.ANSWER_UNHANDLED) and request:
        return _of_request(request)
    if alarm.kind not in _SAID:
        return ()
    bare, since = alarm.words or same(alarm.subject), alarm.since
    quoted = Text(f"«{bare.vi}»", f"“{bare.en}”")
    said = _SAID[alarm.kind].fill(words=quoted, bare=bare, due=alarm.due, since=since)
    unsaid = alarm.kind is StallKind.UNREVIEWED_PAUSE
    who = held(Step("declare_none"), inspection) if unsaid else (alarm.role,)
    return (Link(said, since, _entry(alarm, inspection), who),)


def _entry(alarm: Alarm, inspection: Inspection) -> int:
    """The entry that an alarm rests on; 0 where it rests on none."""
    if alarm.kind in _OF_A_HOLD:
        return inspection.past.holds[-1].version
    match alarm.kind:
        case StallKind.SILENT:
            return inspection.last_word
        case StallKind.COMPLAINT_UNDECIDED:
            return inspection.entry_of(Region.COMPLAINT)
        case StallKind.REMEDY_IDLE:
            return _urging(inspection)
        case _:
            return _mark_of(alarm.since, inspection)


def _urging(inspection: Inspection) -> int:
    """The entry of the last urging by a person, or of the step that began since."""
    last = inspection.urged.get(remedy_cause(inspection), Urged())
    began = inspection.since_of(Region.REMEDY), inspection.entry_of(Region.REMEDY)
    return max((last.sent_on or date.min, last.sent_by), began)[1]


def _mark_of(day: date, inspection: Inspection) -> int:
    """The entry of the one moment of the law that came on a day; 0 where there is no such one."""
    marks = (mark for each in inspection.past.marks.values() for mark in each)
    found = {mark.version for mark in marks if mark.on == day}
    return found.pop() if len(found) == 1 else 0


_NEXT = Text(
    "Việc tiếp theo là «{act}», nhưng chưa đủ điều kiện",
    "The next act is “{act}”, but something stands against it",
)
_UNDONE = Text(
    "Việc tiếp theo là {acts}; không vướng điều kiện nào, chỉ là chưa ai thực hiện",
    "The next act is {acts}; no condition stands against it, only nobody has done it",
)


def _next(alarm: Alarm, inspection: Inspection, found: tuple[Release, ...]) -> tuple[Link, ...]:
    """The act that brings it on, and each condition that stands against it."""
    blocked = _blocked(inspection, found)
    if blocked is None:
        return _owed(alarm, found, inspection)
    links = [Link(_NEXT.fill(act=name_of(blocked.kind)), who=held(blocked, inspection))]
    for reason in reasons_for(View(inspection), Trigger(blocked.kind)):
        links += _below(reason, inspection)
    return tuple(links)


def _blocked(inspection: Inspection, found: tuple[Release, ...]) -> Step | None:
    """The first act of the best way that moves the chart itself and is refused as things stand."""
    view = View(inspection)
    for step in found[0].way if found else ():
        if step.kind in MOVES:
            reasons = reasons_for(view, Trigger(step.kind))
            return None if all(reason.with_act for reason in reasons) else step
    return None


def _owed(alarm: Alarm, found: tuple[Release, ...], inspection: Inspection) -> tuple[Link, ...]:
    """Nothing stands in the way: what is missing is the act itself."""
    acts = tuple(dict.fromkeys(r.way[0] for r in found if r.way[0].kind != "note"))
    if not acts:
        return ()
    names = tuple(dict.fromkeys(named(act) for act in acts))
    who = dict.fromkeys(role for act in acts for role in held(act, inspection, alarm.role))
    return (Link(_UNDONE.fill(acts=joined(names, " hoặc ", " or ")), who=tuple(who)),)


def _below(reason: Reason, inspection: Inspection) -> list[Link]:
    said = reason.text
    links = [Link(Text(said.vi.removesuffix("."), said.en.removesuffix(".")), who=reason.who)]
    if reason.text == GUARD_TEXTS[NO_OPEN_REQUEST]:
        for request in inspection.requests:
            if request.outstanding:
                links += _of_request(request)
    return links


_SENT = Text("Yêu cầu {id} gửi {addressee}", "Request {id} to {addressee}")
_RETURNED = Text(
    "Yêu cầu {id} trả lại {addressee} để bổ sung, đã gửi",
    "Request {id}, returned to {addressee} as incomplete, sent",
)
_ITEMS = Text("{said}: {items}", "{said}: {items}")
_LACKING = Text("{said}; còn thiếu: {lacking}", "{said}; still lacking: {lacking}")
_OWES = Text(
    "Hạn trả lời {due:%d/%m/%Y}, {addressee} {lacks}; {urged}",
    "Due {due:%d/%m/%Y}, {addressee} {lacks}; {urged}",
)
_LACKS: dict[RequestState, Text] = {
    RequestState.SENT: Text("chưa trả lời", "has not answered"),
    RequestState.INSUFFICIENT: Text("chưa bổ sung", "has not completed the answer"),
}
_NEVER = Text("Đoàn chưa đôn đốc lần nào", "nobody has reminded them yet")
_URGED = Text("đã đôn đốc {times} lần", "reminded {times} times")
_LAST = Text("{urged}, lần cuối theo {paper}", "{urged}, last by {paper}")
_UNHANDLED = Text(
    "{addressee} đã trả lời; chưa ai kết luận là đạt hay phải bổ sung",
    "{addressee} has answered; nobody has said whether it will do",
)


def _of_request(request: Request) -> tuple[Link, ...]:
    """A request with its sending letter and its items, then who owes what about it."""
    received = request.state is RequestState.RECEIVED
    shape = _RETURNED if request.state is RequestState.INSUFFICIENT else _SENT
    said = shape.fill(id=request.id, addressee=request.addressee)
    if request.document:
        said = _BY_PAPER.fill(said=said, paper=cited(request.document))
    said = _ITEMS.fill(said=said, items="; ".join(request.items).rstrip("."))
    if request.lacking and not received:
        said = _LACKING.fill(said=said, lacking=request.lacking.rstrip("."))
    if received:
        who = Step("accept_answer").who
        came = _UNHANDLED.fill(addressee=request.addressee)
        return (Link(said), Link(came, request.since, request.version, who))
    asked = Link(said, request.since, request.version)
    owes = _OWES.fill(
        due=request.due_on,
        addressee=request.addressee,
        lacks=_LACKS[request.state],
        urged=_urged(request),
    )
    return (asked, Link(owes, outside=request.addressee))


def _urged(request: Request) -> Text:
    if not request.reminders:
        return _NEVER
    said = _URGED.fill(times=request.reminders)
    if not request.letters:
        return said
    return _LAST.fill(urged=said, paper=cited(request.letters[-1]))

"""Why it is stuck: from where it stands down to the missing thing and whoever may supply it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
from states.way_words import held


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
    return (place, *matter, *_next(inspection, found))


_WHOLE = frozenset(
    {
        StallKind.REQUEST_OVERDUE,
        StallKind.UNREVIEWED_PAUSE,
        StallKind.REVIEW_PASSED,
        StallKind.UNDATED,
    }
)
"""Kinds that name what is missing themselves: the step that comes next adds nothing."""

_AT = Text("Đang ở «{state}»", "Standing at “{state}”")
_BY_PAPER = Text("{said} theo {paper}", "{said} by the {paper}")
_REASON = Text("{said}; lý do: {reason}", "{said}; reason: {reason}")


def _place(inspection: Inspection) -> Link:
    early = inspection.in_state("course.prep")
    hold = inspection.hold
    name = state_name(inspection.leaf(inspection.region), in_preparation=early)
    since = inspection.since_of(inspection.region)
    if hold is None:
        return Link(_AT.fill(state=name), since, inspection.past.course[-1].version)
    what = _AT.fill(state=name)
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
    "Ghi nhận sau cùng của Đoàn hoặc người có thẩm quyền là ngày {since:%d/%m/%Y}; từ đó "
    "không ai ghi gì",
    "The last entry by anybody is of {since:%d/%m/%Y}; nothing was entered since",
)


def _matter(alarm: Alarm, inspection: Inspection) -> tuple[Link, ...]:
    """What the alarm itself is about."""
    request = inspection.request(alarm.subject)
    due, since = alarm.due, alarm.since
    hold = inspection.past.holds[-1].version if inspection.hold else 0
    match alarm.kind:
        case StallKind.REQUEST_OVERDUE if request is not None:
            return _of_request(request, inspection)
        case StallKind.UNREVIEWED_PAUSE:
            who = held(Step("declare_none"), inspection)
            return (Link(_UNREVIEWED.fill(due=due), since, hold, who),)
        case StallKind.REVIEW_PASSED:
            return (Link(_REVIEW.fill(due=due), since, hold, (alarm.role,)),)
        case StallKind.UNDATED:
            words = _UNDATED.fill(words=_quoted(alarm))
            return (Link(words, since, _mark_of(since, inspection), (alarm.role,)),)
        case StallKind.SILENT:
            return (Link(_SILENCE.fill(since=since), None, 0, (alarm.role,)),)
        case _ if alarm.words is not None:
            words = _DEADLINE.fill(words=_quoted(alarm), due=due)
            return (Link(words, since, _mark_of(since, inspection), (alarm.role,)),)
        case _:
            return ()


def _quoted(alarm: Alarm) -> Text:
    words = alarm.words or same(alarm.subject)
    return Text(f"«{words.vi}»", f"“{words.en}”")


def _mark_of(day: date, inspection: Inspection) -> int:
    """The entry of the one moment of the law that came on a day; 0 where there is no such one."""
    marks = (mark for each in inspection.past.marks.values() for mark in each)
    found = {mark.version for mark in marks if mark.on == day}
    return found.pop() if len(found) == 1 else 0


_NEXT = Text(
    "Việc tiếp theo là «{act}», nhưng còn điều kiện chưa đủ",
    "The next act is “{act}”, but something stands against it",
)
_UNDONE = Text(
    "Việc tiếp theo là {acts}; không còn điều kiện nào cản, chỉ chưa ai làm",
    "The next act is {acts}; no condition stands against it, only nobody has done it",
)


def _next(inspection: Inspection, found: tuple[Release, ...]) -> tuple[Link, ...]:
    """The act that brings it on, and each condition that stands against it."""
    blocked = _blocked(inspection, found)
    if blocked is None:
        return _owed(found, inspection)
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


def _owed(found: tuple[Release, ...], inspection: Inspection) -> tuple[Link, ...]:
    """Nothing stands in the way: what is missing is the act itself."""
    acts = tuple(dict.fromkeys(r.way[0] for r in found if r.way[0].kind != "note"))
    if not acts:
        return ()
    names = dict.fromkeys(name_of(act.kind) for act in acts)
    quoted = tuple(Text(f"«{name.vi}»", f"“{name.en}”") for name in names)
    who = dict.fromkeys(role for act in acts for role in held(act, inspection))
    return (Link(_UNDONE.fill(acts=joined(quoted, " hoặc ", " or ")), who=tuple(who)),)


def _below(reason: Reason, inspection: Inspection) -> list[Link]:
    links = [Link(Text(reason.text.vi.rstrip("."), reason.text.en.rstrip(".")), who=reason.who)]
    if reason.text == GUARD_TEXTS[NO_OPEN_REQUEST]:
        for request in inspection.requests:
            if request.outstanding:
                links += _of_request(request, inspection)
    return links


_SENT = Text("Yêu cầu {id} gửi {addressee}", "Request {id} to {addressee}")
_RETURNED = Text(
    "Yêu cầu {id} trả lại {addressee} để bổ sung, đã gửi",
    "Request {id}, returned to {addressee} as incomplete, sent",
)
_ITEMS = Text("{said}: {items}", "{said}: {items}")
_LACKING = Text("{said}; còn thiếu: {lacking}", "{said}; still lacking: {lacking}")
_OWES = Text(
    "Hạn trả lời {due:%d/%m/%Y}, {addressee} chưa trả lời; {urged}",
    "Due {due:%d/%m/%Y}, {addressee} has not answered; {urged}",
)
_NEVER = Text("Đoàn chưa đôn đốc lần nào", "nobody has reminded them yet")
_URGED = Text("đã đôn đốc {times} lần", "reminded {times} times")
_LAST = Text("{urged}, lần cuối theo {paper}", "{urged}, last by {paper}")
_UNHANDLED = Text(
    "{addressee} đã trả lời; chưa ai kết luận là đạt hay phải bổ sung",
    "{addressee} has answered; nobody has said whether it will do",
)


def _of_request(request: Request, inspection: Inspection) -> tuple[Link, ...]:
    """A request with its sending letter and its items, then who owes what about it."""
    received = request.state is RequestState.RECEIVED
    shape = _RETURNED if request.state is RequestState.INSUFFICIENT else _SENT
    said = shape.fill(id=request.id, addressee=request.addressee)
    if request.document:
        said = _BY_PAPER.fill(said=said, paper=cited(request.document))
    said = _ITEMS.fill(said=said, items="; ".join(request.items).rstrip("."))
    if request.lacking and not received:
        said = _LACKING.fill(said=said, lacking=request.lacking.rstrip("."))
    asked = Link(said, request.since, request.version)
    if received:
        who = held(Step("accept_answer", request.id), inspection)
        return (asked, Link(_UNHANDLED.fill(addressee=request.addressee), who=who))
    owes = _OWES.fill(due=request.due_on, addressee=request.addressee, urged=_urged(request))
    return (asked, Link(owes, outside=request.addressee))


def _urged(request: Request) -> Text:
    if not request.reminders:
        return _NEVER
    said = _URGED.fill(times=request.reminders)
    if not request.letters:
        return said
    return _LAST.fill(urged=said, paper=cited(request.letters[-1]))

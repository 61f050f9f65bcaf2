"""The lines of inspections on somebody's list: stalls, requests, next steps, signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from states.alarm import Alarm, StallKind
from states.allowed import allowed
from states.chart import Region
from states.deadlines import governing
from states.events import MOVES
from states.freeing import targets
from states.inspection import Inspection
from states.law_terms import citation_text
from states.powers import POWERS
from states.request import RequestState
from states.roles import Role
from states.rules import RULES, Trigger
from states.sourced import Confidence
from states.steps import Step, about, tried
from states.tasks import Task
from states.terms import name_of, state_name
from states.text import Text, joined
from states.way_words import RULINGS, ActWords, act_words, named
from tiendo.explain import Exit, explain
from tiendo.mywork import CALL, HORIZON, SIGNED, SIGNERS_ROLES, Asked, Line, line_of, task_of
from tiendo.notices import path_of
from tiendo.stuck import escalated, holder_name
from tiendo.summary import carries_on, duty_text

_PLANNED_SOON = timedelta(days=30)
_TO_JUDGE = Text(
    "{addressee} đã trả lời yêu cầu {request}; đánh giá đạt hay chưa đạt.",
    "{addressee} answered request {request}; say whether it will do.",
)
_TO_SEND = Text(
    "Yêu cầu {request} gửi {addressee} mới soạn, chưa gửi.",
    "Request {request} to {addressee} is drafted and not sent.",
)
_STANDS = Text(
    "Đang ở «{state}» từ {since:%d/%m/%Y}; bước này làm được ngay.",
    "At “{state}” since {since:%d/%m/%Y}; this step can be taken now.",
)
_CALLED = Text("Cho ý kiến về cảnh báo báo lên", "Answer an alarm that rose to you")
_SETTLE = Text("«Giải quyết khiếu nại»", "“Settle the complaint”")
_REVIEW = Text(
    "Nêu rõ có hay không nội dung cần yêu cầu", "Say whether there is anything to request or not"
)
_LOOK = Text("Xem và cho ý kiến", "Look and say what to do")
_THEN = Text("{act} ({who})", "{act} ({who})")


def stalls_mine(asked: Asked) -> Iterator[Line]:
    """What stands or is near and is this person's turn, with the first act of the best way.

    An answer that is not late yet is the entity's turn.
    """
    for inspection in asked.inspections.values():
        ways = _ways(asked, inspection)
        for alarm in asked.alarms(inspection):
            near = asked.as_of + (
                HORIZON if alarm.kind is not StallKind.REQUEST_OVERDUE else timedelta(0)
            )
            if alarm.on <= near and asked.is_mine(alarm, inspection):
                yield _stalled(asked, inspection, alarm, ways.get((alarm.kind, alarm.subject), ()))


def requests_mine(asked: Asked) -> Iterator[Line]:
    """Answers to be judged and drafts to be sent by this person."""
    wanted = {RequestState.RECEIVED: "accept_answer", RequestState.DRAFTED: "send_request"}
    for inspection in asked.inspections.values():
        roles = asked.roles(inspection)
        if inspection.ended:
            continue
        for request in inspection.requests:
            act = wanted.get(request.state, "")
            if act and POWERS[act] & roles:
                why = _TO_JUDGE if act == "accept_answer" else _TO_SEND
                said = why.fill(addressee=request.addressee, request=request.id)
                due = request.due_on if act == "send_request" else None
                task = Task(inspection.id, act, f"{act}-{request.id}", request.since, due)
                yield line_of(inspection, task, named(about(request, act)), said)


def steps_mine(asked: Asked) -> Iterator[Line]:
    """Where nothing of this person's is late or near: the step that brings it on, if theirs."""
    for inspection in asked.inspections.values():
        mine = [a for a in asked.alarms(inspection) if asked.is_mine(a, inspection)]
        if any(alarm.on <= asked.as_of + HORIZON for alarm in mine):
            continue
        near = asked.roles(inspection) - SIGNERS_ROLES
        for trigger in _ready(inspection, near)[:1]:
            yield _step(inspection, trigger, _due(trigger, mine, inspection))


def signatures_mine(asked: Asked) -> Iterator[Line]:
    """The decisions and conclusions that wait for this person's signature."""
    for inspection in asked.inspections.values():
        roles = asked.roles(inspection) & SIGNERS_ROLES
        if not inspection.in_state("hold.clear"):
            continue
        for trigger in (each for each in _ready(inspection, roles) if each in SIGNED):
            planned = inspection.about.planned_start
            early = inspection.in_state("course.prep")
            if early and planned and planned > asked.as_of + _PLANNED_SOON:
                continue
            due = planned if early else _due(trigger, asked.alarms(inspection), inspection)
            yield _step(inspection, trigger, due)


def calls_mine(asked: Asked) -> Iterator[Line]:
    """What was told to this person of others' stalls and still wants a word."""
    for inspection in asked.inspections.values():
        for each in escalated(asked.desk, inspection, asked.as_of, asked.officers):
            alarm = each.alarm
            if alarm is None or asked.person.id not in each.badges:
                continue
            if not each.early and not asked.is_mine(alarm, inspection):
                why = asked.said(alarm, inspection)
                form = f"{CALL}-{each.key}"
                yield line_of(inspection, task_of(inspection, alarm, CALL, form), _CALLED, why)


def _ways(asked: Asked, inspection: Inspection) -> dict[tuple[str, str], Sequence[Exit]]:
    found = explain(asked.desk, inspection, asked.as_of, asked.officers)
    return {(each.alarm.kind, each.alarm.subject): each.exits for each in found}


def _stalled(asked: Asked, inspection: Inspection, alarm: Alarm, exits: Sequence[Exit]) -> Line:
    roles = asked.roles(inspection)
    ways = [each.release.way for each in exits]
    mine = next((way for way in ways if roles & set(way[0].who)), ())
    step, ready = (mine[0], True) if mine else _first(asked, inspection, alarm)
    if alarm.on <= asked.as_of:
        why = asked.said(alarm, inspection)
    else:
        why = _ahead(duty_text(alarm, inspection, asked.as_of, asked.officers))
    form = _form(step) if step and ready else ""
    return Line(
        task=task_of(inspection, alarm, step.kind if step else "", form),
        name=inspection.about.short_name,
        what=_what(asked, inspection, step),
        why=why,
        path=f"/{path_of(inspection.id)}",
        source=_source(asked, inspection, alarm),
        then=_then(asked, inspection, mine),
    )


def _what(asked: Asked, inspection: Inspection, step: Step | None) -> Text:
    """The act in words, with the condition on which it is proper; a ruling is only called for."""
    if step is None:
        return _LOOK
    if step.kind in RULINGS:
        return _SETTLE
    if step.kind == "declare_none":
        return _REVIEW  # both answers will do: the list must not push towards "nothing"
    words = _words(asked, inspection, step)
    return joined((words.name, words.condition)) if words.condition else words.name


def _words(asked: Asked, inspection: Inspection, step: Step) -> ActWords:
    def name(role: Role) -> Text:
        return holder_name(role, inspection, asked.officers)

    return act_words(step, inspection, name, most=1)


def _ahead(said: Text) -> Text:
    return Text(f"{said.vi[:1].upper()}{said.vi[1:]}.", f"{said.en[:1].upper()}{said.en[1:]}.")


def _first(asked: Asked, inspection: Inspection, alarm: Alarm) -> tuple[Step | None, bool]:
    """The act that would end an alarm, if it is this person's; and whether it can be done now.

    A word ends a silence.
    """
    roles = asked.roles(inspection)
    if alarm.kind is StallKind.SILENT:
        return (Step("note"), True) if POWERS["note"] & roles else (None, False)
    mine = [each for each in targets(alarm, inspection) if roles & set(each.who)]
    now = (each for each in mine if tried(inspection, each, asked.as_of) is not None)
    if ready := next(now, None):
        return ready, True
    return (mine[0] if mine else None), False


def _form(step: Step) -> str:
    """The id of the form of an act on the page of its inspection."""
    if step.kind == "draft_request" or not step.request or step.kind == "set_deadline":
        return step.kind
    return f"{step.kind}-{step.request}"


def _then(asked: Asked, inspection: Inspection, way: Sequence[Step]) -> Text | None:
    """Who goes on only after this person's act."""
    mine = asked.roles(inspection)
    other = next((step for step in way[1:] if not mine & set(step.who)), None)
    if other is None:
        return None
    words = _words(asked, inspection, other)
    return _THEN.fill(act=words.name, who=words.who)


def _source(asked: Asked, inspection: Inspection, alarm: Alarm) -> Text | None:
    """The article a deadline rests on, where the pack is sure of it."""
    pack = governing(inspection, asked.desk.law) if asked.desk.law else None
    rule = pack.rule(alarm.about) if pack and alarm.pack else None
    if rule is None or rule.confidence is not Confidence.SEEN:
        return None
    return citation_text(rule.citation)


def _ready(inspection: Inspection, roles: frozenset[Role]) -> list[Trigger]:
    if not roles or inspection.ended:
        return []
    return [
        answer.trigger
        for answer in allowed(inspection, roles)
        if answer.within_reach and carries_on(answer, inspection)
    ]


def _due(trigger: Trigger, pending: Sequence[Alarm], inspection: Inspection) -> date | None:
    """The first day that a step is on the way to meet: of another matter it is no date."""
    its = (each for each in pending if _region(trigger) in _regions(each, inspection))
    return min((alarm.due for alarm in its), default=None)


def _region(trigger: Trigger) -> Region:
    return RULES[trigger][0].main.region


def _regions(alarm: Alarm, inspection: Inspection) -> frozenset[Region]:
    """In which regions a stall may be ended; a silence in any."""
    if alarm.kind is StallKind.SILENT:
        return frozenset(Region)
    steps = (step.kind for step in targets(alarm, inspection))
    return frozenset(_region(Trigger(kind)) for kind in steps if kind in MOVES)


def _step(inspection: Inspection, trigger: Trigger, due: date | None) -> Line:
    since = inspection.since[0]
    act = name_of(trigger.value)
    why = _STANDS.fill(state=state_name(inspection.configuration[0]), since=since)
    task = Task(inspection.id, trigger.value, trigger.value, since, due)
    return line_of(inspection, task, Text(f"«{act.vi}»", f"“{act.en}”"), why)

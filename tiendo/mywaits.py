"""What waits: for somebody's signature under a drafted letter, for an answer, for others."""

from __future__ import annotations

from collections.abc import Iterator

from states.chase import answer_cause
from states.powers import POWERS
from states.prompts import SIGNERS, PromptKind
from states.request import AWAITED
from states.roles import Role
from states.tasks import Task
from states.text import Text
from tiendo.myagenda import agenda_mine, agenda_of_others
from tiendo.mylines import calls_mine, requests_mine, signatures_mine, stalls_mine, steps_mine
from tiendo.mywork import Asked, Contributor, Line, line_of, task_of
from tiendo.stuck import holder_name

_TO_URGE = Text("Ký công văn đôn đốc lần {n}", "Sign letter {n} of urging")
_DRAFTED = Text(
    "Dự thảo đôn đốc {addressee} trả lời yêu cầu {request} đã có trong lịch sử.",
    "The draft that urges {addressee} about request {request} is in the history.",
)
_ANSWER = Text("Chờ {addressee} trả lời {request}", "{addressee} to answer {request}")
_ANSWER_WHY = Text(
    "Yêu cầu gửi ngày {since:%d/%m/%Y}.", "The request went out on {since:%d/%m/%Y}."
)
_OTHERS = Text("Chờ {who}", "Waiting for {who}")


def letters_mine(asked: Asked) -> Iterator[Line]:
    """Drafted letters of urging that are this person's to sign."""
    signers = SIGNERS[PromptKind.URGE_ANSWER]
    for inspection in asked.inspections.values():
        for request in inspection.requests:
            urged = inspection.urged.get(answer_cause(request.id, request.due_on))
            if request.state not in AWAITED or urged is None or urged.drafted <= urged.sent:
                continue
            if signers[min(urged.times, len(signers)) - 1] in asked.roles(inspection):
                may = POWERS["remind_request"] & asked.roles(inspection)
                form = f"remind_request-{request.id}" if may else ""
                since = urged.on or request.due_on
                task = Task(inspection.id, "remind_request", form, since, request.due_on)
                said = _DRAFTED.fill(addressee=request.addressee, request=request.id)
                yield line_of(inspection, task, _TO_URGE.fill(n=urged.times), said)


def answers_awaited(asked: Asked) -> Iterator[Line]:
    """What entities owe to the inspections this person is in the team of."""
    team = {Role.TEAM_HEAD, Role.MEMBER}
    for inspection in asked.inspections.values():
        if not asked.roles(inspection) & team or inspection.ended:
            continue
        for request in inspection.requests:
            if request.state in AWAITED:
                what = _ANSWER.fill(addressee=request.addressee, request=request.id)
                act = "receive_answer"
                task = Task(
                    inspection.id, act, f"{act}-{request.id}", request.since, request.due_on
                )
                yield line_of(inspection, task, what, _ANSWER_WHY.fill(since=request.since))


def others_turns(asked: Asked) -> Iterator[Line]:
    """Stalls of this person's own inspections whose turn is somebody else's."""
    own = {Role.TEAM_HEAD, Role.MEMBER, Role.OVERSEER, Role.APPRAISER}
    for inspection in asked.inspections.values():
        if not asked.roles(inspection) & own:
            continue
        for alarm in asked.alarms(inspection):
            if alarm.on <= asked.as_of and not asked.is_mine(alarm, inspection):
                who = holder_name(alarm.role, inspection, asked.officers)
                why = asked.said(alarm, inspection)
                task = task_of(inspection, alarm, "", "")
                yield line_of(inspection, task, _OTHERS.fill(who=who), why)


TODO: tuple[Contributor, ...] = (
    stalls_mine,
    requests_mine,
    steps_mine,
    calls_mine,
    agenda_mine,
)
"""What somebody must do next."""
SIGNING: tuple[Contributor, ...] = (signatures_mine, letters_mine)
"""What somebody may sign."""
WAITING: tuple[Contributor, ...] = (answers_awaited, others_turns, agenda_of_others)
"""What somebody set going and others owe now."""

"""What the machine owes: whom to remind of what, whom to urge, from which day, once for ever.

A prompt goes before an alarm (the day on which something counts as stuck) or beside it: it says
whose turn it is, and from the due day on it drafts the letter. It stands as long as its cause.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from states.chart import Region
from states.chase import Pace, Urged, answer_cause, remedy_cause
from states.inspection import Inspection
from states.policy import Policy
from states.roles import Role
from states.stall import Alarm, StallKind
from states.text import Text
from states.value import value
from states.workdays import Workdays

_DAY = timedelta(days=1)


class PromptKind(StrEnum):
    """What the machine does by itself, in the order within a day. The values are stored."""

    REVIEW_DUTY = "review_duty"
    REVIEW_DAY = "review_day"
    ANSWER_SOON = "answer_soon"
    ANSWER_DUE = "answer_due"
    URGE_ANSWER = "urge_answer"
    URGE_REMEDY = "urge_remedy"


P = PromptKind
PROMPT_NAMES: dict[PromptKind, Text] = {
    P.REVIEW_DUTY: Text(
        "Mở việc phải làm: nêu rõ có hay không nội dung cần yêu cầu",
        "A duty opens: say whether anything is to be requested",
    ),
    P.REVIEW_DAY: Text("Đến ngày hẹn xem xét lại", "The review date is here"),
    P.ANSWER_SOON: Text("Sắp đến hạn trả lời yêu cầu", "An answer is due soon"),
    P.ANSWER_DUE: Text("Đến hạn trả lời yêu cầu", "An answer is due"),
    P.URGE_ANSWER: Text("Đôn đốc trả lời yêu cầu", "Urging an answer"),
    P.URGE_REMEDY: Text("Đôn đốc thực hiện kết luận", "Urging performance of the conclusion"),
}

SIGNERS: dict[PromptKind, tuple[Role, ...]] = {
    P.URGE_ANSWER: (Role.TEAM_HEAD, Role.CHIEF_INSPECTOR, Role.CHIEF_INSPECTOR),
    P.URGE_REMEDY: (Role.DEPUTY, Role.CHIEF_INSPECTOR, Role.CHIEF_INSPECTOR),
}
"""Who may sign the letter: to the addressee, to its head, to the authority above it."""


@value
class Prompt:
    """One thing the machine owes, from the day ``on``, under a unique key.

    ``since``: the day the wait began; ``due``: the day it is about. ``subject``: the request, if
    it is about one. ``number``: which urging it is; 0 is none and drafts no letter.
    """

    what: PromptKind
    to: Role
    on: date
    since: date
    due: date
    key: str
    subject: str = ""
    number: int = 0

    @property
    def level(self) -> int:
        """How high its letter goes, from 1 to 3; 0 where there is none."""
        return min(self.number, len(SIGNERS.get(self.what, ())))


def prompts(
    inspection: Inspection, alarms: Iterable[Alarm], policy: Policy, days: Workdays
) -> tuple[Prompt, ...]:
    """Everything owed now or later if nothing more happens, by day; ``alarms`` are its own.

    What a later prompt of the same series has overtaken is not owed any more.
    """
    found = [
        prompt for alarm in alarms for prompt in _of_alarm(alarm, inspection, policy, days)
    ] + _remedy(inspection, policy.chase.remedy, days)
    if not found:
        return ()
    untold = (prompt for prompt in found if prompt.key not in inspection.told)
    return tuple(sorted(untold, key=lambda prompt: (prompt.on, prompt.subject, prompt.key)))


def owed(pending: Iterable[Prompt], as_of: date) -> tuple[Prompt, ...]:
    """What to do on a day: of each series only the last that is due, never a pile."""
    latest: dict[tuple[str, PromptKind | None], Prompt] = {}
    for prompt in pending:
        if prompt.on <= as_of:
            latest[prompt.subject, None if prompt.subject else prompt.what] = prompt
    return tuple(latest.values())


def _of_alarm(
    alarm: Alarm, inspection: Inspection, policy: Policy, days: Workdays
) -> list[Prompt]:
    match alarm.kind:
        case StallKind.UNREVIEWED_PAUSE:
            key = _key(inspection, P.REVIEW_DUTY, f":{alarm.since.isoformat()}")
            return [Prompt(P.REVIEW_DUTY, alarm.role, alarm.since, alarm.since, alarm.due, key)]
        case StallKind.REVIEW_PASSED:
            key = _key(
                inspection, P.REVIEW_DAY, f":{alarm.since.isoformat()}:{alarm.due.isoformat()}"
            )
            on = max(alarm.since, days.back(alarm.due, 0))  # a day off is no day to decide on
            return [Prompt(P.REVIEW_DAY, alarm.role, on, alarm.since, alarm.due, key)]
        case StallKind.REQUEST_OVERDUE if not inspection.silenced:
            return _answers(alarm, inspection, policy, days)
        case _:
            return []


def _answers(alarm: Alarm, inspection: Inspection, policy: Policy, days: Workdays) -> list[Prompt]:
    """Soon, due, then urging after urging; who was urged is not reminded of the day before it."""
    cause = answer_cause(alarm.subject, alarm.due)
    began = max(alarm.since, inspection.past.silenced_until)
    urging = _urging(P.URGE_ANSWER, inspection, cause, policy.chase.requests, days, alarm)
    if cause in inspection.urged:
        return [urging]
    early = [
        Prompt(
            what,
            alarm.role,
            on,
            alarm.since,
            alarm.due,
            _key(inspection, what, cause),
            alarm.subject,
        )
        for what, on in (
            (P.ANSWER_SOON, days.back(alarm.due, policy.chase.soon_days)),
            (P.ANSWER_DUE, days.back(alarm.due, 0)),
        )
        if began < on
    ]
    told = [n for n, prompt in enumerate(early) if prompt.key in inspection.told]
    return [*early[max(told, default=None) :], urging]


def _remedy(inspection: Inspection, pace: Pace, days: Workdays) -> list[Prompt]:
    """Urging what a conclusion asks for; not while it is checked, nor once it must change."""
    chased = inspection.in_state("remedy.monitoring", "remedy.urging")
    if not chased or inspection.in_state("complaint.upheld"):
        return []
    cause = remedy_cause(inspection)
    return [_urging(P.URGE_REMEDY, inspection, cause, pace, days, None)]


def _urging(
    what: PromptKind,
    inspection: Inspection,
    cause: str,
    pace: Pace,
    days: Workdays,
    alarm: Alarm | None,
) -> Prompt:
    """The next urging: one step above the last, a whole rhythm after it."""
    urged = inspection.urged.get(cause, Urged())
    since = alarm.since if alarm else inspection.since_of(Region.REMEDY)
    due = alarm.due if alarm else since
    number = urged.times + 1
    key = _key(inspection, what, f"{cause}:{number}")
    last = max(since, urged.on or due, inspection.past.silenced_until)
    on = days.add(last, pace.every_days if urged.on else pace.first_days)
    signers = SIGNERS[what]
    to = signers[min(number, len(signers)) - 1]
    return Prompt(what, to, on, since, due, key, alarm.subject if alarm else "", number)


def late_days(prompt: Prompt, inspection: Inspection, as_of: date) -> int:
    """Calendar days past the due day, without those on which nothing might be asked."""
    late = (as_of - prompt.due).days
    for span in inspection.past.holds:
        if not span.requests_allowed:
            first = max(span.start, prompt.due + _DAY)
            late -= max(0, (min(span.end or as_of + _DAY, as_of + _DAY) - first).days)
    return max(0, late)


def _key(inspection: Inspection, what: PromptKind, cause: str) -> str:
    return ":".join((inspection.id, what, cause))

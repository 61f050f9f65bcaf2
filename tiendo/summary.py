"""The first sentence about an inspection: where it stands, since when, who must act, by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from states.allowed import Answer, allowed
from states.chart import LEAVES, Region, expand
from states.inspection import Inspection
from states.lawbook import Lawbook
from states.policy import Policy
from states.powers import POWERS
from states.roles import Officer, Role
from states.rules import RULES, Trigger
from states.sentences import duty
from states.stall import Alarm, alarms
from states.terms import ROLE_NAMES, state_name
from states.text import Text, joined
from states.workdays import Workdays
from tiendo.stuck import turn_name


@dataclass(frozen=True, slots=True)
class Summary:
    """Where an inspection stands, in a sentence; and the step that would come next.

    ``late``: the day by which somebody had to act has passed.
    """

    sentence: Text
    next_step: Text | None
    late: bool


_NO_DUTY = Text("chưa có hạn nào được đặt cho bước này", "no date is set for this step")
_ENDED = Text(
    "Cuộc thanh tra đã khép lại: «{state}» từ {since:%d/%m/%Y}; không còn việc phải làm.",
    "The inspection has ended: “{state}” since {since:%d/%m/%Y}; nothing is left to do.",
)
_STANDS = Text(
    "Đang ở «{state}» từ {since:%d/%m/%Y} ({age})",
    "At “{state}” since {since:%d/%m/%Y} ({age})",
)
_HELD = Text(
    "Đang ở «{state}» nhưng «{hold}» từ {since:%d/%m/%Y} ({age})",
    "At “{state}”, but “{hold}” since {since:%d/%m/%Y} ({age})",
)


def summary(
    inspection: Inspection,
    as_of: date,
    *,
    officers: Sequence[Officer],
    policy: Policy,
    days: Workdays,
    law: Lawbook | None = None,
) -> Summary:
    """Where an inspection stands on a day, who must act and by when."""
    if inspection.ended:
        since = inspection.since_of(Region.COURSE)
        state = state_name(inspection.leaf(Region.COURSE))
        return Summary(_ENDED.fill(state=state, since=since), None, late=False)
    alarm = foremost(alarms(inspection, policy, days, law), as_of)
    duty = duty_text(alarm, inspection, as_of, officers) if alarm else _NO_DUTY
    where = _where(inspection, as_of)
    return Summary(
        sentence=Text(f"{where.vi}; {duty.vi}.", f"{where.en}; {duty.en}."),
        next_step=_next_step(inspection),
        late=alarm is not None and alarm.on <= as_of,
    )


def foremost(pending: Sequence[Alarm], as_of: date) -> Alarm | None:
    """The alarm to speak of: the worst of those that stand, else the next to come."""
    standing = [alarm for alarm in pending if alarm.on <= as_of]
    if standing:
        return standing[0]
    return min(pending, key=lambda alarm: alarm.due, default=None)


def _where(inspection: Inspection, as_of: date) -> Text:
    early = inspection.in_state("course.prep")
    held = not inspection.in_state("hold.clear")
    since = inspection.since_of(inspection.region)
    return (_HELD if held else _STANDS).fill(
        state=state_name(inspection.leaf(Region.COURSE)),
        hold=state_name(inspection.leaf(Region.HOLD), in_preparation=early),
        since=since,
        age=_count((as_of - since).days),
    )


def _count(days: int) -> Text:
    return Text(f"{days} ngày", "1 day" if days == 1 else f"{days} days")


def _left(due: date, as_of: date) -> Text:
    days = (due - as_of).days
    if days == 0:
        return Text("hạn là hôm nay", "due today")
    count = _count(abs(days))
    if days > 0:
        return Text(f"còn {count.vi}", f"{count.en} left")
    return Text(f"đã quá {count.vi}", f"{count.en} late")


def duty_text(
    alarm: Alarm, inspection: Inspection, as_of: date, officers: Sequence[Officer]
) -> Text:
    """What has to be done by when so that an alarm never stands, and by whom."""
    holder = turn_name(alarm, inspection, officers)
    return duty(alarm, inspection, holder=holder, left=_left(alarm.due, as_of))


def _next_step(inspection: Inspection) -> Text | None:
    """The moves that would carry it on, and who makes them."""
    ahead = [
        Text(f"«{answer.name.vi}» ({who.vi})", f"“{answer.name.en}” ({who.en})")
        for answer in allowed(inspection, frozenset(Role))
        if answer.within_reach and carries_on(answer, inspection)
        for who in [who_may(answer.trigger)]
    ]
    if not ahead:
        return None
    listed = joined(tuple(ahead), " hoặc ", " or ")
    return Text(f"Bước tiếp theo: {listed.vi}.", f"Next step: {listed.en}.")


def who_may(trigger: Trigger) -> Text:
    """The capacities in which a person may make a move."""
    may = POWERS[trigger.value] - {Role.MACHINE}
    return joined(tuple(ROLE_NAMES[role] for role in Role if role in may), ", ", ", ")


def carries_on(answer: Answer, inspection: Inspection) -> bool:
    """Whether a move goes forward in the region that now matters."""
    if answer.trigger in (Trigger.DROP, Trigger.DISCONTINUE):
        return False
    if answer.trigger is Trigger.LIFT_HOLD:
        return True
    matters = {Region.COURSE}
    if inspection.in_state("course.after"):
        matters |= {Region.REMEDY}
    if inspection.in_state("complaint.open"):
        matters |= {Region.COMPLAINT}
    return any(
        rule.main.region in matters
        and rule.main.dest is not None
        and _place(rule.main.dest) > _place(inspection.leaf(rule.main.region))
        for rule in RULES[answer.trigger]
    )


def _place(state: str) -> int:
    leaf = expand(state)[0]
    return LEAVES[Region(leaf.split(".", 1)[0])].index(leaf)

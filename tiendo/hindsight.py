"""What people were told and an entry takes back: a day before the telling, an annulment, a word.

Entering things late is wanted, and recomputes the past; but an entry that says a stall never was
must not pass unseen by whoever was told of it. Each of them gets one letter, to compare it with
the paper. Nothing is refused, and nobody is accused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from states.alarm import Alarm
from states.alerts import Alert, Escalated
from states.escalation import stands_at
from states.events import Event
from states.inspection import Inspection
from states.past import dated
from states.roles import Role
from states.sentences import sentence
from states.stall import alarms
from states.terms import ROLE_NAMES, name_of
from states.text import dmy, same
from tiendo.clock import office_day
from tiendo.ports import Notice

if TYPE_CHECKING:
    from tiendo.desk import Desk

_SUBJECT = "{name}: cảnh báo không còn do {why}"
_LATE, _VOID = "một việc ghi muộn", "một mục bị hủy"
_WORD = "một việc không có văn bản"
_NO_ANSWER = frozenset({"receive_answer", "return_answer", "waive_request", "refuse_request"})
"""What ends the lateness of a request, on whose word ever."""
_UNPAPERED = (
    "{who} hôm nay {today} ghi việc «{act}» mà không kèm văn bản nào đủ số, ngày, người ký (lý "
    "do: {reason}), nên cảnh báo này không còn."
)
_DATED = (
    "{who} hôm nay {today} ghi việc «{act}» là của ngày {on}, trước ngày đã báo ({told}), nên "
    "cảnh báo này không còn. Xin đối chiếu với văn bản, nhật ký."
)
_ANNULLED = (
    "{who} hôm nay {today} đã hủy mục số {target} («{reason}») nên cảnh báo này không còn. Xin "
    "đối chiếu với văn bản, nhật ký."
)


def taken_back(
    desk: Desk, event: Event, before: Inspection | None, after: Inspection
) -> tuple[Notice, ...]:
    """The letters to all but its author who were told of what an entry says never was."""
    if before is None or not before.alerts:
        return ()  # nobody was told of anything

    def gone(today: date) -> dict[str, str]:
        left = {each.key(before.id) for each in alarms(after, desk.policy, desk.days, desk.law)}
        stood = alarms(before, desk.policy, desk.days, desk.law)
        return {
            key: _stood(desk, each, before, today)
            for each in stood
            if each.on <= today and (key := each.key(before.id)) not in left
        }

    name, act = before.about.short_name, name_of(event.kind).vi
    return letters(desk, event, before.alerts, gone, name=name, act=act, stream=before.id)


def _stood(desk: Desk, alarm: Alarm, before: Inspection, today: date) -> str:
    turn = stands_at(before, alarm, alarm.role, desk.store.people())
    holder = same(turn.name) if turn else ROLE_NAMES[alarm.role]
    return sentence(alarm, before, today, holder=holder, policy=desk.policy, days=desk.days).vi


def letters(
    desk: Desk,
    event: Any,
    alerts: Iterable[Alert],
    gone: Callable[[date], Mapping[str, str]],
    *,
    name: str,
    act: str,
    stream: str,
) -> tuple[Notice, ...]:
    """The letters about one entry; ``gone`` says what stood on a day and stands no more.

    It is asked only where somebody was told after the day that the entry is of.
    """
    on, today = dated(event), office_day(event.recorded_at)
    plain = event.kind == "annul" or _on_a_word(event)
    told = [
        each
        for each in (alerts if plain or on < today else ())
        if isinstance(each, Escalated) and not each.early and (plain or each.occurred_on > on)
    ]
    stood = gone(today) if told else {}
    readers = {  # one letter a person and an alarm, however many rungs were told to him
        (each.alarm, each.told or Role.OFFICE.value): each
        for each in told
        if each.alarm in stood and each.told != event.actor.id
    }
    who = desk.officer(event.actor.id).name if readers else ""
    return tuple(
        Notice(
            key=f"{key}:taken_back:{event.version}:{reader}",
            stream=stream,
            recipient=reader,
            subject=_SUBJECT.format(name=name, why=_why(event)),
            body=f"{stood[key]} {_said(event, who, act, each.occurred_on)}",
            due_on=today,
        )
        for (key, reader), each in readers.items()
    )


def _on_a_word(event: Any) -> bool:
    """Whether what is owed is called off, or called answered, and no paper says so."""
    return event.kind in _NO_ANSWER and not (event.document and event.document.counts)


def _why(event: Any) -> str:
    if event.kind == "annul":
        return _VOID
    return _WORD if _on_a_word(event) else _LATE


def _said(event: Any, who: str, act: str, told: date) -> str:
    today = dmy(office_day(event.recorded_at))
    if event.kind == "annul":
        return _ANNULLED.format(who=who, today=today, target=event.target, reason=event.reason)
    if _on_a_word(event):
        reason = event.reason or "không nêu"
        return _UNPAPERED.format(who=who, today=today, act=act, reason=reason)
    on = dmy(dated(event))
    return _DATED.format(who=who, today=today, act=act, on=on, told=dmy(told))

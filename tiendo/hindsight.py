"""What people were told and a later entry takes back: a day before the telling, or an annulment.

Entering things late is wanted, and recomputes the past; but an entry that says a stall never was
must not pass unseen by whoever was told of it. Each of them gets one letter, to compare it with
the paper. Nothing is refused, and nobody is accused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from states.alarm import Alarm
from states.alerts import Escalated
from states.escalation import stands_at
from states.events import Annulled, Event
from states.inspection import Inspection
from states.past import dated
from states.roles import Officer, Role
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
_DATED = (
    "{who} hôm nay {today} ghi việc «{act}» là của ngày {on}, trước ngày đã báo ({told}), nên "
    "cảnh báo này không còn. Xin đối chiếu với văn bản và Nhật ký Đoàn."
)
_ANNULLED = (
    "{who} hôm nay {today} đã hủy mục số {target} («{reason}») nên cảnh báo này không còn. Xin "
    "đối chiếu với văn bản và Nhật ký Đoàn."
)


def taken_back(
    desk: Desk, event: Event, before: Inspection | None, after: Inspection
) -> tuple[Notice, ...]:
    """The letters to all but its author who were told of what an entry says never was."""
    on, today = dated(event), office_day(event.recorded_at)
    void = isinstance(event, Annulled)
    if before is None or not (void or on < today):
        return ()
    told = [each for each in _late_tellings(before) if void or each.occurred_on > on]
    if not told:
        return ()
    gone, people = _gone(desk, before, after, today), desk.store.people()
    readers = {  # one letter a person and an alarm, however many rungs were told to him
        (each.alarm, each.told or Role.OFFICE.value): each
        for each in told
        if each.alarm in gone and each.told != event.actor.id
    }
    names = {each.id: each.name for each in people}
    return tuple(
        Notice(
            key=f"{key}:taken_back:{event.version}:{reader}",
            stream=before.id,
            recipient=reader,
            subject=_SUBJECT.format(name=before.about.short_name, why=_VOID if void else _LATE),
            body=f"{_stood(desk, gone[key], before, today, people)} "
            f"{_said(event, each, names, today)}",
            due_on=today,
        )
        for (key, reader), each in readers.items()
    )


def _gone(desk: Desk, before: Inspection, after: Inspection, today: date) -> dict[str, Alarm]:
    """What stood before an act and stands no more, by its key."""
    left = {each.key(before.id) for each in alarms(after, desk.policy, desk.days, desk.law)}
    stood = alarms(before, desk.policy, desk.days, desk.law)
    keys = {each.key(before.id): each for each in stood if each.on <= today}
    return {key: each for key, each in keys.items() if key not in left}


def _late_tellings(before: Inspection) -> Iterator[Escalated]:
    for each in before.alerts:
        if isinstance(each, Escalated) and not each.early:
            yield each


def _stood(
    desk: Desk, alarm: Alarm, before: Inspection, today: date, people: Sequence[Officer]
) -> str:
    turn = stands_at(before, alarm, alarm.role, people)
    holder = same(turn.name) if turn else ROLE_NAMES[alarm.role]
    return sentence(alarm, before, today, holder=holder, policy=desk.policy, days=desk.days).vi


def _said(event: Event, told: Escalated, names: dict[str, str], today: date) -> str:
    who = names.get(event.actor.id, event.actor.id)
    if isinstance(event, Annulled):
        return _ANNULLED.format(
            who=who, today=dmy(today), target=event.target, reason=event.reason
        )
    return _DATED.format(
        who=who,
        today=dmy(today),
        act=name_of(event.kind).vi,
        on=dmy(dated(event)),
        told=dmy(told.occurred_on),
    )

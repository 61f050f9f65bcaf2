"""The sweep: look at what is due, believe only the rules, tell each rung once.

Rows are only nominated by their `attention_on`; each inspection is then replayed and asked
again. A rung is claimed by a unique key in the transaction that records it, so that running
the sweep twice, killing it, or not running it for days loses nothing and repeats nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from states.escalation import stands_at
from states.events import Escalated, Event, Machine
from states.history import admit_next, replay
from states.inspection import Inspection
from states.roles import Officer, Role, holder_of
from states.sentences import KIND_NAMES, NEARING_NAMES
from states.stall import Call, calls, to_tell
from states.terms import ROLE_NAMES
from states.text import Text
from states.way_words import FASTEST
from tiendo.desk import Desk, read_event, recorded_after
from tiendo.explain import explained, stuck_with_ways
from tiendo.ports import Notice
from tiendo.projection import row_of
from tiendo.rounds import go_round, nominated
from tiendo.stuck import StuckLine, say

FLOW = "escalate"


@dataclass(frozen=True, slots=True)
class Rise:
    """One rung told by a sweep, of which inspection; ``told`` is an id, empty for nobody."""

    stream: str
    name: str
    block: str
    call: Call
    told: str


@dataclass(frozen=True, slots=True)
class SweepReport:
    """What one sweep saw and did: rungs told now, what is stuck, what could not be swept."""

    as_of: date
    looked_at: int
    rises: tuple[Rise, ...]
    stuck: tuple[StuckLine, ...]
    failed: tuple[tuple[str, str], ...]

    @property
    def raised(self) -> tuple[str, ...]:
        """The unique keys of the rungs told now."""
        return tuple(rise.call.key for rise in self.rises)


def sweep(desk: Desk, *, as_of: date, now: datetime) -> SweepReport:
    """Tell every rung that is due by ``as_of`` and not told yet; one bad case stops no other."""
    officers = desk.store.people()
    told = go_round(
        desk,
        nominated(desk, as_of),
        lambda stream: _try(desk, stream, officers, as_of, now),
        as_of=as_of,
        now=now,
    )
    lines = stuck_with_ways(desk, as_of=as_of)
    return SweepReport(as_of, told.looked_at, told.done, lines, told.failed)


def _try(
    desk: Desk, stream: str, officers: Sequence[Officer], as_of: date, now: datetime
) -> list[Rise]:
    events = [read_event(event) for event in desk.store.events(stream)]
    today, then = replay(stream, events), replay(stream, events, as_of=as_of)
    if today is None or then is None:
        return []
    then = replace(then, told=today.told)
    due = to_tell(calls(then, desk.policy, desk.days, desk.law), as_of)
    if not due:
        desk.store.reproject(row_of(stream, len(events), today, desk.policy, desk.days, desk.law))
        return []
    new = list[Event]()
    turns = [(call, stands_at(then, call.alarm, call.to, officers)) for call in due]
    for call, told in turns:
        event = _event(call, told, len(events) + 1, as_of, recorded_after(events, now))
        today = admit_next(today, events, event)
        events.append(event)
        new.append(event)
    notices = [_notice(desk, then, call, told, as_of, officers) for call, told in _once(turns)]
    desk.write(stream, len(events) - len(new), new, today, notices)
    return [_rise(then, call, told) for call, told in turns]


def _rise(inspection: Inspection, call: Call, told: Officer | None) -> Rise:
    return Rise(
        stream=inspection.id,
        name=inspection.about.short_name,
        block=inspection.place.block,
        call=call,
        told=told.id if told else "",
    )


def _once(turns: Sequence[tuple[Call, Officer | None]]) -> list[tuple[Call, Officer | None]]:
    """One notice a person: of several rungs of one alarm told to him at once, the highest."""
    last = {(call.alarm, told.id): call for call, told in turns if told is not None}
    return [
        (call, told) for call, told in turns if told is None or last[call.alarm, told.id] is call
    ]


def _event(
    call: Call, told: Officer | None, version: int, as_of: date, recorded_at: datetime
) -> Escalated:
    return Escalated(
        version=version,
        occurred_on=as_of,
        recorded_at=recorded_at,
        actor=Machine(id=FLOW),
        key=call.key,
        stall=call.alarm.kind.value,
        subject=call.alarm.subject,
        rung=call.rung,
        to=call.to.value,
        told=told.id if told else "",
        early=call.early,
        pack=call.alarm.pack,
    )


def _notice(
    desk: Desk,
    inspection: Inspection,
    call: Call,
    told: Officer | None,
    as_of: date,
    officers: Sequence[Officer],
) -> Notice:
    """The message to one rung; where nobody holds it, the Office is told that nobody does."""
    words = say(desk, call.alarm, inspection, as_of, officers)
    if told is None:
        vacant = Text(
            "(Chưa có ai giữ vai trò {role} của cuộc thanh tra này.)",
            "(Nobody is {role} of this inspection.)",
        ).fill(role=ROLE_NAMES[call.to])
        words = words.then(vacant)
    best = None  # before it is late there is nothing to get out of
    if not call.early:
        best = explained(desk, call.alarm, inspection, as_of, officers).best
    body = words.vi if best is None else f"{words.vi}\n{FASTEST.fill(way=best).vi}"
    office = holder_of(Role.OFFICE, inspection.place, officers)
    recipient = told or office
    names = NEARING_NAMES if call.early else KIND_NAMES
    return Notice(
        key=call.key,
        stream=inspection.id,
        recipient=recipient.id if recipient else call.to.value,
        subject=f"{inspection.about.short_name}: {names[call.alarm.kind].vi}",
        body=body,
        due_on=call.on,
        urgent=not call.early,
    )

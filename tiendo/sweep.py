"""The sweep: look at what is due, believe only the rules, tell each rung once.

Rows are only nominated by their `attention_on`; each inspection is then replayed and asked
again. A rung is claimed by a unique key in the transaction that records it, so that running
the sweep twice, killing it, or not running it for days loses nothing and repeats nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from states.escalation import stands_at
from states.history import admit_next
from states.inspection import Inspection
from states.roles import Officer, Role, holder_of
from states.stall import Call, calls, to_tell
from states.stall_names import KIND_NAMES, NEARING_NAMES
from states.terms import ROLE_NAMES
from states.text import Text
from states.way_words import FASTEST
from tiendo.desk import Desk
from tiendo.explain import explained, stuck_with_ways
from tiendo.meeting.lapsing import LapseLine, LapseRise, lapse_lines, tell
from tiendo.ports import Notice
from tiendo.record import recorded_after
from tiendo.rounds import go_round, heal, in_hand, nominated
from tiendo.stuck import StuckLine, say
from tiendo.summing import sum_up
from tiendo.telling import telling


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
    """What one sweep saw and did: rungs told now, what is stuck, what could not be swept.

    ``lapse_rises`` and ``lapses`` are those of directives, reports and meetings.
    """

    as_of: date
    looked_at: int
    rises: tuple[Rise, ...]
    stuck: tuple[StuckLine, ...]
    failed: tuple[tuple[str, str], ...]
    lapse_rises: tuple[LapseRise, ...] = ()
    lapses: tuple[LapseLine, ...] = ()

    @property
    def raised(self) -> tuple[str, ...]:
        """The unique keys of the rungs told now."""
        lapsed = (rise.call.key for rise in self.lapse_rises)
        return (*(rise.call.key for rise in self.rises), *lapsed)


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
    agenda = go_round(
        desk,
        desk.store.agenda.nominated(as_of),
        lambda stream: tell(desk, stream, as_of=as_of, now=now),
        as_of=as_of,
        now=now,
    )
    sum_up(desk)
    return SweepReport(
        as_of,
        looked_at=told.looked_at + agenda.looked_at,
        rises=told.done,
        stuck=stuck_with_ways(desk, as_of=as_of),
        failed=(*told.failed, *agenda.failed),
        lapse_rises=agenda.done,
        lapses=lapse_lines(desk, as_of=as_of),
    )


def _try(
    desk: Desk, stream: str, officers: Sequence[Officer], as_of: date, now: datetime
) -> list[Rise]:
    case = in_hand(desk, stream, as_of)
    if case is None:
        return []
    events, today, then = case.events, case.today, case.then
    due = to_tell(calls(then, desk.policy, desk.days, desk.law), as_of)
    if not due:
        heal(desk, case)
        return []
    known = len(events)
    turns = [(call, stands_at(then, call.alarm, call.to, officers)) for call in due]
    for call, told in turns:
        moment = recorded_after(events, now)
        event = telling(call, told, len(events) + 1, as_of, moment, call.alarm.pack)
        today = admit_next(today, events, event)
        events.append(event)
    says = {call.alarm: _words(desk, then, call, as_of, officers) for call in due}
    notices = [
        _notice(then, call, told, says[call.alarm], officers) for call, told in _once(turns)
    ]
    desk.write(stream, known, events[known:], today, notices)
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


@dataclass(frozen=True, slots=True)
class _Words:
    """What the notices of one alarm say: the sentence, and the best way out where it is late."""

    sentence: Text
    best: Text | None


def _words(
    desk: Desk, inspection: Inspection, call: Call, as_of: date, officers: Sequence[Officer]
) -> _Words:
    if call.early:  # before it is late there is nothing to get out of
        return _Words(say(desk, call.alarm, inspection, as_of, officers), None)
    found = explained(desk, call.alarm, inspection, as_of, officers)
    return _Words(found.sentence, found.best)


def _notice(
    inspection: Inspection,
    call: Call,
    told: Officer | None,
    says: _Words,
    officers: Sequence[Officer],
) -> Notice:
    """The message to one rung; where nobody holds it, the Office is told that nobody does."""
    words = says.sentence
    if told is None:
        vacant = Text(
            "(Chưa có ai giữ vai trò {role} của cuộc thanh tra này.)",
            "(Nobody is {role} of this inspection.)",
        ).fill(role=ROLE_NAMES[call.to])
        words = words.then(vacant)
    body = words.vi if says.best is None else f"{words.vi}\n{FASTEST.fill(way=says.best).vi}"
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

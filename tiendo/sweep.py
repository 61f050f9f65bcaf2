"""The sweep: look at what is due, believe only the rules, tell each rung once.

Rows are only nominated by their `attention_on`; each inspection is then replayed and asked
again. A rung is claimed by a unique key in the transaction that records it, so that running
the sweep twice, killing it, or not running it for days loses nothing and repeats nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from states.events import Escalated, Event, Machine
from states.history import admit_next, replay
from states.inspection import Inspection
from states.roles import Officer, Role, holder_of
from states.sentences import KIND_NAMES
from states.stall import Call, calls
from states.terms import ROLE_NAMES
from states.text import Text
from tiendo.desk import ATTEMPTS, Desk, read_event, recorded_after
from tiendo.ports import AlreadyClaimed, Conflict, Notice, StoreError
from tiendo.projection import row_of
from tiendo.stuck import StuckLine, say, stuck

FLOW = "escalate"


@dataclass(frozen=True, slots=True)
class SweepReport:
    """What one sweep saw and did: rungs told now, what is stuck, what could not be swept."""

    as_of: date
    looked_at: int
    raised: tuple[str, ...]
    stuck: tuple[StuckLine, ...]
    failed: tuple[tuple[str, str], ...]


def sweep(desk: Desk, *, as_of: date, now: datetime) -> SweepReport:
    """Tell every rung that is due by ``as_of`` and not told yet; one bad case stops no other."""
    looked_at, raised, failed, after = 0, list[str](), list[tuple[str, str]](), ""
    officers = desk.store.people()
    while page := desk.store.nominated(as_of, after=after):
        for stream in page:
            looked_at += 1
            try:
                raised += _tell(desk, stream, officers, as_of, now)
            except StoreError:
                raise  # the database is gone, not this inspection broken
            except Exception as error:  # the edge of the loop: set aside, go on
                failed.append((stream, f"{type(error).__name__}: {error}"))
                _tell_of_failure(desk, stream, error, as_of, now)
        after = page[-1]
    return SweepReport(as_of, looked_at, tuple(raised), stuck(desk, as_of=as_of), tuple(failed))


def _tell(
    desk: Desk, stream: str, officers: Sequence[Officer], as_of: date, now: datetime
) -> list[str]:
    for _ in range(ATTEMPTS):
        try:
            return _try(desk, stream, officers, as_of, now)
        except (Conflict, AlreadyClaimed):
            continue  # somebody wrote meanwhile: look again
    return []


def _try(
    desk: Desk, stream: str, officers: Sequence[Officer], as_of: date, now: datetime
) -> list[str]:
    events = [read_event(event) for event in desk.store.events(stream)]
    today, then = replay(stream, events), replay(stream, events, as_of=as_of)
    if today is None or then is None:
        return []
    then = replace(then, told=today.told)
    due = [call for call in calls(then, desk.policy, desk.days, desk.law) if call.on <= as_of]
    if not due:
        desk.store.reproject(row_of(stream, len(events), today, desk.policy, desk.days, desk.law))
        return []
    new, notices = list[Event](), list[Notice]()
    for call in due:
        told = holder_of(call.to, then.place, officers)
        event = _event(call, told, len(events) + 1, as_of, recorded_after(events, now))
        today = admit_next(today, events, event)
        events.append(event)
        new.append(event)
        notices.append(_notice(desk, then, call, told, as_of, officers))
    desk.write(stream, len(events) - len(new), new, today, notices)
    return [call.key for call in due]


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
    office = holder_of(Role.OFFICE, inspection.place, officers)
    recipient = told or office
    return Notice(
        key=call.key,
        stream=inspection.id,
        recipient=recipient.id if recipient else call.to.value,
        subject=f"{inspection.about.short_name}: {KIND_NAMES[call.alarm.kind].vi}",
        body=words.vi,
        due_on=call.on,
    )


def _tell_of_failure(
    desk: Desk, stream: str, error: Exception, as_of: date, now: datetime
) -> None:
    """An inspection that cannot be swept becomes its own alert, once per state of its record."""
    version = len(desk.store.events(stream))
    notice = Notice(
        key=f"{stream}:unreadable:{version}",
        stream=stream,
        recipient=Role.OFFICE.value,
        subject=f"{stream}: không rà soát được",
        body=(
            f"Không rà soát được cuộc thanh tra «{stream}» ({type(error).__name__}: {error}). "
            "Các cuộc khác vẫn được rà soát. Hãy chạy «tiendo verify»."
        ),
        due_on=as_of,
    )
    desk.store.queue([notice], now)

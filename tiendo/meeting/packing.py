"""The pack of the next meeting from the record; put before it, and carried on after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from states.alarm import StallKind
from states.errors import RuleError
from states.inspection import Inspection
from states.meeting.directive import Directive
from states.meeting.gathering import Gathering, MeetingState
from states.meeting.meeting_records import Forward
from states.meeting.pack import pack, to_come
from states.meeting.packed import Pack, Table
from states.meeting.room_report import RoomReport
from tiendo.desk import Desk
from tiendo.errors import NotFound
from tiendo.listing import Wanted
from tiendo.meeting.keeping_up import ACTOR, KeptUp, keep_up
from tiendo.meeting.secretary import note, readable
from tiendo.ports import Conflict, DatabaseDamaged

_LATELY = timedelta(days=100)  # what older meetings left open was noted long ago


@dataclass(frozen=True, slots=True)
class Prepared:
    """One round of preparing: what time brought, what was put before the meeting, the pack."""

    pack: Pack
    kept_up: KeptUp
    carried: tuple[str, ...]
    put_forward: int


def pack_of(desk: Desk, *, as_of: date, known_by: datetime | None = None) -> Pack:
    """The pack as it stands on a day, as known by a moment. Writes nothing."""
    meetings = readable(desk, Gathering, as_of=as_of, known_by=known_by)
    return _pack(desk, meetings, as_of, known_by)


def pack_before(
    desk: Desk, meeting: Gathering, *, as_of: date, known_by: datetime | None = None
) -> Pack | None:
    """The pack of a meeting; None where it is not the next one, and then nothing is worked out."""
    meetings = readable(desk, Gathering, as_of=as_of, known_by=known_by)
    found = to_come(meetings, as_of)
    if found is None or found.id != meeting.id:
        return None
    return _pack(desk, meetings, as_of, known_by)


def _pack(
    desk: Desk, meetings: Sequence[Gathering], as_of: date, known_by: datetime | None
) -> Pack:
    table = Table(
        as_of=as_of,
        directives=readable(desk, Directive, as_of=as_of, known_by=known_by),
        reports=readable(desk, RoomReport, as_of=as_of, known_by=known_by),
        meetings=meetings,
        inspections=_unreviewed(desk, as_of, known_by),
        people=desk.store.people(),
    )
    return pack(table, desk.policy, desk.days)


def _unreviewed(desk: Desk, as_of: date, known_by: datetime | None) -> tuple[Inspection, ...]:
    """Those whose pause may be unreviewed; as of today only those whose rows say it is."""
    if known_by is not None or as_of < desk.clock.today():
        found = desk.inspections(as_of=as_of, known_by=known_by)
        return tuple(each for each in found if isinstance(each, Inspection))
    overview = desk.store.overview
    stalls, _ = overview.stuck_count(Wanted(), as_of)
    silent = {
        each.stream
        for each in overview.stuck(Wanted(), as_of, stalls)
        if each.stall.kind == StallKind.UNREVIEWED_PAUSE.value
    }
    return tuple(_readable(desk, sorted(silent), as_of))


def _readable(desk: Desk, streams: Sequence[str], as_of: date) -> Iterator[Inspection]:
    for stream in streams:
        with suppress(RuleError, ValueError, DatabaseDamaged, NotFound):  # it is told elsewhere
            yield desk.inspection(stream, as_of=as_of)


def prepare(desk: Desk, *, as_of: date, now: datetime) -> Prepared:
    """Keep up with time, carry over what meetings left open, and put the pack before the next.

    Done again, it writes only what has changed since.
    """
    kept = keep_up(desk, as_of=as_of, now=now)
    carried = tuple(_carry(desk, as_of, now))
    made = pack_of(desk, as_of=as_of)
    put = _put_forward(desk, made, as_of, now)
    return Prepared(made, kept, carried, put)


def _carry(desk: Desk, as_of: date, now: datetime) -> Iterator[str]:
    """Each directive that a meeting of the office left open is told so, once."""
    directives = readable(desk, Directive, as_of=as_of)
    for meeting in readable(desk, Gathering, as_of=as_of):
        held = meeting.held_on
        if meeting.about.room or held is None or not as_of - _LATELY <= held < as_of:
            continue
        for each in directives:
            known = {carry.meeting for carry in each.carried}
            if each.standing or each.began >= held or meeting.id in known:
                continue
            act: dict[str, object] = {"kind": "carry", "meeting": meeting.id}
            with suppress(RuleError, Conflict):  # what was closed by then was not carried over
                note(desk, each.id, act, actor=ACTOR, on=held, now=now)
                yield each.id


def _put_forward(desk: Desk, made: Pack, as_of: date, now: datetime) -> int:
    """What is before the meeting now; nothing is written where that has not changed."""
    meeting = made.meeting
    if meeting is None or meeting.state is not MeetingState.CALLED:
        return 0
    items = tuple(_forward(made))
    if not items or items == meeting.forward:
        return 0
    act: dict[str, object] = {"kind": "put_forward", "items": items}
    with suppress(Conflict):
        note(desk, meeting.id, act, actor=ACTOR, on=as_of, now=now)
    return len(items)


def _forward(made: Pack) -> Iterator[Forward]:
    for paused in made.unreviewed:
        place = paused.inspection.place
        yield Forward(about=paused.inspection.id, room=place.room, block=place.block, asks=True)
    for item in made.open:
        place = item.directive.place
        yield Forward(about=item.directive.id, room=place.room, block=place.block, asks=item.asks)
    for handed in made.reports:
        place = handed.report.place
        if handed.days_late or handed.findings:
            yield Forward(about=handed.report.id, room=place.room, block=place.block)

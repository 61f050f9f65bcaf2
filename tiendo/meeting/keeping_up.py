"""What time brings to the agenda: reports that come due, periods that begin, what reports said.

Every step can be done again at any time: what is there already stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from states.errors import RuleError
from states.meeting.attending import asks_to_sit_in, sat_in
from states.meeting.directive import OPEN, Directive
from states.meeting.gathering import Gathering
from states.meeting.numbers import ReportsDue
from states.meeting.periods import Period
from states.meeting.recurring import asked_by, due_of, turns
from states.meeting.report_records import ReportSubmitted
from states.meeting.room_report import RoomReport
from states.meeting.suggesting import Office
from states.streams import StreamKind, bare, kind_of, stream_id
from states.text import dmy, fold
from tiendo.desk import Desk
from tiendo.meeting.secretary import current, note, readable
from tiendo.ports import Conflict

ACTOR = "meet"
_LATELY = timedelta(days=100)
"""What older reports said was noted long ago."""


@dataclass(frozen=True, slots=True)
class KeptUp:
    """What was opened and noted now, by stream."""

    reports: tuple[str, ...] = ()
    occurrences: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()


def keep_up(desk: Desk, *, as_of: date, now: datetime) -> KeptUp:
    """Open what has come due by a day, and write into directives what reports said of them."""
    reports = tuple(_reports(desk, as_of, now))
    occurrences = tuple(_occurrences(desk, as_of, now))
    noted = (*_attended(desk, as_of, now), *_mentions(desk, as_of, now))
    return KeptUp(reports, occurrences, noted)


def report_id(room: str, period: Period) -> str:
    """The stream of a room's report for a period: ``report:2021-09.phong-1``."""
    unit = f"{period.number:02}" if period.unit == "month" else f"q{period.number}"
    return stream_id(StreamKind.REPORT, f"{period.year}-{unit}.{slug(room)}")


def slug(room: str) -> str:
    """A room's name as it stands in ids."""
    kept = "".join(char if char.isascii() and char.isalnum() else "-" for char in fold(room))
    return "-".join(part for part in kept.split("-") if part)


def _reports(desk: Desk, as_of: date, now: datetime) -> Iterator[str]:
    office = Office(desk.store.people())
    known = {row.stream for row in desk.store.agenda.rows(StreamKind.REPORT)}
    for rule in desk.policy.meeting.reports:
        for period in _asked(desk, rule, as_of):
            for room in office.rooms:
                stream = report_id(room, period)
                if stream not in known and _open_report(desk, stream, room, period, rule, now):
                    yield stream


def _asked(desk: Desk, rule: ReportsDue, as_of: date) -> list[Period]:
    """The periods asked for by a day since the last one that any room was asked for."""
    latest = asked_by(rule, as_of)
    found = readable(desk, RoomReport)
    past = [e.period for e in found if e.about.unit == rule.unit and e.period < latest]
    periods, at = [latest], max(past, default=latest)
    while at.next < latest:
        at = at.next
        periods.append(at)
    return sorted(periods)


def _open_report(
    desk: Desk, stream: str, room: str, period: Period, rule: ReportsDue, now: datetime
) -> bool:
    due = due_of(period, rule)
    act = {
        "kind": "expect",
        "room": room,
        "block": Office(desk.store.people()).block_of(room),
        "year": period.year,
        "number": period.number,
        "unit": period.unit,
        "due_on": due,
    }
    return _noted(desk, stream, act, due.replace(day=1), now)


def _occurrences(desk: Desk, as_of: date, now: datetime) -> Iterator[str]:
    known = {row.stream for row in desk.store.agenda.rows(StreamKind.DIRECTIVE)}
    for duty in readable(desk, Directive, as_of=as_of):
        if not (duty.standing and duty.open):
            continue
        for turn in turns(duty.about.every, duty.began, as_of):
            stream = stream_id(StreamKind.DIRECTIVE, f"{bare(duty.id)}.{turn.name}")
            if stream in known or turn.last < duty.began:
                continue
            about = duty.about
            act = {
                "kind": "assign",
                "title": about.title,
                "sentence": about.sentence,
                "owner": duty.owner,
                "room": duty.place.room,
                "block": duty.place.block,
                "due_on": turn.last,
                "parent": duty.id,
                "period": turn.name,
                "about": about.about,
                "meeting": about.meeting,
                "item": about.item,
                "paper": about.paper,
                "place": about.place,
            }
            if _noted(desk, stream, act, max(turn.first, duty.began), now):
                yield stream


def _attended(desk: Desk, as_of: date, now: datetime) -> Iterator[str]:
    """Settle the periods in which a block's leader was recorded at a meeting of his rooms."""
    duties = [e for e in readable(desk, Directive, as_of=as_of) if e.open and asks_to_sit_in(e)]
    if not duties:
        return
    people, held = desk.store.people(), readable(desk, Gathering, as_of=as_of)
    states = {row.stream: row.state for row in desk.store.agenda.rows(StreamKind.DIRECTIVE)}
    for duty in duties:
        for turn in turns(duty.about.every, duty.began, as_of):
            stream = stream_id(StreamKind.DIRECTIVE, f"{bare(duty.id)}.{turn.name}")
            found = sat_in(held, people, duty.owner.name, turn)
            if states.get(stream) not in OPEN or found is None or found.held_on is None:
                continue
            on = found.held_on
            said = f"Đã dự «{found.about.title}» ngày {dmy(on)}."
            act: dict[str, object] = {"kind": "attend", "meeting": found.id, "text": said}
            days = (max(on, duty.began), as_of)  # the later where somebody reported in between
            if any(_noted(desk, stream, act, day, now) for day in days):
                yield stream


def _mentions(desk: Desk, as_of: date, now: datetime) -> Iterator[str]:
    """What each report said or did not say of each directive that was open when it came."""
    for report in readable(desk, RoomReport, as_of=as_of):
        last = report.last
        if last is None or last.occurred_on < as_of - _LATELY:
            continue
        for stream in (*last.omits, *last.mentions):
            if kind_of(stream) is not StreamKind.DIRECTIVE or _heard(
                desk, stream, report.id, last
            ):
                continue
            act: dict[str, object] = {
                "kind": "note_silence" if stream in last.omits else "mention",
                "report": report.id,
                "paper": last.paper,
                "period": report.period.say().vi,
            }
            if _noted(desk, stream, act, last.occurred_on, now):
                yield stream


def _heard(desk: Desk, stream: str, report: str, last: ReportSubmitted) -> bool:
    """Whether a directive knows what this version says of it, or cannot be told."""
    found = current(desk, stream)
    if not isinstance(found, Directive):
        return True  # what cannot be read is told of by itself, and stops no other
    return any(each.report == report and each.paper == last.paper for each in found.mentions)


def _noted(desk: Desk, stream: str, act: dict[str, object], on: date, now: datetime) -> bool:
    """Whether it was noted now; what stands already, or cannot be, changes nothing."""
    with suppress(RuleError, Conflict):
        note(desk, stream, act, actor=ACTOR, on=on, now=now)
        return True
    return False

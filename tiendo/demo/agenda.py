"""The meetings of the demonstration office: August's conclusion, what came of it, the reports.

Every step asks the rules and is left out where it is done already, so that a load that was killed
is completed by the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Annotated, Any, cast

from pydantic import BeforeValidator

from states.meeting.directive import Directive
from states.meeting.gathering import Gathering
from states.model import Day, Frozen
from states.papers import Document
from states.streams import StreamKind, stream_id
from tiendo.agendabook import AgendaRow
from tiendo.clock import FixedDayClock
from tiendo.desk import Desk
from tiendo.meeting.confirming import confirm, proposals, take
from tiendo.meeting.keeping_up import report_id, slug
from tiendo.meeting.packing import prepare
from tiendo.meeting.reporting import period_from, submit
from tiendo.meeting.secretary import history, readable, record, thing
from tiendo.ports import InspectionRow, NewEvent, Notice, Store
from tiendo.yaml_text import read_yaml

_FOLDER = files("tiendo").joinpath("demo/agenda")
_Text = Annotated[str, BeforeValidator(str)]


class _Conclusion(Frozen):
    file: str
    held_on: Day
    taken_on: Day
    by: str
    issued: Document


class _Change(Frozen):
    words: str
    title: str


class _RoomMeeting(Frozen):
    room: str
    block: str
    day: Day
    by: str
    present: tuple[str, ...]


class _Report(Frozen):
    room: str
    period: _Text
    day: Day
    by: str
    file: str
    accepted_on: Day | None = None


class _Act(Frozen):
    words: str
    kind: str
    day: Day
    by: str
    text: str = ""
    document: Document | None = None


class _Called(Frozen):
    title: str
    planned_on: Day
    called_on: Day
    by: str


class _Told(Frozen):
    conclusion: _Conclusion
    changes: tuple[_Change, ...]
    room_meetings: tuple[_RoomMeeting, ...]
    reports: tuple[_Report, ...]
    acts: tuple[_Act, ...]
    meeting: _Called


def load_agenda(desk: Desk) -> int:
    """Bring the meetings of the demonstration office into its store; how many streams there are.

    Nothing is recorded where all of it is there. The office itself must be loaded before.
    """
    desk = replace(desk, store=cast(Store, _Quiet(desk.store)))
    told = _Told.model_validate(read_yaml(_FOLDER.joinpath("agenda.yaml").read_text("utf-8")))
    for report in told.reports:
        if report.day < told.conclusion.held_on:
            _report(desk, report)
    meeting = _conclusion(desk, told)
    for held in told.room_meetings:
        _room_meeting(desk, held)
    for act in sorted(told.acts, key=lambda each: each.day):
        _act(desk, meeting, act)
    for report in told.reports:
        if report.day >= told.conclusion.held_on:
            _report(desk, report)
    _call(desk, told.meeting)
    today = desk.clock.today()
    prepare(_on(desk, today), as_of=today, now=desk.clock.now())
    return len(desk.store.agenda.rows())


class _Quiet:
    """The store without its outbox: what was told in those days was read long ago."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def append(
        self,
        stream: str,
        after: int,
        new: Sequence[NewEvent],
        row: InspectionRow | AgendaRow,
        _notices: Sequence[Notice] = (),
    ) -> None:
        """Write events and projection, and tell nobody."""
        self._store.append(stream, after, new, row)


def _on(desk: Desk, day: date) -> Desk:
    """The desk as it was used on a day."""
    return replace(desk, clock=FixedDayClock(day))


def _conclusion(desk: Desk, told: _Told) -> str:
    said, by = told.conclusion, told.conclusion.by
    stream = stream_id(StreamKind.MEETING, said.held_on.isoformat())
    then = _on(desk, said.taken_on)
    row = desk.store.agenda.row(stream)
    if row is None or thing(desk, stream, Gathering).taken is None:
        take(then, _FOLDER.joinpath(said.file).read_bytes(), said.file, by=by)
    meeting = thing(desk, stream, Gathering)
    for each in proposals(then, meeting):
        if each.number in meeting.undecided:
            change = {c.words: {"title": c.title} for c in told.changes}
            known = (change[words] for words in change if words in each.item.words)
            confirm(then, stream, each.number, by=by, change=next(known, None))
    if thing(desk, stream, Gathering).conclusion is None:
        record(then, stream, {"kind": "issue", "document": said.issued}, by=by)
    return stream


def _room_meeting(desk: Desk, said: _RoomMeeting) -> None:
    stream = stream_id(StreamKind.MEETING, f"{said.day.isoformat()}.{slug(said.room)}")
    then, row = _on(desk, said.day), desk.store.agenda.row(stream)
    if row is None:
        title = f"Họp {said.room}"
        call = {"kind": "call", "title": title, "planned_on": said.day, "room": said.room}
        record(then, stream, {**call, "block": said.block}, by=said.by)
        row = desk.store.agenda.row(stream)
    if row and row.state == "called":
        record(then, stream, {"kind": "hold", "present": said.present}, by=said.by)


def _report(desk: Desk, said: _Report) -> None:
    period = period_from(said.period)
    stream, content = report_id(said.room, period), _FOLDER.joinpath(said.file).read_bytes()
    row = desk.store.agenda.row(stream)
    if row is None or row.state == "expected":
        then = _on(desk, said.day)
        submit(then, content, said.file, room=said.room, period=period, by=said.by)
        row = desk.store.agenda.row(stream)
    if said.accepted_on and row and row.state == "submitted":
        record(_on(desk, said.accepted_on), stream, {"kind": "accept"}, by="lan")


def _act(desk: Desk, meeting: str, said: _Act) -> None:
    for stream in _directives(desk, meeting, said.words):
        done = {(getattr(e, "kind", ""), e.occurred_on) for e in history(desk, stream)}
        if (said.kind, said.day) in done:
            continue
        act: dict[str, Any] = {"kind": said.kind, "document": said.document}
        act |= {"text": said.text} if said.text else {}
        record(_on(desk, said.day), stream, act, by=said.by)


def _directives(desk: Desk, meeting: str, words: str) -> Iterator[str]:
    for each in readable(desk, Directive):
        if each.about.meeting == meeting and words in each.about.sentence:
            yield each.id


def _call(desk: Desk, said: _Called) -> None:
    stream = stream_id(StreamKind.MEETING, said.planned_on.isoformat())
    if desk.store.agenda.row(stream) is None:
        act = {"kind": "call", "title": said.title, "planned_on": said.planned_on}
        record(_on(desk, said.called_on), stream, act, by=said.by)

"""A conclusion taken in as proposals; each confirmed, changed or rejected by a person.

Two streams are never written in one transaction: the directives first, under ids that follow
from the proposal, then the meeting's word on it. Done again after a crash, it finds them there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from states.meeting.directive import Directive
from states.meeting.directive_records import Charged
from states.meeting.gathering import Gathering
from states.meeting.proposed import ProposedItem
from states.meeting.reading import read_conclusion
from states.meeting.suggesting import Office, Suggestion, defects_of, proposed, suggested
from states.streams import StreamKind, stream_id
from states.text import Text, dmy
from tiendo.desk import Desk
from tiendo.errors import BadInput, NotFound
from tiendo.meeting.knowing import known_of
from tiendo.meeting.places import check_owner
from tiendo.meeting.secretary import record, thing
from tiendo.meeting.taking_in import take_in
from tiendo.meeting.wording import wording


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal of a meeting with what the machine would confirm of it."""

    number: int
    item: ProposedItem
    suggestion: Suggestion


def take(
    desk: Desk, content: bytes, name: str, *, by: str, held_on: date | None = None
) -> Gathering:
    """Read a conclusion, keep its file and its proposals with its meeting.

    A meeting nobody recorded is recorded as held on the day the paper names, or on ``held_on``.
    Raises BadPaper, BadInput where no day is known, Refused; then nothing was recorded.
    """
    officer, now = desk.officer(by), desk.clock.now()
    paper = take_in(content, name).paper
    reading = read_conclusion(paper, wording(), known_of(desk))
    head = reading.header
    day = held_on or head.meeting_on
    if day is None:
        raise BadInput(_NO_DAY.fill(name=name))
    if day > desk.clock.today():
        raise BadInput(_TO_COME.fill(day=dmy(day)))
    meeting = _meeting_of(desk, day, officer.id, now)
    kept = desk.store.papers.put(name, content, now)
    act = {
        "kind": "take_in",
        "paper": kept,
        "name": name,
        "number": head.number,
        "dated_on": head.dated_on,
        "signer": head.signer,
        "defects": defects_of(reading),
        "items": [proposed(item) for item in reading.items],
    }
    return _as_meeting(record(desk, meeting, act, by=officer.id, now=now))


def _meeting_of(desk: Desk, day: date, by: str, now: datetime) -> str:
    """The meeting of a day, recorded as called and held if it was not yet."""
    stream = stream_id(StreamKind.MEETING, day.isoformat())
    standing = desk.store.agenda.row(stream)
    if standing is None:
        title = f"Họp giao ban ngày {dmy(day)}"
        call = {"kind": "call", "title": title, "planned_on": day, "occurred_on": day}
        record(desk, stream, call, by=by, now=now)
    if standing is None or standing.state == "called":
        record(desk, stream, {"kind": "hold", "occurred_on": day}, by=by, now=now)
    return stream


def proposals(desk: Desk, meeting: Gathering) -> tuple[Proposal, ...]:
    """Everything its conclusion proposes, in order, with what would be confirmed."""
    office, rooms = Office(desk.store.people()), _rooms(desk)
    items = meeting.taken.items if meeting.taken else ()
    return tuple(
        Proposal(number, item, suggested(item, office, rooms))
        for number, item in enumerate(items, start=1)
    )


def _rooms(desk: Desk) -> dict[str, str]:
    return {row.stream: row.room for row in desk.store.rows()}


def confirm(
    desk: Desk,
    meeting: str,
    item: int,
    *,
    by: str,
    change: Mapping[str, object] | None = None,
) -> tuple[Directive, ...]:
    """Take a proposal, as it is or with changes (fields of ``Suggestion``); its directives.

    A shortcoming gives a directive only where the change names who mends it. Raises NotFound,
    BadInput where nobody is named, Refused.
    """
    officer, now = desk.officer(by), desk.clock.now()
    found = thing(desk, meeting, Gathering)
    proposal = next((each for each in proposals(desk, found) if each.number == item), None)
    if proposal is None or found.taken is None:
        raise NotFound(_NO_ITEM.fill(item=item, id=meeting))
    wanted = _changed(proposal, change or {})
    owners = wanted.owners
    if proposal.item.kind == "shortcoming" and "owners" not in (change or {}):
        owners = ()
    elif not owners:
        raise BadInput(_NOBODY.fill(item=item))
    for owner in owners:
        check_owner(desk, owner)
    if item not in found.undecided:
        _refuse_decided(desk, meeting, item, by=officer.id, now=now)
    streams = [_stream(meeting, item, n, len(owners)) for n in range(1, len(owners) + 1)]
    for stream, owner in zip(streams, owners, strict=True):
        if desk.store.agenda.row(stream) is None:
            act = _assignment(desk, found, proposal, wanted, owner)
            record(desk, stream, act, by=officer.id, now=now)
    edited = wanted != proposal.suggestion
    act = {"kind": "confirm", "item": item, "directives": streams, "edited": edited}
    record(desk, meeting, act, by=officer.id, now=now)
    return tuple(thing(desk, stream, Directive) for stream in streams)


def reject(desk: Desk, meeting: str, item: int, *, by: str, reason: str) -> Gathering:
    """Say that a proposal is none, and why. Raises NotFound or Refused."""
    act = {"kind": "reject", "item": item, "reason": reason}
    return _as_meeting(record(desk, meeting, act, by=by))


def _refuse_decided(desk: Desk, meeting: str, item: int, *, by: str, now: datetime) -> None:
    """The rules refuse what was decided before, in their own words, before anything is written."""
    record(desk, meeting, {"kind": "confirm", "item": item}, by=by, now=now)


def _changed(proposal: Proposal, change: Mapping[str, object]) -> Suggestion:
    try:
        wanted = replace(proposal.suggestion, **change)  # type: ignore[arg-type]
    except TypeError as error:
        raise BadInput(_FIELDS.fill(why=error)) from error
    if wanted.every and (wanted.due_on or wanted.review_on):
        raise BadInput(_TWO_DATES)
    return wanted


def _stream(meeting: str, item: int, number: int, of: int) -> str:
    name = f"{meeting.rpartition(':')[2]}.{item:02}"
    return stream_id(StreamKind.DIRECTIVE, name if of == 1 else f"{name}-{number}")


def _assignment(
    desk: Desk, meeting: Gathering, proposal: Proposal, wanted: Suggestion, owner: Charged
) -> dict[str, object]:
    room, block = Office(desk.store.people()).place(owner)
    on = meeting.held_on or desk.clock.today()
    return {
        "kind": "assign",
        "occurred_on": on,
        "title": wanted.title,
        "sentence": proposal.item.words,
        "owner": owner,
        "room": room,
        "block": block,
        "due_on": wanted.due_on,
        "review_on": wanted.review_on,
        "every": wanted.every,
        "about": wanted.about,
        "meeting": meeting.id,
        "item": proposal.number,
        "paper": meeting.taken.paper if meeting.taken else None,
        "place": proposal.item.place,
    }


def _as_meeting(found: object) -> Gathering:
    if not isinstance(found, Gathering):
        raise TypeError(type(found).__name__)
    return found


_NO_DAY = Text(
    "«{name}» không ghi ngày họp; thêm ngày họp (--held).",
    "“{name}” does not name the day of its meeting; add it (--held).",
)
_TO_COME = Text("Ngày họp {day} còn ở tương lai.", "The meeting of {day} is still to come.")
_NO_ITEM = Text(
    "Kết luận của «{id}» không có đề xuất số {item}.",
    "The conclusion of “{id}” has no proposal {item}.",
)
_NOBODY = Text(
    "Đề xuất số {item} chưa rõ giao cho ai; hãy chọn (--owner).",
    "Proposal {item} names nobody of the office; choose one (--owner).",
)
_FIELDS = Text("Không sửa được như vậy: {why}.", "It cannot be changed like that: {why}.")
_TWO_DATES = Text(
    "Việc lặp lại theo kỳ thì không có một thời hạn riêng.",
    "A duty that comes back has no single due date.",
)

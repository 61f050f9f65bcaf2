"""The desk of directives, reports and meetings: load, ask the rules, record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from states.errors import RuleError
from states.meeting.chronicle import CHRONICLES, Chronicle
from states.meeting.directive import Directive
from states.meeting.gathering import Gathering
from states.meeting.room_report import RoomReport
from states.recorded import Recorded
from states.roles import Officer
from states.streams import AGENDA, StreamKind, kind_of
from states.text import Text
from tiendo.agenda import Thing, agenda_row, chronicle_of, read_agenda, to_be_stored
from tiendo.desk import ATTEMPTS, Desk, Unreadable
from tiendo.errors import NotFound, Stale
from tiendo.intake import check_stream, event_of
from tiendo.meeting.hindsight import lapses_taken_back
from tiendo.meeting.telling import told_by
from tiendo.meeting.turning_away import check_powers, in_whose_post, leads
from tiendo.ports import Conflict, DatabaseDamaged, Notice
from tiendo.record import recorded_after

T = TypeVar("T", Directive, RoomReport, Gathering)
_KINDS: dict[type[Thing], StreamKind] = {
    Directive: StreamKind.DIRECTIVE,
    RoomReport: StreamKind.REPORT,
    Gathering: StreamKind.MEETING,
}
_BEGINNINGS = ("assign", "expect", "call")
_ANY = Text("Không có việc giao ban mang mã «{id}».", "The agenda has nothing called “{id}”.")


@dataclass(frozen=True, slots=True)
class Hand:
    """One stream in hand: its events, what they leave now, and how it is read.

    ``unsaved``: how many of the last events are still to be written.
    """

    stream: str
    chronicle: Chronicle[Any]
    events: Sequence[Recorded]
    thing: Thing | None
    unsaved: int = 0


def in_hand(desk: Desk, stream: str) -> Hand:
    """A stream of the agenda with its events. Raises NotFound on an id of another kind.

    Raises DatabaseDamaged or RuleError where its record cannot be read.
    """
    chronicle = chronicle_of(stream)
    if chronicle is None:
        raise NotFound(_ANY.fill(id=stream[:80]))
    events = read_agenda(stream, desk.store.events(stream))
    return Hand(stream, chronicle, events, chronicle.replay(stream, events))


def history(desk: Desk, stream: str) -> tuple[Recorded, ...]:
    """Every event of a thing in the order recorded. Raises NotFound."""
    found = in_hand(desk, stream)
    if not found.events:
        raise NotFound(_ANY.fill(id=stream))
    return tuple(found.events)


def thing(
    desk: Desk,
    stream: str,
    wanted: type[T],
    *,
    as_of: date | None = None,
    known_by: datetime | None = None,
) -> T:
    """One directive, report or meeting as it stood on a day. Raises NotFound."""
    return with_history(desk, stream, wanted, as_of=as_of, known_by=known_by)[0]


def with_history(
    desk: Desk,
    stream: str,
    wanted: type[T],
    *,
    as_of: date | None = None,
    known_by: datetime | None = None,
) -> tuple[T, Sequence[Recorded]]:
    """The same with every event of it in the order recorded. Raises NotFound."""
    hand = in_hand(desk, stream)
    found = hand.chronicle.replay(stream, hand.events, as_of=as_of, known_by=known_by)
    if not isinstance(found, wanted):
        raise NotFound(_ANY.fill(id=stream))
    return found, hand.events


def called(desk: Desk, stream: str) -> str:
    """What is called so that a meeting can be about: its title, or the inspection's short name."""
    if kind_of(stream) in AGENDA:
        row = desk.store.agenda.row(stream)
        return row.title if row else stream
    case = desk.store.row(stream)
    return (case.short_name if case else "") or stream


def things(
    desk: Desk, wanted: type[T], *, as_of: date | None = None, known_by: datetime | None = None
) -> Iterator[T | Unreadable]:
    """Everything of a kind as it stood; what cannot be read comes as Unreadable."""
    kind = _KINDS[wanted]
    damaged = list[Unreadable]()

    def aside(stream: str, error: DatabaseDamaged) -> None:
        damaged.append(Unreadable(stream, 0, str(error)))

    for stream, stored in desk.store.every_stream(aside, kind):
        try:
            events = read_agenda(stream, stored)
            found = CHRONICLES[kind].replay(stream, events, known_by=known_by, as_of=as_of)
        except (RuleError, ValueError, DatabaseDamaged) as error:
            yield Unreadable(stream, len(stored), f"{type(error).__name__}: {error}")
            continue
        if isinstance(found, wanted):
            yield found
    yield from damaged


def everything(
    desk: Desk, *, as_of: date | None = None, known_by: datetime | None = None
) -> Iterator[Thing | Unreadable]:
    """Every directive, report and meeting as it stood; what cannot be read comes as Unreadable."""
    yield from things(desk, Directive, as_of=as_of, known_by=known_by)
    yield from things(desk, RoomReport, as_of=as_of, known_by=known_by)
    yield from things(desk, Gathering, as_of=as_of, known_by=known_by)


def current(desk: Desk, stream: str) -> Thing | Unreadable:
    """One of the agenda as known now; Unreadable where its record cannot be read."""
    try:
        found = in_hand(desk, stream).thing
    except (RuleError, ValueError, DatabaseDamaged) as error:
        return Unreadable(stream, 0, f"{type(error).__name__}: {error}")
    return found if found is not None else Unreadable(stream, 0, "no event is there")


def readable(
    desk: Desk, wanted: type[T], *, as_of: date | None = None, known_by: datetime | None = None
) -> tuple[T, ...]:
    """Everything of a kind that can be read, as it stood."""
    found = things(desk, wanted, as_of=as_of, known_by=known_by)
    return tuple(each for each in found if isinstance(each, wanted))


def record(
    desk: Desk,
    stream: str,
    act: Mapping[str, object],
    *,
    by: str,
    now: datetime | None = None,
    seen: int | None = None,
    begun: Mapping[str, object] | None = None,
) -> Thing:
    """Record one act of a person and return what it leaves.

    ``seen`` is the version the person looked at, if that matters; ``begun`` the machine's act
    that begins a stream which is not there yet: both are written, or neither. Raises
    BadInput, NotFound, Stale, Refused, Contradiction or Unknown; then nothing was written.
    """
    officer = desk.officer(by)
    for _ in range(ATTEMPTS):
        try:
            return _try(desk, stream, act, officer, now or desk.clock.now(), seen, begun)
        except Conflict:
            continue
    raise Stale(_BUSY)


def _try(
    desk: Desk,
    stream: str,
    act: Mapping[str, object],
    officer: Officer,
    now: datetime,
    seen: int | None,
    begun: Mapping[str, object] | None,
) -> Thing:
    hand = in_hand(desk, stream)
    if begun is not None and not hand.events:
        hand = _begun(hand, begun, now)
    if not hand.events and act.get("kind") not in _BEGINNINGS:
        raise NotFound(_ANY.fill(id=stream))
    if seen is not None and seen != len(hand.events):
        raise Stale(_MOVED.fill(id=stream))
    whole = {"occurred_on": desk.clock.today(), **act}
    if whole.get("kind") == "opine":
        whole["leads"] = leads(hand.thing, str(whole.get("about", "")), officer)
    event = event_of(
        hand.chronicle.events,
        whole,
        version=len(hand.events) + 1,
        actor={"kind": "person", "id": officer.id},
        recorded_at=recorded_after(hand.events, now),
    )
    if hand.thing is None:
        check_stream(stream.rpartition(":")[2])
    after = hand.chronicle.admit(stream, hand.events, event)
    kind, place = hand.chronicle.kind, hand.thing or after
    lent = in_whose_post(kind, event, place, officer)
    if lent is not event:
        event, after = lent, hand.chronicle.admit(stream, hand.events, lent)
    check_powers(desk, kind, event, place, officer)
    told = told_by(event, after, desk.store.people())
    _write(desk, hand, event, after, (*told, *lapses_taken_back(desk, event, hand.thing, after)))
    return after  # type: ignore[no-any-return]


def _begun(hand: Hand, act: Mapping[str, object], now: datetime) -> Hand:
    """A stream that is not there yet with its first event in hand, to be written with the next."""
    whole = {**act, "version": 1, "recorded_at": recorded_after((), now)}
    event = hand.chronicle.events.validate_python(whole)
    after = hand.chronicle.admit(hand.stream, (), event)
    return Hand(hand.stream, hand.chronicle, [event], after, unsaved=1)


def note(
    desk: Desk, stream: str, act: Mapping[str, object], *, actor: str, on: date, now: datetime
) -> Thing:
    """Record one act of a machine. Raises Refused where the rules have it already, or Conflict."""
    hand = in_hand(desk, stream)
    event = hand.chronicle.events.validate_python(
        {
            **act,
            "occurred_on": on,
            "version": len(hand.events) + 1,
            "actor": {"kind": "machine", "id": actor},
            "recorded_at": recorded_after(hand.events, now),
        }
    )
    after = hand.chronicle.admit(stream, hand.events, event)
    _write(desk, hand, event, after, told_by(event, after, desk.store.people()))
    return after  # type: ignore[no-any-return]


def _write(
    desk: Desk, hand: Hand, event: Recorded, after: Thing, notices: Sequence[Notice]
) -> None:
    row = agenda_row(after, len(hand.events) + 1, desk.policy, desk.days)
    known = len(hand.events) - hand.unsaved
    new = [to_be_stored(hand.stream, each) for each in (*hand.events[known:], event)]
    desk.store.append(hand.stream, known, new, row, notices)


_BUSY = Text(
    "Quá nhiều người cùng ghi; hãy thử lại.", "Too many people are writing at once; try again."
)
_MOVED = Text(
    "«{id}» vừa có thay đổi; chưa ghi gì. Hãy xem lại rồi làm lại.",
    "“{id}” has just changed; nothing was recorded. Look again, then retry.",
)

"""The morning letter: one a person and working day, and none to whoever has nothing to hear.

It says what is the reader's to do, what is stuck or late under a supervisor, and what was told
since the letter before; each once. Only notices that are not urgent wait for it; it passes each on
once, in the transaction that claims the key of person and day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from states.roles import Officer, Role
from tiendo.clock import OFFICE_ZONE
from tiendo.desk import Desk
from tiendo.digest_words import Morning, body, subject
from tiendo.explain import stuck_with_ways
from tiendo.meeting.lapsing import LapseLine, lapse_lines
from tiendo.notices import readers, recipients_read_by
from tiendo.ports import InspectionRow
from tiendo.postbox import Digest, Letter
from tiendo.stuck import StuckLine

OPEN_FROM, OPEN_UNTIL = time(7), time(17)
"""A morning letter that is late still comes the same working day, and never at night."""
_LOOK_BACK = 200


@dataclass(frozen=True, slots=True)
class DigestReport:
    """One round of morning letters; ``closed`` where the office does not work at this hour."""

    on: date
    closed: bool
    written: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Office:
    """What stands this morning: stalls, lapses of the agenda, and where each inspection is."""

    on: date
    stuck: Sequence[StuckLine]
    late: Sequence[LapseLine]
    places: Mapping[str, InspectionRow]


def digest(desk: Desk, *, now: datetime, page: str) -> DigestReport:
    """Queue the morning letter of everybody who has something to hear and has none today."""
    today = desk.clock.today()
    if not desk.days.is_working(today) or not _open(now):
        return DigestReport(today, closed=True)
    people = desk.store.people()
    office = _Office(
        today,
        stuck_with_ways(desk, as_of=today),
        lapse_lines(desk, as_of=today),
        {row.stream: row for row in desk.store.rows()},
    )
    waiting = desk.store.letters.for_digest(today)
    mornings = (
        _morning(desk, person, office, _sent_to(person, waiting, people)) for person in people
    )
    written = desk.store.letters.put_digests(
        [_digest(each, page) for each in mornings if each.something], now
    )
    return DigestReport(today, closed=False, written=written)


def digest_key(person: str, on: date) -> str:
    """The key of one person's letter of one day: claimed once for ever."""
    return f"digest:{person}:{on.isoformat()}"


def in_charge(person: Officer, row: InspectionRow | None) -> bool:
    """Whether an inspection stands under somebody; one without a row only under the top."""
    match Role(person.role):
        case Role.CHIEF_INSPECTOR | Role.OFFICE:
            return True
        case Role.DEPUTY:
            return row is not None and row.block == person.block
        case Role.ROOM_HEAD:
            return row is not None and row.room == person.room
        case _:
            return False


def _open(now: datetime) -> bool:
    return OPEN_FROM <= now.astimezone(OFFICE_ZONE).time() < OPEN_UNTIL


def _sent_to(
    person: Officer, letters: Sequence[Letter], people: Sequence[Officer]
) -> tuple[Letter, ...]:
    return tuple(each for each in letters if person in readers(each.recipient, people))


def _morning(desk: Desk, person: Officer, office: _Office, waiting: tuple[Letter, ...]) -> Morning:
    own = tuple(line for line in office.stuck if line.who == person.id)
    under = tuple(
        line
        for line in office.stuck
        if line.who != person.id and in_charge(person, office.places.get(line.stream))
    )
    owed = tuple(line for line in office.late if line.who == person.id)
    late = tuple(line for line in office.late if line.who != person.id and _leads(person, line))
    said = {each.stream for each in (*own, *under)} | {each.stream for each in (*owed, *late)}
    told = tuple(each for each in _told_since(desk, person) if each.stream not in said)
    return Morning(person, office.on, own, waiting, under, told, owed, late)


def _leads(person: Officer, line: LapseLine) -> bool:
    """Whether what is late of the agenda stands under somebody."""
    match Role(person.role):
        case Role.CHIEF_INSPECTOR | Role.OFFICE:
            return True
        case Role.DEPUTY:
            return bool(line.block) and line.block == person.block
        case _:
            return False


def _told_since(desk: Desk, person: Officer) -> tuple[Letter, ...]:
    """Urgent letters since the last digest that he has not said he read, newest first."""
    before = desk.store.letters.last_written(person.id, f"digest:{person.id}:")
    recent = desk.store.letters.inbox(recipients_read_by(person), _LOOK_BACK)
    return tuple(
        each
        for each in recent
        if each.urgent and each.read_at is None and (before is None or each.created_at > before)
    )


def _digest(morning: Morning, page: str) -> Digest:
    return Digest(
        key=digest_key(morning.person.id, morning.on),
        recipient=morning.person.id,
        subject=subject(morning),
        body=body(morning, page),
        due_on=morning.on,
        tells=tuple(each.key for each in morning.waiting),
    )

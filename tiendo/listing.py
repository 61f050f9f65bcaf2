"""The projections as lists read them: one row an inspection, its stalls, and questions to them.

Whatever a board, a stuck list, a search or somebody's own list needs of the inspections that it
does not show comes from here, by index; only those shown are replayed.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter

from states.value import value

PAGE = 50
"""How many lines of a list stand on a page."""


@value
class PendingStall:
    """One stall that stands from ``stuck_from`` on if nothing more happens.

    ``rank``: the place of its kind in ``states.alarm.SEVERITY``, 0 is the worst. ``holder``:
    whose turn it is, as ``states.holders`` writes it. ``due_on``: the last day in time.
    """

    rank: int
    stuck_from: date
    due_on: date
    kind: str
    subject: str
    holder: str


@value
class Involved:
    """Somebody of the team of an open inspection, or who watches or appraises it."""

    person: str
    role: str


@value
class InspectionRow:
    """The projection of one inspection; everything in it can be recomputed from events.

    Days on hold by a day: ``lost_days`` of the holds that have ended, and those since
    ``held_from`` (a day's ordinal number, so that databases can add them up).
    """

    stream: str
    version: int
    course: str
    hold: str
    records: str
    oversight: str
    remedy: str
    complaint: str
    name: str
    folded: str  # what it is found by: lower case, without diacritics
    entity: str
    room: str
    block: str
    team_head: str
    year: int
    attention_on: date | None  # next day on which something about it must be raised
    stuck_from: date | None  # first day on which it counts as stuck if nothing more happens
    short_name: str = ""
    locality: str = ""
    phase: str = ""  # of the course, or "ended"
    regime: str = ""  # the law that governs it, once its decision is signed
    course_since: date | None = None  # None: written by a program that kept no such day
    lost_days: int = 0
    held_from: int | None = None
    stalls: tuple[PendingStall, ...] = ()
    involved: tuple[Involved, ...] = ()


ENDED = "ended"
"""The phase of every inspection that has ended, however it did."""
COLUMNS: tuple[str, ...] = tuple(
    each.name for each in fields(InspectionRow) if each.name not in {"stalls", "involved"}
)
"""The fields of a row that lie in its own table."""


_TAKE = attrgetter(*COLUMNS)


def columns_of(row: InspectionRow) -> dict[str, object]:
    """What of a row lies in its own table."""
    return dict(zip(COLUMNS, _TAKE(row), strict=True))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; an empty field asks nothing.

    ``hold``: a leaf of the hold region. ``words``: for each word looked for, the folded ways to
    write it, any of which must be found. ``phase``: a phase of the course, or ``live`` for all
    that have not ended. ``held_by``: what holds them up, as ``tiendo.sums`` has it: a sort of
    burden, and its keys.
    """

    block: str = ""
    room: str = ""
    locality: str = ""
    year: int | None = None
    regime: str = ""
    hold: str = ""
    phase: str = ""
    stuck: bool = False
    words: tuple[tuple[str, ...], ...] = ()
    held_by: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Tallied:
    """One leaf of the course: how many stand there, how many stuck, since when, days lost."""

    course: str
    count: int
    stuck: int
    oldest: date | None
    lost: int


@dataclass(frozen=True, slots=True)
class Nominee:
    """One stall in its place on the stuck list."""

    stall: PendingStall
    stream: str

    @property
    def place(self) -> tuple[int, date, str, str]:
        """Where it stands: the worst kind first, then the longest."""
        return self.stall.rank, self.stall.stuck_from, self.stream, self.stall.subject


@dataclass(frozen=True, slots=True)
class Facets:
    """The values there are to narrow a list by."""

    blocks: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    localities: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    regimes: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()


def place_written(last: Nominee) -> str:
    """The place on the stuck list to go on after, as an address or a command has it."""
    rank, day, stream, subject = last.place
    return f"{rank}~{day.isoformat()}~{stream}~{subject}"


def read_place(written: str) -> Nominee | None:
    """The place on the stuck list to go on after; None for its beginning, or anything else."""
    parts = written.split("~", 3)
    if len(parts) != 4 or not (parts[0].isascii() and parts[0].isdigit() and len(parts[0]) < 4):
        return None
    try:
        day = date.fromisoformat(parts[1])
    except ValueError:
        return None
    return Nominee(PendingStall(int(parts[0]), day, day, "", parts[3], ""), parts[2])

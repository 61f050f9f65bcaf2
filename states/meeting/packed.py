"""What a pack is made of, and what it holds: values only, worked out in `pack.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from states.inspection import Inspection
from states.meeting.attending import Attended
from states.meeting.directive import Directive, Word
from states.meeting.gathering import Gathering
from states.meeting.meeting_records import Opined
from states.meeting.periods import Period
from states.meeting.proposed import Said
from states.meeting.repeated import Repeated
from states.meeting.room_report import RoomReport
from states.roles import Officer
from states.text import Text


class Outcome(StrEnum):
    """What became of a directive; worst first."""

    LATE = "late"
    RETURNED = "returned"
    UNDATED = "undated"
    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    PUT_OFF = "put_off"
    REPORTED = "reported"
    DONE = "done"
    DROPPED = "dropped"


OUTCOME_NAMES: dict[Outcome, Text] = {
    Outcome.LATE: Text("chậm", "late"),
    Outcome.RETURNED: Text("trả lại làm tiếp", "returned"),
    Outcome.UNDATED: Text("chưa có hạn", "due date missing"),
    Outcome.NOT_STARTED: Text("chưa triển khai", "not started"),
    Outcome.UNDER_WAY: Text("đang thực hiện", "under way"),
    Outcome.PUT_OFF: Text("tạm để, chờ xem xét lại", "put off"),
    Outcome.REPORTED: Text("đã báo cáo, chờ xác nhận", "reported, not accepted yet"),
    Outcome.DONE: Text("hoàn thành", "done"),
    Outcome.DROPPED: Text("thôi thực hiện", "dropped"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One directive on the table.

    ``who``: whoever owes it, in words. ``days_late``: calendar days past its date. ``evidence``:
    what was said of it last. ``unmentioned``: the report of its room that said nothing of it.
    ``no_opinion``: it asks for the opinion of the leader of its block and has none.
    ``carried``: how many meetings have left it open.
    """

    directive: Directive
    who: str
    outcome: Outcome
    days_late: int
    evidence: Word | None
    unmentioned: str
    no_opinion: bool
    carried: int
    opinions: tuple[Opined, ...]
    ticked: bool

    @property
    def asks(self) -> bool:
        """Whether the meeting must deal with it: the leader of its block owes an opinion."""
        return asks(self.outcome, self.unmentioned, self.carried)


@dataclass(frozen=True, slots=True)
class Unreviewed:
    """A paused inspection of which nobody has said whether anything is to be requested."""

    inspection: Inspection
    since: date
    due: date
    days_late: int
    who: str
    no_opinion: bool


@dataclass(frozen=True, slots=True)
class Handed:
    """The report of a room: how it stands, and what the checks found in it."""

    report: RoomReport
    days_late: int
    findings: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Everything a pack is made from, as known and as it stood on its day."""

    as_of: date
    directives: Sequence[Directive]
    reports: Sequence[RoomReport]
    meetings: Sequence[Gathering]
    inspections: Sequence[Inspection]
    people: Sequence[Officer]


@dataclass(frozen=True, slots=True)
class Pack:
    """What a meeting has before it. ``meeting`` None: none is called; ``last`` the one before.

    ``issued_after``: in how many days the last conclusion was issued; None if it was not.
    """

    as_of: date
    period: Period
    meeting: Gathering | None
    last: Gathering | None
    items: tuple[Item, ...]
    unreviewed: tuple[Unreviewed, ...]
    reports: tuple[Handed, ...]
    attended: tuple[Attended, ...]
    repeated: tuple[Repeated, ...]
    issued_after: int | None

    @property
    def open(self) -> tuple[Item, ...]:
        """The directives still on the table."""
        return tuple(item for item in self.items if item.directive.open)


def asks(outcome: Outcome, unmentioned: str, carried: int) -> bool:
    """Whether a directive must be dealt with at the meeting."""
    late = outcome in (Outcome.LATE, Outcome.RETURNED)
    return late or bool(unmentioned) or (carried > 0 and outcome is not Outcome.DONE)

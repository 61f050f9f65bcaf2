"""An alarm: one stall that stands or is to come, as the day on which it begins."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from states.law import Moment
from states.roles import Role
from states.sourced import Severity
from states.text import Text
from states.value import value

_DAY = timedelta(days=1)


RENEWED = "+"
"""In the subject of a deadline, between its rule and how often it was extended or typed anew."""


class StallKind(StrEnum):
    """Why an inspection counts as stuck. The values are stored.

    UNREADABLE has no alarm: it is what the shell says of a record that cannot be replayed.
    """

    UNREADABLE = "unreadable"
    UNREVIEWED_PAUSE = "unreviewed_pause"
    PAST_DEADLINE = "past_deadline"
    REQUEST_OVERDUE = "request_overdue"
    COMPLAINT_UNDECIDED = "complaint_undecided"
    REVIEW_PASSED = "review_passed"
    NO_DECISION_NUMBER = "no_decision_number"
    PAUSED_TOO_LONG = "paused_too_long"
    ANSWER_UNHANDLED = "answer_unhandled"
    UNDATED = "undated"
    WAITING_FOR_NOBODY = "waiting_for_nobody"
    REMEDY_IDLE = "remedy_idle"
    SILENT = "silent"


SEVERITY: tuple[StallKind, ...] = tuple(StallKind)
"""Worst first: the order of the stuck list."""
WEIGHT = {kind: rank for rank, kind in enumerate(SEVERITY)}
"""The place of each kind in that order; 0 is the worst."""


@value
class Alarm:
    """A stall that stands, or will unless something happens.

    ``since``: the day the wait began. ``due``: the last day on which it is no stall. ``role``:
    the capacity whose turn it is. ``subject``: the request or rule concerned, if any; ``words``
    what the law asks, ``pack`` the hash of its text, ``severity`` its weight, where it is a
    deadline of the law; ``moment`` what fulfils that, or starts it where nobody owes its start.
    """

    kind: StallKind
    since: date
    due: date
    role: Role
    subject: str = ""
    words: Text | None = None
    pack: str = ""
    severity: Severity | None = None
    moment: Moment | None = None

    @property
    def on(self) -> date:
        """The first day on which it counts as stuck."""
        return self.due + _DAY

    @property
    def rank(self) -> str:
        """What its ladder is chosen by: its kind, and its severity where the law gives one."""
        return f"{self.kind}.{self.severity}" if self.severity else self.kind.value

    @property
    def about(self) -> str:
        """Its subject; of a deadline of the law its rule, however often that was extended."""
        late = self.kind is StallKind.PAST_DEADLINE
        return self.subject.partition(RENEWED)[0] if late else self.subject

    def key(self, stream: str) -> str:
        """Its own name for ever; with the name of a rung behind it, what is told once.

        It rests on what happened, not on the calendar: a new holiday does not tell it again.
        """
        anchor = self.since if self.kind in _BY_START else self.due
        return ":".join((stream, self.kind, self.subject, anchor.isoformat()))


_BY_START = frozenset(
    {
        StallKind.UNREVIEWED_PAUSE,
        StallKind.SILENT,
        StallKind.PAST_DEADLINE,
        StallKind.COMPLAINT_UNDECIDED,
        StallKind.NO_DECISION_NUMBER,
        StallKind.PAUSED_TOO_LONG,
        StallKind.ANSWER_UNHANDLED,
        StallKind.UNDATED,
        StallKind.WAITING_FOR_NOBODY,
        StallKind.REMEDY_IDLE,
    }
)

RANKS: tuple[str, ...] = tuple(
    rank
    for kind in StallKind
    if kind is not StallKind.UNREADABLE
    for rank in (
        (f"{kind}.{Severity.BLOCK}", f"{kind}.{Severity.WARN}")
        if kind is StallKind.PAST_DEADLINE
        else (kind.value,)
    )
)
"""Everything that a ladder must be chosen for."""

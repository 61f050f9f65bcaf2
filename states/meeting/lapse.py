"""A lapse: something about a meeting that is late or silent, as the day on which it begins.

What an alarm is to an inspection (`states.alarm`), a lapse is to a directive, a report, a
meeting: worked out from the history alone, told once to each rung of a ladder.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from states.roles import Place, Role

_DAY = timedelta(days=1)


class LapseKind(StrEnum):
    """What is late or silent, worst first. The values are stored.

    UNREADABLE has no lapse: it is what the shell says of a record that cannot be replayed.
    """

    UNREADABLE = "unreadable"
    ROOM_SILENT = "room_silent"
    NO_OPINION = "no_opinion"
    CARRIED_OVER = "carried_over"
    DIRECTIVE_OVERDUE = "directive_overdue"
    REPORT_MISSING = "report_missing"
    REVIEW_DUE = "review_due"
    NOT_RECONCILED = "not_reconciled"
    REPORT_UNREAD = "report_unread"
    DIRECTIVE_UNDECIDED = "directive_undecided"
    NO_CONCLUSION = "no_conclusion"
    NOT_CONFIRMED = "not_confirmed"
    DIRECTIVE_UNDATED = "directive_undated"


LAPSES: tuple[LapseKind, ...] = tuple(
    kind for kind in LapseKind if kind is not LapseKind.UNREADABLE
)
"""Everything that a ladder must be chosen for; the order of the stuck list."""

_BY_START = frozenset(
    {
        LapseKind.NOT_RECONCILED,
        LapseKind.REPORT_UNREAD,
        LapseKind.DIRECTIVE_UNDECIDED,
        LapseKind.NO_CONCLUSION,
        LapseKind.NOT_CONFIRMED,
        LapseKind.DIRECTIVE_UNDATED,
    }
)
"""Their last good day is counted by the calendar: a new holiday must not tell them again."""


@dataclass(frozen=True, slots=True)
class Lapse:
    """One thing that is late or silent, or will be unless something happens.

    ``since``: the day the wait began. ``due``: the last day on which nothing is late. ``role``:
    whose turn it is at this ``place``. ``subject``: the thing before a meeting it is about;
    ``times`` how often a directive was carried over, or how many proposals wait.
    """

    kind: LapseKind
    since: date
    due: date
    role: Role
    place: Place
    subject: str = ""
    times: int = 0

    @property
    def on(self) -> date:
        """The first late day."""
        return self.due + _DAY

    def key(self, stream: str) -> str:
        """Its own name for ever; with the name of a rung behind it, what is told once."""
        anchor = self.since if self.kind in _BY_START else self.due
        return ":".join((stream, self.kind, self.subject, anchor.isoformat()))

"""The office's own numbers for its meetings: none of them is law."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from states.meeting.lapse import LAPSES, LapseKind
from states.model import Frozen


class ReportsDue(Frozen):
    """When rooms report: for each period of this unit, by a day of a month.

    ``due_day``: of the month that comes ``months_after`` the last one of the period; a month that
    has no such day ends it. An office that meets early in the month about that same month asks
    for its report with 0 months after.
    """

    unit: Literal["month", "quarter"]
    due_day: int = Field(ge=1, le=31)
    months_after: int = Field(default=0, ge=0, le=3)


class MeetingNumbers(Frozen):
    """What the office has set for its meetings, in working days, and the ladders of its lapses.

    ``date_days``: within how many days a directive without a date gets one; ``decide_days``:
    accept or return what was reported done; ``read_days``: compare a submitted report with what
    was asked; ``conclude_days``: issue the conclusion of a meeting that was held;
    ``confirm_days``: confirm or reject what was read from it. ``reports``: which rooms' reports
    are expected, and when. ``ladder_for``: the ladder each kind of lapse goes by.
    """

    date_days: int = Field(ge=1, le=60)
    decide_days: int = Field(ge=1, le=60)
    read_days: int = Field(ge=1, le=60)
    conclude_days: int = Field(ge=1, le=60)
    confirm_days: int = Field(ge=1, le=60)
    reports: tuple[ReportsDue, ...]
    ladder_for: dict[LapseKind, str]

    @field_validator("ladder_for")
    @classmethod
    def _every_kind(cls, chosen: dict[LapseKind, str]) -> dict[LapseKind, str]:
        if missing := [kind.value for kind in LAPSES if kind not in chosen]:
            raise ValueError(f"no ladder is chosen for {', '.join(missing)}")
        if LapseKind.UNREADABLE in chosen:
            raise ValueError("'unreadable' goes by no ladder: the Office is told at once")
        return chosen

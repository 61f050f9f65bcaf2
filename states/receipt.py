"""The receipt: every duty of an inspection under its law, with its verdict and its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from states.clocks import Clock, ClockState, Reckoning, clocks
from states.law import Rule
from states.lawbook import Omission, Pack
from states.papers import Document, DocumentKind
from states.text import Text
from states.timeline import Timeline


class Verdict(StrEnum):
    """What became of a duty."""

    MET = "met"
    LATE = "late"
    OPEN = "open"
    OVERDUE = "overdue"
    NOT_APPLICABLE = "not_applicable"
    UNVERIFIABLE = "unverifiable"


VERDICT_NAMES: dict[Verdict, Text] = {
    Verdict.MET: Text("Đúng hạn", "Met"),
    Verdict.LATE: Text("Muộn", "Late"),
    Verdict.OPEN: Text("Chưa đến hạn", "Open"),
    Verdict.OVERDUE: Text("Quá hạn", "Overdue"),
    Verdict.NOT_APPLICABLE: Text("Không phát sinh", "Not applicable"),
    Verdict.UNVERIFIABLE: Text("Chưa đủ căn cứ để kiểm", "Unverifiable"),
}

_VERDICTS: dict[ClockState, Verdict] = {
    ClockState.WAITING: Verdict.OPEN,
    ClockState.RUNNING: Verdict.OPEN,
    ClockState.PAUSED: Verdict.OPEN,
    ClockState.OVERDUE: Verdict.OVERDUE,
    ClockState.MET: Verdict.MET,
    ClockState.MET_LATE: Verdict.LATE,
    ClockState.NO_FIGURE: Verdict.UNVERIFIABLE,
    ClockState.ENDED: Verdict.NOT_APPLICABLE,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One duty: the rule, when it was due and done, on what evidence, and the verdict.

    ``days_late`` is in calendar days, 0 unless late or overdue. ``pack_hash`` names the exact
    text of the law pack that the verdict rests on.
    """

    rule: Rule
    regime: str
    pack_hash: str
    due_on: date | None
    done_on: date | None
    evidence: Document | None
    verdict: Verdict
    days_late: int
    clock: Clock


def _line(at: Reckoning, found: Clock) -> Line:
    done = found.stop.on if found.stop else None
    until = done or found.off_on or at.until
    late = (until - found.due_on).days if found.due_on and found.late else 0
    return Line(
        rule=found.rule,
        regime=at.pack.regime_id,
        pack_hash=at.pack.hash,
        due_on=found.due_on,
        done_on=done,
        evidence=found.stop.document if found.stop else None,
        verdict=_VERDICTS[found.state],
        days_late=late,
        clock=found,
    )


def receipt(at: Reckoning) -> tuple[Line, ...]:
    """Every duty of the inspection as on a day, in the order of the pack."""
    return tuple(_line(at, found) for found in clocks(at))


def void_risks(timeline: Timeline, pack: Pack) -> tuple[Omission, ...]:
    """Of what an inspection is void without, what is owed by now and not shown by any paper.

    They are owed once on-site work has ended, but for the team report: without it the chart lets
    nobody begin a draft. One that was stopped or dropped has no conclusion that could be void.
    """
    inspection = timeline.inspection
    if inspection.in_state("course.discontinued", "course.dropped"):
        return ()
    shown = {paper.kind for paper in inspection.documents if paper.counts}
    at_work = ("course.prep", "course.field.decided", "course.field.announced")
    if inspection.in_state(*at_work, "course.field.onsite"):
        return ()
    return tuple(
        omission
        for omission in pack.void_without
        if shown.isdisjoint(omission.shown_by)
        and DocumentKind.TEAM_REPORT not in omission.shown_by
    )

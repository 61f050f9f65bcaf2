"""The receipt of one inspection."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from states.clocks import Reckoning
from states.errors import RuleError
from states.inspection import Inspection
from states.lawbook import Omission, Pack
from states.papers import Document
from states.receipt import VERDICT_NAMES, Line, Verdict, receipt, void_risks
from states.text import Text
from states.timeline import Timeline, timeline
from tiendo.desk import Desk
from tiendo.reckoning import law_of
from tiendo.web.sight import Sight

LOG = logging.getLogger(__name__)
V = Verdict

TONES: dict[Verdict, str] = {
    V.MET: "good",
    V.LATE: "wait",
    V.OPEN: "plain",
    V.OVERDUE: "bad",
    V.NOT_APPLICABLE: "plain",
    V.UNVERIFIABLE: "plain",
}
"""The tone in which each verdict is said."""


@dataclass(frozen=True, slots=True)
class Needed:
    """One thing an inspection is void without: by what it is shown, or whether it lacks."""

    omission: Omission
    shown_by: Document | None
    lacking: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """Every duty of an inspection with its verdict; ``trouble`` says why there are none."""

    inspection: Inspection
    version: int
    law: Pack | None = None
    lines: tuple[Line, ...] = ()
    needed: tuple[Needed, ...] = ()
    trouble: Text | None = None

    @property
    def counts(self) -> tuple[tuple[Verdict, Text, int], ...]:
        """How many duties came to each verdict that there is."""
        found = {v: sum(line.verdict is v for line in self.lines) for v in Verdict}
        return tuple((v, VERDICT_NAMES[v], n) for v, n in found.items() if n)

    @property
    def lacking(self) -> int:
        """How many things it is void without are owed by now and not shown."""
        return sum(each.lacking for each in self.needed)


def receipt_of(inspection: Inspection, version: int, desk: Desk, sight: Sight) -> Receipt:
    """The receipt of an inspection as it stood; what fails is said, not raised."""
    past = timeline(inspection)
    try:
        law = law_of(past)
        lines = receipt(Reckoning(past, law, desk.days, sight.as_of)) if law else ()
    except RuleError as error:
        LOG.warning("event=receipt_failed stream=%s why=%s", inspection.id, error)
        return Receipt(inspection, version, trouble=error.text)
    needed = _needed(past, law) if law else ()
    return Receipt(inspection, version, law, lines, needed)


def _needed(past: Timeline, law: Pack) -> tuple[Needed, ...]:
    risks = void_risks(past, law)
    papers = [paper for paper in past.inspection.documents if paper.counts]
    return tuple(
        Needed(
            omission=each,
            shown_by=next((paper for paper in papers if paper.kind in each.shown_by), None),
            lacking=each in risks,
        )
        for each in law.void_without
    )

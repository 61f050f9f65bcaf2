"""What an inspection remembers of its days: moments, holds, course, waits, extensions.

Folded with the inspection itself, event by event, so that clocks and the ledger rest on the
same history and a late entry recomputes both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING

from states import events as ev
from states.chart import Region
from states.law import Moment
from states.papers import Document, DocumentKind
from states.request import AWAITED
from states.value import changed, value

if TYPE_CHECKING:
    from states.inspection import Inspection


@value
class Mark:
    """A moment of the law as it happened: the day, the entry that says so, and its paper.

    ``lap``: how often the draft had been sent back, or a conclusion issued, by then.
    """

    on: date
    version: int
    document: Document | None
    lap: int = 0


@value
class HoldSpan:
    """One hold from its first day to the day it was lifted (exclusive; None while it is on).

    ``days_count`` is what its order says of the time: counted, not counted, silent (None).
    """

    start: date
    end: date | None
    state: str
    days_count: bool | None
    document: Document | None
    reason: str
    version: int
    requests_allowed: bool = True


@value
class CourseSpan:
    """The days during which the course stood in one leaf; ``end`` is exclusive.

    ``version``: the entry that brought it there.
    """

    start: date
    end: date | None
    leaf: str
    version: int = 1


@value
class Wait:
    """The days during which one addressee owed an answer; ``end`` is exclusive."""

    start: date
    end: date | None
    request: str
    addressee: str


@value
class Extension:
    """One lengthening of the inspection period by a signed decision."""

    on: date
    days: int
    ground: str
    version: int
    document: Document | None
    unit: str = "calendar_day"


@value
class Past:
    """The days of an inspection so far.

    ``marks`` are all the days of each moment, as they were told; ``laps`` the days on which the
    draft was sent back or a conclusion issued, each of which begins another lap. ``period`` is
    the amount (None: what the law says) and unit of the signed decision; ``typed`` the dates that
    the law leaves to a document, by the rule's ``form_field``; ``regime`` the law a person moved
    it to.
    """

    course: tuple[CourseSpan, ...]
    marks: Mapping[Moment, tuple[Mark, ...]] = field(default_factory=dict)
    laps: tuple[date, ...] = ()
    holds: tuple[HoldSpan, ...] = ()
    waits: tuple[Wait, ...] = ()
    extensions: tuple[Extension, ...] = ()
    period: tuple[int | None, str] | None = None
    typed: Mapping[str, Mark] = field(default_factory=dict)
    regime: str = ""

    @property
    def silenced_until(self) -> date:
        """From when requests could be spoken of again after a suspension that forbade it."""
        ends = (span.end for span in self.holds if not span.requests_allowed and span.end)
        return max(ends, default=date.min)

    def latest(self, moment: Moment) -> Mark | None:
        """The last time a moment came, if it did."""
        found = self.marks.get(moment)
        return found[-1] if found else None


_BY_EVENT: dict[str, tuple[Moment, ...]] = {
    "announce": (Moment.ANNOUNCED,),
    "end_fieldwork": (Moment.ONSITE_ENDED,),
    "end_by_records": (Moment.ONSITE_ENDED,),
    "submit_team_report": (Moment.TEAM_REPORT,),
    "start_draft": (Moment.DRAFT_ASSIGNED,),
    "submit_appraisal": (Moment.APPRAISAL_ASSIGNED,),
    "submit_for_signature": (Moment.APPRAISED, Moment.DRAFT_SUBMITTED),
    "publish": (Moment.PUBLISHED,),
    "reopen_conclusion": (Moment.CONCLUSION_REOPENED,),
    "lift_hold": (Moment.RESUMED,),
}
_BY_SIGNATURE: dict[str, Moment] = {
    "issue_decision": Moment.DECISION_SIGNED,
    "issue_conclusion": Moment.CONCLUSION_SIGNED,
}
_BY_PAPER: dict[DocumentKind, Moment] = {
    DocumentKind.DECISION_TRANSMITTAL: Moment.DECISION_SENT,
    DocumentKind.REPORT_OUTLINE: Moment.OUTLINE_SENT,
    DocumentKind.MEMBER_REPORT: Moment.MEMBER_REPORTS,
    DocumentKind.CONCLUSION_TRANSMITTAL: Moment.CONCLUSION_RECEIVED,
    DocumentKind.DIRECTING_DOCUMENT: Moment.DIRECTING_DOCUMENT,
    DocumentKind.HANDOVER_MINUTES: Moment.HANDED_OVER,
}
_LAPS = frozenset({"return_draft", "issue_conclusion"})


def fulfilled_by(moment: Moment) -> tuple[str | DocumentKind, ...]:
    """What makes a moment happen: kinds of event, or a paper that has only to be filed."""
    acts: list[str | DocumentKind] = [k for k, moments in _BY_EVENT.items() if moment in moments]
    acts += [kind for kind, signed in _BY_SIGNATURE.items() if signed is moment]
    return (*acts, *(kind for kind, shown in _BY_PAPER.items() if shown is moment))


def further(past: Past, before: Inspection, after: Inspection, event: ev.Event) -> Past:
    """The past with one more event in it, which led from ``before`` to ``after``."""
    found = _said(past, event)
    if event.kind in _LAPS:
        found = changed(found, laps=(*found.laps, event.occurred_on))
    if marks := _marks(event, len(found.laps)):
        found = changed(found, marks=_with(found.marks, marks))
    if before.configuration != after.configuration:
        found = _moved(found, before, after, event)
    if before.requests != after.requests:
        found = changed(found, waits=_waits(found.waits, before, after, event.occurred_on))
    return found


def _said(past: Past, event: ev.Event) -> Past:
    match event:
        case ev.Extended(occurred_on=on, days=days, ground=ground):
            extension = Extension(on, days, ground, event.version, event.document, event.unit)
            return changed(past, extensions=(*past.extensions, extension))
        case ev.DecisionIssued(period_days=days, period_unit=unit):
            return changed(past, period=(days, unit))
        case ev.RegimeMoved():
            return changed(past, regime=event.regime)
        case ev.DeadlineTyped():
            typed = Mark(event.due_on, event.version, event.document, len(past.laps))
            return changed(past, typed={**past.typed, event.duty: typed})
        case _:
            return past


def _with(
    known: Mapping[Moment, tuple[Mark, ...]], new: Mapping[Moment, Mark]
) -> dict[Moment, tuple[Mark, ...]]:
    found = {**known, **{moment: (*known.get(moment, ()), mark) for moment, mark in new.items()}}
    if Moment.SUSPENDED_ON_REQUEST in new:
        found.pop(Moment.RESUMED, None)  # what was resumed is suspended again
    return found


def dated(event: ev.Event) -> date:
    """The day that an event is of to the law: the signing of its paper where that counts."""
    return min((mark.on for mark in _marks(event, 0).values()), default=event.occurred_on)


def _marks(event: ev.Event, lap: int) -> dict[Moment, Mark]:
    paper = event.document if event.document and event.document.counts else None
    happened = Mark(event.occurred_on, event.version, paper, lap)
    found = dict.fromkeys(_BY_EVENT.get(event.kind, ()), happened)
    if isinstance(event, ev.CasePaused) and event.ground is ev.Ground.ENTITY_REQUEST:
        found[Moment.SUSPENDED_ON_REQUEST] = happened
    if paper is None or paper.signed_on is None:
        return found
    signed = Mark(paper.signed_on, event.version, paper, lap)
    if signature := _BY_SIGNATURE.get(event.kind):
        found[signature] = signed
    if shown := _BY_PAPER.get(paper.kind):
        found[shown] = happened if shown is Moment.CONCLUSION_RECEIVED else signed
        if shown is Moment.DIRECTING_DOCUMENT:  # the file closes on that day (law.md §4.2)
            found[Moment.FILE_CLOSED] = signed
    return found


def _moved(past: Past, before: Inspection, after: Inspection, event: ev.Event) -> Past:
    on, found = event.occurred_on, past
    leaf = after.leaf(Region.COURSE)
    if leaf != before.leaf(Region.COURSE):
        *earlier, last = past.course
        course = (*earlier, changed(last, end=on), CourseSpan(on, None, leaf, event.version))
        found = changed(found, course=course)
    if after.leaf(Region.HOLD) != before.leaf(Region.HOLD):
        found = changed(found, holds=_holds(past.holds, after, event))
    return found


def _holds(
    holds: tuple[HoldSpan, ...], after: Inspection, event: ev.Event
) -> tuple[HoldSpan, ...]:
    if holds and holds[-1].end is None:
        holds = (*holds[:-1], changed(holds[-1], end=event.occurred_on))
    if after.hold is None:
        return holds
    begun = HoldSpan(
        start=event.occurred_on,
        end=None,
        state=after.hold.state,
        days_count=after.hold.days_count,
        document=after.hold.document,
        reason=after.hold.reason,
        version=event.version,
        requests_allowed=after.hold.requests_allowed,
    )
    return (*holds, begun)


def _waits(
    waits: tuple[Wait, ...], before: Inspection, after: Inspection, on: date
) -> tuple[Wait, ...]:
    owed = {request.id for request in before.requests if request.state in AWAITED}
    owing = {r.id: r.addressee for r in after.requests if r.state in AWAITED}
    kept = tuple(
        changed(wait, end=on) if wait.end is None and wait.request not in owing else wait
        for wait in waits
    )
    begun = tuple(
        Wait(on, None, request, addressee)
        for request, addressee in owing.items()
        if request not in owed
    )
    return (*kept, *begun)

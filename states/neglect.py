"""Stalls that no deadline of the law tells: what was received, begun or stopped, and left lying.

Each is a function of the history, the office's own numbers and the calendar. None of them is a
rule of law, so none names an article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from states.alarm import Alarm, StallKind
from states.chart import UNDER_WAY, Region, is_in
from states.chase import Urged, remedy_cause
from states.inspection import Hold, Inspection
from states.law import Moment
from states.papers import DocumentKind
from states.policy import Policy
from states.request import AWAITED, RequestState
from states.roles import Role
from states.workdays import Workdays

_PAPERS = frozenset(
    {
        DocumentKind.ONSITE_PAUSE_NOTICE,
        DocumentKind.SUSPENSION_DECISION,
        DocumentKind.PLAN_ADJUSTMENT,
    }
)
"""What may stand behind a pause on site, or a start put off, that came without a paper."""


def unhandled(inspection: Inspection, policy: Policy, days: Workdays) -> list[Alarm]:
    """An answer is in, and the team neither accepted nor returned it.

    While a suspension allows no dealings with requests nothing is asked of the team; it has the
    whole time again once that is lifted.
    """
    if inspection.silenced:
        return []
    spoken = inspection.past.silenced_until
    return [
        Alarm(
            StallKind.ANSWER_UNHANDLED,
            request.since,
            days.add(max(request.since, spoken), policy.handle_days),
            Role.TEAM_HEAD,
            request.id,
        )
        for request in inspection.requests
        if request.state is RequestState.RECEIVED
    ]


def undecided(inspection: Inspection, policy: Policy, days: Workdays) -> list[Alarm]:
    """A complaint on the conclusion is open, and nobody ruled on it."""
    if not inspection.in_state("complaint.open"):
        return []
    since = inspection.since_of(Region.COMPLAINT)
    due = days.add(since, policy.ruling_days)
    return [Alarm(StallKind.COMPLAINT_UNDECIDED, since, due, Role.CHIEF_INSPECTOR)]


def unperformed(inspection: Inspection, policy: Policy, days: Workdays) -> list[Alarm]:
    """What a conclusion asks for is not done, and no person urged it or finished checking it.

    The machine drafts its letter after a whole rhythm of urging; only a letter that a person
    recorded counts, so that drafts which nobody signs do not hide that nobody urges.
    """
    chased = inspection.in_state("remedy.monitoring", "remedy.urging", "remedy.verifying")
    if not chased or inspection.in_state("complaint.upheld"):  # it must change: none to perform
        return []
    pace = policy.chase.remedy
    sent_on = inspection.urged.get(remedy_cause(inspection), Urged()).sent_on
    since = max(inspection.since_of(Region.REMEDY), sent_on or date.min)
    fresh = inspection.in_state("remedy.monitoring")
    rhythm = pace.first_days if fresh else pace.every_days
    due = days.add(since, rhythm + policy.idle_days)
    return [Alarm(StallKind.REMEDY_IDLE, since, due, Role.ROOM_HEAD)]


def unpapered(inspection: Inspection, policy: Policy, days: Workdays) -> list[Alarm]:
    """A pause on site, or a start put off, rests on a reason alone.

    A suspension of the whole inspection is not asked: it is refused without its decision.
    """
    hold = inspection.hold
    if hold is None or _papered(inspection, hold):
        return []
    if not inspection.in_state("course.prep", *UNDER_WAY):
        return []
    role = Role.DEPUTY if inspection.in_state("course.prep") else Role.TEAM_HEAD
    due = days.add(hold.since, policy.paper_days)
    return [Alarm(StallKind.NO_DECISION_NUMBER, hold.since, due, role)]


def papers_for(inspection: Inspection) -> tuple[DocumentKind, ...]:
    """What to file behind the hold that is on: for a start put off, what adjusts the plan."""
    early = inspection.in_state("course.prep")
    return (DocumentKind.PLAN_ADJUSTMENT if early else DocumentKind.ONSITE_PAUSE_NOTICE,)


def _papered(inspection: Inspection, hold: Hold) -> bool:
    """Whether any numbered, dated and signed paper came with this hold, or was filed for it."""
    if hold.document is not None and hold.document.counts:
        return True
    before = [span.end for span in inspection.past.holds if span.end is not None]
    lifted = max((end for end in before if end <= hold.since), default=date.min)
    return any(
        paper.kind in _PAPERS and paper.signed_on is not None and paper.signed_on >= lifted
        for paper in inspection.documents
        if paper.counts
    )


def paused_since(inspection: Inspection, policy: Policy, days: Workdays) -> date:
    """The first day of the pause that is on, and of those before it that hardly a break parts.

    Whoever lifts a pause for fewer days than a review is given, and pauses again, begins nothing
    anew. A start that was put off is no pause of an inspection under way.
    """
    assert inspection.hold is not None  # asked of a hold that is on
    at_work = next(s.start for s in inspection.past.course if is_in((s.leaf,), *UNDER_WAY))
    began = inspection.hold.since
    for span in reversed(inspection.past.holds):
        if span.end is not None and days.between(span.end, began) >= policy.review_days:
            break
        began = min(began, span.start)
    return max(began, at_work)


def awaited(inspection: Inspection, policy: Policy, days: Workdays) -> Iterator[date]:
    """Until when each answer that is owed is waited for: no longer than any date is.

    A request due in a year must not hide for a year that nothing happens.
    """
    for request in inspection.requests:
        if request.state in AWAITED:
            yield min(request.due_on, days.add(request.since, policy.wait_days))


def review_due(hold: Hold, policy: Policy, days: Workdays) -> date | None:
    """Until when the review of a hold is waited for: no longer than any date is."""
    if hold.review_on is None:
        return None
    return min(hold.review_on, days.add(hold.looked_on, policy.wait_days))


def paused_long(
    inspection: Inspection, policy: Policy, days: Workdays, told: Iterable[Alarm]
) -> list[Alarm]:
    """A hold goes on with no day set, within the time for it, on which it is looked at again.

    Left out where one of the stalls already ``told`` asks for the same: whether there is
    anything to request, or a suspension that the law limits. Answers that are awaited are waited
    for until their date.
    """
    hold = inspection.hold
    if hold is None or not inspection.in_state(*UNDER_WAY):
        return []
    looked_at = review_due(hold, policy, days)
    if looked_at is not None and looked_at == hold.review_on:
        return []  # told as a review that has passed, from then on
    if any(a.kind is StallKind.UNREVIEWED_PAUSE or a.moment is Moment.RESUMED for a in told):
        return []
    began = paused_since(inspection, policy, days)
    allowed = looked_at or days.add(began, policy.pause_days)
    due = max((allowed, *awaited(inspection, policy, days)))
    return [Alarm(StallKind.PAUSED_TOO_LONG, began, due, Role.DEPUTY)]

"""Deadlines of the law as alarms: what an inspection is late with, and by what rule.

Only a duty that the inspection stands before is alarmed: one that was passed over long ago is
the receipt's to tell, not the ladder's. A rule that only informs alarms nobody, unless a
document names its date: that is a promise, however little the law says.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import takewhile

from states.alarm import RENEWED, Alarm, StallKind
from states.chart import Configuration, Region, is_in
from states.clocks import Clock, ClockState, Reckoning, open_clocks
from states.inspection import Inspection
from states.law import INCIDENTAL, Moment, Party, Rule
from states.law_terms import MOMENT_NAMES, citation_text
from states.lawbook import Lawbook, Pack
from states.ledger import DESKS
from states.papers import cited
from states.policy import Policy
from states.roles import Role
from states.sourced import Confidence, Severity
from states.text import Text
from states.timeline import timeline
from states.workdays import Workdays

DUE_WHILE: dict[Moment, tuple[str, ...]] = {
    Moment.DECISION_SENT: ("course.field.decided", "course.field.announced"),
    Moment.OUTLINE_SENT: ("course.field.decided", "course.field.announced"),
    Moment.ANNOUNCED: ("course.field.decided",),
    Moment.ONSITE_ENDED: ("course.field.announced", "course.field.onsite"),
    Moment.RESUMED: ("hold.case_paused",),
    Moment.MEMBER_REPORTS: ("course.field.ended",),
    Moment.TEAM_REPORT: ("course.field.ended",),
    Moment.DRAFT_ASSIGNED: ("course.conclude.reported",),
    Moment.DRAFT_SUBMITTED: ("course.conclude",),
    Moment.APPRAISED: ("course.conclude.appraising",),
    Moment.CONCLUSION_SIGNED: ("course.conclude",),
    Moment.PUBLISHED: ("course.after.issued",),
    Moment.DIRECTING_DOCUMENT: ("course.after",),
    Moment.HANDED_OVER: ("course.after",),
}
"""Where a duty is still the inspection's to do, by the moment that fulfils it."""

OWNERS: dict[Party, Role] = {
    Party.DECISION_ISSUER: Role.CHIEF_INSPECTOR,
    Party.CHIEF_INSPECTOR: Role.CHIEF_INSPECTOR,
    Party.TEAM_HEAD: Role.TEAM_HEAD,
    Party.TEAM_MEMBER: Role.TEAM_HEAD,
    Party.APPRAISER: Role.APPRAISER,
}
"""Who of the office answers for a duty; a duty of somebody else is followed by the Office.

The conclusion is its signer's in the end, and meanwhile that of whoever's desk it lies on.
"""


def governing(inspection: Inspection, law: Lawbook) -> Pack | None:
    """The pack that governs an inspection: where it was moved to, or by its decision's day."""
    if inspection.past.regime:
        return law.pack(inspection.past.regime)
    signed = inspection.past.latest(Moment.DECISION_SIGNED)
    return law.regime_for(signed.on) if signed else None


def of_the_law(
    inspection: Inspection, law: Lawbook, days: Workdays, policy: Policy
) -> list[Alarm]:
    """Deadlines the inspection stands before, and duties that wait for a date or for a start.

    The name of a deadline is its rule's id, with the number of extensions behind it, or of the
    entry that typed its date: a new end is a new deadline. Where nobody ruled whether a hold
    counts, the later reading is taken: nobody is called late for days that may not count. The
    clock itself shows both dates.
    """
    pack = governing(inspection, law)
    if pack is None:
        return []
    at = Reckoning(timeline(inspection), pack, days, inspection.last_word_on)
    stand = open_clocks(at, _duties_at(inspection.configuration))
    found = _undated(stand, policy, days)
    for rule, since in (*_unstarted(stand, inspection), *_unopened(pack, inspection)):
        found.append(_waiting(rule, since, policy, days))
    for clock in stand:
        due = clock.other_due_on if clock.disputed else clock.due_on
        began = _began(clock, inspection)
        if due is not None and began is not None and _alarms(clock):
            found.append(_dated(clock, began, due, inspection, pack))
    return found


@lru_cache(maxsize=4096)
def _duties_at(configuration: Configuration) -> frozenset[Moment]:
    """What fulfils the duties that an inspection stands before there."""
    return frozenset(m for m, where in DUE_WHILE.items() if is_in(configuration, *where))


def _began(clock: Clock, inspection: Inspection) -> date | None:
    """From when a duty runs: a date that a document names, from when it is theirs to do."""
    if clock.typed is not None:
        return _could_begin(clock.rule, inspection)
    return clock.anchor.on if clock.anchor else None


def _undated(stand: Sequence[Clock], policy: Policy, days: Workdays) -> list[Alarm]:
    """Duties that no law dates and nobody has set a date for, named by the field it goes in."""
    return [
        Alarm(
            kind=StallKind.UNDATED,
            since=clock.anchor.on,
            due=days.add(clock.anchor.on, policy.date_days),
            role=_answers_for(clock.rule),
            subject=clock.rule.form_field,
            words=clock.rule.name,
        )
        for clock in stand
        if clock.anchor is not None and _needs_a_date(clock)
    ]


_BROUGHT_BY = {Moment.FILE_CLOSED: Moment.DIRECTING_DOCUMENT}
"""Starts that come with another duty, under a name of their own."""
_STARTERS = {Moment.CONCLUSION_REOPENED: Role.CHIEF_INSPECTOR}
"""Who can bring a start about; the Office follows up the others."""
_UNSTARTED = Text(
    "Chưa tính được thời hạn «{duty}» vì chưa ghi nhận việc «{start}»",
    "The clock of “{duty}” has not started: “{start}” is not on record",
)


def _unstarted(stand: Sequence[Clock], inspection: Inspection) -> list[tuple[Rule, date]]:
    """Duties that would alarm had they begun, whose start no duty that stands leads to."""
    led_to = {clock.rule.stops_on for clock in stand}
    return [
        (clock.rule, _could_begin(clock.rule, inspection))
        for clock in stand
        if (clock.anchor is None or clock.off_on is not None)
        and clock.rule.amount is not None
        and _alarms(clock)
        and clock.rule.anchor not in INCIDENTAL
        and _BROUGHT_BY.get(clock.rule.anchor, clock.rule.anchor) not in led_to
    ]


def _unopened(pack: Pack, inspection: Inspection) -> list[tuple[Rule, date]]:
    """A complaint was upheld: the conclusion must be issued again, and nobody reopened it."""
    if not inspection.in_state("complaint.upheld") or not inspection.in_state("course.after"):
        return []
    since = inspection.since_of(Region.COMPLAINT)
    return [(rule, since) for rule in pack.duties if rule.anchor is Moment.CONCLUSION_REOPENED]


def _waiting(rule: Rule, since: date, policy: Policy, days: Workdays) -> Alarm:
    """A clock that waits for a start which no other duty brings about, since it could come."""
    return Alarm(
        kind=StallKind.WAITING_FOR_NOBODY,
        since=since,
        due=days.add(since, policy.anchor_days),
        role=_STARTERS.get(rule.anchor, Role.OFFICE),
        subject=rule.id,
        words=_not_begun(rule.name, rule.anchor),
        moment=rule.anchor,
    )


@cache
def _not_begun(duty: Text, start: Moment) -> Text:
    return _UNSTARTED.fill(duty=duty, start=MOMENT_NAMES[start])


def _could_begin(rule: Rule, inspection: Inspection) -> date:
    """The day on which the inspection came to where the duty stands."""
    where = DUE_WHILE[rule.stops_on]
    stay = takewhile(lambda span: is_in((span.leaf,), *where), reversed(inspection.past.course))
    return min(span.start for span in stay)


def _alarms(clock: Clock) -> bool:
    return clock.typed is not None or clock.rule.severity is not Severity.INFO


def _needs_a_date(clock: Clock) -> bool:
    """Whether nothing else would ever call for it: no other clock runs once it has arisen."""
    return clock.state is ClockState.NO_FIGURE and clock.rule.anchor in INCIDENTAL


_SURE = Text("{duty} ({source})", "{duty} ({source})")
_RECALLED = Text(
    "{duty} ({source}; số ngày chưa đối chiếu với văn bản)",
    "{duty} ({source}; the figure was not checked against its source)",
)


_TYPED = Text("{duty} (hạn ghi trong {paper})", "{duty} (due date named in {paper})")
_BARE = Text("{duty} (hạn đọc từ văn bản)", "{duty} (due date read from a document)")


def _words(clock: Clock) -> Text:
    rule = clock.rule
    if clock.typed is not None:
        paper = clock.typed.document
        named = _TYPED.fill(duty=rule.name, paper=cited(paper)) if paper else None
        return named or _BARE.fill(duty=rule.name)
    return _by_law(rule.name, rule.citation, rule.confidence)


@cache
def _by_law(name: Text, citation: str | None, confidence: Confidence) -> Text:
    shape = _SURE if confidence is Confidence.SEEN else _RECALLED
    return shape.fill(duty=name, source=citation_text(citation))


def _dated(clock: Clock, since: date, due: date, inspection: Inspection, pack: Pack) -> Alarm:
    rule, renewed = clock.rule, clock.typed.version if clock.typed else 0
    if rule.stops_on is Moment.ONSITE_ENDED:
        renewed = len(inspection.past.extensions)
    return Alarm(
        kind=StallKind.PAST_DEADLINE,
        since=since,
        due=due,
        role=_owner(rule, inspection),
        severity=Severity.BLOCK if rule.severity is Severity.BLOCK else Severity.WARN,
        subject=f"{rule.id}{RENEWED}{renewed}" if renewed else rule.id,
        words=_words(clock),
        pack=pack.hash,
        moment=rule.stops_on,
    )


def _owner(rule: Rule, inspection: Inspection) -> Role:
    if rule.stops_on is Moment.CONCLUSION_SIGNED:
        desk = DESKS[inspection.leaf(Region.COURSE)]
        return (
            Role.TEAM_HEAD if desk is Role.APPRAISER and not inspection.place.appraiser else desk
        )
    return _answers_for(rule)


def _answers_for(rule: Rule) -> Role:
    return OWNERS.get(rule.actor, Role.OFFICE)

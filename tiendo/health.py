"""Is the machine itself alive: what is silent, failed, stuck or missing, in sentences.

What costs more than a look (is the record whole?) is asked by the watch; its last answer is read
here from its beats.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from states.errors import OutsideCalendar
from states.text import Text
from tiendo import health_terms as terms
from tiendo.clock import OFFICE_ZONE, clock_face, office_day
from tiendo.desk import Desk
from tiendo.errors import BadInput
from tiendo.health_terms import flow_name
from tiendo.limits import Limits
from tiendo.pulse import Outcome, Pulse
from tiendo.schedules import Rhythm, read_rhythms
from tiendo.signs import Signs, look

_LONGEST = 200  # characters of what a beat said that go into a sentence


class Severity(StrEnum):
    """How much a finding weighs; a serious one needs somebody now."""

    SERIOUS = "serious"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing out of order: its key is the same for as long as it lasts."""

    key: str
    text: Text
    severity: Severity
    since: datetime


@dataclass(frozen=True, slots=True)
class Health:
    """What was found, the serious first; and when the last sweep that ended well began."""

    findings: tuple[Finding, ...]
    swept_at: datetime | None

    @property
    def serious(self) -> bool:
        """Whether anything needs somebody now."""
        return any(each.severity is Severity.SERIOUS for each in self.findings)

    @property
    def line(self) -> Text:
        """All of it in one short line."""
        if self.findings:
            first, *more = self.findings
            return first.text.then(terms.MORE.fill(n=len(more))) if more else first.text
        if self.swept_at is None:
            return terms.FIRST_TIME
        return terms.QUIET.fill(moment=clock_face(self.swept_at))


def health(desk: Desk, limits: Limits, *, since: datetime | None = None) -> Health:
    """How the machine is now; ``since`` is when the asking program started, if that matters."""
    found = list[Finding]()
    try:
        rhythms = read_rhythms()
    except BadInput as error:
        found = [Finding("schedules", error.text, Severity.SERIOUS, desk.clock.now())]
        rhythms = {}
    signs = look(desk, limits, rhythms, since)
    found += findings(signs, limits)
    swept = signs.beats.get(terms.SWEEP)
    return Health(
        findings=tuple(sorted(found, key=lambda each: (each.severity, each.key))),
        swept_at=swept.done.started_at if swept and swept.done else None,
    )


def findings(signs: Signs, limits: Limits) -> tuple[Finding, ...]:
    """Everything out of order in what was seen."""
    found = [*_undelivered(signs, limits), *_set_back(signs, limits), *_calendar(signs)]
    if not signs.beats:
        return (*found, _never_at_all(signs, limits))
    found += _backup(signs, limits)
    for flow, rhythm in signs.rhythms.items():
        found += _silent(signs, limits, flow, rhythm)
    for flow, beats in signs.beats.items():
        if flow != terms.MADE:  # that it failed is told by the flow, or on the terminal
            found += _ended_badly(signs, limits, beats.newest)
    return tuple(found)


def _never_at_all(signs: Signs, limits: Limits) -> Finding:
    if signs.since and signs.now - signs.since <= timedelta(minutes=limits.grace_minutes):
        return Finding("never", terms.STARTING, Severity.WARNING, signs.since)
    return Finding("never", terms.NEVER_AT_ALL, Severity.SERIOUS, signs.since or signs.now)


def _silent(signs: Signs, limits: Limits, flow: str, rhythm: Rhythm) -> Sequence[Finding]:
    beats = signs.beats.get(flow)
    last = signs.started(beats.newest) if beats else signs.since
    due = rhythm.due_after(last) if last else None
    if last is None or due is None or signs.now <= due + timedelta(minutes=limits.grace_minutes):
        return []
    words = {"flow": flow_name(flow), "due": clock_face(due), "last": clock_face(last)}
    if beats is None:
        text = terms.NEVER.fill(**words)
        return [Finding(f"silent:{flow}", text, Severity.WARNING, due)]
    return [Finding(f"silent:{flow}", terms.SILENT.fill(**words), _weight(limits, flow), due)]


def _weight(limits: Limits, flow: str) -> Severity:
    serious = flow in limits.serious or flow in (terms.WHOLE, terms.NEW)
    return Severity.SERIOUS if serious else Severity.WARNING


def _ended_badly(signs: Signs, limits: Limits, pulse: Pulse) -> Sequence[Finding]:
    at = signs.started(pulse)
    words = {
        "flow": flow_name(pulse.flow),
        "at": clock_face(at),
        "said": pulse.said if len(pulse.said) <= _LONGEST else pulse.said[:_LONGEST] + "…",
    }
    if pulse.outcome is Outcome.FAILED:
        verifying = pulse.flow in (terms.WHOLE, terms.NEW)
        text = (terms.NOT_WHOLE if verifying else terms.FAILED).fill(**words)
        return [Finding(f"failed:{pulse.flow}", text, _weight(limits, pulse.flow), at)]
    hung = signs.now - at > timedelta(minutes=limits.hung_minutes)
    if pulse.outcome is Outcome.RUNNING and hung:
        return [Finding(f"hung:{pulse.flow}", terms.HUNG.fill(**words), Severity.WARNING, at)]
    return []


def _undelivered(signs: Signs, limits: Limits) -> Sequence[Finding]:
    found, oldest = list[Finding](), signs.waiting.oldest
    if oldest and _working_days(signs, office_day(oldest)) > limits.undelivered_days:
        text = terms.UNDELIVERED.fill(at=clock_face(oldest))
        found.append(Finding("undelivered", text, Severity.SERIOUS, oldest))
    if signs.waiting.dead:
        text = terms.DEAD.fill(n=signs.waiting.dead)
        found.append(Finding("dead", text, Severity.SERIOUS, _start_of(signs.today)))
    return found


def _working_days(signs: Signs, after: date) -> int:
    try:
        return signs.days.between(after, signs.today)
    except OutsideCalendar:  # told by itself; counted in plain days this is told rather earlier
        return (signs.today - after).days


def _set_back(signs: Signs, limits: Limits) -> Sequence[Finding]:
    seen = [signs.last_recorded] if signs.last_recorded else []
    if signs.stands:  # only the day of such a clock can be set back
        latest = _start_of(signs.today + timedelta(days=1))
    else:
        latest = signs.now + timedelta(minutes=limits.clock_minutes)
        seen += [beats.newest.started_at for beats in signs.beats.values()]
    last = max(seen, default=latest)
    if last <= latest:
        return []
    text = terms.SET_BACK.fill(last=clock_face(last), now=clock_face(signs.now))
    return [Finding("clock", text, Severity.SERIOUS, signs.now)]


def _calendar(signs: Signs) -> Sequence[Finding]:
    return [
        Finding(f"calendar:{each.year}", each.text, Severity.WARNING, _start_of(each.since))
        for each in signs.missing_years
    ]


def _backup(signs: Signs, limits: Limits) -> Sequence[Finding]:
    beats = signs.beats.get(terms.MADE)
    last = signs.started(beats.done) if beats and beats.done else None
    since, allowed = last or signs.since, timedelta(hours=limits.backup_hours)
    if not limits.backup_hours or since is None or signs.now - since <= allowed:
        return []
    text = terms.OLD_BACKUP.fill(at=clock_face(last)) if last else terms.NO_BACKUP
    return [Finding("backup", text, Severity.SERIOUS, since + allowed)]


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), OFFICE_ZONE)

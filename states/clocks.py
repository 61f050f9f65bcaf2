"""Clocks: by when, under which rule, how much is used, and which entries moved the date.

A clock is worked out from the timeline, the pack of the law of the case and the calendar; it
is stored nowhere. Where the law or the order is silent on what a hold does to it, the days
count, a warning says so, and the other date is shown beside.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple

from states.clock_warnings import SILENT, recalled, remarks, signed_late
from states.counting import Stop, begins, days_before, due_date, used_days
from states.law import INCIDENTAL, HoldEffect, Moment, Rule, Unit
from states.lawbook import Pack
from states.rounds import anchor_of, called_off, stop_of, typed_of
from states.text import Text
from states.timeline import HoldSpan, Mark, Timeline
from states.value import value
from states.workdays import Workdays

_DAY = timedelta(days=1)


class ClockState(StrEnum):
    """Where a clock stands."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met_late"
    NO_FIGURE = "no_figure"
    ENDED = "ended"


@value
class Clock:
    """One duty of one inspection on a day.

    ``due_on`` is None while it waits for its anchor or is stopped. ``other_due_on`` is the date
    if the days of the holds that nobody ruled on were not counted; while such a hold is on there
    is none yet, only ``other_earliest``, as if it were lifted tomorrow. ``used`` and ``left`` are
    in the unit of the clock. ``moved_by`` are the entries that set or moved it, ``excluded`` the
    holds whose days it does not count; it is ``disputed`` where nobody ruled on some hold.
    ``typed`` is the date it goes by where a document names it; ``off_on`` the day on which it
    fell away undone, as the draft went back or the conclusion was reopened.
    """

    rule: Rule
    state: ClockState
    anchor: Mark | None
    stop: Mark | None
    limit: int | None
    unit: Unit
    due_on: date | None = None
    other_due_on: date | None = None
    other_earliest: date | None = None
    used: int = 0
    moved_by: tuple[int, ...] = ()
    warnings: tuple[Text, ...] = ()
    excluded: tuple[HoldSpan, ...] = ()
    disputed: bool = False
    typed: Mark | None = None
    off_on: date | None = None

    @property
    def left(self) -> int | None:
        """Units left, negative once the limit is passed; None without a figure."""
        return None if self.limit is None else self.limit - self.used

    @property
    def late(self) -> bool:
        """Whether it was or is not met in time."""
        return self.state in (ClockState.OVERDUE, ClockState.MET_LATE)


class _Begun(NamedTuple):
    """What a clock is counted from and met by, before anything is counted."""

    rule: Rule
    anchor: Mark | None
    stop: Mark | None
    limit: int | None
    unit: Unit
    typed: Mark | None
    off_on: date | None

    def clock(self, state: ClockState, **counted: Any) -> Clock:
        """The clock, with what was counted."""
        rule, anchor, stop, limit, unit, typed, off_on = self
        return Clock(rule, state, anchor, stop, limit, unit, typed=typed, off_on=off_on, **counted)


@value
class Reckoning:
    """What clocks are worked out from: an inspection's days, its law, the calendar, the day."""

    timeline: Timeline
    pack: Pack
    days: Workdays
    as_of: date

    @property
    def ended(self) -> bool:
        """Whether nothing is owed any more."""
        return self.timeline.inspection.ended

    @property
    def until(self) -> date:
        """The last day on which anything was owed: the day it ended, or the day looked at."""
        return self.timeline.course[-1].start if self.ended else self.as_of

    @property
    def literal(self) -> bool:
        """Whether the pack's readings are taken as the words say."""
        return all(reading.literal for reading in self.pack.readings)


def _effect(rule: Rule, hold: HoldSpan) -> tuple[bool, bool]:
    """Whether a hold stops a clock, and whether that is sure. The law goes before the order."""
    said = rule.site_pause if hold.state == "hold.site_paused" else rule.case_pause
    if said in (HoldEffect.STOPS, HoldEffect.COUNTS):
        return said is HoldEffect.STOPS, True
    if hold.days_count is not None:
        return not hold.days_count, True
    return False, False


def _holds(
    rule: Rule, timeline: Timeline, stop: Mark | None
) -> tuple[tuple[HoldSpan, ...], tuple[HoldSpan, ...]]:
    """The holds that stop a clock, and those of which nobody said whether they do.

    A hold that began once the duty was done moves nothing.
    """
    if not timeline.holds:
        return (), ()
    before = (hold for hold in timeline.holds if stop is None or hold.start < stop.on)
    judged = [(hold, *_effect(rule, hold)) for hold in before]
    sure = tuple(hold for hold, stops, _ in judged if stops)
    unsure = tuple(hold for hold, stops, known in judged if not stops and not known)
    return sure, unsure


def _spans(holds: tuple[HoldSpan, ...]) -> tuple[Stop, ...]:
    ordered = sorted(holds, key=lambda hold: (hold.start, hold.version))
    return tuple(Stop(hold.start, hold.end) for hold in ordered)


def _limit(rule: Rule, timeline: Timeline) -> tuple[int | None, Unit]:
    """The days allowed and their unit: for the period, the signed decisions go first."""
    if rule.stops_on is not Moment.ONSITE_ENDED or rule.amount is None:
        return rule.amount, rule.unit
    amount, unit = timeline.period or (None, rule.unit.value)
    return (amount or rule.amount) + sum(
        extension.days for extension in timeline.extensions
    ), Unit(unit)


def _state(at: Reckoning, clock: _Begun, due: date | None) -> ClockState:
    stop = clock.stop
    if stop is not None:
        late = due is not None and stop.on > due
        return ClockState.MET_LATE if late else ClockState.MET
    passed = due is not None and (clock.off_on or at.until) > due
    if passed and clock.rule.stops_on is not Moment.REINSPECTION_DECIDED:
        return ClockState.OVERDUE  # what was late before the inspection ended stays late
    if at.ended or clock.off_on or passed:  # nobody owes a re-inspection: that power has lapsed
        return ClockState.ENDED
    return ClockState.PAUSED if due is None else ClockState.RUNNING


def _started(at: Reckoning, rule: Rule) -> _Begun:
    """What a clock is counted from and met by, in the round that stands."""
    anchor = anchor_of(rule, at.timeline.marks)
    typed = typed_of(rule, at.timeline, anchor)
    stop = stop_of(rule, at.timeline.marks, anchor, typed)
    limit, unit = _limit(rule, at.timeline)
    off = None if stop else called_off(rule, at.timeline, anchor)
    return _Begun(rule, anchor, stop, limit, unit, typed, off)


def clock(at: Reckoning, rule: Rule) -> Clock:
    """One clock of an inspection on a day."""
    return _reckoned(at, _started(at, rule))


def _reckoned(at: Reckoning, started: _Begun, *, dates_alone: bool = False) -> Clock:
    rule = started.rule
    anchor, limit, unit = started.anchor, started.limit, started.unit
    if limit is None and started.typed is not None:
        return _typed(at, started)
    if anchor is None:
        owed = ClockState.ENDED if at.ended else ClockState.WAITING
        return started.clock(owed)
    if limit is None:
        return _typed(at, started)
    if rule.direction == "before":
        due = days_before(anchor.on, limit, unit, at.days)
        return started.clock(
            _state(at, started, due),
            due_on=due,
            moved_by=(anchor.version,),
            warnings=tuple(recalled(rule)),
        )
    return _after(at, started, anchor, limit, dates_alone=dates_alone)


def _typed(at: Reckoning, started: _Begun) -> Clock:
    """A clock whose date the law leaves to a document: that date, or no figure."""
    typed = started.typed
    if typed is None:
        over = (at.ended or started.off_on) and started.stop is None
        return started.clock(ClockState.ENDED if over else ClockState.NO_FIGURE)
    state = _state(at, started, typed.on)
    return started.clock(state, due_on=typed.on, moved_by=(typed.version,))


def _after(
    at: Reckoning, started: _Begun, anchor: Mark, limit: int, *, dates_alone: bool
) -> Clock:
    rule, unit, stop = started.rule, started.unit, started.stop
    sure, unsure = _holds(rule, at.timeline, stop)
    stops = _spans(sure)
    ends = partial(due_date, anchor.on, unit=unit, rule=rule, stops=stops, days=at.days)
    due = ends(limit)
    last = stop.on if stop else due
    first = begins(anchor.on, rule)
    touching = tuple([hold for hold in unsure if _touches(hold, first, last)])
    all_ = (*sure, *touching)
    other = due_date(anchor.on, limit, unit, rule, _spans(all_), at.days) if touching else None
    state = _state(at, started, due)
    if dates_alone:
        return started.clock(state, due_on=due, other_due_on=other, disputed=bool(touching))
    excluded = tuple(hold for hold in sure if _touches(hold, first, last))
    calendar = used_days(anchor.on, due, Unit.CALENDAR, rule, stops, at.days) if due else None
    warnings = remarks(
        rule, at.timeline.extensions, limit, unit, calendar, due, literal=at.literal
    )
    lifted = tuple(Stop(s.start, s.end or at.as_of + _DAY) for s in _spans(all_))
    earliest = due_date(anchor.on, limit, unit, rule, lifted, at.days) if touching else None
    extended = at.timeline.extensions if rule.stops_on is Moment.ONSITE_ENDED else ()
    late = () if touching else signed_late(ends, extended, limit)
    until = min(at.until, stop.on if stop else started.off_on or at.until)
    return started.clock(
        state,
        due_on=due,
        other_due_on=other,
        other_earliest=earliest,
        used=used_days(anchor.on, until, unit, rule, stops, at.days),
        moved_by=(anchor.version, *(e.version for e in extended), *(h.version for h in excluded)),
        warnings=(*warnings, *late, *((SILENT,) if touching else ())),
        excluded=excluded,
        disputed=bool(touching),
    )


def _touches(hold: HoldSpan, first: date, last: date | None) -> bool:
    """Whether a day of a hold lies within the days of a clock, of which ``first`` counts."""
    began = max(hold.start, first)
    return (last is None or began <= last) and (hold.end is None or hold.end > began)


def clocks(at: Reckoning) -> tuple[Clock, ...]:
    """Every clock of a provincial inspection under its law, in the order of the pack.

    A duty that arises only where something happened is left out until it has.
    """
    return tuple(clock(at, rule) for rule in _arisen(at))


def open_clocks(at: Reckoning, moments: Container[Moment]) -> tuple[Clock, ...]:
    """Only the clocks of the duties that these moments would fulfil and that nothing has met.

    Their dates alone are worked out: not how much is used, nor what is to be said beside.
    """
    begun = [_started(at, rule) for rule in _arisen(at, moments)]
    return tuple([_reckoned(at, each, dates_alone=True) for each in begun if not each.stop])


def _arisen(at: Reckoning, moments: Container[Moment] = frozenset(Moment)) -> Iterator[Rule]:
    """The duties of a provincial inspection under its law, but those nothing has called for.

    Only those that these moments fulfil.
    """
    for rule in at.pack.duties:
        if rule.stops_on not in moments:
            continue
        if rule.only_for in (None, at.timeline.inspection.about.form) and (
            rule.anchor not in INCIDENTAL or rule.anchor in at.timeline.marks
        ):
            yield rule

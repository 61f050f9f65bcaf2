"""Which of the days of a moment counts, where it came more than once.

A draft may be sent back, a conclusion reopened, a letter sent to one more body: a duty is
counted from its latest round, and met by the first that was done in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from states.law import Moment, Rule
from states.past import Mark
from states.timeline import Timeline

Marks = Mapping[Moment, tuple[Mark, ...]]

_FOR_EACH = frozenset({Moment.MEMBER_REPORTS})
"""Owed by each of several persons: the last paper shows that it is done, not the first."""
_BY_PAPER = frozenset({Moment.CONCLUSION_RECEIVED, Moment.FILE_CLOSED})
"""Anchors that a paper shows: another such paper in the same round does not move them."""
_OF_A_CONCLUSION = frozenset(
    {Moment.CONCLUSION_SIGNED, Moment.CONCLUSION_RECEIVED, Moment.FILE_CLOSED}
)


def anchor_of(rule: Rule, marks: Marks) -> Mark | None:
    """The day a duty is counted from: that of the latest round."""
    found = marks.get(rule.anchor)
    if not found or rule.anchor not in _BY_PAPER:
        return found[-1] if found else None
    return min((mark for mark in found if mark.lap == found[-1].lap), key=_day)


def stop_of(rule: Rule, marks: Marks, anchor: Mark | None, typed: Mark | None) -> Mark | None:
    """What met a duty: the first of its round, the last where each of several owes it."""
    found = marks.get(rule.stops_on, ())
    if anchor is not None and rule.direction == "after":
        lap = max(anchor.lap, typed.lap if typed else 0)
        found = tuple(mark for mark in found if mark.on >= anchor.on and mark.lap >= lap)
    choose = max if rule.stops_on in _FOR_EACH else min
    return choose(found, key=_day, default=None)


def typed_of(rule: Rule, timeline: Timeline, anchor: Mark | None) -> Mark | None:
    """The date that a document names for a duty, unless it was named for an earlier round."""
    typed = timeline.typed.get(rule.form_field)
    return None if typed and anchor and typed.lap < anchor.lap else typed


def called_off(rule: Rule, timeline: Timeline, anchor: Mark | None) -> date | None:
    """The day on which a duty fell away undone: the draft went back, the conclusion was reopened.

    None if it stands. The power to order a re-inspection is no duty, and does not fall away.
    """
    if anchor is None or rule.stops_on is Moment.REINSPECTION_DECIDED:
        return None
    if rule.anchor is Moment.APPRAISAL_ASSIGNED:
        return next(iter(timeline.laps[anchor.lap :]), None)
    reopened = timeline.marks.get(Moment.CONCLUSION_REOPENED)
    if rule.anchor in _OF_A_CONCLUSION and reopened and reopened[-1].lap >= anchor.lap:
        return reopened[-1].on
    return None


def _day(mark: Mark) -> date:
    return mark.on

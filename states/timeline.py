"""The days of an inspection on some day: what clocks, the ledger and the receipt read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from states import events as ev
from states.history import replay
from states.inspection import Inspection
from states.law import Moment
from states.past import CourseSpan, Extension, HoldSpan, Mark, Wait
from states.value import value


@value
class Timeline:
    """An inspection with its days: moments, holds, course, waits and extensions.

    ``laps`` are the days on which the draft was sent back or a conclusion issued. ``period`` is
    the amount (None: what the law says) and unit of the signed decision; ``typed`` the dates that
    the law leaves to a document, by the rule's ``form_field``; ``regime`` the law a person moved
    it to.
    """

    inspection: Inspection
    marks: Mapping[Moment, tuple[Mark, ...]]
    laps: tuple[date, ...]
    holds: tuple[HoldSpan, ...]
    course: tuple[CourseSpan, ...]
    waits: tuple[Wait, ...]
    extensions: tuple[Extension, ...]
    period: tuple[int | None, str] | None
    typed: Mapping[str, Mark]
    regime: str

    @property
    def signed_on(self) -> date | None:
        """The day the inspection decision was signed: it fixes the law of the case."""
        signed = self.marks.get(Moment.DECISION_SIGNED)
        return signed[-1].on if signed else None


def timeline(inspection: Inspection) -> Timeline:
    """The days of an inspection as it stands."""
    past = inspection.past
    return Timeline(
        inspection=inspection,
        marks=past.marks,
        laps=past.laps,
        holds=past.holds,
        course=past.course,
        waits=past.waits,
        extensions=past.extensions,
        period=past.period,
        typed=past.typed,
        regime=past.regime,
    )


def trace(
    stream: str,
    events: Iterable[ev.Event],
    *,
    known_by: datetime | None = None,
    as_of: date | None = None,
) -> Timeline | None:
    """The timeline from what was recorded by ``known_by``, up to the end of ``as_of``.

    None if the inspection was not there yet. Raises RuleError if the history is illegal.
    """
    found = replay(stream, events, known_by=known_by, as_of=as_of)
    return None if found is None else timeline(found)


__all__ = [
    "CourseSpan",
    "Extension",
    "HoldSpan",
    "Mark",
    "Timeline",
    "Wait",
    "timeline",
    "trace",
]

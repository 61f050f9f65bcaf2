"""The clocks of an inspection as its page tells them: what matters now comes first."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from states.clock_words import CLOCK_STATE_NAMES, left_open, term
from states.clocks import Clock, ClockState, Reckoning, clocks
from states.deadlines import DUE_WHILE
from states.errors import RuleError
from states.inspection import Inspection
from states.law import Rule, Unit
from states.law_terms import UNIT_NAMES
from states.lawbook import Pack
from states.papers import cited
from states.text import Text, dmy, same
from states.timeline import Timeline, timeline
from states.workdays import Workdays
from tiendo.reckoning import law_of

LOG = logging.getLogger(__name__)
S = ClockState

TONES: dict[ClockState, str] = {
    S.OVERDUE: "bad",
    S.RUNNING: "good",
    S.PAUSED: "hold",
    S.NO_FIGURE: "wait",
    S.WAITING: "plain",
    S.MET: "good",
    S.MET_LATE: "wait",
    S.ENDED: "plain",
}
"""The tone in which each state is said."""
_NOW = (S.OVERDUE, S.RUNNING, S.PAUSED, S.NO_FIGURE)
_DONE = (S.MET_LATE, S.MET, S.NO_FIGURE, S.ENDED)

_BY_SIGNING = Text(
    "Quyết định ký ngày {day} nên áp dụng:", "The decision was signed on {day}, so this governs:"
)
_BY_MOVE = Text("Đã có người quyết định chuyển sang:", "Somebody decided to move it to:")
_TYPED = Text("Ngày ghi trong văn bản: {paper}.", "The day named in the document: {paper}.")
_TYPED_BARE = Text("Ngày do người ghi đọc từ văn bản.", "The day was typed from a document.")
_UNTYPED = Text("Chưa ai ghi ngày: {open}.", "Nobody has entered its day: {open}.")
_IF_NOT_COUNTED = Text(
    "Nếu không tính thời gian tạm dừng thì hạn là {day}.",
    "If the time on hold is not counted, it is due on {day}.",
)
_IF_STOPPED = Text(
    "Nếu không tính thời gian tạm dừng thì thời hạn đang dừng, sớm nhất là {day}.",
    "If the time on hold is not counted, the clock is stopped and due on {day} at the earliest.",
)


@dataclass(frozen=True, slots=True)
class Gauge:
    """Days used out of a limit, drawn 100 wide: what lies within the limit, and beyond it."""

    used: int
    limit: int
    unit: Text

    @property
    def within(self) -> float:
        """The part used that lies within the limit."""
        return round(100 * min(self.used, self.limit) / self._scale, 1)

    @property
    def mark(self) -> float:
        """Where the limit is."""
        return round(100 * self.limit / self._scale, 1)

    @property
    def _scale(self) -> int:
        return max(self.used, self.limit, 1)


@dataclass(frozen=True, slots=True)
class Term:
    """One clock on the page; ``days`` are calendar days to its due date, negative once past.

    ``at_hand``: the inspection stands before this duty now.
    """

    clock: Clock
    state: Text
    tone: str
    sentence: Text
    at_hand: bool
    days: int | None
    gauge: Gauge | None
    otherwise: Text | None

    @property
    def rule(self) -> Rule:
        """The rule it goes by."""
        return self.clock.rule

    @property
    def entries(self) -> tuple[int, ...]:
        """The entries of the history that set or moved its date."""
        return tuple(sorted(set(self.clock.moved_by)))


@dataclass(frozen=True, slots=True)
class Terms:
    """Every clock of an inspection on a day; ``trouble`` says why there are none, if so."""

    law: Pack | None = None
    because: Text | None = None
    now: tuple[Term, ...] = ()
    waiting: tuple[Term, ...] = ()
    done: tuple[Term, ...] = ()
    trouble: Text | None = None

    @property
    def overdue(self) -> int:
        """How many are past their date."""
        return sum(each.clock.state is S.OVERDUE for each in self.now)

    @property
    def late(self) -> int:
        """How many were met late."""
        return sum(each.clock.state is S.MET_LATE for each in self.done)


def terms(inspection: Inspection, days: Workdays, as_of: date) -> Terms:
    """The clocks of an inspection as it stood on a day; what fails is said, not raised."""
    past = timeline(inspection)
    try:
        law = law_of(past)
        found = clocks(Reckoning(past, law, days, as_of)) if law else ()
    except RuleError as error:
        LOG.warning("event=clocks_failed stream=%s why=%s", inspection.id, error)
        return Terms(trouble=error.text)
    lines = [_term(each, past, as_of) for each in found]
    return Terms(
        law=law,
        because=_because(past),
        now=_in_order((line for line in lines if not _over(line)), _NOW),
        waiting=_in_order(lines, (S.WAITING,)),
        done=_in_order((line for line in lines if _over(line)), _DONE),
    )


def law_known(inspection: Inspection) -> Pack | None:
    """The law that governs an inspection, if it can be told."""
    try:
        return law_of(timeline(inspection))
    except RuleError:
        return None


def _because(past: Timeline) -> Text | None:
    if past.regime:
        return _BY_MOVE
    return _BY_SIGNING.fill(day=dmy(past.signed_on)) if past.signed_on else None


def _in_order(lines: Iterable[Term], states: tuple[ClockState, ...]) -> tuple[Term, ...]:
    """Those in some states, by state; then the duty it stands before, then the earlier date."""
    chosen = [line for line in lines if line.clock.state in states]
    chosen.sort(
        key=lambda it: (states.index(it.clock.state), not it.at_hand, it.clock.due_on or date.max)
    )
    return tuple(chosen)


def _over(line: Term) -> bool:
    """Whether nothing is left to do about it."""
    return line.clock.stop is not None or line.clock.state is S.ENDED


def _term(clock: Clock, past: Timeline, as_of: date) -> Term:
    return Term(
        clock=clock,
        state=CLOCK_STATE_NAMES[clock.state],
        tone=TONES[clock.state],
        sentence=_sentence(clock),
        at_hand=past.inspection.in_state(*DUE_WHILE.get(clock.rule.stops_on, ())),
        days=(clock.due_on - as_of).days if clock.due_on else None,
        gauge=_gauge(clock),
        otherwise=_otherwise(clock),
    )


def _sentence(clock: Clock) -> Text:
    said = term(clock)
    if said.vi:
        return Text(*(f"{words[:1].upper()}{words[1:]}." for words in said))
    if clock.state is S.NO_FIGURE:
        return _UNTYPED.fill(open=left_open(clock.rule))
    if clock.typed is None:
        return same("")
    paper = clock.typed.document
    return _TYPED.fill(paper=cited(paper)) if paper else _TYPED_BARE


def _gauge(clock: Clock) -> Gauge | None:
    """A bar where days are counted forwards; years and days counted back have none."""
    counted = clock.unit in (Unit.CALENDAR, Unit.WORKING) and clock.rule.direction == "after"
    if not counted or clock.limit is None or clock.anchor is None:
        return None
    return Gauge(max(clock.used, 0), clock.limit, UNIT_NAMES[clock.unit])


def _otherwise(clock: Clock) -> Text | None:
    """What the date would be if the holds that nobody ruled on were not counted."""
    if clock.other_due_on is not None:
        return _IF_NOT_COUNTED.fill(day=dmy(clock.other_due_on))
    if clock.other_earliest is not None:
        return _IF_STOPPED.fill(day=dmy(clock.other_earliest))
    return None

"""Clocks in words: states, and the sentence a term is counted by, made from its rule."""

from __future__ import annotations

from states.clocks import Clock, ClockState
from states.law import FirstDay, Roll, Rule, Unit
from states.law_terms import MOMENT_NAMES, UNIT_NAMES, citation_text
from states.papers import cited
from states.sourced import Confidence
from states.terms import state_name
from states.text import Text, dmy, joined, same
from states.timeline import HoldSpan

CLOCK_STATE_NAMES: dict[ClockState, Text] = {
    ClockState.WAITING: Text("Chưa bắt đầu tính", "Not started"),
    ClockState.RUNNING: Text("Đang tính", "Running"),
    ClockState.PAUSED: Text("Đang dừng", "Stopped"),
    ClockState.OVERDUE: Text("Quá hạn", "Overdue"),
    ClockState.MET: Text("Đúng hạn", "Met"),
    ClockState.MET_LATE: Text("Muộn", "Met late"),
    ClockState.NO_FIGURE: Text("Chưa có con số", "No figure"),
    ClockState.ENDED: Text("Không còn áp dụng", "No longer owed"),
}

_AFTER = Text(
    "{limit} {unit}, kể từ {anchor} ngày {on:%d/%m/%Y}{first}{excluded}{last}",
    "{limit} {unit} from: {anchor}, {on:%d/%m/%Y}{first}{excluded}{last}",
)
_BEFORE = Text(
    "ít nhất {limit} {unit} trước {anchor} ngày {on:%d/%m/%Y}",
    "at least {limit} {unit} before: {anchor}, {on:%d/%m/%Y}",
)
_FIRST: dict[FirstDay, Text] = {
    FirstDay.EXCLUDED: Text(" (không tính ngày đầu)", " (first day not counted)"),
    FirstDay.INCLUDED: Text(" (tính cả ngày đầu)", " (first day counted)"),
}
_ROLLS = Text(
    "; ngày cuối là ngày nghỉ thì đến hết ngày làm việc tiếp theo",
    "; a last day off runs to the end of the next working day",
)
_NOT_COUNTED = Text(
    "; không tính {days} ngày {hold} từ {start:%d/%m/%Y}{paper}",
    "; {days} days not counted: {hold} from {start:%d/%m/%Y}{paper}",
)
_STOPPED = Text(
    "; dừng tính từ {start:%d/%m/%Y} vì {hold}{paper}",
    "; stopped since {start:%d/%m/%Y}: {hold}{paper}",
)


def _hold(hold: HoldSpan) -> Text:
    name = state_name(hold.state)
    paper = cited(hold.document) if hold.document and hold.document.number else same("")
    theirs = Text(f" theo {paper.vi}", f" by {paper.en}") if paper.vi else paper
    shape = _STOPPED if hold.end is None else _NOT_COUNTED
    days = ((hold.end or hold.start) - hold.start).days
    lower = Text(name.vi[:1].lower() + name.vi[1:], name.en[:1].lower() + name.en[1:])
    return shape.fill(days=days, hold=lower, start=hold.start, paper=theirs)


def term(clock: Clock) -> Text:
    """How the term is counted, in one sentence without its full stop; empty without an anchor."""
    if clock.anchor is None or clock.limit is None:
        return same("")
    shape = _BEFORE if clock.rule.direction == "before" else _AFTER
    rolls = clock.rule.last_day is Roll.NEXT_WORKING_DAY and clock.unit is not Unit.WORKING
    return shape.fill(
        limit=clock.limit,
        unit=UNIT_NAMES[clock.unit],
        anchor=MOMENT_NAMES[clock.rule.anchor],
        on=clock.anchor.on,
        first=_FIRST[clock.rule.first_day],
        excluded=joined(tuple(_hold(hold) for hold in clock.excluded), "", ""),
        last=_ROLLS if rolls else same(""),
    )


_BY_LAW = Text("luật để văn bản ấn định ngày", "the law leaves its day to a document")
_NOT_FOUND = Text(
    "không tìm thấy số ngày trong luật, theo ngày ghi ở văn bản",
    "no figure was found in the law, so its document names the day",
)


def left_open(rule: Rule) -> Text:
    """Why a rule has no figure: that the law wants it so is said only where it was seen."""
    return _BY_LAW if rule.confidence is Confidence.SEEN else _NOT_FOUND


CLOCK_HEADS = (
    Text("Việc", "Duty"),
    Text("Trạng thái", "State"),
    Text("Hạn", "Due"),
    Text("Đã dùng", "Used"),
    Text("Căn cứ", "Source"),
)


def due_day(clock: Clock) -> str:
    """The last day of a clock, or a dash while there is none."""
    return dmy(clock.due_on) if clock.due_on else "—"


def clock_cells(clock: Clock) -> tuple[Text, ...]:
    """A clock as a row under CLOCK_HEADS; after its due day, that of the other reading if any."""
    due = due_day(clock)
    if other := clock.other_due_on or clock.other_earliest:
        due += f" ({dmy(other)})"
    counted = clock.limit is not None and clock.anchor is not None
    return (
        clock.rule.name,
        CLOCK_STATE_NAMES[clock.state],
        same(due),
        same(f"{clock.used}/{clock.limit}" if counted else ""),
        citation_text(clock.rule.citation),
    )

"""What an act would change, in words: one line each, the weightiest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from states.alarm import Alarm, StallKind
from states.clock_words import left_open
from states.clocks import Clock, ClockState
from states.consequence import ClockTurn, Consequence, Move, Outlook, Redated, Turn
from states.inspection import Inspection
from states.law_terms import UNIT_NAMES
from states.request import REQUEST_STATE_NAMES, Request
from states.sentences import duty
from states.stall_names import KIND_NAMES
from states.terms import REGION_NAMES, state_name
from states.text import Text, dmy, same
from states.workdays import Workdays

Named = Callable[[Alarm, Inspection], Text]
"""Names whose turn it is."""


@dataclass(frozen=True, slots=True)
class Line:
    """One consequence; ``tone`` is good, bad, wait, hold or plain."""

    tone: str
    text: Text


_MOVE = Text("{region}: «{before}» → «{after}».", "{region}: “{before}” → “{after}”.")
_REQUEST = Text(
    "Yêu cầu {id}: {before} → {after}, hạn trả lời {due}.",
    "Request {id}: {before} → {after}, answer due {due}.",
)
_NEW_REQUEST = Text(
    "Thêm yêu cầu {id}: {after}, hạn trả lời {due}.",
    "A new request {id}: {after}, answer due {due}.",
)
_TURNS: dict[Turn, tuple[str, Text]] = {
    Turn.STARTS: ("wait", Text("{duty}: bắt đầu tính, {due}.", "{duty}: starts, {due}.")),
    Turn.STOPS: (
        "hold",
        Text("{duty}: đồng hồ dừng, còn {left} {unit}.", "{duty}: stops with {left} {unit} left."),
    ),
    Turn.RESUMES: (
        "wait",
        Text(
            "{duty}: đồng hồ chạy lại, hạn mới sẽ là {day} (còn {left} {unit}).",
            "{duty}: runs again, the new due date will be {day} ({left} {unit} left).",
        ),
    ),
    Turn.MOVES: (
        "wait",
        Text(
            "{duty}: hạn mới sẽ là {day}{delta}.",
            "{duty}: the new due date will be {day}{delta}.",
        ),
    ),
    Turn.ENDS: ("plain", Text("{duty}: không còn áp dụng.", "{duty}: no longer owed.")),
    Turn.AGAIN: ("wait", Text("{duty}: lại phải làm, {due}.", "{duty}: owed again, {due}.")),
    Turn.NO_DATE: (
        "wait",
        Text("{duty}: bắt đầu tính; {open}.", "{duty}: starts; {open}."),
    ),
}
_DUE = Text("hạn {day}", "due {day}")
_NO_DUE = Text("chưa có ngày hết hạn", "no due date yet")
_DELTA = Text(" ({moved} ngày, trước là {before})", " ({moved} days, it was {before})")
_PAST = Text("{duty}: hạn {day} đã qua {n} ngày.", "{duty}: {day} is {n} days past.")
_MET = Text("{duty}: xong trong hạn ({due}).", "{duty}: done in time ({due}).")
_DONE = Text("{duty}: đã xong.", "{duty}: done.")  # where nobody named a day
_MET_LATE = Text(
    "{duty}: xong, muộn {n} ngày so với hạn {day}.", "{duty}: done {n} days after {day}."
)
_OTHERWISE = Text(
    "{duty}: nếu không tính thời gian tạm dừng thì hạn là {day}.",
    "{duty}: if the time on hold is not counted, it is due on {day}.",
)
_STOPPED_OTHERWISE = Text(
    "{duty}: nếu không tính thời gian tạm dừng thì đồng hồ dừng, sớm nhất là {day}.",
    "{duty}: if the time on hold is not counted, it stops and is due on {day} at the earliest.",
)
_WARNED = Text("{duty}: {warning}", "{duty}: {warning}")
_ENDED = Text("Hết vướng: {name}{subject}.", "No longer stuck: {name}{subject}.")
_BEGUN = Text("Sẽ vướng ngay: {name}{subject}.", "Stuck at once: {name}{subject}.")
_OWED = Text("Còn phải làm: {duty}.", "Still to do: {duty}.")
_SETTLED = Text("Không còn treo: {duty}.", "No longer open: {duty}.")
_REDATED = Text(
    "Hạn đổi từ {before} sang {after}: {duty}.", "Moved from {before} to {after}: {duty}."
)
NOTHING = Text(
    "Không có trạng thái, thời hạn hay việc phải làm nào thay đổi; chỉ thêm một mục vào lịch sử.",
    "No state, deadline or duty changes; one entry is added to the history.",
)


def consequence_lines(
    found: Consequence,
    before: Outlook,
    after: Outlook,
    on: date,
    *,
    days: Workdays,
    name: Named,
) -> tuple[Line, ...]:
    """Every consequence as a line: deadlines, stalls, duties, then where it would stand."""
    was, now = before.inspection, after.inspection
    lines = [line for turn in found.clocks for line in _of_clock(turn, on)]
    lines += [Line("bad", _stall(_BEGUN, each)) for each in found.begun]
    lines += [Line("good", _stall(_ENDED, each)) for each in found.ended]
    lines += [Line("wait", _owed(_OWED, each, now, on, days, name)) for each in found.owed]
    lines += [Line("wait", _redated(each, now, on, days, name)) for each in found.redated]
    lines += [Line("good", _owed(_SETTLED, each, was, on, days, name)) for each in found.settled]
    lines += [Line("plain", _request(*pair)) for pair in found.requests]
    lines += [Line("plain", move_text(each, was, now)) for each in found.moves]
    return tuple(lines) or (Line("plain", NOTHING),)


def move_text(move: Move, was: Inspection, now: Inspection) -> Text:
    """One region that moved, from where to where."""
    return _MOVE.fill(
        region=REGION_NAMES[move.region],
        before=state_name(move.before, in_preparation=was.in_state("course.prep")),
        after=state_name(move.after, in_preparation=now.in_state("course.prep")),
    )


def _request(was: Request | None, now: Request) -> Text:
    after, due = REQUEST_STATE_NAMES[now.state], dmy(now.due_on)
    if was is None:
        return _NEW_REQUEST.fill(id=now.id, after=after, due=due)
    return _REQUEST.fill(id=now.id, before=REQUEST_STATE_NAMES[was.state], after=after, due=due)


def _of_clock(turn: ClockTurn, on: date) -> list[Line]:
    clock, name = turn.after, turn.after.rule.name
    if turn.turn is Turn.MET:
        return [_met(clock)]
    lines = list[Line]()
    if turn.turn in _TURNS:
        tone, shape = _TURNS[turn.turn]
        lines.append(Line(tone, _turned(shape, turn)))
    if clock.state is ClockState.OVERDUE and turn.turn is not Turn.RECOUNTED and clock.due_on:
        past = (on - clock.due_on).days
        lines.append(Line("bad", _PAST.fill(duty=name, day=dmy(clock.due_on), n=past)))
    return lines + _remarks(turn)


def _turned(shape: Text, turn: ClockTurn) -> Text:
    clock = turn.after
    day = dmy(clock.due_on) if clock.due_on else "—"
    return shape.fill(
        duty=clock.rule.name,
        due=_DUE.fill(day=day) if clock.due_on else _NO_DUE,
        day=day,
        delta=_delta(turn.before, clock),
        left=clock.left or 0,
        unit=UNIT_NAMES[clock.unit],
        open=left_open(clock.rule),
    )


def _delta(was: Clock | None, now: Clock) -> Text:
    if was is None or was.due_on is None or now.due_on is None:
        return same("")
    moved = f"{(now.due_on - was.due_on).days:+}".replace("-", "−")
    return _DELTA.fill(moved=moved, before=dmy(was.due_on))


def _met(clock: Clock) -> Line:
    name = clock.rule.name
    if clock.due_on is None or clock.stop is None:
        return Line("good", _DONE.fill(duty=name))
    if clock.state is ClockState.MET_LATE:
        late = (clock.stop.on - clock.due_on).days
        return Line("bad", _MET_LATE.fill(duty=name, n=late, day=dmy(clock.due_on)))
    due = _DUE.fill(day=dmy(clock.due_on))
    return Line("good", _MET.fill(duty=name, due=due))


def _remarks(turn: ClockTurn) -> list[Line]:
    """What is newly to be said beside a clock: the other reading of a hold, a ceiling passed."""
    was, now = turn.before, turn.after
    known = was.warnings if was else ()
    lines = [
        Line("wait", _WARNED.fill(duty=now.rule.name, warning=each))
        for each in now.warnings
        if each not in known
    ]
    for shape, then, day in (
        (_OTHERWISE, was and was.other_due_on, now.other_due_on),
        (_STOPPED_OTHERWISE, was and was.other_earliest, now.other_earliest),
    ):
        if day is not None and day != then:
            lines.append(Line("wait", shape.fill(duty=now.rule.name, day=dmy(day))))
            break
    return lines


def _stall(shape: Text, alarm: Alarm) -> Text:
    words = alarm.words if alarm.kind is StallKind.PAST_DEADLINE else None
    request = alarm.subject if alarm.kind in _OF_REQUESTS else ""
    beside = words or same(request)
    subject = Text(f" ({beside.vi})", f" ({beside.en})") if beside.vi else same("")
    return shape.fill(name=KIND_NAMES[alarm.kind], subject=subject)


_OF_REQUESTS = (StallKind.REQUEST_OVERDUE, StallKind.ANSWER_UNHANDLED)


def _owed(
    shape: Text, alarm: Alarm, inspection: Inspection, on: date, days: Workdays, name: Named
) -> Text:
    return shape.fill(duty=_duty(alarm, inspection, on, days, name))


def _duty(alarm: Alarm, inspection: Inspection, on: date, days: Workdays, name: Named) -> Text:
    count = days.between(on, alarm.due)
    left = Text(f"còn {count} ngày làm việc", f"{count} working days left")
    return duty(alarm, inspection, holder=name(alarm, inspection), left=left)


def _redated(each: Redated, inspection: Inspection, on: date, days: Workdays, name: Named) -> Text:
    return _REDATED.fill(
        before=dmy(each.before.due),
        after=dmy(each.after.due),
        duty=_duty(each.after, inspection, on, days, name),
    )

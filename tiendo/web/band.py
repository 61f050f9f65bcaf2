"""The days of an inspection as a band: planned, done, paused, awaited, each part with its cause.

The band is drawn on the server, wide and narrow; the table below it says the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from states.chart import PHASES, TERMINAL, is_in, phase_of
from states.inspection import Inspection
from states.ledger import Account, Run
from states.papers import cited
from states.terms import state_name
from states.text import Text, dmy, joined, same
from states.timeline import CourseSpan, HoldSpan, Timeline, Wait, timeline
from tiendo.web.terms import Term

_DAY = timedelta(days=1)
_AHEAD = timedelta(days=120)
_PLANNED = Text("Dự kiến bắt đầu {day}", "Planned to start on {day}")
_PLANNED_RUN = Text("Dự kiến {n} ngày", "{n} days planned")
_NAMES = {
    "plan": Text("Kế hoạch", "Plan"),
    "course": Text("Đã ở bước", "Steps"),
    "hold": Text("Tạm dừng, hoãn", "Holds"),
    "wait": Text("Chờ trả lời", "Answers owed"),
    "days": Text("Từng ngày", "Each day"),
}
_WAITS = Text("{request}: {addressee}", "{request}: {addressee}")


@dataclass(frozen=True, slots=True)
class Segment:
    """Some days in a row: what they were, and what opens the entry that caused them.

    ``first`` and ``last`` both belong to it; ``paper`` is the document behind the cause.
    """

    first: date
    last: date
    tone: str
    name: Text
    href: str = ""
    paper: Text | None = None
    goes_on: bool = False

    @property
    def days(self) -> int:
        """How many days it is."""
        return (self.last - self.first).days + 1

    @property
    def text(self) -> Text:
        """The segment in one line."""
        until = Text("nay", "now") if self.goes_on else same(dmy(self.last))
        days = Text(f"{self.days} ngày", f"{self.days} day{'s' * (self.days > 1)}")
        return Text(
            f"{self.name.vi}: {dmy(self.first)} – {until.vi} ({days.vi})",
            f"{self.name.en}: {dmy(self.first)} – {until.en} ({days.en})",
        )


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of the band; its segments do not overlap but where several answers are owed."""

    key: str
    segments: tuple[Segment, ...]

    @property
    def name(self) -> Text:
        """What its line is called."""
        return _NAMES[self.key]


@dataclass(frozen=True, slots=True)
class Flag:
    """A deadline in the band, by its number in the legend."""

    number: int
    day: date
    tone: str
    name: Text


@dataclass(frozen=True, slots=True)
class Band:
    """Everything drawn between the first day and the last."""

    first: date
    last: date
    as_of: date
    lanes: tuple[Lane, ...]
    flags: tuple[Flag, ...]

    @property
    def table(self) -> tuple[tuple[Text, Segment], ...]:
        """Every segment with the name of its line; each day by itself stands in the ledger."""
        return tuple(
            (lane.name, segment)
            for lane in self.lanes
            if lane.key != "days"
            for segment in lane.segments
        )


def band(inspection: Inspection, runs: Sequence[Run], now: Sequence[Term], as_of: date) -> Band:
    """The band of an inspection up to a day, with the deadlines that stand or are to come."""
    past = timeline(inspection)
    until = _until(past, as_of)
    flags = tuple(_flags(now, until + _AHEAD))
    lanes = (
        Lane("plan", tuple(_plan(past))),
        Lane("course", tuple(_course(span, until) for span in past.course if span.start <= until)),
        Lane("hold", tuple(_hold(hold, until, past) for hold in past.holds)),
        Lane("wait", tuple(_wait(wait, until) for wait in past.waits)),
        Lane("days", tuple(_run(run, past) for run in runs)),
    )
    shown = tuple(lane for lane in lanes if lane.segments)
    days = [each for lane in shown for s in lane.segments for each in (s.first, s.last)]
    days += [until, *(flag.day for flag in flags)]
    return Band(min(days), max(days), as_of, shown, flags)


def _until(past: Timeline, as_of: date) -> date:
    """The last day that counts: the day looked at, or the day before it ended."""
    ended = past.course[-1]
    return min(as_of, ended.start) if ended.leaf in TERMINAL else as_of


def _plan(past: Timeline) -> Iterator[Segment]:
    start = past.inspection.about.planned_start
    if start is None:
        return
    amount = past.period[0] if past.period and past.period[1] == "calendar_day" else None
    name = _PLANNED_RUN.fill(n=amount) if amount else _PLANNED.fill(day=dmy(start))
    yield Segment(start, start + _DAY * ((amount or 1) - 1), "planned", name, "#entry-1")


def _course(span: CourseSpan, until: date) -> Segment:
    name = state_name(span.leaf)
    tone = "phase-end" if span.leaf in TERMINAL else f"phase-{PHASES.index(phase_of(span.leaf))}"
    return _segment(span.start, span.end, until, tone, name, f"#entry-{span.version}")


def _hold(hold: HoldSpan, until: date, past: Timeline) -> Segment:
    leaf = next(span.leaf for span in reversed(past.course) if span.start <= hold.start)
    deferred = is_in((leaf,), "course.prep")
    tone = "suspended" if hold.state == "hold.case_paused" else "site_paused"
    return _segment(
        hold.start,
        hold.end,
        until,
        "deferred" if deferred else tone,
        state_name(hold.state, in_preparation=deferred),
        f"#entry-{hold.version}",
        cited(hold.document) if hold.document else None,
    )


def _wait(wait: Wait, until: date) -> Segment:
    name = _WAITS.fill(request=wait.request, addressee=wait.addressee)
    return _segment(wait.start, wait.end, until, "entity", name, f"#request-{wait.request}")


def _segment(
    start: date,
    end: date | None,
    until: date,
    tone: str,
    name: Text,
    href: str,
    paper: Text | None = None,
) -> Segment:
    """From its first day to the day before its end, or to the last day there is."""
    last = until if end is None or end > until else max(start, end - _DAY)
    return Segment(start, max(start, last), tone, name, href, paper, goes_on=end is None)


_HELD = (Account.SUSPENDED, Account.SITE_PAUSED, Account.DEFERRED)
_OFF = (Account.WEEKEND, Account.HOLIDAY)


def _run(run: Run, past: Timeline) -> Segment:
    return Segment(run.first, run.last, run.post.account.value, run.post.name, cause_of(run, past))


def cause_of(run: Run, past: Timeline) -> str:
    """Where the entry stands that put these days where they are."""
    account = run.post.account
    if account in _OFF:
        return f"/calendar/{run.first.year}"
    if account is Account.ENTITY:
        wait = next((w for w in past.waits if _holds(w.start, w.end, run.first)), None)
        return f"#request-{wait.request}" if wait else ""
    if account in _HELD:
        hold = next((h for h in past.holds if _holds(h.start, h.end, run.first)), None)
        return f"#entry-{hold.version}" if hold else ""
    span = next(s for s in reversed(past.course) if s.start <= run.first)
    return f"#entry-{span.version}"


def _holds(start: date, end: date | None, day: date) -> bool:
    return start <= day and (end is None or day < end)


def _flags(now: Sequence[Term], latest: date) -> Iterator[Flag]:
    """The deadlines of the moment by day; those at the same day share a number."""
    due: dict[date, list[Term]] = {}
    for term in now:
        if term.clock.due_on is not None and term.clock.due_on <= latest:
            due.setdefault(term.clock.due_on, []).append(term)
    for number, (day, terms) in enumerate(sorted(due.items()), start=1):
        name = joined(tuple(term.rule.name for term in terms), "; ", "; ")
        yield Flag(number, day, terms[0].tone, name)

"""The report of a room: checked against what the office knows, and handed in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from states.inspection import Inspection
from states.meeting.directive import Directive
from states.meeting.paper import Paper
from states.meeting.periods import Period
from states.meeting.proposed import Said
from states.meeting.report import Asked, Earlier, Fault, Finding, Matter, check_report
from states.meeting.room_report import RoomReport
from states.meeting.suggesting import Office
from states.meeting.terms import finding_text
from states.stall import alarms
from states.text import Text
from tiendo.desk import Desk
from tiendo.errors import BadInput
from tiendo.meeting.changes import changes_since, of_room
from tiendo.meeting.keeping_up import ACTOR, keep_up, report_id
from tiendo.meeting.places import check_room
from tiendo.meeting.secretary import readable, record, thing
from tiendo.meeting.taking_in import take_in
from tiendo.meeting.wording import wording

_EARLIER = 4  # how many reports before this one are compared with it


@dataclass(frozen=True, slots=True)
class Checked:
    """A report as it was checked: the paper, what was found, and what it had to mention."""

    paper: Paper
    findings: tuple[Finding, ...]
    said: tuple[Said, ...]
    matters: tuple[Matter, ...]

    @property
    def omits(self) -> tuple[str, ...]:
        """What it had to mention and does not."""
        found = {each.about for each in self.findings if each.fault is Fault.OMITTED}
        return tuple(each.id for each in self.matters if each.id in found)

    @property
    def mentions(self) -> tuple[str, ...]:
        """What it had to mention and does."""
        missing = set(self.omits)
        return tuple(each.id for each in self.matters if each.id not in missing)


def matters_of(desk: Desk, room: str, as_of: date) -> tuple[Matter, ...]:
    """What a room's report must mention: its open directives, its stuck inspections.

    A directive is mentioned by its title, by its own words, or by the inspection it is about.
    """
    names = {row.stream: (row.name, row.short_name) for row in desk.store.rows()}
    directives = (
        Matter(each.id, (each.about.title, *_called(each, names)), each.about.sentence)
        for each in readable(desk, Directive, as_of=as_of)
        if each.open and not each.standing and not each.about.parent and each.place.room == room
    )
    stuck = (
        Matter(each.id, names[each.id])
        for each in of_room(desk, room, as_of)
        if _stuck(desk, each, as_of)
    )
    return (*directives, *stuck)


def _called(directive: Directive, names: dict[str, tuple[str, str]]) -> tuple[str, ...]:
    return tuple(name for each in directive.about.about for name in names.get(each, ()))


def _stuck(desk: Desk, inspection: Inspection, as_of: date) -> bool:
    pending = alarms(inspection, desk.policy, desk.days, desk.law)
    return any(alarm.on <= as_of for alarm in pending)


def check(
    desk: Desk, content: bytes, name: str, *, room: str, period: Period, as_of: date
) -> Checked:
    """Check a report against what was asked of its room; records nothing.

    Raises BadPaper, or NotFound on a room the office has not: nothing would be asked of it.
    """
    check_room(desk.store.people(), room)
    paper = take_in(content, name).paper
    matters = matters_of(desk, room, as_of)
    earlier = list(_earlier(desk, room, period, as_of))
    asked = Asked(period, matters, [each for each, _ in earlier], _idle(desk, room, as_of))
    found = check_report(paper, wording(), asked)
    since: dict[Period | None, date] = {each.period: on for each, on in earlier}
    named = {each.id: each.names[0] for each in matters}
    said = tuple(
        _said(each, named, changes_since(desk, room, since[each.period], as_of))
        if each.likeness and each.period in since
        else _said(each, named, ())
        for each in found
    )
    return Checked(paper, found, said, matters)


def _idle(desk: Desk, room: str, as_of: date) -> bool:
    """Whether every inspection of a room that is not over is paused or has not begun."""
    live = [each for each in of_room(desk, room, as_of) if not each.ended]
    before = [each for each in live if not each.in_state("course.after")]
    return bool(before) and all(
        each.hold is not None or each.in_state("course.prep") for each in before
    )


def _earlier(desk: Desk, room: str, period: Period, as_of: date) -> Iterator[tuple[Earlier, date]]:
    """The last reports of the room before this one, with the days they were handed in."""
    reports = [
        each
        for each in readable(desk, RoomReport, as_of=as_of)
        if each.place.room == room and each.last and _precedes(each.period, period)
    ]
    for each in sorted(reports, key=lambda e: e.period.first, reverse=True)[:_EARLIER]:
        kept = desk.store.papers.get(each.last.paper) if each.last else None
        if kept and each.last:
            paper = take_in(kept.content, kept.name).paper
            yield Earlier(each.period, paper), each.last.occurred_on


def _precedes(one: Period, other: Period) -> bool:
    """Whether a report came before another: an earlier period, or a month of the quarter."""
    if one.unit == other.unit:
        return one < other
    return other.unit == "quarter" and one.first <= other.last


def _said(finding: Finding, named: dict[str, str], changed: Sequence[str]) -> Said:
    """A finding as it is recorded; a directive goes by its title, not by its id."""
    sentence = finding_text(finding).vi
    if finding.about in named:
        sentence = sentence.replace(finding.about, named[finding.about].rstrip(" .;"))
    pairs = finding.likeness.pairs if finding.likeness else ()
    return Said(
        fault=finding.fault.value,
        sentence=sentence,
        place=finding.place.say().vi if finding.place else "",
        words=finding.words,
        about=finding.about,
        then=tuple(pair.then.text for pair in pairs),
        now=tuple(pair.now.text for pair in pairs),
        changed=tuple(changed),
    )


def submit(
    desk: Desk, content: bytes, name: str, *, room: str, period: Period, by: str
) -> RoomReport:
    """Hand in a room's report: kept with everything the checks found in it.

    A report nobody was asked for yet is asked for first, due the same day. Raises BadPaper,
    NotFound or Refused; then nothing was recorded.
    """
    officer, now, today = desk.officer(by), desk.clock.now(), desk.clock.today()
    checked = check(desk, content, name, room=room, period=period, as_of=today)
    stream = report_id(room, period)
    kept = desk.store.papers.put(name, content, now)
    act = {
        "kind": "submit",
        "paper": kept,
        "name": name,
        "findings": checked.said,
        "omits": checked.omits,
        "mentions": checked.mentions,
    }
    asked = _expected(desk, room, period)
    record(desk, stream, act, by=officer.id, now=now, begun=asked)
    keep_up(desk, as_of=today, now=now)
    return thing(desk, stream, RoomReport)


def _expected(desk: Desk, room: str, period: Period) -> dict[str, object]:
    """How a report begins that is handed in before it was asked for."""
    today = desk.clock.today()
    return {
        "kind": "expect",
        "occurred_on": today,
        "actor": {"kind": "machine", "id": ACTOR},
        "room": room,
        "block": Office(desk.store.people()).block_of(room),
        "year": period.year,
        "number": period.number,
        "unit": period.unit,
        "due_on": max(today, period.first),
    }


def period_from(text: str) -> Period:
    """A period as people type it: 2021-09, 9/2021, 2021-q3. Raises BadInput."""
    typed = text.strip().lower().replace("tháng", "").replace("quý", "q").strip()
    try:
        if "q" in typed:
            year, _, number = typed.partition("q")
            if not year.strip("-/ "):
                number, _, year = number.partition("/")
            return Period(int(year.strip("-/ ")), int(number.strip("-/ ")), "quarter")
        first, _, second = typed.replace("/", "-").partition("-")
        year, number = (first, second) if len(first) == 4 else (second, first)
        return Period(int(year), int(number))
    except ValueError:
        said = Text(
            "«{text}» không phải kỳ báo cáo (viết 2021-09 hoặc 2021-q3).",
            "“{text}” is no period (write 2021-09 or 2021-q3).",
        )
        raise BadInput(said.fill(text=text[:40])) from None

"""What the pages of the agenda show of a directive, a report or a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from states.meeting.directive import Directive, DirectiveState
from states.meeting.gathering import MeetingState
from states.meeting.packed import Pack
from states.meeting.room_report import ReportState
from states.meeting.terms import every_text
from states.recorded import Recorded
from states.roles import Officer
from states.streams import AGENDA, StreamKind, kind_of
from states.text import Text, dmy, fold, same
from tiendo.agenda import ALERT_NAMES, Thing, agenda_row, state_of, words_of
from tiendo.agendabook import AgendaRow
from tiendo.desk import Desk
from tiendo.meeting.lapsing import LapseLine, lapse_lines
from tiendo.meeting.secretary import readable
from tiendo.meeting.wording import wording
from tiendo.papers.packs import remarks
from tiendo.web.agenda_forms import names_of
from tiendo.web.chronicle import who_acted
from tiendo.web.sight import Sight

_CLOSED = frozenset(
    (
        *(DirectiveState.ACCEPTED, DirectiveState.DROPPED),
        *(ReportState.ACCEPTED, ReportState.WAIVED),
        *(MeetingState.CONCLUDED, MeetingState.CANCELLED),
    )
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list: ``tone`` is bad where it is late, good where it is closed."""

    stream: str
    title: str
    state: Text
    tone: str
    who: str
    due_on: date | None
    period: str


Remark = tuple[Text, bool]
"""Something said of a thing before the meeting, and whether it is a fault."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a history."""

    version: int
    on: date
    what: Text
    who: Text
    machine: bool
    words: tuple[str, ...]


def rows_of(desk: Desk, wanted: type[Thing], kind: StreamKind, sight: Sight) -> list[AgendaRow]:
    """Every row of a kind: today's from the projections, another day's worked out again."""
    if not sight.elsewhere:
        return list(desk.store.agenda.rows(kind))
    found = readable(desk, wanted, as_of=sight.as_of, known_by=sight.moment)  # type: ignore[type-var]
    return [agenda_row(each, 0, desk.policy, desk.days) for each in found]


def listed(rows: Sequence[AgendaRow], on: date, people: Sequence[Officer]) -> tuple[Listed, ...]:
    """Rows as lines: the late first, then by due date."""
    names = {each.id: each.name for each in people}
    found = [_line(row, on, names) for row in rows]
    return tuple(sorted(found, key=_order))


def _line(row: AgendaRow, on: date, names: dict[str, str]) -> Listed:
    late = row.stuck_from is not None and row.stuck_from <= on
    closed = row.state in _CLOSED
    return Listed(
        stream=row.stream,
        title=row.title,
        state=state_of(row.stream, row.state),
        tone="bad" if late else "good" if closed else "",
        who=names.get(row.owner, row.owner) or row.room or row.block,
        due_on=row.due_on,
        period=row.period,
    )


def _order(line: Listed) -> tuple[int, date, str]:
    rank = {"bad": 0, "": 1, "good": 2}[line.tone]
    return rank, line.due_on or date.max, line.stream


def matching(rows: Sequence[AgendaRow], asked: str, *, open_only: bool) -> list[AgendaRow]:
    """Rows that hold every word asked for, without diacritics."""
    words = fold(asked).split()
    return [
        row
        for row in rows
        if all(word in row.folded or word in fold(row.room) for word in words)
        and not (open_only and row.state in _CLOSED)
    ]


def lapses_on(desk: Desk, sight: Sight) -> tuple[LapseLine, ...]:
    """What of the agenda is late or silent on the day looked at."""
    return lapse_lines(desk, as_of=sight.as_of, known_by=sight.moment)


def history_lines(
    stream: str, events: Sequence[Recorded], people: Sequence[Officer]
) -> tuple[Entry, ...]:
    """A history, the newest entry first."""
    kind = kind_of(stream)
    names = names_of(kind) if kind in AGENDA else {}
    called = {each.id: each.name for each in people}
    return tuple(_entry(each, names, called) for each in reversed(events))


def _entry(event: Recorded, names: dict[str, Text], called: dict[str, str]) -> Entry:
    act = str(getattr(event, "kind", ""))
    return Entry(
        version=event.version,
        on=event.occurred_on,
        what=names.get(act, ALERT_NAMES.get(act, same(act))),
        who=who_acted(event, called),
        machine=event.actor.kind == "machine",
        words=words_of(event, called),
    )


def remarks_on(made: Pack) -> dict[str, tuple[Remark, ...]]:
    """What the pack says of each thing before the meeting, and whether it is a fault."""
    found = {
        item.directive.id: (
            *((_DUE.fill(day=dmy(day)), False) for day in (item.directive.due_on,) if day),
            *((text, item.asks) for text in remarks(item)),
        )
        for item in made.open
    }
    found |= {
        each.inspection.id: ((_UNREVIEWED.fill(n=each.days_late), True),)
        for each in made.unreviewed
    }
    found |= {
        handed.report.id: tuple((same(said.sentence), True) for said in handed.findings)
        for handed in made.reports
    }
    return found


_DUE = Text("hạn {day}", "due {day}")
_UNREVIEWED = Text(
    "chưa nêu có hay không nội dung cần yêu cầu, chậm {n} ngày",
    "nobody said whether anything is to be requested, {n} days late",
)


def shortcoming_names() -> dict[str, Text]:
    """What each kind of shortcoming is called."""
    return {row.kind: row.name for row in wording().shortcomings.kinds}


def owner_name(directive: Directive, people: Sequence[Officer]) -> str:
    """Who owes a directive, by name."""
    owner = directive.owner
    match owner.kind:
        case "person":
            return next((each.name for each in people if each.id == owner.name), owner.name)
        case "office":
            return "Văn phòng"
        case "block":
            return f"Lãnh đạo {owner.name}"
        case "room":
            return owner.name


def period_text(every: str) -> Text:
    """A period that comes back, in words."""
    return every_text(f"every {every}") if every else same("")

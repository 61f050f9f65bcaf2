"""The forms of what can be done to a directive, a report or a meeting, from the rules alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from states.meeting.directive import DIRECTIVE, DIRECTIVE_ACT_NAMES, Directive
from states.meeting.gathering import MEETING, MEETING_ACT_NAMES, Gathering
from states.meeting.powers import held_by, not_theirs
from states.meeting.room_report import REPORT, REPORT_ACT_NAMES, RoomReport
from states.meeting.suggesting import Office
from states.papers import DocumentKind
from states.roles import Officer, Place
from states.streams import StreamKind
from states.text import Text, dmy, same
from tiendo.agenda import Thing
from tiendo.errors import BadInput
from tiendo.web.forms import NOTHING, Control, Option, filled, paper_controls
from tiendo.web.posted import Posted

_TEXT, _WHY = Text("Nội dung", "What is said"), Text("Lý do", "Reason")
_FIELDS: dict[tuple[StreamKind, str], tuple[str, ...]] = {
    (StreamKind.DIRECTIVE, "progress"): ("text", "paper"),
    (StreamKind.DIRECTIVE, "report"): ("text", "paper"),
    (StreamKind.DIRECTIVE, "accept"): (),
    (StreamKind.DIRECTIVE, "return"): ("due_on", "reason"),
    (StreamKind.DIRECTIVE, "set_due"): ("due_on", "reason"),
    (StreamKind.DIRECTIVE, "defer"): ("review_on", "reason"),
    (StreamKind.DIRECTIVE, "resume"): ("due_on", "reason"),
    (StreamKind.DIRECTIVE, "reassign"): ("owner", "reason"),
    (StreamKind.DIRECTIVE, "drop"): ("reason",),
    (StreamKind.REPORT, "accept"): (),
    (StreamKind.REPORT, "return"): ("due_on", "reason"),
    (StreamKind.REPORT, "waive"): ("reason",),
    (StreamKind.MEETING, "hold"): ("present",),
    (StreamKind.MEETING, "reconcile"): (),
    (StreamKind.MEETING, "issue"): ("paper",),
    (StreamKind.MEETING, "cancel"): ("reason",),
    (StreamKind.MEETING, "opine"): ("about", "text"),
    (StreamKind.MEETING, "tick"): ("about",),
}
"""What each act asks for, in the order the page offers them."""
ANSWERS = {
    "acknowledge": ("alarm",),
    "snooze": ("alarm", "until", "reason"),
    "hand_over": ("alarm", "assignee", "reason"),
}
"""What may be said to an alarm that was told, whatever it is about."""
_PAPER = ("document_kind", "document_number", "document_signed_on", "document_signed_by")
_IN_PLACE = frozenset({"opine", "tick"})
"""Acts whose form stands beside what they are about."""


@dataclass(frozen=True, slots=True)
class AgendaForm:
    """One act ready to be filled in."""

    id: str
    kind: str
    name: Text
    controls: tuple[Control, ...]
    paper: tuple[Control, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    hint: Text | None = None


def names_of(kind: StreamKind) -> dict[str, Text]:
    """What the acts of a kind of stream are called."""
    return {
        StreamKind.DIRECTIVE: DIRECTIVE_ACT_NAMES,
        StreamKind.REPORT: REPORT_ACT_NAMES,
        StreamKind.MEETING: MEETING_ACT_NAMES,
    }[kind]


def allowed(thing: Thing, person: Officer | None) -> tuple[str, ...]:
    """What somebody may do to a thing as it stands, in the order the page offers it."""
    if person is None:
        return ()
    kind, legal = _legal(thing)
    held = held_by(person, thing.place)
    offered = (act for of, act in _FIELDS if of is kind and act in legal)
    return tuple(act for act in offered if not not_theirs(kind, act, held))


def may_call(person: Officer | None) -> bool:
    """Whether somebody may call a meeting of the whole office."""
    if person is None:
        return False
    held = held_by(person, Place("", "", ""))
    return not not_theirs(StreamKind.MEETING, "call", held)


def _legal(thing: Thing) -> tuple[StreamKind, tuple[str, ...]]:
    match thing:
        case Directive():
            acts = DIRECTIVE.allowed(thing.state)
            standing = ("report", "set_due", "defer") if thing.standing else ()
            return StreamKind.DIRECTIVE, tuple(act for act in acts if act not in standing)
        case RoomReport():
            return StreamKind.REPORT, REPORT.allowed(thing.state)
        case Gathering():
            return StreamKind.MEETING, MEETING.allowed(thing.state)


def forms_of(
    thing: Thing,
    person: Officer | None,
    people: Sequence[Officer],
    today: date,
    typed: Posted | None = None,
) -> tuple[AgendaForm, ...]:
    """The form of each act somebody may do, with what was typed in the one that was refused."""
    kind, _ = _legal(thing)
    acts = [act for act in allowed(thing, person) if act not in _IN_PLACE]
    sent = typed.one("kind") if typed else ""
    return tuple(_form(kind, act, people, today, typed if act == sent else None) for act in acts)


def _form(
    kind: StreamKind, act: str, people: Sequence[Officer], today: date, typed: Posted | None
) -> AgendaForm:
    own = [_control(name, people) for name in _FIELDS[kind, act] if name != "paper"]
    day = Control("occurred_on", Text("Ngày", "Day"), "date", True, (dmy(today),))
    papers: tuple[Control, ...] = ()
    if "paper" in _FIELDS[kind, act]:
        shown = paper_controls(act, DocumentKind.OTHER, required=act == "issue")
        papers = tuple(filled(each, typed) for each in shown)
    controls = tuple(filled(each, typed) for each in (day, *own))
    return AgendaForm(f"act-{act}", act, names_of(kind)[act], controls, papers)


def _control(name: str, people: Sequence[Officer]) -> Control:
    match name:
        case "due_on":
            return Control(name, Text("Thời hạn mới", "New due date"), "date", True)
        case "review_on":
            return Control(name, Text("Ngày xem xét lại", "Review date"), "date", True)
        case "owner":
            label = Text("Giao cho", "Give it to")
            return Control(name, label, "select", True, options=owner_options(people))
        case "present":
            names = tuple((each.id, same(f"{each.name}, {each.title}")) for each in people)
            return Control(name, Text("Người dự", "Those present"), "checks", options=names)
        case "reason":
            return Control(name, _WHY, "prose", True)
        case _:
            return Control(name, _TEXT, "prose", True)


def owner_options(people: Sequence[Officer]) -> tuple[Option, ...]:
    """Everybody a duty can be given to: the Office, rooms, blocks, people."""
    office = Office(people)
    block = Text("Lãnh đạo {name}", "Leader of {name}")
    return (
        NOTHING,
        ("office", Text("Văn phòng", "the Office")),
        *((f"room:{name}", same(name)) for name in office.rooms),
        *((f"block:{name}", block.fill(name=name)) for name in office.blocks),
        *((f"person:{each.id}", same(each.name)) for each in people),
    )


def owner_of(written: str) -> dict[str, str]:
    """Who was chosen. Raises BadInput."""
    kind, _, name = written.partition(":")
    if kind not in ("office", "room", "block", "person") or bool(name) is (kind == "office"):
        text = Text("Chưa chọn giao cho ai.", "Nobody was chosen.")
        raise BadInput(text)
    return {"kind": kind, "name": name}


def act_from(kind: StreamKind, posted: Posted) -> dict[str, object]:
    """The act that a form asks to record, empty fields left out. Raises BadInput."""
    act = posted.one("kind")
    wanted = _FIELDS.get((kind, act)) if act not in ANSWERS else ANSWERS[act]
    if wanted is None:
        text = Text("Không có việc nào tên «{kind}».", "There is no act named “{kind}”.")
        raise BadInput(text.fill(kind=act[:40]))
    found: dict[str, object] = {"kind": act, "occurred_on": posted.one("occurred_on")}
    for name in wanted:
        match name:
            case "paper":
                found["document"] = _paper(posted)
            case "owner":
                found["owner"] = owner_of(posted.one("owner"))
            case "present":
                found["present"] = posted.all("present")
            case _:
                found[name] = posted.one(name)
    return {name: value for name, value in found.items() if value not in ("", None, ())}


def _paper(posted: Posted) -> dict[str, str] | None:
    given = {name.removeprefix("document_"): posted.one(name) for name in _PAPER[1:]}
    said = {name: value for name, value in given.items() if value}
    return {"kind": DocumentKind.OTHER.value, **said} if said else None

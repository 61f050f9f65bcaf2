"""The form of each act, built from what the rules ask for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from states.errors import Reason
from states.facts import FACTS
from states.inspection import Inspection
from states.lawbook import Pack
from states.papers import DOCUMENT_NAMES, DocumentKind, cited
from states.request import Request
from states.roles import Officer
from states.text import Text, dmy, same
from tiendo.acts import CHOICE_NAMES, Act, Field, act_of
from tiendo.web.duties import regimes, typed_duties
from tiendo.web.posted import Posted

Option = tuple[str, Text]
NOTHING: Option = ("", Text("— không nêu —", "— not said —"))
_FLAGS: tuple[Option, ...] = (NOTHING, ("true", Text("Có", "Yes")), ("false", Text("Không", "No")))
_COUNTED: tuple[Option, ...] = (
    ("", Text("Văn bản không nói", "The order is silent")),
    ("true", Text("Có tính", "Counted")),
    ("false", Text("Không tính", "Not counted")),
)
"""What an order may say of the time on hold: silence is an answer of its own."""
_PROSE = frozenset({"text", "illustration"})
_ANY_PAPER = frozenset({"file_document", "set_deadline"})
"""Acts that go with a document of whatever kind."""
_NEEDS_PAPER = frozenset({"send_request"})
_NEEDS_REASON = frozenset({"annul", "move_regime", "snooze", "hand_over"})
_LABELS = {
    "occurred_on": Text("Ngày xảy ra", "Day it happened"),
    "document_kind": Text("Loại văn bản", "Kind of document"),
    "document_number": Text("Số văn bản", "Document number"),
    "document_signed_on": Text("Ngày ký", "Date of signing"),
    "document_signed_by": Text("Người ký", "Signer"),
    "reason": Text("Lý do, ghi chú", "Reason, remarks"),
}
DAY_LABEL, REASON_LABEL = _LABELS["occurred_on"], _LABELS["reason"]


@dataclass(frozen=True, slots=True)
class Control:
    """One field of a form. ``kind`` is date, number, select, checks, lines, prose or line."""

    name: str
    label: Text
    kind: str
    required: bool = False
    values: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()

    @property
    def value(self) -> str:
        """What stands in it."""
        return self.values[0] if self.values else ""


@dataclass(frozen=True, slots=True)
class Form:
    """One act ready to be filled in; ``lacking`` is what must still be given with it."""

    id: str
    kind: str
    name: Text
    own: tuple[Control, ...]
    paper: tuple[Control, ...]
    paper_name: Text | None
    reason: Control
    day: Control
    hidden: tuple[tuple[str, str], ...] = ()
    lacking: tuple[Text, ...] = ()
    at_hand: Text | None = None

    @property
    def folds_reason(self) -> bool:
        """Whether the remarks are left aside: they are not asked for and something else is."""
        asked = any(each.required for each in (*self.own, *self.paper))
        return asked and not self.reason.required and not self.reason.value


@dataclass(frozen=True, slots=True)
class Basis:
    """What forms are made from: the day, the people to choose from, the inspection, its law."""

    today: date
    people: tuple[Officer, ...]
    inspection: Inspection
    law: Pack | None = None


def form_of(
    kind: str,
    basis: Basis,
    *,
    reasons: Sequence[Reason] = (),
    request: Request | None = None,
    target: int | None = None,
    alarm: str = "",
    typed: Posted | None = None,
) -> Form:
    """The form of one act; ``typed`` keeps what was typed before it was refused."""
    act = act_of(kind)
    paper = request.paper if request and kind == "send_request" else act.paper
    asked = {name for r in reasons if r.fact for name in FACTS[r.fact].fields}
    or_words = "reason" in asked and not basis.inspection.in_state("hold.case_paused")
    wanted = any(r.document is not None for r in reasons) and not or_words
    hidden = [("request", request.id)] if request else []
    hidden += [("target", str(target))] if target else []
    hidden += [("alarm", alarm)] if alarm else []
    papers = paper_controls(kind, paper, required=wanted or kind in _NEEDS_PAPER)
    fixed = {name for name, _ in hidden}
    own = tuple(filled(_own(each, basis), typed) for each in act.fields if each.name not in fixed)
    return Form(
        id="-".join([kind, *(value for _, value in hidden)]),
        kind=kind,
        name=act.name,
        own=own,
        paper=tuple(filled(each, typed) for each in papers),
        paper_name=DOCUMENT_NAMES[paper] if paper else None,
        reason=filled(_reason(kind, alone=asked == {"reason"} and not paper), typed),
        day=filled(
            Control("occurred_on", _LABELS["occurred_on"], "date", True, (dmy(basis.today),)),
            typed,
        ),
        hidden=(*hidden, *_paper_kind(paper)),
        lacking=tuple(reason.text for reason in reasons),
        at_hand=_at_hand(act, basis.inspection),
    )


def _paper_kind(paper: DocumentKind | None) -> tuple[tuple[str, str], ...]:
    return (("document_kind", paper.value),) if paper else ()


def _at_hand(act: Act, inspection: Inspection) -> Text | None:
    """The paper already filed that the act would rest on, if there is one."""
    filed = [d for d in inspection.available if d.kind is act.paper and d.counts]
    return cited(filed[-1]) if filed else None


def _reason(kind: str, *, alone: bool) -> Control:
    needed = alone or kind in _NEEDS_REASON
    return Control("reason", _LABELS["reason"], "prose", required=needed)


def paper_controls(
    kind: str, paper: DocumentKind | None, *, required: bool
) -> tuple[Control, ...]:
    """The fields of the paper that an act goes with; none where it goes with none."""
    if paper is None and kind not in _ANY_PAPER:
        return ()
    parts = tuple(
        Control(name, _LABELS[name], shape, required)
        for name, shape in (
            ("document_number", "line"),
            ("document_signed_on", "date"),
            ("document_signed_by", "line"),
        )
    )
    if paper is not None:
        return parts
    choices = tuple((each.value, DOCUMENT_NAMES[each]) for each in DocumentKind)
    usual = () if kind == "file_document" else (DocumentKind.OTHER.value,)
    first = Control("document_kind", _LABELS["document_kind"], "select", True, usual, choices)
    return (first, *parts)


def _own(wanted: Field, basis: Basis) -> Control:
    """A field of an act on one inspection: what it holds already is filled in."""
    if wanted.name in ("duty", "regime"):
        control = shared_control(wanted, basis.people)
        return replace(control, kind="select", options=_of_the_law(wanted.name, basis.law))
    values = _known(wanted, basis.inspection)
    control = shared_control(wanted, basis.people)
    return replace(control, values=values) if values else control


def _known(wanted: Field, inspection: Inspection) -> tuple[str, ...]:
    match wanted.name:
        case "team_head":
            return (inspection.place.team_head,)
        case "members":
            return inspection.place.members
        case "request":
            return (_free_id(inspection.requests),)
        case _:
            return ()


def shared_control(wanted: Field, people: Sequence[Officer]) -> Control:
    """A field of an act, whatever inspection it is about."""
    label = Text(*(words[:1].upper() + words[1:] for words in wanted.label))
    names = tuple((each.id, _person(each)) for each in people)

    def control(
        kind: str, values: tuple[str, ...] = (), options: tuple[Option, ...] = ()
    ) -> Control:
        return Control(wanted.name, label, kind, wanted.required, values, options)

    match wanted.kind:
        case "flag":
            return control("select", options=_COUNTED if wanted.name == "days_count" else _FLAGS)
        case "choice":
            options = tuple((each, CHOICE_NAMES.get(each, same(each))) for each in wanted.choices)
            default = "other" if "other" in wanted.choices else wanted.choices[0]
            return control("select", (default,), options)
        case "officer":
            return control("select", (), (NOTHING, *names))
        case "officers":
            return control("checks", (), names)
        case "date" | "number" | "lines":
            return control(wanted.kind)
        case _:
            return control("prose" if wanted.name in _PROSE else "line")


def _of_the_law(field: str, law: Pack | None) -> tuple[Option, ...]:
    """The deadlines that the law of a case leaves to documents, or the laws it may move to."""
    if field == "duty":
        return (NOTHING, *typed_duties(law))
    return (NOTHING, *(each for each in regimes() if law is None or each[0] != law.regime_id))


def _person(officer: Officer) -> Text:
    return same(", ".join(filter(None, (officer.name, officer.title, officer.room))))


def _free_id(requests: Sequence[Request]) -> str:
    taken = {request.id for request in requests}
    return next(f"YC{n}" for n in range(1, len(taken) + 2) if f"YC{n}" not in taken)


def filled(control: Control, typed: Posted | None) -> Control:
    """A control with what was typed in it, if anything was sent."""
    if typed is None:
        return control
    return Control(
        control.name,
        control.label,
        control.kind,
        control.required,
        typed.all(control.name),
        control.options,
    )

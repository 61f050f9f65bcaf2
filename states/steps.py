"""Acts that somebody could take next, as values that can be tried on an inspection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from states.apply import apply, papers_of
from states.errors import Refused
from states.events import EVENT, MOVES, Event
from states.facts import FACTS, View, answer
from states.inspection import Inspection
from states.memo import fire
from states.papers import DocumentKind
from states.powers import POWERS
from states.request import Request
from states.roles import Role
from states.rules import Trigger

NEW_REQUEST = "MOI"
"""The id that stands for a request which nobody has made yet."""
_LATER = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Step:
    """One act: its kind of event, the request or duty it is about, the paper it needs or files."""

    kind: str
    request: str = ""
    document: DocumentKind | None = None

    @property
    def who(self) -> tuple[Role, ...]:
        """The capacities that may do it; for a paper, those who can supply it first."""
        if self.kind == "file_document" and self.document in _SUPPLIERS:
            return _SUPPLIERS[self.document]
        allowed = POWERS[self.kind] - {Role.MACHINE}
        return tuple(role for role in Role if role in allowed)


_SUPPLIERS = {rule.document: rule.who for rule in FACTS.values() if rule.document}


def step_of(trigger: Trigger) -> Step:
    """A trigger of the chart as a step, with the one paper it asks for."""
    papers = sorted(papers_of(trigger))
    return Step(trigger.value, document=papers[0] if papers else None)


def filing(kind: DocumentKind) -> Step:
    """Bringing a numbered, dated and signed paper into the file."""
    return Step("file_document", document=kind)


def about(request: Request, kind: str) -> Step:
    """A step of one request."""
    return Step(kind, request.id, request.paper if kind == "send_request" else None)


def new_request() -> tuple[Step, Step]:
    """Asking for something that was not asked yet: drafted, then sent."""
    drafted = Step("draft_request", NEW_REQUEST)
    return drafted, Step("send_request", NEW_REQUEST, DocumentKind.DOCUMENT_REQUEST)


def tried(
    inspection: Inspection, step: Step, on: date, *, with_paper: bool = True
) -> Inspection | None:
    """The inspection after a step on a day, done as it should be; None where it is refused.

    ``with_paper`` False leaves out the paper the step needs, so that only a filed one serves.
    """
    number = f"…{len(inspection.documents) + 1}"  # like no other: a paper serves one act
    event = _event(step, on, number if with_paper else "", inspection.about.entity)
    if step.kind in MOVES and not _legal(inspection, Trigger(step.kind), event):
        return None  # what apply would find too, without putting its reasons into words
    try:
        return apply(inspection, event)
    except Refused:
        return None


def _legal(inspection: Inspection, trigger: Trigger, event: Event) -> bool:
    return fire(inspection.configuration, trigger, answer(View(inspection, event))).happened


@lru_cache(maxsize=4096)
def _event(step: Step, on: date, number: str, entity: str) -> Event:
    said: dict[str, object] = {
        "kind": step.kind,
        "version": 1_000_000,
        "occurred_on": on,
        "recorded_at": datetime.combine(on, time(0), UTC),
        "actor": {"kind": "person", "id": "somebody"},
    }
    if step.kind in MOVES:
        said["reason"] = "…"
    if step.document and number:
        said["document"] = {
            "kind": step.document,
            "number": number,
            "signed_on": on,
            "signed_by": "…",
        }
    return EVENT.validate_python({**said, **_fields(step, on, entity)})


def _fields(step: Step, on: date, entity: str) -> dict[str, object]:
    match step.kind:
        case "draft_request":
            due = on + _LATER
            return {
                "request": step.request,
                "addressee": entity,
                "items": ("…",),
                "due_on": due,
            }
        case "return_answer":
            return {"request": step.request, "due_on": on + _LATER}
        case "set_deadline":
            return {"duty": step.request, "due_on": on + _LATER}
        case "set_review" | "defer_start":
            return {"review_on": on + _LATER}
        case "extend":
            return {"days": 10}
        case "assign_overseer":
            return {"overseer": "somebody-outside"}
        case "note":
            return {"text": "…"}
        case _:
            return {"request": step.request} if step.request else {}

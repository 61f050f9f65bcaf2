"""What can have happened to an inspection: frozen events in one discriminated union.

``kind`` is the discriminator. The kind of a move is the name of the trigger it fired; acts
on a single request name what happened to the request, and the trigger of the chart that
they imply is worked out on replay.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter

from states.actors import Actor, ExtensionGround, Ground, Machine, Person
from states.alerts import ANSWERS, Acknowledged, Escalated, HandedOver, Snoozed
from states.model import Day, Key, Line, Name, Prose
from states.papers import Document
from states.prompted import Prompted
from states.recorded import Recorded
from states.rules import Trigger


class Registered(Recorded):
    """The inspection came to be known: from the yearly plan, or unexpectedly."""

    kind: Literal["register"] = "register"
    name: Line
    short_name: Line
    entity: Line
    locality: Name = ""
    room: Line
    block: Line
    team_head: Key
    members: tuple[Key, ...] = ()
    year: int = Field(ge=2011, le=2100)
    form: Literal["planned", "unexpected"] = "planned"
    planned_start: Day | None = None
    illustration: Prose = Field(default="", description="What of it is invented, and by whom.")


class Moved(Recorded):
    """A trigger of the chart that carries nothing beyond its document and reason."""

    kind: Literal[
        "survey",
        "drop",
        "announce",
        "open_fieldwork",
        "end_fieldwork",
        "end_by_records",
        "submit_team_report",
        "start_draft",
        "send_for_explanation",
        "revise_draft",
        "return_draft",
        "submit_for_signature",
        "issue_conclusion",
        "publish",
        "close_case",
        "discontinue",
        "reopen_conclusion",
        "lift_hold",
        "declare_none",
        "flag_team",
        "clear_flag",
        "urge",
        "verify",
        "find_shortfall",
        "confirm_fulfilled",
        "lodge_complaint",
        "dismiss_complaint",
        "uphold_complaint",
    ]


class DecisionIssued(Recorded):
    """The inspection decision was signed. It names the period and the unit it is counted in."""

    kind: Literal["issue_decision"] = "issue_decision"
    period_days: int | None = Field(default=None, ge=1, le=365)
    period_unit: Literal["calendar_day", "working_day"] = "calendar_day"


class Deferred(Recorded):
    """The start was put off until a review date, on which somebody decides."""

    kind: Literal["defer_start"] = "defer_start"
    ground: Ground = Ground.OTHER
    review_on: Day


class SitePaused(Recorded):
    """Direct work at the inspected entity stopped; desk work and requests go on.

    ``days_count`` is what the order says of the time: counted, not counted, or silent (None).
    """

    kind: Literal["pause_site"] = "pause_site"
    ground: Ground = Ground.OTHER
    review_on: Day | None = None
    days_count: bool | None = None


class CasePaused(Recorded):
    """The inspection as a whole was suspended by a signed decision.

    ``days_count`` is what the order says of the time: counted, not counted, or silent (None).
    """

    kind: Literal["pause_case"] = "pause_case"
    ground: Ground = Ground.OTHER
    review_on: Day | None = None
    days_count: bool | None = None
    requests_allowed: bool = False


class ReviewMoved(Recorded):
    """Whoever holds an inspection looked at it again and set the next review date."""

    kind: Literal["set_review"] = "set_review"
    review_on: Day


class Extended(Recorded):
    """The inspection period was lengthened; ``days`` in the unit the decision names."""

    kind: Literal["extend"] = "extend"
    days: int = Field(ge=1, le=365)
    unit: Literal["calendar_day", "working_day"] = "calendar_day"
    ground: ExtensionGround = ExtensionGround.COMPLEX


class OverseerAssigned(Recorded):
    """Somebody outside the team was named to watch it."""

    kind: Literal["assign_overseer"] = "assign_overseer"
    overseer: Key


class AppraisalSubmitted(Recorded):
    """The draft was handed to somebody outside the team for appraisal."""

    kind: Literal["submit_appraisal"] = "submit_appraisal"
    appraiser: Key | None = None


class DeadlineTyped(Recorded):
    """A date that the law leaves to a document was read from it; ``duty`` is the rule's field."""

    kind: Literal["set_deadline"] = "set_deadline"
    duty: Annotated[str, Field(pattern=r"^[a-z][a-z_]{0,79}$")]
    due_on: Day


class RegimeMoved(Recorded):
    """A person decided that another law governs this inspection, and says why."""

    kind: Literal["move_regime"] = "move_regime"
    regime: Annotated[str, Field(pattern=r"^VN-\d{4}(-[A-Z])?$")]
    reason: Annotated[Prose, Field(min_length=1)]


class TeamChanged(Recorded):
    """A decision changed the team's head or members."""

    kind: Literal["change_team"] = "change_team"
    team_head: Key
    members: tuple[Key, ...] = ()


class RequestDrafted(Recorded):
    """A request for documents or an explanation was written; its due date is mandatory."""

    kind: Literal["draft_request"] = "draft_request"
    request: Key
    asks: Literal["documents", "explanation"] = "documents"
    addressee: Line
    items: tuple[Line, ...] = Field(min_length=1, max_length=200)
    due_on: Day


class RequestActed(Recorded):
    """A step of one request that carries nothing beyond its document and reason."""

    kind: Literal[
        "send_request",
        "receive_answer",
        "accept_answer",
        "waive_request",
        "refuse_request",
        "remind_request",
    ]
    request: Key


class AnswerReturned(Recorded):
    """An answer was found insufficient; the rest is asked again by a new date."""

    kind: Literal["return_answer"] = "return_answer"
    request: Key
    due_on: Day


class DocumentFiled(Recorded):
    """A document entered the file ahead of the act that needs it."""

    kind: Literal["file_document"] = "file_document"
    document: Document


class Noted(Recorded):
    """An entry of the team log (nhật ký Đoàn thanh tra)."""

    kind: Literal["note"] = "note"
    text: Annotated[Prose, Field(min_length=1)]


class Annulled(Recorded):
    """An earlier entry was found wrong; it stays readable and no longer counts."""

    kind: Literal["annul"] = "annul"
    target: int = Field(ge=2, description="Version of the entry that was wrong.")
    reason: Annotated[Prose, Field(min_length=1)]


class Recounted(Recorded):
    """The calendar changed, and with it what this inspection is called on; a machine says so."""

    kind: Literal["recount"] = "recount"
    reason: Annotated[Prose, Field(min_length=1)]


RequestEvent: TypeAlias = RequestDrafted | RequestActed | AnswerReturned

Event: TypeAlias = Annotated[
    Registered
    | Moved
    | DecisionIssued
    | Deferred
    | SitePaused
    | CasePaused
    | ReviewMoved
    | Extended
    | OverseerAssigned
    | DeadlineTyped
    | RegimeMoved
    | AppraisalSubmitted
    | TeamChanged
    | RequestDrafted
    | RequestActed
    | AnswerReturned
    | DocumentFiled
    | Noted
    | Annulled
    | Escalated
    | Acknowledged
    | Snoozed
    | HandedOver
    | Prompted
    | Recounted,
    Field(discriminator="kind"),
]

EVENT: TypeAdapter[Event] = TypeAdapter(Event)
"""Reads and writes any event; raises pydantic's ValidationError naming the field."""

MOVES: frozenset[str] = frozenset(trigger.value for trigger in Trigger)
"""Event kinds that are themselves triggers of the chart."""

__all__ = [
    "ANSWERS",
    "EVENT",
    "MOVES",
    "Acknowledged",
    "Actor",
    "Escalated",
    "Event",
    "ExtensionGround",
    "Ground",
    "HandedOver",
    "Machine",
    "Person",
    "Prompted",
    "Snoozed",
]

"""What can have happened to the report of a room: frozen events, told apart by ``kind``."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter

from states.meeting.entries import Annulled, Answers, Hash, Words
from states.meeting.proposed import Said
from states.model import Day, Line, Name
from states.recorded import Recorded


class ReportExpected(Recorded):
    """A room owes a report for a period by a day."""

    kind: Literal["expect"] = "expect"
    room: Line
    block: Name = ""
    year: int = Field(ge=2011, le=2100)
    number: int = Field(ge=1, le=12)
    unit: Literal["month", "quarter"] = "month"
    due_on: Day


class ReportSubmitted(Recorded):
    """The room handed its report in; its file is kept, with what the checks found in it."""

    kind: Literal["submit"] = "submit"
    paper: Hash
    name: Line
    findings: tuple[Said, ...] = ()
    omits: tuple[Name, ...] = Field(default=(), description="What it should mention and does not.")
    mentions: tuple[Name, ...] = Field(default=(), description="What it had to mention and does.")


class ReportActed(Recorded):
    """The Office compared the report with what was asked and takes it."""

    kind: Literal["accept"] = "accept"


class ReportReturned(Recorded):
    """The report was sent back to be done again by a day, and why."""

    kind: Literal["return"] = "return"
    due_on: Day
    reason: Words


class ReportWaived(Recorded):
    """No report is wanted any more, and why."""

    kind: Literal["waive"] = "waive"
    reason: Words


ReportEvent: TypeAlias = Annotated[
    ReportExpected
    | ReportSubmitted
    | ReportActed
    | ReportReturned
    | ReportWaived
    | Annulled
    | Answers,
    Field(discriminator="kind"),
]
REPORT_EVENT: TypeAdapter[ReportEvent] = TypeAdapter(ReportEvent)

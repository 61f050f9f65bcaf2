"""What can have happened to a directive: frozen events, told apart by ``kind``."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter

from states.meeting.entries import Annulled, Answers, Hash, Stream, Words
from states.model import Day, Frozen, Key, Line, Name
from states.recorded import Recorded


class Charged(Frozen):
    """Who owes a directive: a person by id, a room or a block by its name, or the Office."""

    kind: Literal["person", "room", "block", "office"]
    name: Name = ""


class Assigned(Recorded):
    """A duty was given: the sentence that gives it, who owes it, by when, about what.

    Without ``due_on`` its date is missing, unless it is put off until ``review_on`` or comes back
    in every period (``every``: month, quarter …), each opening an occurrence of its own, which
    names its ``parent`` and ``period``. ``meeting``, ``item``, ``paper`` and ``place`` say where
    it was read.
    """

    kind: Literal["assign"] = "assign"
    title: Line
    sentence: Words
    owner: Charged
    room: Name = ""
    block: Name = ""
    due_on: Day | None = None
    review_on: Day | None = None
    every: Name = ""
    parent: Stream | None = None
    period: Name = ""
    about: tuple[Key, ...] = ()
    meeting: Stream | None = None
    item: int | None = Field(default=None, ge=1)
    paper: Hash | None = None
    place: Name = ""


class DirectiveTold(Recorded):
    """Whoever owes it says how far it is, or that it is done; a paper may stand behind it."""

    kind: Literal["progress", "report"]
    text: Words


class DirectiveActed(Recorded):
    """An act on a directive that carries nothing beyond its document and reason."""

    kind: Literal["accept"] = "accept"


class DirectiveDropped(Recorded):
    """It is no longer to be done, and why."""

    kind: Literal["drop"] = "drop"
    reason: Words


class DirectiveDated(Recorded):
    """A day was set by which it is due: the first, another, or one after it was sent back."""

    kind: Literal["return", "resume", "set_due"]
    due_on: Day
    reason: Words


class DirectiveDeferred(Recorded):
    """It was put off until a day on which somebody decides, and why."""

    kind: Literal["defer"] = "defer"
    review_on: Day
    reason: Words


class Reassigned(Recorded):
    """Somebody else owes it from now on, and why."""

    kind: Literal["reassign"] = "reassign"
    owner: Charged
    room: Name = ""
    block: Name = ""
    reason: Words


class Carried(Recorded):
    """A meeting ended and it was still open: it goes on to the next one."""

    kind: Literal["carry"] = "carry"
    meeting: Stream


class Mentioned(Recorded):
    """Whether a report of the room spoke of it: silence is an event, and so is being spoken of."""

    kind: Literal["mention", "note_silence"]
    report: Stream
    paper: Hash
    period: Name = ""


class Attended(Recorded):
    """The leader who owes being at the meetings of rooms was recorded at one: that settles it."""

    kind: Literal["attend"] = "attend"
    meeting: Stream
    text: Words


DirectiveEvent: TypeAlias = Annotated[
    Assigned
    | DirectiveTold
    | DirectiveActed
    | DirectiveDropped
    | DirectiveDated
    | DirectiveDeferred
    | Reassigned
    | Carried
    | Mentioned
    | Attended
    | Annulled
    | Answers,
    Field(discriminator="kind"),
]
DIRECTIVE_EVENT: TypeAdapter[DirectiveEvent] = TypeAdapter(DirectiveEvent)

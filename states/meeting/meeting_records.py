"""What can have happened to a meeting: frozen events, told apart by ``kind``."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter

from states.meeting.entries import Annulled, Answers, Hash, Stream, Words
from states.meeting.proposed import ProposedItem
from states.model import Day, Frozen, Key, Line, Name
from states.recorded import Recorded


class MeetingCalled(Recorded):
    """A meeting was called: of the whole office, or of one ``room``."""

    kind: Literal["call"] = "call"
    title: Line
    planned_on: Day
    room: Name = ""
    block: Name = ""
    period: Name = ""


class MeetingHeld(Recorded):
    """It took place, and who of the leaders was there."""

    kind: Literal["hold"] = "hold"
    present: tuple[Key, ...] = ()


class MeetingCancelled(Recorded):
    """It did not take place, and why."""

    kind: Literal["cancel"] = "cancel"
    reason: Words


class ConclusionTaken(Recorded):
    """A conclusion was read: its file is kept, with everything the machine proposed of it."""

    kind: Literal["take_in"] = "take_in"
    paper: Hash
    name: Line
    number: Name = ""
    dated_on: Day | None = None
    signer: Name = ""
    defects: tuple[Line, ...] = ()
    items: tuple[ProposedItem, ...] = ()


class ItemConfirmed(Recorded):
    """A person took a proposal, as it was or changed, and these directives came of it.

    A shortcoming that is confirmed gives no directive of itself.
    """

    kind: Literal["confirm"] = "confirm"
    item: int = Field(ge=1)
    directives: tuple[Stream, ...] = ()
    edited: bool = False


class ItemRejected(Recorded):
    """A person found that a proposal is none, and why."""

    kind: Literal["reject"] = "reject"
    item: int = Field(ge=1)
    reason: Words


class Forward(Frozen):
    """One thing put before a meeting; ``asks``: the leader of its block owes an opinion."""

    about: Name
    room: Name = ""
    block: Name = ""
    asks: bool = False


class PutForward(Recorded):
    """What the pack puts before the meeting; each pack replaces the one before."""

    kind: Literal["put_forward"] = "put_forward"
    items: tuple[Forward, ...]


class Opined(Recorded):
    """Somebody gave an opinion on a thing before the meeting.

    ``leads``: as the leader of its block, or above him; the desk says so, never the speaker.
    """

    kind: Literal["opine"] = "opine"
    about: Name
    text: Words
    leads: bool = False


class Ticked(Recorded):
    """A thing before the meeting was dealt with."""

    kind: Literal["tick"] = "tick"
    about: Name


class Reconciled(Recorded):
    """The Office compared every room's report with the last conclusion, and signs for it."""

    kind: Literal["reconcile"] = "reconcile"


class ConclusionIssued(Recorded):
    """The conclusion of the meeting was issued: a numbered, dated and signed paper."""

    kind: Literal["issue"] = "issue"


MeetingEvent: TypeAlias = Annotated[
    MeetingCalled
    | MeetingHeld
    | MeetingCancelled
    | ConclusionTaken
    | ItemConfirmed
    | ItemRejected
    | PutForward
    | Opined
    | Ticked
    | Reconciled
    | ConclusionIssued
    | Annulled
    | Answers,
    Field(discriminator="kind"),
]

MEETING_EVENT: TypeAdapter[MeetingEvent] = TypeAdapter(MeetingEvent)

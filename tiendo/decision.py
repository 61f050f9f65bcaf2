"""One decision for many inspections: which it is about, and what becomes of each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pydantic import ValidationError

from states.chart import TERMINAL
from states.model import read_day
from states.papers import Document
from states.text import Text, fold
from tiendo.errors import BadInput
from tiendo.foresee import Foreseen
from tiendo.intake import explain
from tiendo.ports import InspectionRow

KINDS = ("pause_site", "pause_case", "lift_hold", "assign_overseer", "remind_request")
"""What one decision may do to many inspections."""
_NO_PAPER = Text(
    "Một văn bản dùng cho nhiều cuộc thanh tra phải có đủ số, ngày ký, người ký.",
    "A paper for many inspections needs its number, date of signing and signer.",
)
_NOT_FOR_MANY = Text("Việc này không làm chung được.", "This act is not done for many at once.")
_NO_DAY = Text("Ngày xảy ra: «{value}» không phải ngày.", "“{value}” is no day.")


Act = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Which:
    """Which inspections a decision is about; an empty part leaves the choice open.

    ``locality`` is looked for anywhere in name, entity and locality, without diacritics.
    """

    locality: str = ""
    block: str = ""
    room: str = ""
    streams: tuple[str, ...] = ()

    def holds(self, row: InspectionRow) -> bool:
        """Whether the projection of an inspection is one of them, as far as it can tell."""
        return (
            row.course not in TERMINAL
            and (not self.streams or row.stream in self.streams)
            and self.block in ("", row.block)
            and self.room in ("", row.room)
            and fold(self.locality) in row.folded
        )


class Fate(StrEnum):
    """What would become, or became, of one inspection under a decision."""

    READY = "ready"
    DONE = "done"
    OUT = "out"
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True)
class Item:
    """One act of a decision on one inspection; ``why`` says why it is left out.

    ``entry`` is where the act stands in the history once it is recorded.
    """

    stream: str
    name: str
    locality: str
    version: int
    act: Act
    fate: Fate
    found: Foreseen | None = None
    why: Text | None = None
    entry: int = 0

    @property
    def key(self) -> str:
        """Its own name within the decision, with the version it was tried on."""
        return f"{self.stream}:{self.act.get('request', '')}:{self.version}"


@dataclass(frozen=True, slots=True)
class Plan:
    """A decision tried on every inspection that it is about."""

    items: tuple[Item, ...] = ()

    def of(self, *fates: Fate) -> tuple[Item, ...]:
        """The items with one of some fates."""
        return tuple(item for item in self.items if item.fate in fates)


def settled(act: Act) -> Act:
    """The act of a decision with its day and paper read, so that it can be compared.

    Raises BadInput where one decision cannot do it for many, or its paper lacks something.
    """
    if act.get("kind") not in KINDS:
        raise BadInput(_NOT_FOR_MANY)
    try:
        paper = Document.model_validate(act.get("document") or {"kind": "other"})
    except ValidationError as error:
        raise BadInput(explain(error)) from error
    if not paper.counts:
        raise BadInput(_NO_PAPER)
    try:
        day = read_day(act.get("occurred_on"))
    except ValueError as error:
        raise BadInput(_NO_DAY.fill(value=str(act.get("occurred_on"))[:40])) from error
    return {**act, "document": paper.model_dump(), "occurred_on": day}

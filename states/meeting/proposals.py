"""What a conclusion proposes: each duty and shortcoming with who, what, by when, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from states.meeting.header import Header, header_of
from states.meeting.mentions import Owner
from states.meeting.objects import Candidate
from states.meeting.outline import Numbering, numbering
from states.meeting.paper import Paper, Place
from states.meeting.when import AddWorkdays, Due, Times, weekdays_after


class ItemKind(StrEnum):
    """What a sentence of a conclusion is to those who must act on it."""

    TASK = "task"
    RECURRING = "recurring"
    REMINDER = "reminder"
    SHORTCOMING = "shortcoming"


@dataclass(frozen=True, slots=True)
class Item:
    """One proposal: the exact words, their place, and what was understood of them.

    ``paragraph``, ``start`` and ``end`` are the span of ``words`` in the paper; ``inherited``
    says that the owners stand in a heading or an earlier clause.
    """

    kind: ItemKind
    words: str
    place: Place
    paragraph: int
    start: int
    end: int
    owners: tuple[Owner, ...]
    inherited: bool
    due: Due
    about: tuple[str, ...]
    named: tuple[str, ...]
    under: str


class Defect(StrEnum):
    """A fault of form in a paper."""

    UNNUMBERED = "unnumbered"
    UNDATED = "undated"
    UNSIGNED = "unsigned"
    SECTION_TWICE = "section_twice"
    SECTION_MISSING = "section_missing"


@dataclass(frozen=True, slots=True)
class FormFault:
    """A fault of form, where it stands (None: nowhere), and for sections their number."""

    defect: Defect
    place: Place | None = None
    number: str = ""
    first: Place | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A conclusion as the rules read it; nothing of it is decided before a person confirms."""

    header: Header
    faults: tuple[FormFault, ...]
    items: tuple[Item, ...]
    counted_from: date


@dataclass(frozen=True, slots=True)
class Known:
    """What the office knows when it reads: its inspections, its calendar, the day of reading."""

    today: date
    candidates: Sequence[Candidate] = ()
    add_workdays: AddWorkdays = weekdays_after


def form_faults(paper: Paper, header: Header) -> tuple[FormFault, ...]:
    """Every fault of form: number, date, signer, and the numbers of sections."""
    faults = []
    if not header.number:
        faults.append(FormFault(Defect.UNNUMBERED, header.number_at))
    if header.dated_on is None:
        faults.append(FormFault(Defect.UNDATED))
    if not header.signer:
        faults.append(FormFault(Defect.UNSIGNED))
    return (*faults, *(_section(fault) for fault in numbering(paper)))


def _section(fault: Numbering) -> FormFault:
    defect = Defect.SECTION_TWICE if fault.twice else Defect.SECTION_MISSING
    return FormFault(defect, fault.place, fault.number, fault.first)


def times_of(paper: Paper, known: Known) -> tuple[Header, Times]:
    """The head of a paper, and the days that "this week" and "within ten days" count from."""
    header = header_of(paper)
    own = header.dated_on or header.meeting_on or known.today
    return header, Times(own, header.meeting_on or own, known.add_workdays)

"""Everything the rules refuse.

RuleError
├── Refused          the act is not legal where the inspection stands; says all the reasons
├── Contradiction    the act fits where it is put, but a later entry no longer would
├── Unknown          there is no such inspection, entry or word
└── OutsideCalendar  a day that the calendar of working days does not reach
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from states.papers import DocumentKind
from states.roles import Role
from states.text import Text, dmy, joined


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why an act is refused.

    ``code`` is state, guard, fact, role or field. ``with_act`` says that what is missing may
    be given together with the act; ``document`` is the paper wanted; ``who`` may supply it.
    """

    code: str
    text: Text
    fact: str = ""
    document: DocumentKind | None = None
    with_act: bool = False
    who: tuple[Role, ...] = ()


class RuleError(Exception):
    """The rules said no; ``text`` says why in both languages."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.vi)


class Refused(RuleError):
    """The act is not legal here; ``reasons`` are all of them, ``instead`` what is legal now."""

    def __init__(
        self, act: str, reasons: tuple[Reason, ...], instead: tuple[str, ...] = ()
    ) -> None:
        self.act, self.reasons, self.instead = act, reasons, instead
        super().__init__(joined(tuple(r.text for r in reasons), " ", " "))


class Contradiction(RuleError):
    """Inserting the act would make a later entry illegal; ``version`` is the first of them."""

    def __init__(self, version: int, text: Text) -> None:
        self.version = version
        super().__init__(text)


class Unknown(RuleError):
    """A word, an inspection or an entry that does not exist."""


class OutsideCalendar(RuleError, ValueError):
    """A day that the calendar of working days does not reach: it must say so, never guess."""

    def __init__(self, day: date, first: date, last: date) -> None:
        self.day = day
        text = Text(
            "Ngày {day} nằm ngoài lịch làm việc ({first} đến {last}).",
            "{day} is outside the calendar of working days ({first} to {last}).",
        )
        super().__init__(text.fill(day=dmy(day), first=dmy(first), last=dmy(last)))

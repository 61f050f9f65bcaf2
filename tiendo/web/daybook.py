"""The day ledger as the page shows it: shares of the whole, and the days in a row."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import date

from states.errors import RuleError
from states.inspection import Inspection
from states.ledger import Ledger, Post, Run, ledger
from states.text import Text, joined
from states.timeline import timeline
from states.workdays import Workdays

LOG = logging.getLogger(__name__)
_SHARE = Text("{name}: {days} ngày", "{name}: {days} days")


@dataclass(frozen=True, slots=True)
class Piece:
    """Days of one account as a piece of a bar, from ``start`` on, a unit wide for each day."""

    post: Post
    start: int
    days: int

    @property
    def text(self) -> Text:
        """The piece in words."""
        return _SHARE.fill(name=self.post.name, days=self.days)


@dataclass(frozen=True, slots=True)
class Daybook:
    """The ledger of an inspection; ``trouble`` says why there is none, if so."""

    ledger: Ledger = field(default_factory=lambda: Ledger(()))
    trouble: Text | None = None

    @property
    def runs(self) -> tuple[Run, ...]:
        """Days in a row in one account, oldest first."""
        return self.ledger.runs

    @property
    def days(self) -> int:
        """How many days there are in all."""
        return self.ledger.days

    @property
    def shares(self) -> tuple[Piece, ...]:
        """The whole by account, the largest first."""
        return _laid([(post, days) for post, days in self.ledger.totals()])

    @property
    def strip(self) -> tuple[Piece, ...]:
        """The runs one after the other."""
        return _laid([(run.post, run.days) for run in self.runs])

    @property
    def text(self) -> Text:
        """The shares in one sentence."""
        return joined(tuple(piece.text for piece in self.shares), "; ", "; ")

    def percent(self, days: int) -> str:
        """A number of days as a part of the whole; never 0 % for some days."""
        part = 100 * days / self.days
        return "< 1 %" if part < 1 else f"{part:.0f} %"


def _laid(parts: list[tuple[Post, int]]) -> tuple[Piece, ...]:
    pieces, start = list[Piece](), 0
    for post, days in parts:
        pieces.append(Piece(post, start, days))
        start += days
    return tuple(pieces)


def daybook(inspection: Inspection, days: Workdays, as_of: date) -> Daybook:
    """The days of an inspection up to a day; what fails is said, not raised."""
    try:
        return Daybook(ledger(timeline(inspection), days, as_of))
    except RuleError as error:
        LOG.warning("event=ledger_failed stream=%s why=%s", inspection.id, error)
        return Daybook(trouble=error.text)

"""The projections of directives, reports and meetings, and the papers that were taken in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from states.streams import StreamKind


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """The projection of one directive, report or meeting; all of it follows from events.

    ``owner``: the person who owes it, where it is one. ``meeting``: the stream it came from.
    ``attention_on``: the next day on which something about it must be told; ``stuck_from``: the
    first day on which it is late or silent if nothing more happens.
    """

    stream: str
    version: int
    kind: str
    state: str
    title: str
    folded: str
    room: str
    block: str
    owner: str
    meeting: str
    period: str
    due_on: date | None
    attention_on: date | None
    stuck_from: date | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was taken in: its bytes, under their own hash."""

    hash: str
    name: str
    content: bytes
    taken_at: datetime


class Agenda(Protocol):
    """The projections of what meetings are about."""

    def row(self, stream: str) -> AgendaRow | None:
        """One projection, if it is there."""

    def rows(self, kind: StreamKind | None = None) -> tuple[AgendaRow, ...]:
        """All projections, or those of one kind, in order of stream id."""

    def nominated(self, on: date) -> tuple[str, ...]:
        """The streams about which something must be told by that day, by stream id."""

    def reproject(self, rows: Sequence[AgendaRow]) -> None:
        """Write recomputed projections, each unless the record has moved past its version."""

    def unprojected(self) -> tuple[str, ...]:
        """The streams that have no projection at all, as none should."""


class Papers(Protocol):
    """Files kept by the hash of their bytes: the same file twice is kept once."""

    def put(self, name: str, content: bytes, at: datetime) -> str:
        """Keep a file and return its hash; one that is there already stays as it is."""

    def holds(self, hash_: str) -> bool:
        """Whether that file is kept; its bytes are not read."""

    def get(self, hash_: str) -> Kept | None:
        """The file whose bytes have this hash."""

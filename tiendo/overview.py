"""What boards, lists and searches ask of the inspections that they do not show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from tiendo.listing import PAGE, Facets, InspectionRow, Nominee, Tallied, Wanted
from tiendo.sums import Sumbook, Summing


class Overview(Protocol):
    """Questions to the projections; ``on`` is the day by which something counts as stuck."""

    @property
    def sums(self) -> Summing:
        """What holds up the office, and whose days it lost."""

    def tallies(self, wanted: Wanted, on: date) -> tuple[Tallied, ...]:
        """Every leaf of the course in which anything stands, in order."""

    def listed(
        self, wanted: Wanted, on: date, limit: int = PAGE, after: str = ""
    ) -> tuple[InspectionRow, ...]:
        """One page of rows (without their stalls), those that stand longest where they are first.

        ``after``: the stream that the page before ended with.
        """

    def stuck(
        self, wanted: Wanted, on: date, limit: int = PAGE, after: Nominee | None = None
    ) -> tuple[Nominee, ...]:
        """One page of the stuck list, the worst kind first, then the longest."""

    def stuck_count(self, wanted: Wanted, on: date) -> tuple[int, int]:
        """How many stalls stand, and of how many inspections."""

    def held_by(
        self, holders: Sequence[str], until: date, limit: int = PAGE
    ) -> tuple[Nominee, ...]:
        """The stalls whose turn is any of these, due first, that stand by a day."""

    def involving(self, person: str, limit: int = PAGE) -> tuple[InspectionRow, ...]:
        """The open inspections somebody is in the team of, watches or appraises."""

    def at(self, courses: Sequence[str], block: str = "", limit: int = PAGE) -> tuple[str, ...]:
        """Streams that stand at any of these leaves, the longest there first."""

    def facets(self) -> Facets:
        """The values there are to narrow a list by."""

    def planned(self, year: int, limit: int, after: str = "") -> tuple[str, ...]:
        """Streams of the plan of a year, in order of stream id."""


class Living(Overview, Protocol):
    """The overview of the store itself, which also tells what has just changed."""

    @property
    def sums(self) -> Sumbook:
        """The sums that are kept."""

    def changed(self, behind: date, known_by: datetime | None = None) -> frozenset[str]:
        """Inspections of which something happened after a day, or was recorded after a moment."""

    def versions(self) -> Mapping[str, int]:
        """Every inspection with the version of its projection."""

    def recorded(self, since: datetime, limit: int) -> tuple[tuple[str, int], ...]:
        """The streams and versions of what was recorded since a moment, oldest first."""

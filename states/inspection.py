"""An inspection as the sum of its events: the value that ``states.apply`` folds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from states import events as ev
from states.alerts import Alert
from states.chart import INITIAL, PLACES, REGIONS, TERMINAL, Configuration, Region, is_in, leaf_of
from states.chase import Urged
from states.papers import Document
from states.past import CourseSpan, Past
from states.request import Request
from states.roles import Place
from states.value import value

_COURSE = PLACES[Region.COURSE]


@value
class Hold:
    """A hold that is on: what is paused, since when, why, and when it is looked at again.

    ``since`` is the day of the present state: of the suspension, where a pause on site became one
    of the whole inspection; ``looked_on`` the day on which the review date was set.
    """

    state: str
    since: date
    ground: ev.Ground
    reason: str
    document: Document | None
    review_on: date | None
    days_count: bool | None
    requests_allowed: bool
    looked_on: date


@value
class Inspection:
    """One inspection as known at some moment, as it stood on some day.

    ``since`` is the day each region entered its leaf, ``entered`` the entry that brought it there;
    ``last_word_on`` the day of the last event by a person, ``last_word`` that entry; ``past`` its
    days so far; ``told`` the rungs and prompts already claimed; ``alerts`` what was told of its
    alarms and answered; ``urged`` how often each thing owed was urged. Of the documents filed,
    those ``spent`` have served an act; the others are still ``available``.
    """

    id: str
    about: ev.Registered
    place: Place
    configuration: Configuration
    since: tuple[date, ...]
    entered: tuple[int, ...]
    last_word_on: date
    last_word: int
    past: Past
    documents: tuple[Document, ...] = ()
    available: tuple[Document, ...] = ()
    spent: tuple[Document, ...] = ()
    requests: tuple[Request, ...] = ()
    hold: Hold | None = None
    draft_was_sent: bool = False
    told: frozenset[str] = frozenset()
    alerts: tuple[Alert, ...] = ()
    urged: Mapping[str, Urged] = field(default_factory=dict)

    def leaf(self, region: Region) -> str:
        """The live leaf of a region."""
        return self.configuration[PLACES[region]]

    def since_of(self, region: Region) -> date:
        """The day on which a region entered its live leaf."""
        return self.since[PLACES[region]]

    def entry_of(self, region: Region) -> int:
        """The entry by which a region entered its live leaf."""
        return self.entered[PLACES[region]]

    @property
    def region(self) -> Region:
        """The region that says where it stands: the hold while one is on, else the course."""
        return Region.COURSE if self.hold is None else Region.HOLD

    @property
    def silenced(self) -> bool:
        """Whether a suspension is on whose decision allows no requests."""
        return self.hold is not None and not self.hold.requests_allowed

    @property
    def ended(self) -> bool:
        """Whether nothing more is to come: closed, dropped or discontinued."""
        return self.configuration[_COURSE] in TERMINAL

    def in_state(self, *states: str) -> bool:
        """Whether it stands in any of these states."""
        return is_in(self.configuration, *states)

    def request(self, request_id: str) -> Request | None:
        """One of its requests, by id."""
        return next((r for r in self.requests if r.id == request_id), None)


def born(stream: str, event: ev.Registered) -> Inspection:
    """The inspection that a registration begins."""
    return Inspection(
        id=stream,
        about=event,
        place=Place(event.room, event.block, event.team_head, event.members, stands=False),
        configuration=INITIAL,
        since=(event.occurred_on,) * len(REGIONS),
        entered=(event.version,) * len(REGIONS),
        last_word_on=event.occurred_on,
        last_word=event.version,
        past=Past(course=(CourseSpan(event.occurred_on, None, leaf_of(INITIAL, Region.COURSE)),)),
        documents=(event.document,) if event.document else (),
        available=(event.document,) if event.document else (),
    )

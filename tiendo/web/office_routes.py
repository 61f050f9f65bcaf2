"""The addresses of the whole office: its board, the list behind every count, saved views."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from states.roles import Officer
from states.text import Text
from tiendo.desk import Desk
from tiendo.errors import BadInput
from tiendo.listing import PAGE
from tiendo.meeting.lapsing import LapseLine
from tiendo.overview import Overview
from tiendo.views import SavedView, save_view
from tiendo.wanting import refuse_unknown
from tiendo.web.agenda_view import lapses_on
from tiendo.web.board import board, seen_through
from tiendo.web.cards import Card, card_of
from tiendo.web.lens import Choice, Lens, after_of, filter_choices, phase_said, read_lens
from tiendo.web.routes import OfDesk, OfForm, OfPages, OfSight
from tiendo.web.sight import Sight
from tiendo.web.visitor import Visitor, visitor_of

OFFICE_ROUTES = APIRouter()
_NOBODY = Text(
    "Chưa rõ ai đang xem nên không lưu được cách xem.",
    "Nobody is known to be reading: a view cannot be saved.",
)


def lens_of(request: Request, sight: OfSight) -> Lens:
    """The day and the filters that a query asks for. Raises BadInput."""
    return read_lens(request.query_params, sight)


OfLens = Annotated[Lens, Depends(lens_of)]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list behind a count; ``next`` leads on, empty at its end.

    ``exact``: that is how many there are; what words find is counted no further than the page.
    """

    lens: Lens
    title: Text
    count: int
    exact: bool
    cards: tuple[Card, ...]
    choices: tuple[Choice, ...]
    next: str
    words: str


@OFFICE_ROUTES.get("/")
def office(request: Request, desk: OfDesk, pages: OfPages, lens: OfLens) -> Response:
    """The whole office."""
    people = desk.store.people()
    view = board(desk, lens, people, request.query_params)
    visitor = visitor_of(request, people)
    saved = _views(desk, visitor)
    return pages.respond(
        "office.html",
        visitor,
        board=view,
        sight=lens.sight,
        views=saved,
        lapses=_lapses(desk, lens),
    )


def _lapses(desk: Desk, lens: Lens) -> tuple[LapseLine, ...]:
    """What of the agenda is late or silent; of one block, where the lists are kept to it alone."""
    if set(lens.asked) - {"block"}:
        return ()
    block = lens.asked.get("block", "")
    return tuple(each for each in lapses_on(desk, lens.sight) if block in ("", each.block))


@OFFICE_ROUTES.get("/inspections")
def all_inspections(request: Request, desk: OfDesk, pages: OfPages, lens: OfLens) -> Response:
    """The inspections that a count counts, or that words find."""
    people = desk.store.people()
    view = listing(desk, lens, people, after_of(request.query_params))
    visitor = visitor_of(request, people)
    return pages.respond("list.html", visitor, listing=view, sight=lens.sight)


@OFFICE_ROUTES.post("/views")
def keep_view(request: Request, posted: OfForm, desk: OfDesk) -> Response:
    """Keep the filters of the office page under a name, or let a name go."""
    person = visitor_of(request, desk.store.people()).person
    if person is None:
        raise BadInput(_NOBODY)
    if drop := posted.one("drop"):
        desk.store.views.drop(person.id, drop)
        return RedirectResponse("/", 303)
    given = dict(each.split("=", 1) for each in posted.all("filter") if "=" in each)
    today = desk.clock.today()
    lens = read_lens(given, Sight(today, today))
    name = " ".join(posted.one("name").split())
    save_view(desk.store.views, SavedView(person.id, name, lens.filters, desk.clock.now()))
    return RedirectResponse(f"/?{lens.filters}" if lens.filters else "/", 303)


def listing(desk: Desk, lens: Lens, people: tuple[Officer, ...], after: str) -> Listing:
    """One page of the list that a lens leaves."""
    overview, as_of = seen_through(desk, lens.sight), lens.sight.as_of
    facets = overview.facets()
    refuse_unknown(lens.asked, facets, people)
    rows = overview.listed(lens.wanted, as_of, PAGE + 1, after)
    cards = tuple(card_of(row, as_of, people) for row in rows[:PAGE])
    words = lens.asked.get("q", "")
    last = rows[PAGE - 1].stream if len(rows) > PAGE else ""
    return Listing(
        lens=lens,
        title=_title(lens),
        count=len(cards) if words else _count(overview, lens),
        exact=not (words and last),
        cards=cards,
        choices=filter_choices(lens, facets),
        next=lens.href("/inspections", after=last) if last else "",
        words=words,
    )


def _count(overview: Overview, lens: Lens) -> int:
    return sum(each.count for each in overview.tallies(lens.wanted, lens.sight.as_of))


def _title(lens: Lens) -> Text:
    phase = lens.asked.get("phase", "")
    name = phase_said(phase) if phase else Text("Các cuộc thanh tra", "The inspections")
    if lens.asked.get("stuck") != "1":
        return name
    return Text(f"{name.vi} — đang vướng", f"{name.en} — stuck")


def _views(desk: Desk, visitor: Visitor) -> tuple[SavedView, ...]:
    return desk.store.views.of(visitor.person.id) if visitor.person else ()

"""The addresses of the law: receipts, packs, the calendar."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from states.errors import Unknown
from tiendo.announcing import calendar_of
from tiendo.lawbook import lawbook
from tiendo.web.dossier import as_seen
from tiendo.web.lawpage import law_page
from tiendo.web.reconciling import receipt_of
from tiendo.web.routes import OfDesk, OfPages, OfSight, readable
from tiendo.web.visitor import visitor_of
from tiendo.web.yearpage import year_asked, year_page

LAW_ROUTES = APIRouter()


@LAW_ROUTES.get("/inspections/{stream}/receipt")
def receipt(
    request: Request, stream: str, desk: OfDesk, pages: OfPages, sight: OfSight
) -> Response:
    """Every duty of one inspection with its verdict, to be printed."""
    events = desk.history(readable(stream))
    view = receipt_of(as_seen(stream, events, sight), len(events), desk, sight)
    visitor = visitor_of(request, desk.store.people())
    return pages.respond("receipt.html", visitor, it=view, sight=sight)


@LAW_ROUTES.get("/law")
def law(request: Request, desk: OfDesk, pages: OfPages, a: str = "", b: str = "") -> Response:
    """The law of one regime, or of two side by side."""
    book = lawbook()
    try:
        usual = book.regime_for(desk.clock.today())
    except Unknown:  # a clock set before the first law: the oldest there is
        usual = book.packs[0]
    page = law_page(book, a, b, usual)
    return pages.respond("law.html", visitor_of(request, desk.store.people()), law=page)


@LAW_ROUTES.get("/calendar")
def this_year(request: Request, desk: OfDesk, pages: OfPages) -> Response:
    """The working calendar of this year."""
    return calendar(request, str(desk.clock.today().year), desk, pages)


@LAW_ROUTES.get("/calendar/{year}")
def calendar(request: Request, year: str, desk: OfDesk, pages: OfPages) -> Response:
    """The working calendar of a year: each day off or worked instead, and who said so."""
    known = calendar_of(desk)
    page = year_page(known, year_asked(known, year), desk.clock.today())
    return pages.respond("calendar.html", visitor_of(request, desk.store.people()), it=page)

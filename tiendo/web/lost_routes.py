"""The address of the days lost across the office: a page of its own, summed when it is asked."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from tiendo.lostdays import lost_days
from tiendo.web.routes import OfDesk, OfPages, OfSight
from tiendo.web.visitor import visitor_of

LOST_ROUTES = APIRouter()


@LOST_ROUTES.get("/lost-days")
def whose_days(request: Request, desk: OfDesk, pages: OfPages, sight: OfSight) -> Response:
    """Whose days were lost across the office, in the year up to the day looked at."""
    found = lost_days(desk, as_of=sight.as_of, known_by=sight.moment)
    visitor = visitor_of(request, desk.store.people())
    return pages.respond("lost.html", visitor, lost=found, sight=sight)

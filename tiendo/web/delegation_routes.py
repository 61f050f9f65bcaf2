"""The addresses of delegations: whose post is lent to whom, until when, by which decision."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from states.allowed import office_reason
from states.roles import Role
from states.text import Text
from tiendo.delegating import ACT, FIELDS, GIVERS, in_force
from tiendo.delegations import delegate, delegations, end_delegation
from tiendo.desk import Desk
from tiendo.errors import BadInput
from tiendo.web.account_routes import OfGuest
from tiendo.web.posted import Posted
from tiendo.web.routes import OfDesk, OfForm, pages_of
from tiendo.web.visitor import visitor_of

DELEGATION_ROUTES = APIRouter()
DELEGATIONS = "/delegations"


@DELEGATION_ROUTES.get(DELEGATIONS)
def delegation_list(request: Request, desk: OfDesk) -> Response:
    """Every delegation, for everybody to see."""
    return _page(request, desk, 200, None, Posted())


@DELEGATION_ROUTES.post(DELEGATIONS)
def add(request: Request, posted: OfForm, guest: OfGuest, desk: OfDesk) -> Response:
    """Record a delegation."""
    try:
        delegate(desk, {name: posted.one(name) for name in FIELDS}, guest.person)
    except BadInput as refused:
        return _page(request, desk, 422, refused.text, posted)
    return RedirectResponse(DELEGATIONS, 303)


@DELEGATION_ROUTES.post("/delegations/end")
def end(posted: OfForm, guest: OfGuest, desk: OfDesk) -> Response:
    """End a delegation before its last day."""
    end_delegation(desk, posted.one("number"), guest.person)
    return RedirectResponse(DELEGATIONS, 303)


@DELEGATION_ROUTES.get("/delegations/end")
def back_to_delegations() -> Response:
    """Where a copied address leads."""
    return RedirectResponse(DELEGATIONS, 303)


def _page(request: Request, desk: Desk, status: int, said: Text | None, typed: Posted) -> Response:
    people, today = desk.store.people(), desk.clock.today()
    visitor = visitor_of(request, people, DELEGATIONS)
    person = visitor.person
    return pages_of(request).respond(
        "delegations.html",
        visitor,
        status,
        said=said,
        typed=typed,
        rows=[(each, in_force(each, today)) for each in delegations(desk)],
        today=today,
        givers=[each for each in people if Role(each.role) in GIVERS],
        may=person is not None and not office_reason(ACT, person),
    )

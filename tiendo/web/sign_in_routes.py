"""The addresses by which people come in and go out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from states.roles import Officer, Role
from states.text import Text
from tiendo.accounts import Doorkeeper, Knock, NotSignedIn
from tiendo.demo.accounts import PASSWORD, guests_of
from tiendo.desk import Desk
from tiendo.settings import Settings
from tiendo.tries import TooManyTries
from tiendo.web.gate import OWN_PASSWORD, SIGN_IN, SIGN_OUT, cookie_of, is_secure
from tiendo.web.known import keep_mark, shown_marks
from tiendo.web.methods import takes
from tiendo.web.posted import Posted, read_words
from tiendo.web.routes import OfDesk, pages_of
from tiendo.web.statuses import answered, status_of
from tiendo.web.visitor import guest_of, local_path, visitor_of

SIGN_IN_ROUTES = APIRouter()
MY_PAGE = "/my"
_SUPERVISORS = frozenset({Role.CHIEF_INSPECTOR, Role.DEPUTY, Role.OFFICE})


def door_of(request: Request) -> Doorkeeper:
    """Who lets people in and out of this application."""
    door: Doorkeeper = request.app.state.door
    return door


OfDoor = Annotated[Doorkeeper, Depends(door_of)]
OfWords = Annotated[Posted, Depends(read_words)]


@SIGN_IN_ROUTES.get(SIGN_IN)
def sign_in_page(request: Request, back: str = "") -> Response:
    """The page on which one signs in; the demonstration office lists its accounts there."""
    return sign_in_form(request, 200, None, back)


@SIGN_IN_ROUTES.post(SIGN_IN)
def sign_in(request: Request, posted: OfWords, desk: OfDesk, door: OfDoor) -> Response:
    """Sign in; what was shown before counts no more, so that nobody can plant a session."""
    back = posted.one("back")
    try:
        token = door.sign_in(_knock(request, posted))
    except (NotSignedIn, TooManyTries) as refused:
        given = posted.one("person")
        page = sign_in_form(request, status_of(refused), refused.text, back, given)
        return answered(page, refused)
    settings: Settings = request.app.state.settings
    if old := door.session(request.cookies.get(cookie_of(settings), "")):
        door.sign_out(old[0])
    response = RedirectResponse(_home(request, desk, posted.one("person"), back), 303)
    response.set_cookie(
        cookie_of(settings),
        token,
        httponly=True,
        samesite="lax",
        secure=is_secure(settings),
    )
    keep_mark(request, response, posted.one("person"))
    return response


@SIGN_IN_ROUTES.post(SIGN_OUT)
def sign_out(request: Request, door: OfDoor) -> Response:
    """End this session, here and on the server."""
    guest = guest_of(request)
    if guest and guest.session:
        door.sign_out(guest.session)
    settings: Settings = request.app.state.settings
    response = RedirectResponse(SIGN_IN, 303)
    response.delete_cookie(cookie_of(settings), secure=is_secure(settings), httponly=True)
    return response


@SIGN_IN_ROUTES.get(SIGN_OUT)
def nothing_to_see() -> Response:
    """Where a copied address leads."""
    return RedirectResponse("/", 303)


def sign_in_form(
    request: Request, status: int, said: Text | None, back: str = "", person: str = ""
) -> Response:
    """The sign-in page, with what is to be said on it."""
    desk: Desk = request.app.state.desk
    people = {each.id: each for each in desk.store.people()}
    guests = [(people[g.person], g.role) for g in guests_of(desk.store) if g.person in people]
    return pages_of(request).respond(
        "sign_in.html",
        visitor_of(request, path=SIGN_IN),
        status,
        said=said,
        back=local_path(back),
        typed=person[:80],
        guests=guests,
        public_password=PASSWORD,
        nobody=not desk.store.accounts.every(),
        health=None,
    )


def _knock(request: Request, posted: Posted) -> Knock:
    return Knock(
        posted.one("person"),
        next(iter(posted.all("password")), ""),  # as typed: not trimmed
        posted.one("code"),
        address_of(request),
        request.headers.get("user-agent", ""),
        shown_marks(request),
    )


def address_of(request: Request) -> str:
    """Where a request came from."""
    return request.client.host if request.client else ""


def _home(request: Request, desk: Desk, person: str, back: str) -> str:
    officer = next((each for each in desk.store.people() if each.id == person), None)
    account = desk.store.accounts.account(person)
    if account and account.must_change:
        return OWN_PASSWORD
    asked = local_path(back)
    return asked if asked != "/" else first_page(request, officer)


def first_page(request: Request, officer: Officer | None) -> str:
    """The whole office for those who watch over it; for the others what they have to do."""
    watches = officer is None or officer.role in {role.value for role in _SUPERVISORS}
    return "/" if watches or not takes(request, MY_PAGE, "GET") else MY_PAGE

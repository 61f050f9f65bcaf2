"""The mark by which a browser is known again: shown with a password, kept once somebody is in."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from tiendo.accounts import Doorkeeper
from tiendo.settings import Settings
from tiendo.web.gate import is_secure
from tiendo.web.visitor import A_YEAR


def cookie_of_marks(settings: Settings) -> str:
    """The name of the cookie that holds marks; the prefix binds it to this host and to TLS."""
    return "__Host-tiendo_known" if is_secure(settings) else "tiendo_known"


def shown_marks(request: Request) -> str:
    """What this browser keeps of who came in by it before."""
    return request.cookies.get(cookie_of_marks(request.app.state.settings), "")


def keep_mark(request: Request, response: Response, person: str) -> None:
    """Mark a browser by which somebody has just shown to be the owner. Raises NotFound."""
    door: Doorkeeper = request.app.state.door
    settings: Settings = request.app.state.settings
    response.set_cookie(
        cookie_of_marks(settings),
        door.marks(person, shown_marks(request)),
        max_age=A_YEAR,
        httponly=True,
        samesite="strict",
        secure=is_secure(settings),
    )

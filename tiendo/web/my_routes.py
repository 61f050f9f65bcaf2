"""The address of one person's own list: what to do next, what to sign, what others owe."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from states.roles import Officer
from states.text import Text
from tiendo.desk import Desk
from tiendo.errors import BadInput
from tiendo.my_json import work_json
from tiendo.mywaits import SIGNING, TODO, WAITING
from tiendo.mywork import MyWork, my_work
from tiendo.web.routes import OfDesk, OfPages, OfSight
from tiendo.web.sight import Sight
from tiendo.web.visitor import visitor_of

MY_ROUTES = APIRouter()
_NOBODY = Text("Chưa rõ ai đang xem.", "Nobody is known to be reading.")


@MY_ROUTES.get("/my")
def my(request: Request, desk: OfDesk, pages: OfPages, sight: OfSight) -> Response:
    """What the reader must do next."""
    visitor = visitor_of(request, desk.store.people())
    if visitor.person is None:
        return RedirectResponse("/", 303)
    return pages.respond("my.html", visitor, my=_work(desk, visitor.person, sight), sight=sight)


@MY_ROUTES.get("/api/my")
def my_json(request: Request, desk: OfDesk, sight: OfSight) -> Response:
    """The same for programs."""
    person = visitor_of(request, desk.store.people()).person
    if person is None:
        raise BadInput(_NOBODY)
    return JSONResponse(work_json(_work(desk, person, sight)))


def _work(desk: Desk, person: Officer, sight: Sight) -> MyWork:
    return my_work(desk, person, TODO, SIGNING, WAITING, as_of=sight.as_of, known_by=sight.moment)

"""Putting a new inspection into the plan, on the page: filled in, tried, recorded."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from states.errors import RuleError
from states.text import Text
from tiendo.desk import Desk
from tiendo.errors import BadInput, ShellError
from tiendo.foresee import Foreseen, foresee
from tiendo.intake import check_stream
from tiendo.nudge import nudge
from tiendo.web.pages import Pages
from tiendo.web.posted import Posted
from tiendo.web.register_forms import asked, registration
from tiendo.web.routes import OfDesk, OfForm, OfPages, path_to, writer
from tiendo.web.statuses import status_of
from tiendo.web.visitor import Visitor, visitor_of

REGISTER_ROUTES = APIRouter()
_NEW = "/plan/new"
_NO_ID = Text(
    "Thiếu tên gọi tắt, hoặc mã của cuộc thanh tra.", "The short name, or an id, is missing."
)
_TAKEN = Text(
    "Đã có cuộc thanh tra mang mã «{id}»; nếu là cuộc khác, hãy ghi một mã khác.",
    "There is an inspection “{id}” already; if this is another one, give it another id.",
)


@REGISTER_ROUTES.get(_NEW)
def new_inspection(request: Request, desk: OfDesk, pages: OfPages) -> Response:
    """An empty form."""
    return _page(desk, pages, visitor_of(request, desk.store.people()))


@REGISTER_ROUTES.post(_NEW)
def register(request: Request, posted: OfForm, desk: OfDesk, pages: OfPages) -> Response:
    """Try it, or record it and lead to its page; refused, what was typed stays."""
    visitor = visitor_of(request, desk.store.people())
    stream = ""
    try:
        stream, act = asked(posted, visitor.people)
        _check_free(desk, stream)
        if posted.one("do") == "try":
            found = foresee(desk, stream, act, by=writer(visitor), seen=0)
            return _page(desk, pages, visitor, posted, foreseen=found)
        desk.record(stream, act, by=writer(visitor), seen=0)
    except (RuleError, ShellError) as error:
        return _page(desk, pages, visitor, posted, refused=error, stream=stream)
    nudge(stream, request.app.state.settings)
    return RedirectResponse(path_to(stream), 303)


def _check_free(desk: Desk, stream: str) -> None:
    if not stream:
        raise BadInput(_NO_ID)
    check_stream(stream)
    if desk.store.events(stream):
        raise BadInput(_TAKEN.fill(id=stream))


def _page(
    desk: Desk,
    pages: Pages,
    visitor: Visitor,
    typed: Posted | None = None,
    *,
    foreseen: Foreseen | None = None,
    refused: RuleError | ShellError | None = None,
    stream: str = "",
) -> Response:
    there = bool(refused and stream and desk.store.events(stream))
    return pages.respond(
        "register.html",
        visitor,
        status=status_of(refused) if refused else 200,
        form=registration(visitor.people, visitor.person, desk.clock.today(), typed),
        foreseen=foreseen,
        refused=refused,
        there=stream if there else "",
    )

"""The addresses of the page: what each shows, and the one by which anything is recorded."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from states.errors import RuleError
from states.text import Text
from tiendo.announcing import following
from tiendo.asjson import health_json
from tiendo.desk import Desk
from tiendo.errors import BadInput, NotFound, ShellError, Stale
from tiendo.foresee import Foreseen
from tiendo.health import Health
from tiendo.notices import path_of
from tiendo.nudge import nudge
from tiendo.ports import StoreError
from tiendo.web.dossier import dossier
from tiendo.web.handing_in import act_with_file, keep
from tiendo.web.pages import Pages
from tiendo.web.posted import Posted, read_posted
from tiendo.web.refusals import again, against
from tiendo.web.reminded import version_known
from tiendo.web.sight import Sight, read_sight
from tiendo.web.statuses import status_of
from tiendo.web.visitor import Visitor, visitor_of

ROUTES = APIRouter()
_DONE = "tiendo_done"
_LONGEST_ID = 200
_NO_SUCH_PAGE = Text("Không có trang này.", "There is no such page.")
_NOBODY = Text(
    "Tài khoản này không còn thuộc người nào trong cơ quan; chưa ghi gì cả.",
    "This account belongs to nobody of the office any more; nothing was recorded.",
)


def desk_of(request: Request) -> Desk:
    """The desk this application works on, on the calendar as it is announced now."""
    desk: Desk = request.app.state.desk
    with suppress(StoreError):  # whoever asks that store next meets the same, with a page to it
        request.app.state.desk = desk = following(desk)
    return desk


def pages_of(request: Request) -> Pages:
    """The templates of this application."""
    pages: Pages = request.app.state.pages
    return pages


OfDesk = Annotated[Desk, Depends(desk_of)]
OfPages = Annotated[Pages, Depends(pages_of)]
OfForm = Annotated[Posted, Depends(read_posted)]


def sight_of(desk: OfDesk, as_of: str = "", known_by: str = "", ago: str = "") -> Sight:
    """The day that a query asks to look at. Raises BadInput."""
    return read_sight(as_of, known_by, desk.clock.today(), desk.days, ago=ago)


OfSight = Annotated[Sight, Depends(sight_of)]


@ROUTES.get("/inspections/{stream}")
def inspection(
    request: Request, stream: str, desk: OfDesk, pages: OfPages, sight: OfSight
) -> Response:
    """One inspection."""
    people = desk.store.people()
    visitor = visitor_of(request, people)
    view = dossier(desk, readable(stream), sight, people, visitor.person, visitor.lang)
    done = request.cookies.get(_DONE, "")
    entry = next((each for each in view.history if str(each.version) == done), None)
    response = pages.respond(
        "inspection.html",
        visitor,
        it=view,
        sight=sight,
        done=entry,
        refused=None,
    )
    if done:
        response.delete_cookie(_DONE, path=path_to(stream))
    return response


@ROUTES.get("/inspections/{stream}/acts")
def back_to_inspection(stream: str) -> Response:
    """Where a reload or a copied address leads after a refused form."""
    return RedirectResponse(path_to(stream), 303)


@ROUTES.post("/inspections/{stream}/acts")
def record(
    request: Request, stream: str, posted: OfForm, desk: OfDesk, pages: OfPages
) -> Response:
    """Record one act; refused, the page comes back with the reasons and what was typed."""
    readable(stream)
    visitor = visitor_of(request, desk.store.people(), path_to(stream))
    try:
        version = _record(desk, stream, posted, visitor)
    except NotFound:
        desk.history(stream)  # no such inspection: the page says so
        raise
    except (RuleError, ShellError) as error:
        return filled_in(desk, stream, posted, pages, visitor, error=error)
    nudge(stream, request.app.state.settings)
    response = RedirectResponse(path_to(stream), 303)
    response.set_cookie(
        _DONE, str(version), max_age=60, path=path_to(stream), httponly=True, samesite="lax"
    )
    return response


def _record(desk: Desk, stream: str, posted: Posted, visitor: Visitor) -> int:
    """Record the act and return the version it was given."""
    seen, by = version_known(desk, stream, posted), writer(visitor)
    act = act_with_file(desk, posted)
    keep(desk, stream, act, posted, by=by, seen=seen)
    desk.record(stream, act, by=by, seen=seen)
    return seen + 1


def writer(visitor: Visitor) -> str:
    """The id of whoever is to record something. Raises BadInput where that is nobody."""
    if visitor.person is None:
        raise BadInput(_NOBODY)
    return visitor.person.id


def filled_in(
    desk: Desk,
    stream: str,
    posted: Posted,
    pages: Pages,
    visitor: Visitor,
    *,
    error: RuleError | ShellError | None = None,
    foreseen: Foreseen | None = None,
) -> Response:
    """The page of an inspection with a form kept as it was filled in, and what came of it."""
    today = desk.clock.today()
    sight = Sight(today, today)
    view = dossier(desk, stream, sight, visitor.people, visitor.person, visitor.lang)
    return pages.respond(
        "inspection.html",
        visitor,
        status=200 if error is None else status_of(error),
        it=view,
        sight=sight,
        done=None,
        refused=error,
        stale=isinstance(error, Stale),
        against=against(error, desk, stream) if error else None,
        foreseen=foreseen,
        again=again(desk, stream, posted, visitor),
    )


@ROUTES.get("/health")
def health(request: Request, desk: OfDesk) -> Response:
    """For monitors: whether the page and its store answer, and what is out of order."""
    found: Health | None = request.app.state.vitals()
    try:
        desk.store.people()
    except StoreError:
        found = None
    if found is None:
        return JSONResponse({"ok": False, "store": "unreachable"}, 503)
    return JSONResponse({"store": "reachable", **health_json(found)})


def path_to(stream: str) -> str:
    """The address of an inspection's page."""
    return f"/{path_of(stream)}"


def readable(stream: str) -> str:
    """An id that could be one of ours. Raises NotFound."""
    if len(stream) > _LONGEST_ID or not stream.isprintable():
        raise NotFound(_NO_SUCH_PAGE)
    return stream

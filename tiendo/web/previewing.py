"""The consequence before the button: an act as filled in, tried by the rules, not recorded."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from states.errors import RuleError
from tiendo.desk import Desk
from tiendo.errors import NotFound, ShellError
from tiendo.foresee import Foreseen, foresee
from tiendo.web.handing_in import act_with_file
from tiendo.web.posted import Posted
from tiendo.web.refusals import against
from tiendo.web.reminded import version_known
from tiendo.web.routes import OfDesk, OfForm, OfPages, filled_in, path_to, readable, writer
from tiendo.web.visitor import Visitor, visitor_of

PREVIEW_ROUTES = APIRouter()
FRAGMENT = "x-fragment"
"""The header by which our own script asks for the consequence alone."""


@PREVIEW_ROUTES.get("/inspections/{stream}/acts/preview")
def back_to_inspection(stream: str) -> Response:
    """Where a reload or a copied address leads."""
    return RedirectResponse(path_to(stream), 303)


@PREVIEW_ROUTES.post("/inspections/{stream}/acts/preview")
def preview(
    request: Request, stream: str, posted: OfForm, desk: OfDesk, pages: OfPages
) -> Response:
    """What an act would change if it were recorded as filled in; nothing is."""
    readable(stream)
    visitor = visitor_of(request, desk.store.people(), path_to(stream))
    found: Foreseen | None = None
    error: RuleError | ShellError | None = None
    try:
        found = _tried(desk, stream, posted, visitor)
    except NotFound:
        desk.history(stream)  # no such inspection: the page says so
        raise
    except (RuleError, ShellError) as refused:
        error = refused
    if request.headers.get(FRAGMENT):
        why = against(error, desk, stream) if error else None
        return pages.respond("_foreseen.html", visitor, foreseen=found, against=why)
    return filled_in(desk, stream, posted, pages, visitor, error=error, foreseen=found)


def _tried(desk: Desk, stream: str, posted: Posted, visitor: Visitor) -> Foreseen:
    by = writer(visitor)
    act = act_with_file(desk, posted)
    return foresee(desk, stream, act, by=by, seen=version_known(desk, stream, posted))

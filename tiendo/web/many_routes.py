"""One decision for many inspections, on the page: filled in, tried, recorded."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from states.errors import RuleError
from tiendo.decision import KINDS, Fate, Plan
from tiendo.desk import Desk
from tiendo.errors import ShellError
from tiendo.many import carry_out, plan
from tiendo.nudge import nudge
from tiendo.web.many_forms import asked, kinds_of_decision, many_form, which
from tiendo.web.pages import Pages
from tiendo.web.posted import Posted
from tiendo.web.routes import OfDesk, OfForm, OfPages, writer
from tiendo.web.statuses import status_of
from tiendo.web.visitor import Visitor, visitor_of

MANY_ROUTES = APIRouter(prefix="/decisions")
_NEW = "/decisions/new"


@MANY_ROUTES.get("")
@MANY_ROUTES.get("/preview")
def back_to_new() -> Response:
    """Where a reload or a copied address leads."""
    return RedirectResponse(_NEW, 303)


@MANY_ROUTES.get("/new")
def new_decision(request: Request, desk: OfDesk, pages: OfPages) -> Response:
    """An empty form of one kind of decision."""
    kind = request.query_params.get("kind", "")
    visitor = visitor_of(request, desk.store.people(), _NEW)
    return _page(desk, pages, visitor, kind if kind in KINDS else KINDS[1])


@MANY_ROUTES.post("/preview")
def try_decision(request: Request, posted: OfForm, desk: OfDesk, pages: OfPages) -> Response:
    """The dry run: a line for each inspection; nothing is written."""
    visitor = visitor_of(request, desk.store.people(), _NEW)
    kind = _kind(posted)
    try:
        tried = plan(desk, asked(posted), which(posted), by=writer(visitor))
    except (RuleError, ShellError) as error:
        return _page(desk, pages, visitor, kind, typed=posted, refused=error)
    return _page(desk, pages, visitor, kind, typed=posted, tried=tried)


@MANY_ROUTES.post("")
def record_decision(request: Request, posted: OfForm, desk: OfDesk, pages: OfPages) -> Response:
    """Record the decision on what was chosen; sent again, it does what is left."""
    visitor = visitor_of(request, desk.store.people(), _NEW)
    kind = _kind(posted)
    try:
        chosen, whole = posted.all("chosen"), posted.one("whole") == "yes"
        done = carry_out(desk, asked(posted), chosen, by=writer(visitor), whole=whole)
    except (RuleError, ShellError) as error:
        return _page(desk, pages, visitor, kind, typed=posted, refused=error)
    for item in done.of(Fate.RECORDED):
        nudge(item.stream, request.app.state.settings)
    return _page(desk, pages, visitor, kind, typed=posted, done=done)


def _kind(posted: Posted) -> str:
    kind = posted.one("kind")
    return kind if kind in KINDS else KINDS[1]


def _page(
    desk: Desk,
    pages: Pages,
    visitor: Visitor,
    kind: str,
    *,
    typed: Posted | None = None,
    tried: Plan | None = None,
    done: Plan | None = None,
    refused: RuleError | ShellError | None = None,
) -> Response:
    status = 200 if refused is None else status_of(refused)
    return pages.respond(
        "decision.html",
        visitor,
        status=status,
        kinds=kinds_of_decision(),
        form=many_form(kind, visitor.people, desk.clock.today(), typed),
        tried=tried,
        done=done,
        refused=refused,
        fate=Fate,
    )

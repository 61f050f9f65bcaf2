"""The report of a room on the page: checked before it is handed in, then handed in."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from states.errors import RuleError
from states.meeting.periods import Period
from states.meeting.suggesting import Office
from tiendo.desk import Desk
from tiendo.errors import ShellError
from tiendo.meeting.reporting import Checked, check, period_from, submit
from tiendo.web.handed_over import paper_in
from tiendo.web.pages import Pages
from tiendo.web.posted import Posted
from tiendo.web.routes import OfDesk, OfForm, OfPages, path_to, writer
from tiendo.web.statuses import status_of
from tiendo.web.visitor import Visitor, visitor_of

REPORT_ROUTES = APIRouter()


@REPORT_ROUTES.get("/reports/submit")
def submit_form(request: Request, desk: OfDesk, pages: OfPages) -> Response:
    """Where a report is written or handed over."""
    visitor = visitor_of(request, desk.store.people())
    return _page(desk, pages, visitor, _start(desk, visitor, request.query_params.get("room", "")))


@REPORT_ROUTES.post("/reports/submit")
def hand_in(request: Request, posted: OfForm, desk: OfDesk, pages: OfPages) -> Response:
    """Check a report, or hand it in."""
    visitor = visitor_of(request, desk.store.people())
    try:
        content, name = paper_in(posted, "bao-cao.txt")
        room, period = posted.one("room"), period_from(posted.one("period"))
        if posted.one("do") == "check":
            today = desk.clock.today()
            found = check(desk, content, name, room=room, period=period, as_of=today)
            return _page(desk, pages, visitor, posted, checked=found)
        report = submit(desk, content, name, room=room, period=period, by=writer(visitor))
    except (RuleError, ShellError) as error:
        return _page(desk, pages, visitor, posted, refused=error)
    return RedirectResponse(path_to(report.id), 303)


def _start(desk: Desk, visitor: Visitor, asked: str) -> Posted:
    """The form as it opens: the reader's own room, the month that was asked for last."""
    today = desk.clock.today()
    person = visitor.person
    room = asked or (person.room if person else "")
    month = Period(today.year, today.month)
    return Posted({"room": (room,), "period": (f"{month.year}-{month.number:02}",)})


def _page(
    desk: Desk,
    pages: Pages,
    visitor: Visitor,
    typed: Posted,
    *,
    checked: Checked | None = None,
    refused: RuleError | ShellError | None = None,
) -> Response:
    return pages.respond(
        "submit_report.html",
        visitor,
        status=status_of(refused) if refused else 200,
        rooms=Office(desk.store.people()).rooms,
        typed=typed,
        checked=checked,
        refused=refused,
    )

"""The addresses of the agenda: meetings, directives, reports; one of each; what is done to it."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from states.errors import RuleError
from states.meeting.directive import Directive
from states.meeting.gathering import Gathering
from states.meeting.room_report import RoomReport
from states.streams import StreamKind, kind_of
from states.text import Text
from tiendo.agenda import Thing, state_of, title_of
from tiendo.desk import Desk
from tiendo.errors import NotFound, ShellError
from tiendo.meeting.calling import call_meeting
from tiendo.meeting.lapsing import lapse_lines_of
from tiendo.meeting.packing import pack_before
from tiendo.meeting.secretary import called, record, with_history
from tiendo.web import agenda_view as seen
from tiendo.web.agenda_forms import act_from, allowed, forms_of, may_call
from tiendo.web.lapse_forms import answers_to
from tiendo.web.pages import Pages
from tiendo.web.posted import Posted, version_seen
from tiendo.web.routes import OfDesk, OfForm, OfPages, OfSight, path_to, readable, writer
from tiendo.web.sight import Sight
from tiendo.web.statuses import status_of
from tiendo.web.visitor import Visitor, visitor_of

AGENDA_ROUTES = APIRouter()
_KINDS: dict[StreamKind, type[Thing]] = {
    StreamKind.DIRECTIVE: Directive,
    StreamKind.REPORT: RoomReport,
    StreamKind.MEETING: Gathering,
}
_TEMPLATES = {
    StreamKind.DIRECTIVE: "directive.html",
    StreamKind.REPORT: "room_report.html",
    StreamKind.MEETING: "gathering.html",
}
_NO_SUCH = Text("Không có việc giao ban này.", "The agenda has no such thing.")


@AGENDA_ROUTES.get("/meetings")
def meetings(request: Request, desk: OfDesk, pages: OfPages, sight: OfSight) -> Response:
    """The meetings, and everything of the agenda that is late or silent."""
    return _meetings(request, desk, pages, sight)


@AGENDA_ROUTES.post("/meetings")
def call(request: Request, posted: OfForm, desk: OfDesk, pages: OfPages) -> Response:
    """Call a meeting of the office."""
    visitor = visitor_of(request, desk.store.people())
    try:
        by = writer(visitor)
        stream = call_meeting(desk, posted.one("planned_on"), posted.one("title"), by=by)
    except (RuleError, ShellError) as error:
        today = desk.clock.today()
        return _meetings(request, desk, pages, Sight(today, today), error, posted)
    return RedirectResponse(path_to(stream), 303)


def _meetings(
    request: Request,
    desk: Desk,
    pages: Pages,
    sight: Sight,
    refused: RuleError | ShellError | None = None,
    typed: Posted | None = None,
) -> Response:
    people = desk.store.people()
    visitor = visitor_of(request, people)
    rows = seen.rows_of(desk, Gathering, StreamKind.MEETING, sight)
    found = seen.listed(rows, sight.as_of, people)
    return pages.respond(
        "meetings.html",
        visitor,
        status=status_of(refused) if refused else 200,
        meetings=sorted(found, key=lambda each: each.stream, reverse=True),
        lapses=seen.lapses_on(desk, sight),
        may_call=not sight.elsewhere and may_call(visitor.person),
        refused=refused,
        typed=typed or Posted(),
        sight=sight,
    )


@AGENDA_ROUTES.get("/directives")
def directives(request: Request, desk: OfDesk, pages: OfPages, sight: OfSight) -> Response:
    """The directives: those still open, or all; found by words without diacritics."""
    return _list(request, desk, pages, sight, StreamKind.DIRECTIVE)


@AGENDA_ROUTES.get("/reports")
def reports(request: Request, desk: OfDesk, pages: OfPages, sight: OfSight) -> Response:
    """The reports of the rooms."""
    return _list(request, desk, pages, sight, StreamKind.REPORT)


def _list(request: Request, desk: Desk, pages: Pages, sight: Sight, kind: StreamKind) -> Response:
    people = desk.store.people()
    asked = request.query_params.get("q", "")[:200]
    whole = request.query_params.get("all", "") == "1"
    rows = seen.matching(seen.rows_of(desk, _KINDS[kind], kind, sight), asked, open_only=not whole)
    return pages.respond(
        "agenda_list.html",
        visitor_of(request, people),
        kind=kind.value,
        lines=seen.listed(rows, sight.as_of, people),
        asked=asked,
        whole=whole,
        sight=sight,
    )


@AGENDA_ROUTES.get("/meeting/{stream}")
def one(request: Request, stream: str, desk: OfDesk, pages: OfPages, sight: OfSight) -> Response:
    """One directive, report or meeting."""
    return _page(request, desk, pages, readable(stream), sight)


@AGENDA_ROUTES.get("/meeting/{stream}/acts")
def back_to_it(stream: str) -> Response:
    """Where a reload or a copied address leads after a refused form."""
    return RedirectResponse(path_to(readable(stream)), 303)


@AGENDA_ROUTES.post("/meeting/{stream}/acts")
def act(request: Request, stream: str, posted: OfForm, desk: OfDesk, pages: OfPages) -> Response:
    """Record one act; refused, the page comes back with the reasons and what was typed."""
    stream = readable(stream)
    kind = _kind_of(stream)
    visitor = visitor_of(request, desk.store.people(), path_to(stream))
    try:
        by = writer(visitor)
        record(desk, stream, act_from(kind, posted), by=by, seen=version_seen(posted))
    except NotFound:
        raise
    except (RuleError, ShellError) as error:
        today = desk.clock.today()
        return _page(request, desk, pages, stream, Sight(today, today), error, posted)
    where = posted.one("about")
    return RedirectResponse(path_to(stream) + (f"#{_anchor(where)}" if where else ""), 303)


def _anchor(about: str) -> str:
    return "on-" + quote(about.rpartition(":")[2], safe="")


def _kind_of(stream: str) -> StreamKind:
    """The kind of a stream of the agenda. Raises NotFound."""
    kind = kind_of(stream)
    if kind not in _KINDS or kind is None:
        raise NotFound(_NO_SUCH)
    return kind


def _page(
    request: Request,
    desk: Desk,
    pages: Pages,
    stream: str,
    sight: Sight,
    refused: RuleError | ShellError | None = None,
    typed: Posted | None = None,
) -> Response:
    kind = _kind_of(stream)
    people = desk.store.people()
    visitor = visitor_of(request, people, path_to(stream))
    found, events = with_history(  # type: ignore[type-var]
        desk, stream, _KINDS[kind], as_of=sight.as_of, known_by=sight.moment
    )
    person = None if sight.elsewhere else visitor.person
    lapses = lapse_lines_of(desk, found, people, as_of=sight.as_of)
    return pages.respond(
        _TEMPLATES[kind],
        visitor,
        status=status_of(refused) if refused else 200,
        it=found,
        title=title_of(found),
        state=state_of(stream, found.state.value),
        version=len(events),
        history=seen.history_lines(stream, events, people),
        lapses=lapses,
        answers=answers_to(desk, found, lapses, person, people, typed),
        forms=forms_of(found, person, people, sight.today, typed),
        may=allowed(found, person),
        sight=sight,
        refused=refused,
        typed=typed,
        **_more(desk, found, visitor, sight),
    )


def _more(desk: Desk, found: Thing, visitor: Visitor, sight: Sight) -> dict[str, object]:
    """What only one kind of thing shows."""
    match found:
        case Directive():
            every = seen.period_text(found.about.every)
            owner = seen.owner_name(found, visitor.people)
            about = [(each, called(desk, each)) for each in found.about.about]
            return {"owner": owner, "every": every, "about": about}
        case Gathering():
            made = pack_before(desk, found, as_of=sight.as_of, known_by=sight.moment)
            said = seen.remarks_on(made) if made else {}
            return {
                "forward": [
                    (each, called(desk, each.about), said.get(each.about, ()))
                    for each in found.forward
                ],
                "names": {each.id: each.name for each in visitor.people},
                "pack": made,
                "kinds": seen.shortcoming_names(),
            }
        case _:
            return {}

"""A conclusion on the page: handed over, read, each proposal confirmed, changed or rejected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from states.errors import RuleError
from states.meeting.directive_records import Charged
from states.meeting.gathering import Gathering
from states.meeting.proposals import ItemKind
from states.meeting.terms import KIND_NAMES, PERIOD_NAMES
from states.model import read_day
from states.text import Text, dmy, same
from tiendo.desk import Desk
from tiendo.errors import BadInput, NotFound, ShellError
from tiendo.meeting.confirming import Proposal, confirm, proposals, reject, take
from tiendo.meeting.secretary import thing
from tiendo.web.agenda_forms import owner_of, owner_options
from tiendo.web.downloads import file_response
from tiendo.web.handed_over import paper_in
from tiendo.web.pages import Pages
from tiendo.web.posted import Posted
from tiendo.web.routes import OfDesk, OfForm, OfPages, path_to, readable, writer
from tiendo.web.statuses import status_of
from tiendo.web.visitor import visitor_of

CONCLUSION_ROUTES = APIRouter()
_EVERY = ("", "week", "month", "quarter", "half-year", "year")


@dataclass(frozen=True, slots=True)
class Shown:
    """One proposal as the page shows it: ``decided`` is "", "confirmed" or "rejected"."""

    proposal: Proposal
    kind: Text
    chosen: tuple[str, ...]
    decided: str
    directives: tuple[str, ...]
    why: str


@CONCLUSION_ROUTES.get("/meetings/read")
def read_form(request: Request, desk: OfDesk, pages: OfPages) -> Response:
    """Where a conclusion is handed over."""
    visitor = visitor_of(request, desk.store.people())
    return pages.respond("read.html", visitor, refused=None, held="")


@CONCLUSION_ROUTES.post("/meetings/read")
def read(request: Request, posted: OfForm, desk: OfDesk, pages: OfPages) -> Response:
    """Take a conclusion in, and go on to its proposals."""
    visitor = visitor_of(request, desk.store.people())
    held = posted.one("held_on")
    try:
        content, name = paper_in(posted, "ket-luan.txt")
        meeting = take(desk, content, name, by=writer(visitor), held_on=_day(held))
    except (RuleError, ShellError) as error:
        return pages.respond(
            "read.html", visitor, status=status_of(error), refused=error, held=held
        )
    return RedirectResponse(f"{path_to(meeting.id)}/items", 303)


@CONCLUSION_ROUTES.get("/meeting/{stream}/items")
def items(request: Request, stream: str, desk: OfDesk, pages: OfPages) -> Response:
    """Every proposal of a conclusion, beside its sentence."""
    return _items(request, desk, pages, readable(stream))


@CONCLUSION_ROUTES.post("/meeting/{stream}/items")
def decide(
    request: Request, stream: str, posted: OfForm, desk: OfDesk, pages: OfPages
) -> Response:
    """Confirm one proposal, as it is or changed, or reject it."""
    stream = readable(stream)
    visitor = visitor_of(request, desk.store.people(), f"{path_to(stream)}/items")
    try:
        _decide(desk, stream, posted, writer(visitor))
    except NotFound:
        raise
    except (RuleError, ShellError) as error:
        return _items(request, desk, pages, stream, error, posted)
    return RedirectResponse(f"{path_to(stream)}/items#item-{_number(posted)}", 303)


@CONCLUSION_ROUTES.get("/papers/{hash_}")
def paper(hash_: str, desk: OfDesk) -> Response:
    """A file that was taken in, as it came."""
    kept = desk.store.papers.get(hash_[:64])
    if kept is None:
        raise NotFound(Text("Không có tệp này.", "There is no such file."))
    return file_response(kept.content, kept.name)


def _number(posted: Posted) -> int:
    written = posted.one("item")
    if not (written.isascii() and written.isdigit() and len(written) < 5):
        raise BadInput(Text("Không rõ đề xuất nào.", "It is unclear which proposal."))
    return int(written)


def _decide(desk: Desk, stream: str, posted: Posted, by: str) -> None:
    item = _number(posted)
    if posted.one("decision") == "reject":
        reject(desk, stream, item, by=by, reason=posted.one("reason"))
        return
    found = proposals(desk, thing(desk, stream, Gathering))
    proposal = next((each for each in found if each.number == item), None)
    change = _change(posted, proposal) if proposal else {}
    confirm(desk, stream, item, by=by, change=change)


def _change(posted: Posted, proposal: Proposal) -> Mapping[str, object]:
    """What a person changed in a proposal; nothing where it stands as it was. Raises BadInput.

    Whoever is chosen to mend a shortcoming is named, even where the machine named him too.
    """
    was = proposal.suggestion
    owners = tuple(Charged(**owner_of(each)) for each in posted.all("owner") if each)
    wanted: dict[str, object] = {
        "title": posted.one("title") or was.title,
        "owners": owners or was.owners,
        "due_on": _day(posted.one("due_on")),
        "review_on": _day(posted.one("review_on")),
        "every": posted.one("every"),
    }
    changed = {name: value for name, value in wanted.items() if value != getattr(was, name)}
    if owners and proposal.item.kind == "shortcoming":
        changed["owners"] = owners
    return changed


def _day(written: str) -> date | None:
    if not written:
        return None
    try:
        found = read_day(written)
    except ValueError:
        found = None
    if isinstance(found, date):
        return found
    text = Text("«{day}» không phải ngày (dd/mm/yyyy).", "“{day}” is no date (dd/mm/yyyy).")
    raise BadInput(text.fill(day=written[:40]))


def _items(
    request: Request,
    desk: Desk,
    pages: Pages,
    stream: str,
    refused: RuleError | ShellError | None = None,
    typed: Posted | None = None,
) -> Response:
    people = desk.store.people()
    visitor = visitor_of(request, people, f"{path_to(stream)}/items")
    meeting = thing(desk, stream, Gathering)
    return pages.respond(
        "items.html",
        visitor,
        status=status_of(refused) if refused else 200,
        it=meeting,
        items=[_shown(each, meeting) for each in proposals(desk, meeting)],
        owners=owner_options(people),
        periods=[(each, _every(each)) for each in _EVERY],
        refused=refused,
        typed=typed,
        mends=ItemKind.SHORTCOMING.value,
        dmy=dmy,
    )


def _every(code: str) -> Text:
    return PERIOD_NAMES[code] if code else same("—")


def _shown(proposal: Proposal, meeting: Gathering) -> Shown:
    decided = next((each for each in meeting.decided if each.item == proposal.number), None)
    mends = proposal.item.kind == "shortcoming"
    owners = () if mends else proposal.suggestion.owners
    return Shown(
        proposal=proposal,
        kind=KIND_NAMES[ItemKind(proposal.item.kind)],
        chosen=tuple(f"{o.kind}:{o.name}" if o.name else o.kind for o in owners),
        decided="" if decided is None else "rejected" if decided.rejected else "confirmed",
        directives=decided.directives if decided else (),
        why=decided.rejected if decided else "",
    )

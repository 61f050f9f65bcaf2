"""The address of a drafted letter: read on the screen, printed on A4."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from states.letters import sheet
from states.roles import Role
from states.terms import ROLE_NAMES
from tiendo.letters import drafted
from tiendo.papers.letters import letter_paper
from tiendo.web.downloads import docx_response
from tiendo.web.routes import OfDesk, OfPages, readable
from tiendo.web.visitor import visitor_of

LETTER_ROUTES = APIRouter()


@LETTER_ROUTES.get("/inspections/{stream}/letters/{version}")
def letter(request: Request, stream: str, version: int, desk: OfDesk, pages: OfPages) -> Response:
    """One letter that the machine drafted."""
    entry = drafted(desk, readable(stream), version)
    return pages.respond(
        "letter.html",
        visitor_of(request, desk.store.people()),
        inspection=desk.inspection(stream),
        entry=entry,
        role=ROLE_NAMES[Role(entry.to)],
        sheet=sheet(entry.letter),
    )


@LETTER_ROUTES.get("/inspections/{stream}/letters/{version}/docx")
def letter_file(stream: str, version: int, desk: OfDesk) -> Response:
    """The same letter as .docx, laid out by Decree 30/2020."""
    from tiendo.papers.docx_file import docx_of

    stream = readable(stream)
    entry = drafted(desk, stream, version)
    return docx_response(docx_of(letter_paper(entry.letter)), f"Dự thảo {stream} {version}")

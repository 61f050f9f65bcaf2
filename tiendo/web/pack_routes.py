"""The pack of the next meeting, and the draft of its conclusion, as files."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from tiendo.meeting.packing import pack_of
from tiendo.papers.packs import conclusion_paper, pack_paper
from tiendo.web.agenda_view import shortcoming_names
from tiendo.web.downloads import docx_response
from tiendo.web.routes import OfDesk, OfSight

PACK_ROUTES = APIRouter()


@PACK_ROUTES.get("/meetings/pack/docx")
def pack_file(desk: OfDesk, sight: OfSight) -> Response:
    """The pack as .docx, laid out by Decree 30/2020."""
    from tiendo.papers.docx_file import docx_of

    made = pack_of(desk, as_of=sight.as_of, known_by=sight.moment)
    paper = pack_paper(made, desk.store.people(), shortcoming_names(), desk.policy.office)
    return docx_response(docx_of(paper), f"Tài liệu giao ban {sight.as_of.isoformat()}")


@PACK_ROUTES.get("/meetings/draft/docx")
def draft_file(desk: OfDesk, sight: OfSight) -> Response:
    """The draft of the next conclusion as .docx."""
    from tiendo.papers.docx_file import docx_of

    made = pack_of(desk, as_of=sight.as_of, known_by=sight.moment)
    paper = conclusion_paper(made, desk.store.people(), desk.policy.office)
    return docx_response(docx_of(paper), f"Dự thảo kết luận giao ban {sight.as_of.isoformat()}")

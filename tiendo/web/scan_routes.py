"""The papers themselves, handed out to whoever may see the inspection they belong to."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import FileResponse, Response

from states.text import Text
from tiendo.desk import Desk
from tiendo.errors import NotFound
from tiendo.scan_kinds import MEDIA_TYPES
from tiendo.web.routes import OfDesk, readable

SCAN_ROUTES = APIRouter()
_NO_FILE = Text("Cuộc thanh tra này không có tệp như vậy.", "This inspection has no such file.")
_LOST = Text(
    "Tệp của văn bản này không còn trong kho; hãy báo Văn phòng khôi phục từ bản sao lưu.",
    "The file of this paper is gone; ask the Office to restore it from a backup.",
)


@SCAN_ROUTES.get("/inspections/{stream}/files/{scan_hash}")
def paper_file(stream: str, scan_hash: str, desk: OfDesk) -> Response:
    """One paper as it was handed in, to be saved, never shown inside our own pages."""
    return handed_out(desk, stream, scan_hash)


def handed_out(desk: Desk, stream: str, scan_hash: str) -> Response:
    """A file that the history of an inspection speaks of. Raises NotFound."""
    papers = (event.document for event in desk.history(readable(stream)))
    found = next((p.scan for p in papers if p and p.scan and p.scan.hash == scan_hash), None)
    if found is None:
        raise NotFound(_NO_FILE)
    place = desk.scans.find(found.hash) if desk.scans else None
    if place is None:
        raise NotFound(_LOST)
    return FileResponse(
        place,
        media_type=MEDIA_TYPES[found.kind],
        filename=found.name,
        headers={"content-security-policy": "sandbox; default-src 'none'"},
    )

"""Files that a page hands out."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from states.text import fold

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx_response(content: bytes, name: str) -> Response:
    """A .docx to be saved under a name (without its ending), never shown in the browser."""
    plain = "-".join("".join(c if c.isalnum() else " " for c in fold(name)).split())[:80]
    disposition = f"attachment; filename=\"{plain}.docx\"; filename*=UTF-8''{quote(name)}.docx"
    headers = {"content-disposition": disposition, "cache-control": "no-store"}
    return Response(content, media_type=_DOCX, headers=headers)

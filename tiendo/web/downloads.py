"""Files that a page hands out."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from states.text import fold

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx_response(content: bytes, name: str) -> Response:
    """A .docx to be saved under a name (without its ending), never shown in the browser."""
    return _saved(content, name, ".docx", _DOCX)


def file_response(content: bytes, name: str) -> Response:
    """A file that somebody handed over, given back as it came: to be saved, never shown."""
    stem, dot, ending = name.rpartition(".")
    known = f".{ending}" if dot and ending.isalnum() and ending.isascii() else ""
    return _saved(content, stem if known else name, known, "application/octet-stream")


def _saved(content: bytes, stem: str, ending: str, kind: str) -> Response:
    letters = "".join(c if c.isascii() and c.isalnum() else " " for c in fold(stem))
    plain = "-".join(letters.split())[:80] or "tep"
    encoded = quote(stem.replace("/", " "), safe="")
    disposition = f"attachment; filename=\"{plain}{ending}\"; filename*=UTF-8''{encoded}{ending}"
    headers = {"content-disposition": disposition, "cache-control": "no-store"}
    return Response(content, media_type=kind, headers=headers)

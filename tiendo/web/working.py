"""A page for whoever asks for what is still being worked out: how far it is, and it comes again.

It loads itself again by its own head, without JavaScript; programs are told when to ask again.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tiendo.asjson import both
from tiendo.errors import Working
from tiendo.web.routes import pages_of
from tiendo.web.visitor import visitor_of

SECONDS = 3


def still_working(request: Request, error: Exception) -> Response:
    """202 with the page that waits, or 503 with when to ask again for programs."""
    assert isinstance(error, Working)  # noqa: S101 - registered for it
    again = {"retry-after": str(SECONDS)}
    if request.url.path.startswith("/api/"):
        progress = {"done": error.done, "total": error.total}
        return JSONResponse({"error": both(error.text), "progress": progress}, 503, headers=again)
    visitor = visitor_of(request)
    response = pages_of(request).respond(
        "working.html", visitor, 202, work=error, seconds=SECONDS, here=request.url
    )
    response.headers.update(again)
    return response

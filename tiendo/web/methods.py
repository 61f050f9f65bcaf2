"""What an address of the page takes, asked of its routes."""

from __future__ import annotations

from starlette.requests import Request
from starlette.routing import Match

_ASKED = ("GET", "POST", "PUT", "PATCH", "DELETE")


def takes(request: Request, path: str, method: str) -> bool:
    """Whether a route answers this method at a path of the same page."""
    wanted = {**request.scope, "path": path, "method": method}
    return any(route.matches(wanted)[0] is Match.FULL for route in request.app.routes)


def allowed(request: Request) -> str:
    """Every method that the address asked for takes, as Allow says it (RFC 9110, 10.2.1)."""
    found = [each for each in _ASKED if takes(request, request.url.path, each)]
    if "GET" in found:
        found.insert(1, "HEAD")  # tiendo/web/heads.py
    return ", ".join(found)

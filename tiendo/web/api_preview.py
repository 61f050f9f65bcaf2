"""Trying an act over the API: what it would change, or why it is refused; nothing is recorded."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Header
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tiendo.foresee import foresee
from tiendo.foresee_json import foreseen_json
from tiendo.web.api_writing import check_own, json_of, version_seen_by
from tiendo.web.routes import OfDesk, readable
from tiendo.web.visitor import guest_of

API_PREVIEW = APIRouter(prefix="/api")
OfBody = Annotated[dict[str, object], Depends(json_of)]


@API_PREVIEW.post("/inspections/{stream}/acts/preview")
def try_act(
    request: Request,
    stream: str,
    body: OfBody,
    desk: OfDesk,
    if_match: Annotated[str, Header()] = "",
) -> Response:
    """What an act would change if it were recorded; refused as recording it would be."""
    seen = version_seen_by(body.pop("seen", None), if_match)
    check_own(body)
    guest = guest_of(request)
    found = foresee(desk, readable(stream), body, by=guest.person if guest else "", seen=seen)
    return JSONResponse(foreseen_json(found))

"""The address of the ages of open inspections, and the same for programs."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from tiendo.asjson import both
from tiendo.wanting import LIVE_PHASES
from tiendo.web.aging import MOST, aging
from tiendo.web.aging_drawing import ENOUGH, PACE_NAMES
from tiendo.web.api_lists import OfAsked
from tiendo.web.board import seen_through, summed
from tiendo.web.lens import phase_said
from tiendo.web.lost_routes import OfLook
from tiendo.web.routes import OfDesk, OfPages
from tiendo.web.visitor import visitor_of

AGING_ROUTES = APIRouter()


@AGING_ROUTES.get("/aging")
def ages(request: Request, desk: OfDesk, pages: OfPages, look: OfLook) -> Response:
    """Every open inspection by phase and age, beside how long others stayed there."""
    visitor = visitor_of(request, desk.store.people())
    return pages.respond(
        "aging.html",
        visitor,
        it=aging(look.overview, look.lens),
        look=look,
        lens=look.lens,
        sight=look.lens.sight,
        enough=ENOUGH,
        most=MOST,
        pace_names=PACE_NAMES,
    )


@AGING_ROUTES.get("/api/aging")
def ages_json(desk: OfDesk, asked: OfAsked) -> Response:
    """How long others stayed in each phase; the open inspections that are there longest."""
    lens = asked.lens
    overview = seen_through(desk, lens.sight)
    waiting, on = summed(desk, overview), lens.sight.as_of
    stays = {phase: overview.sums.past_stays(phase, on) for phase in LIVE_PHASES}
    found = overview.sums.oldest_first(lens.wanted, on, asked.limit)
    return asked.answer(
        {
            "waiting": waiting,
            "phases": [
                {
                    "phase": phase,
                    "name": both(phase_said(phase)),
                    "left": past.count,
                    "half_left_by": past.half if past.count >= ENOUGH else None,
                    "most_left_by": past.most if past.count >= ENOUGH else None,
                }
                for phase, past in stays.items()
            ],
            "inspections": [
                {
                    "inspection": each.stream,
                    "name": each.name,
                    "phase": each.phase,
                    "age": each.age,
                    "pace": each.pace.value,
                }
                for each in found
            ],
        }
    )

"""What programs may read of the agenda, as JSON: lapses, directives, reports and meetings."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from tiendo.agenda_json import lapse_json, thing_json
from tiendo.desk import Unreadable
from tiendo.meeting.lapsing import lapse_lines
from tiendo.meeting.secretary import everything
from tiendo.web.routes import OfDesk, OfSight

AGENDA_API = APIRouter(prefix="/api/agenda")
_LISTS = {"directive": "directives", "report": "reports", "meeting": "meetings"}


@AGENDA_API.get("")
def the_agenda(desk: OfDesk, sight: OfSight) -> Response:
    """What is late or silent on the day looked at, and every directive, report and meeting.

    What cannot be read stands among the lapses alone.
    """
    lines = lapse_lines(desk, as_of=sight.as_of, known_by=sight.moment)
    found: dict[str, list[object]] = {name: [] for name in _LISTS.values()}
    for each in everything(desk, as_of=sight.as_of, known_by=sight.moment):
        if not isinstance(each, Unreadable):
            found[_LISTS[each.id.partition(":")[0]]].append(thing_json(each))
    lapses = [lapse_json(line) for line in lines]
    return JSONResponse({"as_of": sight.as_of.isoformat(), "lapses": lapses, **found})

"""What programs may read over HTTP, as JSON: an inspection, the calendar, the law."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from states.clocks import Reckoning, clocks
from states.errors import Unknown
from states.lawbook import Pack
from states.ledger import ledger
from states.receipt import receipt
from tiendo import asjson, reference
from tiendo.announcing import calendar_of
from tiendo.desk import Desk
from tiendo.errors import NotFound
from tiendo.explain import explain
from tiendo.lawbook import lawbook
from tiendo.reckoning import reckon, timeline_of
from tiendo.stuck import escalated
from tiendo.web.routes import OfDesk, OfSight, readable
from tiendo.web.sight import Sight
from tiendo.web.yearpage import year_asked
from tiendo.why_json import why_json

API_ROUTES = APIRouter(prefix="/api")


def _answer(value: asjson.Json) -> Response:
    return JSONResponse(value)


@API_ROUTES.get("/inspections/{stream}")
def inspection(stream: str, desk: OfDesk, sight: OfSight) -> Response:
    """One inspection as it stood, with the version that a program must have seen to record."""
    version = len(desk.store.events(readable(stream)))  # asked first: never newer than the rest
    found = desk.inspection(stream, as_of=sight.as_of, known_by=sight.moment)
    told = escalated(desk, found, sight.as_of, desk.store.people())
    escalations = [asjson.escalation_json(each) for each in told]
    shown = {**asjson.inspection_json(found), "version": version, "escalations": escalations}
    return JSONResponse(shown, headers={"etag": f'"{version}"'})


@API_ROUTES.get("/inspections/{stream}/why")
def its_stalls(stream: str, desk: OfDesk, sight: OfSight) -> Response:
    """Why it is stuck: each stall with its chain of causes and its ways out, best first."""
    found = desk.inspection(readable(stream), as_of=sight.as_of, known_by=sight.moment)
    stalls = explain(desk, found, sight.as_of, desk.store.people())
    return _answer([why_json(each) for each in stalls])


def _reckoned(desk: Desk, stream: str, sight: Sight, regime: str) -> Reckoning:
    return reckon(desk, readable(stream), as_of=sight.as_of, known_by=sight.moment, regime=regime)


@API_ROUTES.get("/inspections/{stream}/clocks")
def its_clocks(stream: str, desk: OfDesk, sight: OfSight, regime: str = "") -> Response:
    """Its clocks, under the law that governs or another one."""
    found = clocks(_reckoned(desk, stream, sight, regime))
    return _answer([asjson.clock_json(clock) for clock in found])


@API_ROUTES.get("/inspections/{stream}/ledger")
def its_ledger(stream: str, desk: OfDesk, sight: OfSight) -> Response:
    """Its day ledger."""
    line = timeline_of(desk, readable(stream), as_of=sight.as_of, known_by=sight.moment)
    return _answer(asjson.ledger_json(ledger(line, desk.days, sight.as_of)))


@API_ROUTES.get("/inspections/{stream}/receipt")
def its_receipt(stream: str, desk: OfDesk, sight: OfSight, regime: str = "") -> Response:
    """Its receipt, under the law that governs or another one."""
    lines = receipt(_reckoned(desk, stream, sight, regime))
    return _answer([asjson.receipt_json(line) for line in lines])


@API_ROUTES.get("/calendar/{year}")
def the_calendar(year: str, desk: OfDesk) -> Response:
    """The days of a year that are not what their weekday says, and how many are worked."""
    known = calendar_of(desk)
    return _answer(reference.year_json(known, year_asked(known, year), desk.clock.today()))


def _pack(regime: str) -> Pack:
    try:
        return lawbook().pack(regime)
    except Unknown as error:
        raise NotFound(error.text) from error


@API_ROUTES.get("/law")
def all_law() -> Response:
    """Every regime with the days it is the law of, and the hash of its pack."""
    return _answer(reference.packs_json(lawbook()))


@API_ROUTES.get("/law/{regime}")
def one_law(regime: str) -> Response:
    """One regime whole."""
    return _answer(reference.pack_json(_pack(regime)))


@API_ROUTES.get("/law/{regime}/diff/{other}")
def two_laws(regime: str, other: str) -> Response:
    """Every rule of two regimes side by side, and in which fields they differ."""
    return _answer(reference.diff_json(_pack(regime), _pack(other)))

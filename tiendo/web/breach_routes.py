"""The addresses of the rules most often breached, and of every inspection that breached one."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from states.errors import Unknown
from tiendo.breached import rule_name, tally
from tiendo.errors import NotFound
from tiendo.listing import PAGE
from tiendo.wanting import clean
from tiendo.web.board import seen_through, summed
from tiendo.web.lens import after_of, place_after
from tiendo.web.routes import OfDesk, OfPages, OfSight
from tiendo.web.sight import Sight
from tiendo.web.visitor import visitor_of

BREACH_ROUTES = APIRouter()
_PATH, _LIST = "/receipts", "/receipts/inspections"


@BREACH_ROUTES.get(_PATH)
def receipts(request: Request, desk: OfDesk, pages: OfPages, sight: OfSight) -> Response:
    """The rules most often breached, with the inspections that are latest."""
    overview = seen_through(desk, sight)
    waiting = summed(desk, overview)
    found = tally(overview, desk.days, sight.as_of)
    lists = {each.breached.rule: _list(sight, rule=each.breached.rule) for each in found.rules}
    visitor = visitor_of(request, desk.store.people())
    return pages.respond(
        "receipts.html", visitor, tally=found, lists=lists, waiting=waiting, sight=sight
    )


@BREACH_ROUTES.get(_LIST)
def of_a_rule(request: Request, desk: OfDesk, pages: OfPages, sight: OfSight) -> Response:
    """The inspections that breached one rule, the latest first. Raises NotFound."""
    rule = clean(request.query_params.get("rule", ""))
    try:
        name = rule_name(rule)
    except Unknown as error:
        raise NotFound(error.text) from None
    overview = seen_through(desk, sight)
    waiting = summed(desk, overview)
    place = place_after(after_of(request.query_params))
    found = overview.sums.breakers(sight.as_of, rule, PAGE + 1, place)
    last = found[PAGE - 1] if len(found) > PAGE else None
    more = _list(sight, rule=rule, after=f"{last.days}~{last.stream}") if last else ""
    visitor = visitor_of(request, desk.store.people())
    return pages.respond(
        "breakers.html",
        visitor,
        rule=rule,
        name=name,
        found=found[:PAGE],
        more=more,
        waiting=waiting,
        sight=sight,
    )


def _list(sight: Sight, **asked: str) -> str:
    """The address of the inspections behind a rule, on the day looked at."""
    return f"{_LIST}{sight.query}{'&' if sight.query else '?'}{urlencode(asked)}"

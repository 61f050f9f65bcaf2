"""The addresses of the days lost across the office: by party, and the inspections of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from states.errors import Unknown
from states.ledger import Account
from states.lost import Loss
from states.text import Text
from tiendo.errors import NotFound
from tiendo.listing import PAGE
from tiendo.lostdays import losers, lost_days
from tiendo.overview import Overview
from tiendo.sums import Loser, Party
from tiendo.wanting import clean, refuse_unknown
from tiendo.web.board import seen_through, summed
from tiendo.web.lens import Choice, Lens, after_of, filter_choices, place_after
from tiendo.web.office_routes import OfLens
from tiendo.web.routes import OfDesk, OfPages
from tiendo.web.visitor import visitor_of

LOST_ROUTES = APIRouter()
_PATH, _LIST = "/lost-days", "/lost-days/inspections"
_NO_PARTY = Text("Không có bên nào như vậy.", "There is no such party.")


@dataclass(frozen=True, slots=True)
class Looked:
    """The office through a lens: what answers, what may be chosen, how many are not counted in."""

    lens: Lens
    overview: Overview
    choices: tuple[Choice, ...]
    waiting: int

    def list_of(self, loss: Loss) -> str:
        """The address of the inspections that lost days to a party."""
        return self.lens.href(
            _LIST, account=loss.account.value, party=loss.party, room_of=loss.room
        )

    def page(self, skip: int) -> str:
        """The address of the parties behind so many."""
        return self.lens.href(_PATH, after=str(skip) if skip else "")


def looked_through(desk: OfDesk, lens: OfLens) -> Looked:
    """The office through what the address asks for. Raises BadInput."""
    overview = seen_through(desk, lens.sight)
    facets = overview.facets()
    refuse_unknown(lens.asked, facets, desk.store.people())
    return Looked(lens, overview, filter_choices(lens, facets), summed(desk, overview))


OfLook = Annotated[Looked, Depends(looked_through)]


@LOST_ROUTES.get(_PATH)
def whose_days(request: Request, desk: OfDesk, pages: OfPages, look: OfLook) -> Response:
    """Whose days were lost across the office, in the year up to the day looked at."""
    lens, after = look.lens, after_of(request.query_params)
    skip = int(after) if after.isascii() and after.isdigit() and len(after) < 7 else 0
    found = lost_days(
        look.overview.sums, desk.days, as_of=lens.sight.as_of, wanted=lens.wanted, skip=skip
    )
    visitor = visitor_of(request, desk.store.people())
    return pages.respond("lost.html", visitor, lost=found, look=look, lens=lens, sight=lens.sight)


@LOST_ROUTES.get(_LIST)
def of_a_party(request: Request, desk: OfDesk, pages: OfPages, look: OfLook) -> Response:
    """The inspections that lost days to one party, those that lost most first."""
    lens, query = look.lens, request.query_params
    loss = _party(
        clean(query.get("account", "")), query.get("party", ""), query.get("room_of", "")
    )
    party = Party(loss.account.value, loss.party, loss.room)
    found = losers(
        look.overview.sums,
        desk.days,
        party,
        as_of=lens.sight.as_of,
        wanted=lens.wanted,
        limit=PAGE + 1,
        after=_place(after_of(query)),
    )
    last = found[PAGE - 1] if len(found) > PAGE else None
    more = f"{look.list_of(loss)}&{urlencode({'after': _written(last)})}" if last else ""
    visitor = visitor_of(request, desk.store.people())
    return pages.respond(
        "losers.html",
        visitor,
        loss=loss,
        found=found[:PAGE],
        more=more,
        look=look,
        lens=lens,
        sight=lens.sight,
    )


def _party(account: str, party: str, room: str) -> Loss:
    """The party an address names. Raises NotFound."""
    try:
        loss = Loss(Account(account), clean(party), clean(room), 0, 0)
        loss.name  # noqa: B018 - a desk that is none has no name
    except (ValueError, KeyError, Unknown):
        raise NotFound(_NO_PARTY) from None
    return loss


def _written(last: Loser) -> str:
    return f"{last.days}~{last.stream}"


def _place(written: str) -> Loser | None:
    place = place_after(written)
    return Loser(place[1], "", place[0]) if place else None

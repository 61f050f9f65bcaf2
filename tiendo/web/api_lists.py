"""What programs may ask of the whole office: lists by the page, and what is summed of all.

A list answers one page. The next one is the address in the header ``Link``, as RFC 8288 has it;
without that header the list is at its end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from states.inspection import Inspection
from states.text import Text, same
from tiendo import asjson
from tiendo.bottlenecks import bottlenecks
from tiendo.errors import BadInput
from tiendo.listing import PAGE, place_written, read_place
from tiendo.lostdays import lost_days
from tiendo.overview import Overview
from tiendo.shown import shown, stuck_page
from tiendo.wanting import refuse_unknown
from tiendo.web.board import seen_through, summed
from tiendo.web.lens import Lens, after_of, read_lens
from tiendo.web.routes import OfDesk, OfSight
from tiendo.why_json import bottlenecks_json, lost_json

API_LISTS = APIRouter(prefix="/api")
MOST = 200
"""The longest page."""
_NO_LIMIT = Text(
    "limit: «{value}» không phải số từ 1 đến {most}.",
    "limit: “{value}” is not a number from 1 to {most}.",
)
_NO_PLACE = Text(
    "after: «{value}» không phải chỗ trong danh sách này (lấy từ tiêu đề Link).",
    "after: “{value}” is no place in this list (take it from the header Link).",
)


def _said(what: str) -> Any:
    return Query(description=what)


@dataclass(frozen=True, slots=True)
class Asked:
    """One page of a list: what it is narrowed to, where it begins, how long it is."""

    lens: Lens
    after: str
    limit: int
    path: str

    def answer(self, found: asjson.Json, last: str = "") -> Response:
        """The page, and where the next one is if the list goes on after ``last``."""
        if not last:
            return JSONResponse(found)
        query = {**self.lens.asked, "after": last, "limit": str(self.limit)}
        sight = self.lens.sight.query.removeprefix("?")
        address = "&".join(part for part in (urlencode(query), sight) if part)
        return JSONResponse(found, headers={"link": f'<{self.path}?{address}>; rel="next"'})


def asked_of(
    request: Request,
    desk: OfDesk,
    sight: OfSight,
    block: Annotated[str, _said("only of this block")] = "",
    room: Annotated[str, _said("only of this room")] = "",
    locality: Annotated[str, _said("only of this locality")] = "",
    year: Annotated[str, _said("only of the plan of this year, as 2021")] = "",
    law: Annotated[str, _said("only under this regime, as /api/law names it")] = "",
    hold: Annotated[str, _said("only with this leaf of the hold region")] = "",
    phase: Annotated[str, _said("a phase of the course, ended, or live")] = "",
    stuck: Annotated[str, _said("1: only what is stuck")] = "",
    q: Annotated[str, _said("words to look for, without diacritics")] = "",
    after: Annotated[str, _said("where the page before ended, from its header Link")] = "",
    limit: Annotated[str, _said(f"lines a page, 1 to {MOST}; {PAGE} if not said")] = "",
) -> Asked:
    """What a query asks of a list. Raises BadInput."""
    named = {"block": block, "room": room, "locality": locality, "year": year, "law": law}
    more = {"hold": hold, "phase": phase, "stuck": stuck, "q": q}
    lens = read_lens(named | more, sight)
    refuse_unknown(lens.asked, desk.store.overview.facets(), desk.store.people())
    return Asked(lens, after_of({"after": after}), _limit(limit), request.url.path)


OfAsked = Annotated[Asked, Depends(asked_of)]


def _limit(written: str) -> int:
    if not written:
        return PAGE
    if written.isascii() and written.isdigit() and len(written) < 4 and 0 < int(written) <= MOST:
        return int(written)
    raise BadInput(_NO_LIMIT.fill(value=same(written[:20]), most=MOST))


@API_LISTS.get("/stuck")
def stuck_now(desk: OfDesk, asked: OfAsked) -> Response:
    """What is stuck on the day looked at, worst first."""
    sight, place = asked.lens.sight, read_place(asked.after)
    if asked.after and place is None:
        raise BadInput(_NO_PLACE.fill(value=same(asked.after[:40])))
    page = stuck_page(
        desk,
        seen_through(desk, sight),
        asked.lens.wanted,
        desk.store.people(),
        as_of=sight.as_of,
        known_by=sight.moment,
        after=place,
        limit=asked.limit,
    )
    lines = [asjson.stuck_json(line) for line in page.lines]
    return asked.answer(lines, place_written(page.last) if page.last else "")


@API_LISTS.get("/inspections")
def inspections(desk: OfDesk, asked: OfAsked) -> Response:
    """Inspections as they stood, those that stand longest where they are first."""
    sight = asked.lens.sight
    streams, last = _page(seen_through(desk, sight), asked)
    found = shown(desk, streams, as_of=sight.as_of, known_by=sight.moment)
    whole = (found.get(stream) for stream in streams)
    cases = [asjson.inspection_json(each) for each in whole if isinstance(each, Inspection)]
    return asked.answer(cases, last)


def _page(overview: Overview, asked: Asked) -> tuple[list[str], str]:
    """The streams of a page, and the last of them where the list goes on."""
    rows = overview.listed(asked.lens.wanted, asked.lens.sight.as_of, asked.limit + 1, asked.after)
    streams = [row.stream for row in rows[: asked.limit]]
    return streams, streams[-1] if len(rows) > asked.limit else ""


@API_LISTS.get("/find")
def find(desk: OfDesk, asked: OfAsked) -> Response:
    """The same in short, as lists show them: nothing is replayed for it."""
    overview = seen_through(desk, asked.lens.sight)
    rows = overview.listed(asked.lens.wanted, asked.lens.sight.as_of, asked.limit + 1, asked.after)
    shown_rows = rows[: asked.limit]
    last = shown_rows[-1].stream if len(rows) > asked.limit else ""
    return asked.answer([asjson.row_json(row) for row in shown_rows], last)


@API_LISTS.get("/bottlenecks")
def what_holds_up(desk: OfDesk, asked: OfAsked) -> Response:
    """Which people, entities, papers and acts hold up the most inspections; whose days.

    At most ``limit`` of each sort; ``waiting`` says how many inspections are not counted in yet.
    """
    lens = asked.lens
    overview = seen_through(desk, lens.sight)
    waiting = summed(desk, overview)
    as_of, wanted, sums = lens.sight.as_of, lens.wanted, overview.sums
    found = bottlenecks(sums, desk.store.people(), as_of=as_of, wanted=wanted, limit=asked.limit)
    lost = lost_days(sums, desk.days, as_of=as_of, wanted=wanted, limit=asked.limit)
    shown_sums = bottlenecks_json(found, sums, wanted, as_of)
    return asked.answer({**shown_sums, "waiting": waiting, "lost": lost_json(lost)})


@API_LISTS.get("/lost-days")
def whose_days(desk: OfDesk, asked: OfAsked) -> Response:
    """Whose days were lost across the office in the year up to the day looked at."""
    lens = asked.lens
    overview = seen_through(desk, lens.sight)
    waiting = summed(desk, overview)
    skip = _skipped(asked.after)
    found = lost_days(
        overview.sums,
        desk.days,
        as_of=lens.sight.as_of,
        wanted=lens.wanted,
        skip=skip,
        limit=asked.limit,
    )
    return asked.answer({**lost_json(found), "waiting": waiting}, str(found.next or ""))


def _skipped(after: str) -> int:
    if not after:
        return 0
    if after.isascii() and after.isdigit() and len(after) < 7:
        return int(after)
    raise BadInput(_NO_PLACE.fill(value=same(after[:40])))

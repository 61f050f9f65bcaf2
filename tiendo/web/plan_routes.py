"""The plan of a year on one page: a strip of days for each inspection, and the same as a table."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from states.chart import Region
from states.inspection import Inspection
from states.roles import Officer
from states.stall import alarms
from states.terms import state_name
from states.text import Text
from states.yearline import Piece, Stretch, YearLine, year_line
from tiendo.announcing import calendar_of
from tiendo.desk import Desk
from tiendo.listing import PAGE
from tiendo.shown import shown
from tiendo.web.board import seen_through
from tiendo.web.lens import after_of
from tiendo.web.register_forms import may_register
from tiendo.web.routes import OfDesk, OfPages, OfSight
from tiendo.web.sight import Sight
from tiendo.web.visitor import visitor_of
from tiendo.web.yearpage import year_asked

PLAN_ROUTES = APIRouter()
STRETCHES: dict[Stretch, Text] = {
    Stretch.FIELD: Text("Tiến hành thanh tra", "Inspection under way"),
    Stretch.CONCLUDE: Text("Xây dựng kết luận", "Conclusion being drawn up"),
    Stretch.AFTER: Text("Sau kết luận", "After the conclusion"),
    Stretch.PAUSED: Text("Tạm dừng, hoãn", "Paused or put off"),
}


@dataclass(frozen=True, slots=True)
class Strip:
    """One inspection of the plan; places on its strip are days from the first of January."""

    stream: str
    name: str
    head: str
    state: Text
    line: YearLine
    late: bool

    def at(self, day: date) -> int:
        """Where a day lies, from 0."""
        return day.timetuple().tm_yday - 1


@dataclass(frozen=True, slots=True)
class YearPlan:
    """One page of the plan of a year. ``report``: the day the report of the year is due."""

    year: int
    strips: tuple[Strip, ...]
    years: tuple[int, ...]
    report: date | None
    next: str
    unreadable: tuple[str, ...]

    @property
    def days(self) -> int:
        """How many days the year has."""
        return 366 if calendar.isleap(self.year) else 365

    @property
    def months(self) -> tuple[int, ...]:
        """How many days each month has."""
        return tuple(calendar.monthrange(self.year, month)[1] for month in range(1, 13))

    def at(self, day: date | None) -> int | None:
        """Where a day lies on the strips; None if it is not of the year."""
        return day.timetuple().tm_yday - 1 if day and day.year == self.year else None


@PLAN_ROUTES.get("/plan")
def this_year(desk: OfDesk) -> Response:
    """The plan of the year that it is."""
    return RedirectResponse(f"/plan/{desk.clock.today().year}", 303)


@PLAN_ROUTES.get("/plan/{year}")
def plan(request: Request, year: str, desk: OfDesk, pages: OfPages, sight: OfSight) -> Response:
    """The plan of a year. Raises NotFound for what is no year of the calendar."""
    people = desk.store.people()
    asked = year_asked(calendar_of(desk), year)
    view = year_plan(desk, asked, sight, people, after_of(request.query_params))
    visitor = visitor_of(request, people)
    return pages.respond(
        "plan.html",
        visitor,
        plan=view,
        sight=sight,
        stretches=STRETCHES,
        paused=Stretch.PAUSED,
        title_of=piece_title,
        may_register=not sight.elsewhere and may_register(visitor.person),
    )


def year_plan(
    desk: Desk, year: int, sight: Sight, people: Sequence[Officer], after: str = ""
) -> YearPlan:
    """One page of the plan of a year, in the order in which the inspections were to start."""
    overview = seen_through(desk, sight)
    streams = overview.planned(year, PAGE + 1, after)
    more, streams = len(streams) > PAGE, streams[:PAGE]
    found = shown(desk, streams, as_of=sight.as_of, known_by=sight.moment)
    whole = [each for each in found.values() if isinstance(each, Inspection)]
    strips = [_strip(desk, each, year, sight, people) for each in whole]
    month_day = desk.policy.annual_report
    query = sight.query.replace("?", "&", 1)
    return YearPlan(
        year=year,
        strips=tuple(sorted(strips, key=_by_start)),
        years=tuple(sorted({*overview.facets().years, year})),
        report=date.fromisoformat(f"{year}-{month_day}") if month_day else None,
        next=f"/plan/{year}?after={streams[-1]}{query}" if more else "",
        unreadable=tuple(id_ for id_ in found if id_ not in {each.id for each in whole}),
    )


def _strip(
    desk: Desk, found: Inspection, year: int, sight: Sight, people: Sequence[Officer]
) -> Strip:
    pending = alarms(found, desk.policy, desk.days, desk.law)
    head = found.place.team_head
    return Strip(
        stream=found.id,
        name=found.about.short_name,
        head=next((each.name for each in people if each.id == head), head),
        state=state_name(found.leaf(Region.COURSE)),
        line=year_line(found, pending, year, sight.as_of),
        late=any(alarm.on <= sight.as_of for alarm in pending),
    )


def _by_start(strip: Strip) -> tuple[date, str]:
    return strip.line.planned or strip.line.began or date.max, strip.stream


def piece_title(piece: Piece) -> Text:
    """What a piece of a strip is, for whoever points at it."""
    name = STRETCHES[piece.kind]
    span = f"{piece.first:%d/%m} – {piece.last:%d/%m/%Y}"
    return Text(f"{name.vi}: {span}, {piece.days} ngày", f"{name.en}: {span}, {piece.days} days")

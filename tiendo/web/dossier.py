"""One inspection on one page: everything there is to see and to do, gathered for the template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from states import events as ev
from states.allowed import role_reason
from states.chart import REGIONS
from states.history import replay
from states.inspection import Inspection
from states.roles import Officer, roles_of
from states.terms import REGION_NAMES, state_name
from states.text import Text
from tiendo.desk import Desk
from tiendo.errors import NotFound
from tiendo.explain import explain
from tiendo.summary import Summary, summary
from tiendo.web.alarms import Alarms, alarms_of
from tiendo.web.band import Band, band
from tiendo.web.cards import Badge, badges
from tiendo.web.choices import (
    Choices,
    RequestRow,
    choices,
    draft_form,
    given_with,
    request_rows,
)
from tiendo.web.chronicle import Entry, chronicle
from tiendo.web.daybook import Daybook, daybook
from tiendo.web.drawing import Drawing, draw
from tiendo.web.figure import figure, stays
from tiendo.web.filed import Paper, papers_of
from tiendo.web.forms import Basis, Form, form_of
from tiendo.web.plot import NARROW, WIDE
from tiendo.web.posted import Posted
from tiendo.web.sight import Sight
from tiendo.web.teamlog import TeamLog, team_log
from tiendo.web.terms import Terms, law_known, terms
from tiendo.web.whys import Why, whys


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one region stands, since when."""

    region: Text
    state: Text
    since: date


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the page of one inspection shows."""

    inspection: Inspection
    version: int
    summary: Summary
    whys: tuple[Why, ...]
    alarms: Alarms
    terms: Terms
    daybook: Daybook
    band: Band
    regions: tuple[Standing, ...]
    drawings: tuple[Drawing, ...]
    choices: Choices
    requests: tuple[RequestRow, ...]
    draft: Form | None
    log: TeamLog
    history: tuple[Entry, ...]
    annulments: dict[int, Form]

    @property
    def badges(self) -> tuple[Badge, ...]:
        """What is worth a badge beside its sentence."""
        return badges(self.inspection)

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The documents on file."""
        return papers_of(self.inspection)


def dossier(
    desk: Desk,
    stream: str,
    sight: Sight,
    people: Sequence[Officer],
    person: Officer | None,
    lang: str,
) -> Dossier:
    """The page of one inspection for one reader, on the day looked at. Raises NotFound."""
    events = desk.history(stream)
    inspection = as_seen(stream, events, sight)
    clocks = terms(inspection, desk.days, sight.as_of)
    basis = Basis(sight.today, tuple(people), inspection, clocks.law)
    actor = None if sight.elsewhere else person  # nothing is done to another day
    entries = chronicle(events, sight, people)
    offered = choices(basis, actor)
    rows = request_rows(replace(basis, today=sight.as_of), actor)
    draft = draft_form(basis, actor)
    stalls = explain(desk, inspection, sight.as_of, people)
    book = daybook(inspection, desk.days, sight.as_of)
    return Dossier(
        inspection,
        len(events),
        summary=_summary(desk, inspection, sight, people),
        whys=whys(stalls, _offered(offered, rows, draft), sight.as_of),
        alarms=alarms_of(desk, basis, actor, sight),
        terms=clocks,
        daybook=book,
        band=band(inspection, book.runs, clocks.now, sight.as_of),
        regions=_regions(inspection),
        drawings=_drawings(inspection, events, sight, lang),
        choices=offered,
        requests=rows,
        draft=draft,
        log=team_log(inspection, entries, desk, sight.as_of),
        history=entries,
        annulments=_annulments(entries, basis, actor),
    )


def _summary(
    desk: Desk, inspection: Inspection, sight: Sight, people: Sequence[Officer]
) -> Summary:
    return summary(
        inspection,
        sight.as_of,
        officers=people,
        policy=desk.policy,
        days=desk.days,
        law=desk.law,
    )


def as_seen(stream: str, events: Sequence[ev.Event], sight: Sight) -> Inspection:
    """An inspection on the day looked at, by what was known then. Raises NotFound."""
    found = replay(stream, events, known_by=sight.moment, as_of=sight.as_of)
    if found is None:
        text = Text(
            "Đến ngày {day:%d/%m/%Y} chưa có cuộc thanh tra này.",
            "This inspection was not there yet on {day:%d/%m/%Y}.",
        )
        raise NotFound(text.fill(day=sight.as_of))
    return found


def _offered(acts: Choices, rows: Sequence[RequestRow], draft: Form | None) -> set[str]:
    """The ids of the forms that a way out may lead to."""
    forms = {form.id for form in (*acts.ready, *(form for row in rows for form in row.forms))}
    return forms | ({"draft_request"} if draft else set())


def _regions(inspection: Inspection) -> tuple[Standing, ...]:
    early = inspection.in_state("course.prep")
    return tuple(
        Standing(REGION_NAMES[region.value], state_name(leaf, in_preparation=early), since)
        for region, leaf, since in zip(
            REGIONS, inspection.configuration, inspection.since, strict=True
        )
    )


def _drawings(
    inspection: Inspection, events: Sequence[ev.Event], sight: Sight, lang: str
) -> tuple[Drawing, ...]:
    moment = sight.moment
    known = [e for e in events if moment is None or e.recorded_at <= moment]
    # An annulment counts whenever it was made: it says that the entry never was.
    seen = [e for e in known if e.occurred_on <= sight.as_of or isinstance(e, ev.Annulled)]
    chart = figure(inspection, stays(inspection.id, seen, sight.as_of))
    return tuple(draw(chart, style, lang) for style in (WIDE, NARROW))


def _annulments(entries: Sequence[Entry], basis: Basis, actor: Officer | None) -> dict[int, Form]:
    if actor is None or role_reason("annul", roles_of(actor, basis.inspection.place)):
        return {}
    return {
        entry.version: form_of("annul", basis, target=entry.version)
        for entry in entries
        if entry.may_be_annulled
    }


def typed_form(
    desk: Desk, stream: str, posted: Posted, today: date, people: Sequence[Officer]
) -> Form:
    """The form that was just refused, everything typed in it kept. Raises KeyError, NotFound."""
    inspection = desk.inspection(stream)
    kind = posted.one("kind")
    target = posted.one("target")
    form = form_of(
        kind,
        Basis(today, tuple(people), inspection, law_known(inspection)),
        reasons=given_with(kind, inspection),
        request=inspection.request(posted.one("request")) if kind != "draft_request" else None,
        target=int(target) if target.isascii() and target.isdigit() and len(target) < 10 else None,
        alarm=posted.one("alarm"),
        typed=posted,
    )
    return replace(form, id=f"again-{form.id}")  # the same act stands further down as well

"""From a view to HTML: one template environment per language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from states.law_terms import (
    CONFIDENCE_NAMES,
    HOLD_EFFECT_NAMES,
    LEVEL_NAMES,
    SEVERITY_NAMES,
    anchor_text,
    citation_text,
    limit_text,
)
from states.meeting.lapse_words import LAPSE_NAMES
from states.meeting.paper import place_text
from states.papers import cited
from states.receipt import VERDICT_NAMES
from states.request import REQUEST_STATE_NAMES
from states.stall_names import KIND_NAMES
from states.text import Text, dmy
from states.workdays import DAY_KIND_NAMES, WEEKDAY_NAMES
from tiendo.acts import CHOICE_NAMES
from tiendo.calendar import cite
from tiendo.clock import OFFICE_ZONE
from tiendo.health import Health
from tiendo.notices import path_of
from tiendo.web.agents import browser_name
from tiendo.web.alarms import mark
from tiendo.web.band_drawing import draw_bands
from tiendo.web.reconciling import TONES
from tiendo.web.visitor import LANG, Visitor, remember
from tiendo.web.words import gettext_for, ngettext_for
from tiendo.web.yearpage import MARKS, RULING_NAMES, WEEKDAY_MARKS

_LAW_WORDS: dict[str, object] = {
    "citation_text": citation_text,
    "limit_text": limit_text,
    "anchor_text": anchor_text,
    "confidence_name": CONFIDENCE_NAMES.__getitem__,
    "severity_name": SEVERITY_NAMES.__getitem__,
    "level_name": LEVEL_NAMES.__getitem__,
    "hold_effect": HOLD_EFFECT_NAMES.__getitem__,
    "verdict_name": VERDICT_NAMES.__getitem__,
    "verdict_tone": TONES.__getitem__,
    "day_kind": DAY_KIND_NAMES.__getitem__,
    "day_mark": MARKS.get,
    "weekdays": tuple(zip(WEEKDAY_MARKS, WEEKDAY_NAMES, strict=True)),
    "cite": cite,
    "ruling_name": RULING_NAMES.__getitem__,
}
"""What the templates say of the law and the calendar."""


def weekday(day: date) -> Text:
    """The name of the day of the week."""
    return WEEKDAY_NAMES[day.weekday()]


def moment(when: datetime) -> str:
    """A moment as the office's clock shows it."""
    return f"{when.astimezone(OFFICE_ZONE):%d/%m/%Y %H:%M}"


@cache
def _environment(lang: str) -> Environment:
    """The templates of a language, compiled once a process: that takes longer than filling one."""
    environment = Environment(
        loader=PackageLoader("tiendo.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        _=gettext_for(lang),
        ngettext=ngettext_for(lang),
        lang=lang,
        dict=dict,
        weekday=weekday,
        cited=cited,
        kind_name=lambda line: KIND_NAMES[line.kind],
        request_state=lambda request: REQUEST_STATE_NAMES[request.state],
        asks=lambda request: CHOICE_NAMES[request.asks],
        mark=mark,
        lapse_name=LAPSE_NAMES.__getitem__,
        draw_bands=lambda days: draw_bands(days, lang),
    )
    environment.globals.update(_LAW_WORDS)
    environment.filters.update(
        dmy=dmy,
        moment=moment,
        place=place_text,
        browser=browser_name,
        path=lambda stream: f"/{path_of(stream)}",
        say=lambda text: text.say(lang),
    )
    return environment


class Pages:
    """Renders the templates; safe to use from every thread."""

    def __init__(self, prefect_url: str, vitals: Callable[[], Health | None]) -> None:
        self._prefect_url = prefect_url
        self._vitals = vitals

    def html(self, template: str, visitor: Visitor, **view: object) -> str:
        """A template filled for a reader; at its foot how the machine is, unless given."""
        found = _environment(visitor.lang).get_template(template)
        if "health" not in view:
            view["health"] = self._vitals()
        return found.render(visitor=visitor, prefect_url=self._prefect_url, **view)

    def respond(
        self, template: str, visitor: Visitor, status: int = 200, **view: object
    ) -> HTMLResponse:
        """A filled template as an answer, in the reader's language, which is remembered."""
        response = HTMLResponse(self.html(template, visitor, **view), status)
        response.headers["content-language"] = visitor.lang
        if dict(visitor.query).get("lang") == visitor.lang:
            remember(response, LANG, visitor.lang)
        return response

"""What a reader looks through: the day, and what lists are narrowed to. The address holds both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from states.terms import state_name
from states.text import Text, same
from tiendo.listing import ENDED, Facets, Wanted
from tiendo.wanting import FILTERS, clean, read_asked, wanted_of
from tiendo.web.sight import Sight

ENDED_NAME = Text("Đã khép lại", "Ended")
LIVE_NAME = Text("Chưa khép lại", "Not ended")


@dataclass(frozen=True, slots=True)
class Lens:
    """The day looked at, and what a query narrows lists to."""

    sight: Sight
    asked: Mapping[str, str] = field(default_factory=dict)

    @property
    def wanted(self) -> Wanted:
        """What it narrows the projections to."""
        return wanted_of(self.asked)

    @property
    def narrows(self) -> bool:
        """Whether anything at all is left out."""
        return bool(self.asked)

    @property
    def filters(self) -> str:
        """The filters alone, as a query that can be kept."""
        return urlencode({name: self.asked[name] for name in FILTERS if name in self.asked})

    def without(self, *names: str) -> Lens:
        """The same without some of what was asked."""
        return Lens(self.sight, {k: v for k, v in self.asked.items() if k not in names})

    def href(self, path: str = "/", **more: str) -> str:
        """An address seen through this; what is given empty is left out."""
        query = {**self.asked, **more}
        written = urlencode({name: value for name, value in query.items() if value})
        parts = [part for part in (written, self.sight.query.removeprefix("?")) if part]
        return path + (f"?{'&'.join(parts)}" if parts else "")


def read_lens(query: Mapping[str, str], sight: Sight) -> Lens:
    """What an address asks for. Raises BadInput with a sentence."""
    return Lens(sight, read_asked(query))


def after_of(query: Mapping[str, str]) -> str:
    """The place in a list that an address goes on after, as it is written there."""
    return clean(query.get("after", ""))


def place_after(written: str) -> tuple[int, str] | None:
    """The days and the stream of such a place where a list goes by days; None if it is none."""
    days, _, stream = written.partition("~")
    if not (days.isascii() and days.isdigit() and len(days) < 6 and stream):
        return None
    return int(days), stream


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter with the values there are; ``value`` is the one chosen."""

    name: str
    label: Text
    value: str
    options: tuple[tuple[str, Text], ...]


def filter_choices(lens: Lens, facets: Facets) -> tuple[Choice, ...]:
    """Every filter that would leave anything out, or that is set."""
    values: dict[str, tuple[str, ...]] = {
        "block": facets.blocks,
        "room": facets.rooms,
        "locality": facets.localities,
        "year": tuple(map(str, facets.years)),
        "law": facets.regimes,
        "hold": facets.holds,
    }
    found = list[Choice]()
    for name, there in values.items():
        value = lens.asked.get(name, "")
        every = there if value in ("", *there) else (*there, value)
        if len(every) > 1 or value:
            options = tuple((each, _said(name, each)) for each in every)
            found.append(Choice(name, FILTERS[name], value, options))
    return tuple(found)


def _said(name: str, value: str) -> Text:
    if name != "hold":
        return same(value)
    try:
        return state_name(value)
    except KeyError:
        return same(value)


def phase_said(phase: str) -> Text:
    """What a phase is called on lists."""
    return {ENDED: ENDED_NAME, "live": LIVE_NAME}.get(phase) or state_name(phase)

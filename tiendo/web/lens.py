"""What a reader looks through: the day, and what lists are narrowed to. The address holds both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from states.chart import PHASES, TERMINAL
from states.terms import state_name
from states.text import Text, same
from tiendo.errors import BadInput
from tiendo.finding import LONGEST, words_of
from tiendo.listing import ENDED, Facets, Nominee, PendingStall, Wanted
from tiendo.web.sight import Sight

FILTERS: dict[str, Text] = {
    "block": Text("Khối", "Block"),
    "room": Text("Phòng", "Room"),
    "locality": Text("Địa bàn", "Locality"),
    "year": Text("Năm kế hoạch", "Plan of"),
    "law": Text("Luật áp dụng", "Law"),
    "hold": Text("Tạm dừng", "Hold"),
}
"""What the office's lists can be narrowed by, as the address names it."""
LIVE_PHASES = tuple(phase for phase in PHASES if phase not in TERMINAL)
ENDED_NAME = Text("Đã khép lại", "Ended")
LIVE_NAME = Text("Chưa khép lại", "Not ended")
_LONGEST = 300
_ASKED = (*FILTERS, "phase", "stuck", "q")
_NOT_A_YEAR = Text("Năm kế hoạch: «{year}» không phải năm.", "Plan of: “{year}” is not a year.")
_NO_PHASE = Text("Không có giai đoạn «{phase}».", "There is no phase “{phase}”.")


@dataclass(frozen=True, slots=True)
class Lens:
    """The day looked at, and what a query narrows lists to."""

    sight: Sight
    asked: Mapping[str, str] = field(default_factory=dict)

    @property
    def wanted(self) -> Wanted:
        """What it narrows the projections to."""
        get = self.asked.get
        return Wanted(
            block=get("block", ""),
            room=get("room", ""),
            locality=get("locality", ""),
            year=int(get("year", "0")) or None,
            regime=get("law", ""),
            hold=get("hold", ""),
            phase=get("phase", ""),
            stuck=get("stuck") == "1",
            words=words_of(get("q", "")),
        )

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
    asked = {name: _clean(query[name])[:_LONGEST] for name in _ASKED if query.get(name)}
    asked = {name: value for name, value in asked.items() if value}
    year, phase = asked.get("year", ""), asked.get("phase", "")
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise BadInput(_NOT_A_YEAR.fill(year=same(year[:40])))
    if phase and phase not in (*LIVE_PHASES, ENDED, "live"):
        raise BadInput(_NO_PHASE.fill(phase=same(phase[:40])))
    if "q" in asked:
        asked["q"] = asked["q"][:LONGEST]
    return Lens(sight, asked)


def after_of(query: Mapping[str, str]) -> str:
    """The place in a list that an address goes on after, as it is written there."""
    return _clean(query.get("after", ""))[:_LONGEST]


def _clean(written: str) -> str:
    return "".join(char for char in written if char.isprintable()).strip()


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


def place_written(last: Nominee) -> str:
    """The place on the stuck list to go on after, as an address has it."""
    rank, day, stream, subject = last.place
    return f"{rank}~{day.isoformat()}~{stream}~{subject}"


def read_place(written: str) -> Nominee | None:
    """The place on the stuck list to go on after; None for its beginning, or anything else."""
    parts = written.split("~", 3)
    if len(parts) != 4 or not (parts[0].isascii() and parts[0].isdigit() and len(parts[0]) < 4):
        return None
    try:
        day = date.fromisoformat(parts[1])
    except ValueError:
        return None
    return Nominee(PendingStall(int(parts[0]), day, day, "", parts[3], ""), parts[2])

"""What lists are narrowed by, read from an address or a command line, and refused in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from states.chart import LEAVES, PHASES, TERMINAL, Region
from states.roles import Officer
from states.text import Text, same
from tiendo.errors import BadInput
from tiendo.finding import LONGEST, words_of
from tiendo.lawbook import lawbook
from tiendo.listing import ENDED, Facets, Wanted

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
_ASKED = (*FILTERS, "phase", "stuck", "q")
_LONGEST, _SAID = 300, 40
_MOST_NAMED = 12
_NOT_A_YEAR = Text("Năm kế hoạch: «{year}» không phải năm.", "Plan of: “{year}” is not a year.")
_NO_PHASE = Text("Không có giai đoạn «{phase}».", "There is no phase “{phase}”.")
_UNKNOWN = Text(
    "{filter}: không có «{value}»; có: {there}.",
    "{filter}: there is no “{value}”; there is: {there}.",
)
_NONE_YET = Text("chưa có gì", "nothing yet")


def read_asked(query: Mapping[str, str]) -> dict[str, str]:
    """What a query narrows lists to, by name; what is empty asks nothing. Raises BadInput."""
    asked = {name: clean(query[name]) for name in _ASKED if query.get(name)}
    asked = {name: value for name, value in asked.items() if value}
    year, phase = asked.get("year", ""), asked.get("phase", "")
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise BadInput(_NOT_A_YEAR.fill(year=same(year[:_SAID])))
    if phase and phase not in (*LIVE_PHASES, ENDED, "live"):
        raise BadInput(_NO_PHASE.fill(phase=same(phase[:_SAID])))
    if "q" in asked:
        asked["q"] = asked["q"][:LONGEST]
    return asked


def wanted_of(asked: Mapping[str, str]) -> Wanted:
    """What the projections are narrowed to by what was asked."""
    get = asked.get
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


def refuse_unknown(asked: Mapping[str, str], facets: Facets, officers: Sequence[Officer]) -> None:
    """Refuse a block, room, locality, law or hold that there is not, naming those there are.

    Somebody who mistypes one must not read an empty list as good news. Raises BadInput.
    """
    known: dict[str, Iterable[str]] = {
        "block": (*facets.blocks, *(each.block for each in officers)),
        "room": (*facets.rooms, *(each.room for each in officers)),
        "locality": facets.localities,
        "law": (*facets.regimes, *(pack.regime_id for pack in lawbook().packs)),
        "hold": LEAVES[Region.HOLD],
    }
    for name, values in known.items():
        there = sorted({value for value in values if value})
        value = asked.get(name, "")
        if value and value not in there:
            named = ", ".join(there[:_MOST_NAMED]) + ("…" if len(there) > _MOST_NAMED else "")
            raise BadInput(
                _UNKNOWN.fill(
                    filter=FILTERS[name],
                    value=same(value[:_SAID]),
                    there=same(named) if named else _NONE_YET,
                )
            )


def clean(written: str) -> str:
    """What somebody wrote in one line, without what cannot be seen, and not endless."""
    return "".join(char for char in written if char.isprintable()).strip()[:_LONGEST]

"""The bottlenecks on the office page, each a link to the stuck inspections that it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from states.text import Text, same
from tiendo.bottlenecks import Bottlenecks, Tally
from tiendo.web.lens import Lens

FIRST = 3
"""How many of a sort are shown; the others are folded."""
_LONGEST = 60
_SORTS: dict[str, Text] = {
    "act": Text("Một việc làm là gỡ được", "One act that frees"),
    "who": Text("Đang ở lượt ai", "Whose turn"),
    "entity": Text("Nơi còn nợ trả lời", "Who owes an answer"),
    "paper": Text("Văn bản còn thiếu", "Papers still needed"),
}


@dataclass(frozen=True, slots=True)
class Narrow:
    """One bottleneck; ``href`` leads to its list, ``on``: that list is the one shown."""

    name: Text
    count: int
    days: int
    href: str
    on: bool


@dataclass(frozen=True, slots=True)
class Sort:
    """The bottlenecks of one sort, the most inspections first: those shown, those folded."""

    name: Text
    shown: tuple[Narrow, ...]
    folded: tuple[Narrow, ...]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Every bottleneck, and the one by which the stuck list is narrowed.

    ``by``: its name; None for the whole list. ``streams``: the inspections it counts.
    """

    sorts: tuple[Sort, ...] = ()
    by: Text | None = None
    streams: frozenset[str] = frozenset()

    def shows(self, stream: str) -> bool:
        """Whether an inspection is on the list."""
        return self.by is None or stream in self.streams


def narrowing(found: Bottlenecks, asked: Mapping[str, str], lens: Lens) -> Narrowing:
    """The bottlenecks as links, narrowed to what a query asks: ``?who=``, ``?entity=`` …

    What holds nothing up narrows the list to none.
    """
    sorts: tuple[tuple[str, Sequence[Tally]], ...] = (
        ("act", found.acts),
        ("who", found.people),
        ("entity", found.entities),
        ("paper", found.papers),
    )
    chosen = next(((sort, asked[sort]) for sort, _ in sorts if asked.get(sort)), None)
    rows = tuple(_sort(sort, tallies, chosen, lens) for sort, tallies in sorts if tallies)
    if chosen is None:
        return Narrowing(rows)
    tallies = next(tallies for sort, tallies in sorts if sort == chosen[0])
    by = next((each for each in tallies if each.key == chosen[1]), None)
    if by is None:
        return Narrowing(rows, same(_short(chosen[1])))
    return Narrowing(rows, by.name, frozenset(by.streams))


def _sort(sort: str, tallies: Sequence[Tally], chosen: tuple[str, str] | None, lens: Lens) -> Sort:
    rows = tuple(
        Narrow(
            name=each.name,
            count=len(each.streams),
            days=each.days,
            href=_href(sort, each.key, lens),
            on=chosen == (sort, each.key),
        )
        for each in tallies
    )
    return Sort(_SORTS[sort], rows[:FIRST], rows[FIRST:])


def _href(sort: str, key: str, lens: Lens) -> str:
    return lens.href(**{sort: key}) + "#stuck"


def _short(written: str) -> str:
    visible = "".join(char if char.isprintable() else "�" for char in written)
    return visible if len(visible) <= _LONGEST else f"{visible[:_LONGEST]}…"

"""The bottlenecks on the office page, each a link to the stuck inspections that it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from states.roles import Officer
from states.text import Text, same
from tiendo.bottlenecks import SORTS, Tally, bottleneck, bottlenecks
from tiendo.sums import Sort as Kind
from tiendo.sums import Summing
from tiendo.wanting import clean
from tiendo.web.lens import Lens

FIRST, MOST = 3, 12
"""How many of a sort are shown; and with those that are folded."""
_LONGEST = 60
_SORTS: dict[Kind, Text] = {
    Kind.ACT: Text("Một việc làm là gỡ được", "One act that frees"),
    Kind.WHO: Text("Đang ở lượt ai", "Whose turn"),
    Kind.ENTITY: Text("Nơi còn nợ trả lời", "Who owes an answer"),
    Kind.PAPER: Text("Văn bản còn thiếu", "Papers still needed"),
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
    """The bottlenecks, and the one by which the stuck list is narrowed.

    ``by``: its name; None for the whole list. ``held_by``: what the list is narrowed to then.
    ``waiting``: how many inspections are not counted in yet.
    """

    sorts: tuple[Sort, ...] = ()
    by: Text | None = None
    held_by: tuple[str, tuple[str, ...]] | None = None
    waiting: int = 0


def narrowing(
    sums: Summing,
    officers: Sequence[Officer],
    asked: Mapping[str, str],
    lens: Lens,
    waiting: int,
) -> Narrowing:
    """The bottlenecks as links, narrowed to what a query asks: ``?who=``, ``?entity=`` …

    What holds nothing up narrows the list to none.
    """
    as_of, wanted = lens.sight.as_of, lens.wanted
    found = bottlenecks(sums, officers, as_of=as_of, wanted=wanted, limit=MOST)
    chosen = next(((sort, clean(asked[sort])) for sort in SORTS if asked.get(sort)), None)
    rows = tuple(_sort(sort, found[sort], chosen, lens) for sort in SORTS if found[sort])
    if chosen is None:
        return Narrowing(rows, waiting=waiting)
    by = bottleneck(sums, officers, *chosen, as_of=as_of, wanted=wanted)
    name = by.name if by else same(_short(chosen[1]))
    keys = by.keys if by else (chosen[1],)
    return Narrowing(rows, name, (chosen[0].value, keys), waiting)


def _sort(
    sort: Kind, tallies: Sequence[Tally], chosen: tuple[Kind, str] | None, lens: Lens
) -> Sort:
    rows = tuple(
        Narrow(
            name=each.name,
            count=each.count,
            days=each.days,
            href=_href(sort, each.key, lens),
            on=chosen == (sort, each.key),
        )
        for each in tallies
    )
    return Sort(_SORTS[sort], rows[:FIRST], rows[FIRST:])


def _href(sort: Kind, key: str, lens: Lens) -> str:
    return lens.href(**{sort.value: key}) + "#stuck"


def _short(written: str) -> str:
    visible = "".join(char if char.isprintable() else "�" for char in written)
    return visible if len(visible) <= _LONGEST else f"{visible[:_LONGEST]}…"

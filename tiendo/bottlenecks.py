"""What holds up the most across the office, and the one act that would free the most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from states.holders import turns_of
from states.papers import DOCUMENT_NAMES, DocumentKind
from states.roles import Officer, Role
from states.terms import ROLE_NAMES, name_of, titled
from states.text import Text, same
from tiendo.listing import PAGE, Wanted
from tiendo.sums import Sort, Summing, Weight

SORTS = (Sort.ACT, Sort.WHO, Sort.ENTITY, Sort.PAPER)
"""The sorts of bottleneck, those that help most first."""


@dataclass(frozen=True, slots=True)
class Tally:
    """One thing that holds inspections up: how many, and for how many days all told.

    ``key`` tells it from others of its sort: the id of a person (or the capacity nobody holds),
    the name of an entity, a kind of document, an act with whoever does it; ``keys`` are those
    that the sums have it under. ``days``: calendar days stuck (for an entity: days its answers
    are overdue), each inspection counted once by its longest.
    """

    sort: Sort
    key: str
    name: Text
    count: int
    days: int
    keys: tuple[str, ...]


Bottlenecks = Mapping[Sort, tuple[Tally, ...]]
"""What holds the office up on a day, by sort, the most inspections first."""


def bottlenecks(
    sums: Summing,
    officers: Sequence[Officer],
    *,
    as_of: date,
    wanted: Wanted | None = None,
    limit: int = PAGE,
) -> Bottlenecks:
    """What holds the office up on a day: at most so many of each sort.

    ``Sort.ACT`` counts, for each single act that frees a stall by itself, the inspections in
    which it does; the first of them is what would free most.
    """
    asked, people = wanted or Wanted(), _People(officers)
    return {sort: _tallies(sums, people, asked, as_of, sort, limit) for sort in SORTS}


def bottleneck(
    sums: Summing,
    officers: Sequence[Officer],
    sort: Sort,
    key: str,
    *,
    as_of: date,
    wanted: Wanted | None = None,
) -> Tally | None:
    """One bottleneck by its key; None where that holds nothing up."""
    people = _People(officers)
    keys = people.keys_of(sort, key)
    found = sums.owned(wanted or Wanted(), as_of, sort, dict.fromkeys(keys, key)).get(key)
    if found is None:
        return None
    return Tally(sort, key, people.name(sort, keys[0]), *found, keys)


def _tallies(
    sums: Summing, people: _People, wanted: Wanted, on: date, sort: Sort, limit: int
) -> tuple[Tally, ...]:
    found = sums.heaviest(wanted, on, sort, limit)
    if sort in (Sort.ENTITY, Sort.PAPER):
        return tuple(_tally(people, each) for each in found)
    names = dict.fromkeys(people.key(sort, each.key) for each in found)
    keys = {name: people.keys_of(sort, name) for name in names}
    owners = {key: name for name, its in keys.items() for key in its}
    counts = sums.owned(wanted, on, sort, owners)
    shown = {people.key(sort, each.key): people.name(sort, each.key) for each in reversed(found)}
    tallies = (Tally(sort, name, shown[name], *counts[name], keys[name]) for name in names)
    return tuple(sorted(tallies, key=lambda each: (-each.count, -each.days, each.name.vi)))


def _tally(people: _People, found: Weight) -> Tally:
    name = people.name(found.sort, found.key)
    return Tally(found.sort, found.key, name, found.count, found.days, (found.key,))


class _People:
    """Who is meant by the capacities that the sums are kept by."""

    def __init__(self, officers: Iterable[Officer]) -> None:
        self._by_id = {each.id: each for each in officers}
        self._by_turn: dict[str, Officer] = {}
        for each in self._by_id.values():
            for turn in turns_of(each):
                self._by_turn.setdefault(turn, each)

    def key(self, sort: Sort, kept: str) -> str:
        """The key of a person's bottleneck from the one the sums have."""
        act, turn = self._apart(sort, kept)
        holder = self._by_turn.get(turn)
        return act + (holder.id if holder else turn)

    def keys_of(self, sort: Sort, key: str) -> tuple[str, ...]:
        """The keys that the sums have a bottleneck under."""
        if sort in (Sort.ENTITY, Sort.PAPER):
            return (key,)
        act, who = self._apart(sort, key)
        officer = self._by_id.get(who)
        if officer is None:
            return (key,)
        return tuple(act + turn for turn in turns_of(officer) if self._by_turn[turn] is officer)

    def name(self, sort: Sort, kept: str) -> Text:
        """What it is called."""
        if sort is Sort.ENTITY:
            return same(kept)
        if sort is Sort.PAPER:
            known = kept in set(DocumentKind)
            return DOCUMENT_NAMES[DocumentKind(kept)] if known else same(kept)
        act, turn = self._apart(sort, kept)
        if not act:
            holder = self._by_turn.get(turn)
            return same(holder.name) if holder else self._titled(turn)
        return _ACT.fill(act=name_of(act.removesuffix(":")), who=self._titled(turn))

    def _titled(self, turn: str) -> Text:
        """A capacity with the name of whoever holds it."""
        role, _, of = turn.partition(":")
        holder = self._by_turn.get(turn)
        if role not in set(Role):
            return same(holder.name if holder else of)
        if holder:
            return titled(Role(role), holder.name)
        title = ROLE_NAMES[Role(role)]
        return Text(f"{title.vi} {of} (chưa cử)", f"the {title.en} {of} (nobody)")

    def _apart(self, sort: Sort, key: str) -> tuple[str, str]:
        """The act of a key, with its colon, and the rest; no act where the sort has none."""
        if sort is not Sort.ACT:
            return "", key
        act, colon, rest = key.partition(":")
        return act + colon, rest


_ACT = Text("«{act}» ({who})", "“{act}” ({who})")

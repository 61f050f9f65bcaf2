"""Whether what is kept to be summed is what the events say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace

from states.inspection import Inspection
from tiendo.desk import Desk
from tiendo.ports import Fault
from tiendo.shown import shown
from tiendo.summing import UNREADABLE, sums_of
from tiendo.sums import Sort, Sums

_BATCH = 100
_OF_THE_PEOPLE = frozenset({Sort.PAPER, Sort.ACT})
"""Burdens that hang on who is in the office on the day they are summed: not compared."""
_NAMES = {
    "burdens": "what holds it up",
    "lost": "days lost",
    "stays": "days in phases",
    "breaches": "breaches",
}


def sum_faults(desk: Desk) -> Iterator[Fault]:
    """Where the sums kept of an inspection are not its own; those still to be summed are none."""
    after = ""
    while page := desk.store.page(_BATCH, after):
        after = page[-1].stream
        kept = _kept(desk, [row.stream for row in page])
        again = _again(desk, list(kept))
        differing = [stream for stream in kept if kept[stream] != again.get(stream)]
        still = _kept(desk, differing) if differing else {}  # somebody may have written meanwhile
        for row in page:
            if row.stream in still and still[row.stream] == kept[row.stream]:
                named = _between(kept[row.stream], again.get(row.stream, Sums()))
                what = f"the sums differ from the events ({named}): tiendo reproject mends it"
                yield Fault(row.stream, row.version, what)


def _kept(desk: Desk, streams: Sequence[str]) -> Mapping[str, Sums]:
    found = desk.store.overview.sums.of(streams)
    return {stream: _comparable(sums) for stream, sums in found.items()}


def _again(desk: Desk, streams: Sequence[str]) -> Mapping[str, Sums]:
    return {
        stream: _comparable(sums_of(desk, it, ()) if isinstance(it, Inspection) else UNREADABLE)
        for stream, it in shown(desk, streams).items()
    }


def _comparable(sums: Sums) -> Sums:
    held = tuple(each for each in sums.burdens if each.sort not in _OF_THE_PEOPLE)
    return replace(sums, burdens=held)


def _between(kept: Sums, again: Sums) -> str:
    """What differs, by name."""
    names = (each.name for each in fields(Sums))
    return ", ".join(_NAMES[n] for n in names if getattr(kept, n) != getattr(again, n))

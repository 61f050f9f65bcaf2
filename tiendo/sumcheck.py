"""Whether what is kept to be summed is what the events say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import fields, replace

from states.inspection import Inspection
from states.stall import alarms
from states.text import Text
from tiendo.desk import Desk
from tiendo.ports import Fault
from tiendo.shown import shown
from tiendo.summing import UNREADABLE, sums_of
from tiendo.sums import Sort, Sums

_BATCH = 100
_OF_THE_PEOPLE = frozenset({Sort.PAPER, Sort.ACT})
"""Burdens that hang on who was in the office on the day they were summed, which no row tells:
they are not reckoned again, but each must begin on the day of a stall."""
NOT_COMPARED = Text(
    "Chưa đối chiếu: văn bản còn thiếu và việc gỡ được ở trang Điểm nghẽn, vì tính theo người có "
    "mặt trong cơ quan hôm tính; lệnh tiendo reproject tính lại theo người hiện nay.",
    "Not compared: the papers needed and the acts that free under Bottlenecks, for they hang on "
    "who was in the office when they were worked out; tiendo reproject works them out anew.",
)
"""What no check of the sums covers, said to whoever asks for one."""
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
        kept = desk.store.overview.sums.of([row.stream for row in page])
        differing = {stream: named for stream, named in _differing(desk, kept) if named}
        # Somebody may have written meanwhile.
        still = desk.store.overview.sums.of(list(differing)) if differing else {}
        for row in page:
            if row.stream in still and still[row.stream] == kept[row.stream]:
                what = f"the sums differ from the events ({differing[row.stream]}): "
                yield Fault(row.stream, row.version, what + "tiendo reproject mends it")


def _differing(desk: Desk, kept: Mapping[str, Sums]) -> Iterator[tuple[str, str]]:
    """What differs of each inspection, by name; "" where nothing does."""
    found = shown(desk, list(kept))
    for stream, sums in kept.items():
        it = found.get(stream)
        again = sums_of(desk, it, ()) if isinstance(it, Inspection) else UNREADABLE
        stalls = alarms(it, desk.policy, desk.days, desk.law) if isinstance(it, Inspection) else ()
        days = {alarm.on.toordinal() for alarm in stalls}
        yield stream, ", ".join((*_between(_comparable(sums), again), *_out_of_place(sums, days)))


def _out_of_place(sums: Sums, days: Set[int]) -> Iterator[str]:
    """Burdens of the people that no stall begins with."""
    peoples = [each for each in sums.burdens if each.sort in _OF_THE_PEOPLE]
    if any(each.from_day not in days or each.since_day != each.from_day for each in peoples):
        yield "papers and acts that free"


def _comparable(sums: Sums) -> Sums:
    held = tuple(each for each in sums.burdens if each.sort not in _OF_THE_PEOPLE)
    return replace(sums, burdens=held)


def _between(kept: Sums, again: Sums) -> Iterator[str]:
    """What differs, by name."""
    for name in (each.name for each in fields(Sums)):
        if getattr(kept, name) != getattr(again, name):
            yield _NAMES[name]

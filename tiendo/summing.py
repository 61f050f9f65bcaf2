"""Working out what the whole office is summed from, inspection by inspection, behind the acts."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import date

from states.alarm import Alarm
from states.breaches import Breach, breaches_of
from states.errors import RuleError
from states.freeing import releases
from states.holders import capacity, holder_of_turn
from states.inspection import Inspection
from states.lost import Spell, spells_of
from states.request import AWAITED
from states.roles import Officer
from states.stall import alarms
from states.stays import stays_of
from states.timeline import timeline
from states.way_words import RULINGS, held
from tiendo.desk import Desk
from tiendo.explain import office_of, told_as_one
from tiendo.ports import StoreError
from tiendo.reckoning import law_of
from tiendo.shown import shown
from tiendo.sums import Burden, Judged, Sort, Summed, Sums

LOG = logging.getLogger(__name__)
AT_ONCE = 20
"""How many inspections a reader's own question sums; the rest is left to the sweep."""
A_ROUND = 2000
"""How many a sweep sums."""
EVERY = 1_000_000
"""More than there are: whoever asks for all waits for all."""
_BATCH = 100


def sum_up(desk: Desk, most: int = A_ROUND) -> int:
    """Sum the inspections that have changed, at most so many; how many were."""
    done = 0
    while done < most:
        due = desk.store.overview.sums.unsummed(min(_BATCH, most - done))
        if not due:
            break
        officers = desk.store.people()
        found = shown(desk, [stream for stream, _ in due])
        batch = list[Summed]()
        for stream, version in due:
            it = found.get(stream)
            sums = sums_of(desk, it, officers) if isinstance(it, Inspection) else UNREADABLE
            batch.append(Summed(stream, version, sums))
        desk.store.overview.sums.put(batch)
        done += len(batch)
        LOG.debug("event=summed count=%d", done)
    return done


def catch_up(desk: Desk) -> int:
    """Sum a few that have changed before a question is answered; how many are left.

    A store that cannot be written to just now only leaves them for later.
    """
    try:
        sum_up(desk, AT_ONCE)
    except StoreError as error:
        LOG.warning("event=not_summed why=%s", error)
    return desk.store.overview.sums.waiting()


def sums_of(desk: Desk, inspection: Inspection, officers: Sequence[Officer]) -> Sums:
    """What holds an inspection up, whose days it lost, and which duties it breached or will.

    The ways out are those of the first day on which each stall stands; they hang on who is in
    the office, and are not sought where no ``officers`` are given.
    """
    burdens = _Burdens()
    standing = alarms(inspection, desk.policy, desk.days, desk.law)
    stuck_from = min((alarm.on for alarm in standing), default=None)
    for alarm in standing:
        burdens.add(Sort.WHO, holder_of_turn(alarm, inspection), alarm.on)
        for sort, key in _ways(desk, alarm, inspection, officers) if officers else ():
            burdens.add(sort, key, alarm.on)
    for request in inspection.requests:
        if request.state in AWAITED and stuck_from is not None:
            late = date.fromordinal(request.due_on.toordinal() + 1)
            burdens.add(Sort.ENTITY, request.addressee, max(late, stuck_from), late)
    lost: tuple[Spell, ...] = ()
    try:
        lost = spells_of(inspection, desk.days)
    except RuleError as error:
        LOG.warning("event=ledger_failed stream=%s why=%s", inspection.id, error)
        burdens.add(Sort.UNCOUNTED, "", date.min)
    judged, breaches = _judged(desk, inspection)
    burdens.add(Sort.LAW, judged, date.min)
    return Sums(burdens.found, lost, stays_of(inspection), breaches)


def _judged(desk: Desk, inspection: Inspection) -> tuple[Judged, tuple[Breach, ...]]:
    """What its law says of an inspection, if there is one and it can be worked out."""
    try:
        line = timeline(inspection)
        law = law_of(line)
        if law is None:
            return Judged.LAWLESS, ()
        return Judged.JUDGED, breaches_of(line, law, desk.days)
    except RuleError as error:
        LOG.warning("event=receipt_failed stream=%s why=%s", inspection.id, error)
        return Judged.FAILED, ()


UNREADABLE = Sums((Burden(Sort.LAW, Judged.FAILED, 1, 1), Burden(Sort.UNCOUNTED, "", 1, 1)))
"""What is summed of a record that cannot be read."""


class _Burdens:
    """What was found of one inspection: each thing once, from the first day on."""

    def __init__(self) -> None:
        self._days: dict[tuple[Sort, str], tuple[int, int]] = {}

    def add(self, sort: Sort, key: str, on: date, since: date | None = None) -> None:
        """Something holds it up from a day on."""
        new = (on.toordinal(), (since or on).toordinal())
        known = self._days.get((sort, key), new)
        self._days[sort, key] = (min(new[0], known[0]), min(new[1], known[1]))

    @property
    def found(self) -> tuple[Burden, ...]:
        """All of it, in order."""
        return tuple(Burden(*place, *days) for place, days in sorted(self._days.items()))


def _ways(
    desk: Desk, alarm: Alarm, inspection: Inspection, officers: Sequence[Officer]
) -> Iterable[tuple[Sort, str]]:
    """The papers that the best way out needs, and each single act that frees by itself."""
    try:
        found = releases(alarm, inspection, office_of(desk, officers), alarm.on)
    except RuleError as error:
        LOG.warning("event=no_ways stream=%s why=%s", inspection.id, error)
        return
    exits = [least for least, *_ in told_as_one(found)]
    for exit_ in exits[:1]:
        for step in exit_.way:
            if step.document:
                yield Sort.PAPER, step.document.value
    for exit_ in exits:
        step = exit_.way[0]
        if len(exit_.way) == 1 and step.kind not in RULINGS:
            role = held(step, inspection, alarm.role)[0]
            yield Sort.ACT, f"{step.kind}:{capacity(role, inspection.place)}"

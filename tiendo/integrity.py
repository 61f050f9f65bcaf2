"""Is the record whole: all of it once a day, and at every watch whatever is new in it.

A stream found whole is sealed at its head. What stands elsewhere than its seal is new; a seal
whose entry is no longer there shows that the record was cut off.
"""

from __future__ import annotations

from collections.abc import Sequence

from tiendo.beat import Said, beat
from tiendo.clock import OFFICE_ZONE, office_day
from tiendo.desk import Desk
from tiendo.health_terms import NEW, WHOLE
from tiendo.limits import Limits
from tiendo.ports import DatabaseDamaged, Fault, Head
from tiendo.pulse import Outcome
from tiendo.sumcheck import sum_faults

_SHOWN = 3


def check(desk: Desk, limits: Limits) -> tuple[Fault, ...]:
    """Verify what is new, or the whole record once a day; what was found is noted as a beat."""
    if whole_is_due(desk, limits):
        return check_whole(desk)
    return beat(desk, NEW, _new_faults, said_of)


def check_whole(desk: Desk) -> tuple[Fault, ...]:
    """Verify the whole record; what was found is noted as a beat."""
    return beat(desk, WHOLE, _all_faults, said_of)


def whole_is_due(desk: Desk, limits: Limits) -> bool:
    """Whether the whole record was not verified yet today, and the hour for it has come."""
    now, beats = desk.clock.now(), desk.store.pulses.by_flow().get(WHOLE)
    if beats is None:
        return True
    last = beats.newest
    today = last.outcome is not Outcome.RUNNING and office_day(last.started_at) == office_day(now)
    return not today and now.astimezone(OFFICE_ZONE).hour >= limits.whole_from_hour


def said_of(faults: Sequence[Fault]) -> Said:
    """What verifying found, in one sentence."""
    if not faults:
        return Said(True, "Sổ ghi nguyên vẹn.")
    first = sorted(faults, key=lambda each: not each.stream)[:_SHOWN]
    shown = "; ".join(f"{_place(each)} ({each.what})" for each in first)
    return Said(False, f"{len(faults)} chỗ sai: {shown}{'…' if len(faults) > _SHOWN else ''}.")


def _place(fault: Fault) -> str:
    return f"{fault.stream} mục {fault.version}" if fault.stream else "cả sổ"


def _all_faults(desk: Desk) -> tuple[Fault, ...]:
    found = desk.verify()
    whole_record = [fault for fault in found if not fault.stream]
    again = [stream for stream in dict.fromkeys(fault.stream for fault in found) if stream]
    # Somebody may have written while all of it was read: what is wrong is wrong on its own too.
    confirmed = [fault for stream in again for fault in _look(desk, stream)[0]]
    _seal_new(desk)
    return (*whole_record, *confirmed, *sum_faults(desk))


def _new_faults(desk: Desk) -> tuple[Fault, ...]:
    return tuple(_seal_new(desk))


def _seal_new(desk: Desk) -> list[Fault]:
    found, after = list[Fault](), ""
    while page := desk.store.seals.unsealed(after=after):
        heads = list[Head]()
        for stream in page:
            faults, head = _look(desk, stream)
            found += faults
            heads += [head] if head else []
        desk.store.seals.put(heads)
        after = page[-1]
    return found


def _look(desk: Desk, stream: str) -> tuple[list[Fault], Head | None]:
    """What is wrong with one stream; its head where it is whole, nothing where it has moved."""
    try:
        stored = desk.store.events(stream)
    except DatabaseDamaged as error:
        return [*desk.store.seals.faults(stream)] or [Fault(stream, 0, str(error))], None
    faults = [*desk.store.seals.faults(stream), *(desk.unlawful(stream, stored) if stored else ())]
    if faults and len(desk.store.events(stream)) > len(stored):
        return [], None  # somebody wrote meanwhile: the next watch looks again
    if faults or not stored:
        return faults, None
    return [], Head(stream, stored[-1].version, stored[-1].hash)

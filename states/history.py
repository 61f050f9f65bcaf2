"""Replay: an inspection as known at a moment, as it stood on a day.

History is ordered by the day things happened, then by the order they were recorded. A new
event is inserted at its place and everything is replayed: legal is accepted, illegal is
refused with the first entry that it would contradict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import reduce

from states import events as ev
from states.apply import apply
from states.errors import Contradiction, Refused, RuleError, Unknown
from states.inspection import Inspection, born
from states.terms import name_of
from states.text import Text


def in_order(events: Iterable[ev.Event]) -> list[ev.Event]:
    """Events by the day they happened, then by the order they were recorded."""
    return sorted(events, key=lambda event: (event.occurred_on, event.version))


def counted(events: Iterable[ev.Event]) -> list[ev.Event]:
    """The events that count: without annulled entries and the annulments themselves."""
    known = list(events)
    void = {event.target for event in known if isinstance(event, ev.Annulled)}
    return [e for e in known if e.version not in void and not isinstance(e, ev.Annulled)]


def replay(
    stream: str,
    events: Iterable[ev.Event],
    *,
    known_by: datetime | None = None,
    as_of: date | None = None,
) -> Inspection | None:
    """The inspection from what was recorded by ``known_by``, as it stood at the end of ``as_of``.

    None if it was not there yet. Raises RuleError if the history itself is illegal.
    """
    known = [e for e in events if known_by is None or e.recorded_at <= known_by]
    chosen = [e for e in counted(known) if as_of is None or e.occurred_on <= as_of]
    return _fold(stream, in_order(chosen), after)


def _fold(
    stream: str,
    ordered: Sequence[ev.Event],
    step: Callable[[Inspection, ev.Event], Inspection],
) -> Inspection | None:
    if not ordered:
        return None
    first, *rest = ordered
    if not isinstance(first, ev.Registered):
        raise _before_registration(first)
    inspection = born(stream, first)
    for event in rest:
        inspection = step(inspection, event)
    return inspection


def after(inspection: Inspection, event: ev.Event) -> Inspection:
    """The inspection after a recorded event, which was legal where it was recorded.

    People may enter late what makes an act of the machine illegal: the machine's act then
    yields and changes nothing. Raises Refused if a person's is not legal.
    """
    try:
        return apply(inspection, event)
    except Refused:
        if isinstance(event.actor, ev.Machine):
            return inspection
        raise


def admit(stream: str, events: Sequence[ev.Event], new: ev.Event) -> Inspection:
    """The inspection with ``new`` inserted at its place, everything checked again.

    Raises Refused with all reasons if ``new`` itself is illegal where it falls, Contradiction
    naming the first later entry that would no longer be legal, Unknown if an annulled entry
    does not exist.
    """
    if isinstance(new, ev.Annulled):
        _check_annulment(events, new)

    def step(inspection: Inspection, event: ev.Event) -> Inspection:
        if event.version == new.version:
            return apply(inspection, event)
        try:
            return after(inspection, event)
        except Refused as refused:
            raise _contradiction(event, refused) from refused

    inspection = _fold(stream, in_order(counted([*events, new])), step)
    assert inspection is not None  # registering is never annulled
    return inspection


def replay_on(
    inspection: Inspection, events: Sequence[ev.Event], new: Sequence[ev.Event]
) -> Inspection:
    """As ``replay`` of all of them, from the inspection that the first events leave.

    A step for each new one, unless one annuls something or happened before the others did.
    """
    last = max(event.occurred_on for event in events)
    if any(isinstance(each, ev.Annulled) or each.occurred_on < last for each in new):
        found = replay(inspection.id, (*events, *new))
        assert found is not None
        return found
    return reduce(after, in_order(new), inspection)


def admit_next(inspection: Inspection, events: Sequence[ev.Event], new: ev.Event) -> Inspection:
    """As ``admit``, from the inspection that the events leave: no replay where new comes last."""
    if isinstance(new, ev.Annulled) or new.occurred_on < max(e.occurred_on for e in events):
        return admit(inspection.id, events, new)
    return apply(inspection, new)


def _check_annulment(events: Sequence[ev.Event], new: ev.Annulled) -> None:
    target = next((e for e in events if e.version == new.target), None)
    if target is None:
        text = Text("Không có mục số {n} để hủy.", "There is no entry {n} to annul.")
        raise Unknown(text.fill(n=new.target))
    if not may_be_annulled(target):
        text = Text("Mục số {n} không hủy được.", "Entry {n} cannot be annulled.")
        raise Unknown(text.fill(n=new.target))
    if any(isinstance(e, ev.Annulled) and e.target == new.target for e in events):
        text = Text("Mục số {n} đã bị hủy trước đó.", "Entry {n} was annulled before.")
        raise Unknown(text.fill(n=new.target))


def may_be_annulled(event: ev.Event) -> bool:
    """Whether an entry is of a kind that can be found wrong."""
    lasting = ev.Annulled | ev.Registered | ev.Escalated | ev.Prompted | ev.Recounted
    return not isinstance(event, lasting)


def _before_registration(event: ev.Event) -> RuleError:
    return Unknown(
        Text(
            "Ngày {on:%d/%m/%Y} sớm hơn ngày cuộc thanh tra được ghi nhận.",
            "{on:%d/%m/%Y} is before the inspection was registered.",
        ).fill(on=event.occurred_on)
    )


def _contradiction(later: ev.Event, refused: Refused) -> Contradiction:
    text = Text(
        "Không ghi được: mục số {n} («{kind}», ngày {on:%d/%m/%Y}) sẽ không còn đúng. {why}",
        "Not recorded: entry {n} (“{kind}”, {on:%d/%m/%Y}) would no longer be legal. {why}",
    ).fill(n=later.version, kind=name_of(later.kind), on=later.occurred_on, why=refused.text)
    return Contradiction(later.version, text)

"""What the rules say of an act that somebody hands in, where its inspection stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from states.errors import Refused
from states.events import ANSWERS, Event
from states.history import admit, admit_next, replay
from states.roles import Officer
from states.streams import AGENDA, kind_of
from tiendo.answering import Grounds, judged
from tiendo.hindsight import taken_back
from tiendo.intake import to_event
from tiendo.ports import Notice
from tiendo.record import recorded_after
from tiendo.refusing import (
    check_law,
    check_people,
    check_powers,
    in_whose_name,
    instead,
    no_inspection,
    stale,
)
from tiendo.standing import Standing
from tiendo.told import Rehearsal

if TYPE_CHECKING:
    from tiendo.desk import Desk


class Said(NamedTuple):
    """An act as a person hands it in, and which version the person had seen, if that matters."""

    stream: str
    act: Mapping[str, object]
    by: str
    now: datetime
    seen: int | None


def judge(desk: Desk, said: Said, officer: Officer, standing: Standing) -> Rehearsal:
    """What an act leaves, by an officer, where the stream stands.

    Raises BadInput, NotFound, Stale, Refused, Contradiction or Unknown.
    """
    stream, act, _, now, seen = said
    if kind_of(stream) in AGENDA:
        raise no_inspection(stream)
    events, today = standing.events, standing.inspection
    if not events and act.get("kind") != "register":
        raise no_inspection(stream)
    if seen is not None and seen != len(events):
        raise stale(stream)
    event = to_event(
        act,
        version=len(events) + 1,
        actor={"kind": "person", "id": officer.id},
        recorded_at=recorded_after(events, now),
    )
    check_people(event, desk.somebody)
    check_law(event, desk.law, today)
    event = in_whose_name(event, today, officer)
    notices = _notices(desk, said, event, officer, standing)
    try:
        after = admit_next(today, events, event) if today else admit(stream, (), event)
    except Refused as refused:
        raise Refused(refused.act, refused.reasons, instead(today, officer)) from None
    return Rehearsal(event, today, after, (*notices, *taken_back(desk, event, today, after)))


def _notices(
    desk: Desk, said: Said, event: Event, officer: Officer, standing: Standing
) -> tuple[Notice, ...]:
    """Refuse what is not for this person to do; else the notices that go with it."""
    if not isinstance(event, ANSWERS):
        check_powers(event, standing.inspection, officer, said.stream)
        return ()
    then = replay(said.stream, standing.events, as_of=event.occurred_on)
    if then is None:
        return ()  # nothing was told yet: the rules say so
    people = desk.store.people()
    return judged(event, officer, Grounds(then, people, desk.policy, desk.days, desk.law))

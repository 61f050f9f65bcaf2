"""Whom the desk turns away, and in which words."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from states.actors import Person, Under
from states.allowed import acts, role_reason, within_reach
from states.errors import Reason, Refused
from states.events import DeadlineTyped, Event, RegimeMoved, Registered, TeamChanged
from states.inspection import Inspection
from states.lawbook import Lawbook
from states.powers import POWERS
from states.roles import Officer, Place, lent_roles, own_roles, roles_of
from states.text import Text
from tiendo.errors import BadInput, NotFound, Stale
from tiendo.intake import check_stream
from tiendo.scans import Scans


def check_powers(event: Event, today: Inspection | None, officer: Officer, stream: str) -> None:
    """Refuse an act that is not this person's to do. Raises Refused, BadInput or NotFound."""
    if isinstance(event, Registered):
        check_stream(stream)
        place = Place(event.room, event.block, "")
    elif today is None:
        raise no_inspection(stream)
    else:
        place = today.place
    reasons = role_reason(event.kind, roles_of(officer, place))
    if reasons:
        raise Refused(event.kind, reasons)


def in_whose_name(event: Event, today: Inspection | None, officer: Officer) -> Event:
    """The event with the mandate it rests on, if the person's own powers are not enough."""
    place = Place(event.room, event.block, "") if isinstance(event, Registered) else None
    where = place or (today.place if today else None)
    if not officer.mandates or where is None or POWERS[event.kind] & own_roles(officer, where):
        return event
    for mandate in officer.mandates:
        if POWERS[event.kind] & lent_roles(mandate, officer, where):
            under = Under(giver=mandate.giver.id, paper=mandate.paper)
            return event.model_copy(update={"actor": Person(id=officer.id, under=under)})
    return event


_NAMING = ("team_head", "overseer", "appraiser", "assignee")
_OF_A_TEAM = Registered | TeamChanged


def check_people(event: Event, officer: Callable[[str], Officer]) -> None:
    """Refuse to name somebody who is not of the office. Raises what ``officer`` raises."""
    named = (getattr(event, each) for each in _named_in(type(event)))
    for person in (*named, *(event.members if isinstance(event, _OF_A_TEAM) else ())):
        if person:
            officer(person)


@cache
def _named_in(kind: type[Event]) -> tuple[str, ...]:
    """The fields in which an event names somebody."""
    return tuple(each for each in _NAMING if each in kind.model_fields)


_MOVED = Text(
    "Thời hạn này đã ghi là {due:%d/%m/%Y}; dời sang ngày muộn hơn phải có văn bản đủ số, ngày, "
    "người ký.",
    "This deadline was recorded as {due:%d/%m/%Y}; a later one needs a numbered, dated and signed "
    "paper.",
)


def check_law(event: Event, law: Lawbook | None, today: Inspection | None) -> None:
    """Refuse a law or a duty that no pack knows: it could not be reckoned.

    Refuse as well to move a date on that was recorded before, on nobody's paper. Raises Unknown
    or Refused.
    """
    if law and isinstance(event, RegimeMoved):
        law.pack(event.regime)
    if law and isinstance(event, DeadlineTyped):
        law.check_duty(event.duty)
    if (
        today
        and isinstance(event, DeadlineTyped)
        and not (event.document and event.document.counts)
    ):
        known, round_ = today.past.typed.get(event.duty), len(today.past.laps)
        if known is not None and known.lap == round_ and known.on < event.due_on:
            raise Refused(event.kind, (Reason("fact", _MOVED.fill(due=known.on), with_act=True),))


def check_scan(event: Event, scans: Scans | None) -> None:
    """Refuse an act whose paper speaks of a file that nobody handed in. Raises BadInput."""
    scan = event.document.scan if event.document else None
    if scan is not None and (scans is None or scans.find(scan.hash) is None):
        text = Text(
            "Tệp «{name}» của văn bản chưa được nộp; chưa ghi gì.",
            "The file “{name}” of the paper was not handed in; nothing was recorded.",
        )
        raise BadInput(text.fill(name=scan.name))


def instead(today: Inspection | None, officer: Officer) -> tuple[str, ...]:
    """What this person may do on the inspection now, papers given."""
    if today is None:
        return ()
    against = acts(today, roles_of(officer, today.place))
    return tuple(act for act, reasons in against.items() if within_reach(reasons))


def nobody(person: str) -> NotFound:
    """That there is no such person."""
    text = Text(
        "Không có ai trong cơ quan mang mã «{id}».", "Nobody in the office has the id “{id}”."
    )
    return NotFound(text.fill(id=person or "(trống)"))


def no_inspection(stream: str) -> NotFound:
    """That there is no such inspection."""
    text = Text("Không có cuộc thanh tra mang mã «{id}».", "There is no inspection “{id}”.")
    return NotFound(text.fill(id=stream if len(stream) <= 80 else stream[:80] + "…"))


def busy() -> Stale:
    """That others were quicker, again and again."""
    return Stale(
        Text(
            "Quá nhiều người cùng ghi vào cuộc thanh tra này; hãy thử lại.",
            "Too many people are writing to this inspection at once; try again.",
        )
    )


def stale(stream: str) -> Stale:
    """That the inspection is no longer what the person looked at."""
    text = Text(
        "Cuộc thanh tra «{id}» vừa có thay đổi; chưa ghi gì. Hãy xem lại rồi làm lại.",
        "Inspection “{id}” has just changed; nothing was recorded. Look again, then retry.",
    )
    return Stale(text.fill(id=stream))

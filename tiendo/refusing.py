"""Whom the desk turns away, and in which words."""

from __future__ import annotations

from states.allowed import allowed, role_reason
from states.errors import Refused
from states.events import Event, Registered
from states.inspection import Inspection
from states.roles import Officer, Place, roles_of
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
    answers = allowed(today, roles_of(officer, today.place))
    return tuple(answer.trigger.value for answer in answers if answer.within_reach)


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

"""A meeting of the whole office, called for a day."""

from __future__ import annotations

from datetime import date

from states.model import read_day
from states.streams import StreamKind, stream_id
from states.text import Text
from tiendo.desk import Desk
from tiendo.errors import BadInput
from tiendo.meeting.secretary import record

_NO_DAY = Text("«{day}» không phải ngày (dd/mm/yyyy).", "“{day}” is no date (dd/mm/yyyy).")


def call_meeting(desk: Desk, planned_on: str, title: str, *, by: str) -> str:
    """Call a meeting and return its stream; one a day. Raises BadInput or Refused."""
    day = _day(planned_on)
    stream = stream_id(StreamKind.MEETING, day.isoformat())
    call = {
        "kind": "call",
        "title": title or f"Họp giao ban tháng {day.month}/{day.year}",
        "planned_on": day,
        "occurred_on": min(day, desk.clock.today()),
    }
    record(desk, stream, call, by=by)
    return stream


def _day(written: str) -> date:
    try:
        found = read_day(written)
    except ValueError:
        found = None
    if not isinstance(found, date):
        raise BadInput(_NO_DAY.fill(day=written[:40]))
    return found

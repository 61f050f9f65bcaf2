"""Histories of directives, reports and meetings: tests state only what they are about."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Generic, TypeVar

from states.meeting.chronicle import DIRECTIVES, MEETINGS, REPORTS, Chronicle
from states.meeting.directive import Directive
from states.meeting.followed import Followed
from states.meeting.gathering import Gathering
from states.meeting.room_report import RoomReport
from states.recorded import Recorded

F = TypeVar("F", bound=Followed)
MET = date(2021, 8, 6)
PAPER = "0" * 64


class Told(Generic[F]):
    """One stream as it is told: a day that goes on, and everything recorded so far."""

    def __init__(self, chronicle: Chronicle[F], stream: str, day: date = MET) -> None:
        self.chronicle, self.stream, self.day = chronicle, stream, day
        self.events: list[Recorded] = []

    def act(self, kind: str, *, by: str = "lan", machine: bool = False, **said: Any) -> F:
        """Record an act on the day (or on ``occurred_on``)."""
        event = self.chronicle.events.validate_python(
            {
                "kind": kind,
                "version": len(self.events) + 1,
                "occurred_on": self.day,
                "recorded_at": self._moment(),
                "actor": {"kind": "machine" if machine else "person", "id": by},
                **said,
            }
        )
        found = self.chronicle.admit(self.stream, self.events, event)
        self.events.append(event)
        return found

    def _moment(self) -> datetime:
        start = datetime.combine(self.day, time(1), UTC)
        return start + timedelta(seconds=len(self.events))

    def on(self, day: date) -> Told[F]:
        """Go on to a day."""
        self.day = day
        return self

    def as_of(self, day: date | None = None) -> F:
        """How it stands on a day."""
        found = self.chronicle.replay(self.stream, self.events, as_of=day)
        assert found is not None
        return found


def directive(stream: str = "directive:2021-08-06.01", **said: Any) -> Told[Directive]:
    """A directive to Room 1, due 13/08/2021 unless something else is said."""
    story = Told(DIRECTIVES, stream)
    given: dict[str, Any] = {
        "title": "Báo cáo của Sở Công Thương về 04 dự án chỉ định thầu",
        "sentence": "Phòng 1 xem xét báo cáo của Sở Công Thương, trình chậm nhất 13/8/2021.",
        "owner": {"kind": "room", "name": "Phòng 1"},
        "room": "Phòng 1",
        "block": "Khối 1",
        "due_on": date(2021, 8, 13),
    }
    story.act("assign", **(given | said))
    return story


def report(**said: Any) -> Told[RoomReport]:
    """The report of Room 1 for September 2021, due on the 5th unless something else is said."""
    story = Told(REPORTS, "report:2021-09.phong-1", date(2021, 9, 1))
    given: dict[str, Any] = {
        "room": "Phòng 1",
        "block": "Khối 1",
        "year": 2021,
        "number": 9,
        "due_on": date(2021, 9, 5),
    }
    story.act("expect", **(given | said))
    return story


def meeting(**said: Any) -> Told[Gathering]:
    """The meeting of 08/09/2021, called on the 1st."""
    story = Told(MEETINGS, "meeting:2021-09-08", date(2021, 9, 1))
    given: dict[str, Any] = {"title": "Họp giao ban tháng 9/2021", "planned_on": date(2021, 9, 8)}
    story.act("call", **(given | said))
    return story

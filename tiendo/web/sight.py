"""From where in time a reader looks: which day, and what was known by which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import cast
from urllib.parse import urlencode

from states.model import read_day
from states.text import Text, dmy, same
from states.workdays import Workdays
from tiendo.clock import OFFICE_ZONE
from tiendo.errors import BadInput


@dataclass(frozen=True, slots=True)
class Sight:
    """The day looked at, and the last day whose recordings count (None: all there are)."""

    today: date
    as_of: date
    known_by: date | None = None

    @property
    def elsewhere(self) -> bool:
        """Whether this is any other view than what is known now of today."""
        return self.as_of != self.today or self.known_by is not None

    @property
    def ago(self) -> int:
        """How many days back, as far as the slider goes."""
        return min(SLIDES, max(0, (self.today - self.as_of).days))

    @property
    def ahead(self) -> bool:
        """Whether the day has yet to come."""
        return self.as_of > self.today

    @property
    def moment(self) -> datetime | None:
        """The last moment of the day by which things had to be known, aware, in UTC."""
        if self.known_by is None:
            return None
        return datetime.combine(self.known_by, time.max, OFFICE_ZONE).astimezone(UTC)

    @property
    def query(self) -> str:
        """This view as a query, so that links stay in it; empty for today."""
        parts = {"as_of": self.as_of.isoformat()} if self.elsewhere else {}
        if self.known_by is not None:
            parts["known_by"] = self.known_by.isoformat()
        return f"?{urlencode(parts)}" if parts else ""

    def shifted(self, days: int) -> Sight:
        """The same view some days earlier or later."""
        return Sight(self.today, self.as_of + timedelta(days=days), self.known_by)


_LABELS = {"as_of": Text("Ngày xem", "Day to look at"), "known_by": Text("Biết đến", "Known by")}


SLIDES = 730
"""How many days back the slider goes."""


def read_sight(as_of: str, known_by: str, today: date, days: Workdays, ago: str = "") -> Sight:
    """The view asked for in a query: a day, or so many days ``ago``. Raises BadInput.

    A day that is written outweighs the slider.
    """
    seen = _day("as_of", as_of, days) or today
    if ago.isascii() and ago.isdigit() and len(ago) < 5 and not as_of.strip():
        seen = max(days.first + timedelta(1), today - timedelta(int(ago)))
    return Sight(today, seen, _day("known_by", known_by, days))


def _day(field: str, written: str, days: Workdays) -> date | None:
    if not written.strip():
        return None
    try:
        day = cast(date, read_day(written))
    except ValueError:
        raise BadInput(_NOT_A_DAY.fill(field=_LABELS[field], value=_short(written))) from None
    if not days.first < day < days.last:
        raise BadInput(
            _OUTSIDE.fill(field=_LABELS[field], first=dmy(days.first), last=dmy(days.last))
        )
    return day


_NOT_A_DAY = Text(
    "{field}: «{value}» không phải ngày (viết ngày/tháng/năm, ví dụ 08/09/2021).",
    "{field}: “{value}” is not a day (write dd/mm/yyyy, for instance 08/09/2021).",
)
_OUTSIDE = Text(
    "{field}: lịch làm việc chỉ có từ {first} đến {last}.",
    "{field}: the working calendar runs from {first} to {last} only.",
)


def _short(written: str) -> Text:
    visible = "".join(char if char.isprintable() else "�" for char in written)
    return same(visible if len(visible) <= 40 else visible[:40] + "…")

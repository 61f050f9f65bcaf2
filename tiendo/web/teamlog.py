"""The team log (nhật ký Đoàn thanh tra): what was entered each day, and how long it is silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from states.inspection import Inspection
from states.stall import rhythm_of
from states.text import Text
from tiendo.desk import Desk
from tiendo.web.chronicle import Entry

_QUIET = Text(
    "Mục gần nhất ngày {last:%d/%m/%Y}, đã {quiet} ngày làm việc; thường lệ ở bước này không quá "
    "{usual} ngày làm việc không có ghi nhận nào.",
    "The last entry is of {last:%d/%m/%Y}, {quiet} working days ago; at this step it is usually "
    "at most {usual} working days without any word.",
)
_SILENT = Text(
    "Đoàn im lặng từ {last:%d/%m/%Y}: {quiet} ngày làm việc không có ghi nhận nào, thường lệ "
    "không quá {usual}.",
    "The team has been silent since {last:%d/%m/%Y}: no word for {quiet} working days, usually at "
    "most {usual}.",
)


@dataclass(frozen=True, slots=True)
class LogDay:
    """The entries of one day."""

    day: date
    entries: tuple[tuple[Entry, str], ...]


@dataclass(frozen=True, slots=True)
class TeamLog:
    """The log, newest day first; ``said`` tells how long nothing was entered, if that matters."""

    days: tuple[LogDay, ...]
    said: Text | None
    silent: bool

    @property
    def count(self) -> int:
        """How many entries there are."""
        return sum(len(day.entries) for day in self.days)


def team_log(inspection: Inspection, entries: Sequence[Entry], desk: Desk, as_of: date) -> TeamLog:
    """The log of an inspection as known on the day looked at; annulled entries left out."""
    notes = [each for each in entries if each.kind == "note" and each.annulled_by is None]
    days = tuple(
        LogDay(day, tuple((each, _words(each)) for each in found))
        for day, found in groupby(notes, key=lambda each: each.happened_on)
    )
    usual = rhythm_of(inspection, desk.policy)
    if usual is None or inspection.ended:
        return TeamLog(days, None, silent=False)
    quiet = desk.days.between(inspection.last_word_on, as_of)
    silent = quiet > usual
    shape = _SILENT if silent else _QUIET
    said = shape.fill(last=inspection.last_word_on, quiet=quiet, usual=usual)
    return TeamLog(days, said, silent)


def _words(entry: Entry) -> str:
    """What an entry says."""
    return next((detail.value.vi for detail in entry.details if detail.field == "text"), "")

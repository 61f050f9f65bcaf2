"""The period a report is for: a month or a quarter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from states.meeting.days import Written, month_of
from states.text import Text

_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month (1–12) or a quarter (1–4) of a year."""

    year: int
    number: int
    unit: Literal["month", "quarter"] = "month"

    def __post_init__(self) -> None:
        most = 12 if self.unit == "month" else 4
        if not 1 <= self.number <= most:
            raise ValueError(f"{self.unit} {self.number} of {self.year}")

    @property
    def first(self) -> date:
        """Its first day."""
        month = self.number if self.unit == "month" else self.number * 3 - 2
        return date(self.year, month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return month_of(self.year, self.number if self.unit == "month" else self.number * 3)[1]

    @property
    def next(self) -> Period:
        """The one after it."""
        most = 12 if self.unit == "month" else 4
        if self.number == most:
            return Period(self.year + 1, 1, self.unit)
        return Period(self.year, self.number + 1, self.unit)

    @property
    def to_plan(self) -> tuple[Period, ...]:
        """The periods whose tasks a report must give: at a quarter's end the next one too."""
        if self.unit == "month" and self.number % 3 == 0:
            return self.next, Period(self.year, self.number // 3, "quarter").next
        return (self.next,)

    def say(self) -> Text:
        """The period in words."""
        if self.unit == "month":
            return Text(f"tháng {self.number}/{self.year}", f"{self.number:02}/{self.year}")
        roman = _ROMAN[self.number - 1]
        return Text(f"quý {roman}/{self.year}", f"quarter {roman}/{self.year}")


def period_of(written: Written) -> Period | None:
    """The period that written words name; None for a day, a week or a year."""
    if written.unit == "month":
        return Period(written.first.year, written.first.month)
    if written.unit == "quarter":
        return Period(written.first.year, written.first.month // 3 + 1, "quarter")
    return None

"""The office's limits for watching the machine itself, read from a file and checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import Field, field_validator

from states.model import Frozen
from tiendo.policy import read_numbers


class Limits(Frozen):
    """From when on something counts as out of order; ``data/watch.yaml`` says each in words."""

    grace_minutes: int = Field(ge=1, le=1440)
    hung_minutes: int = Field(ge=1, le=10_080)
    undelivered_days: int = Field(ge=0, le=60)
    backup_hours: int = Field(ge=0, le=10_000)
    clock_minutes: int = Field(ge=1, le=1440)
    whole_from_hour: int = Field(ge=0, le=23)
    next_year_from: str = Field(pattern=r"^\d{2}-\d{2}$")
    serious: frozenset[str]

    @field_validator("next_year_from")
    @classmethod
    def _a_day(cls, written: str) -> str:
        date.fromisoformat(f"2023-{written}")
        return written

    def warns_from(self, year: int) -> date:
        """The day of a year from which on the next year's days off must be announced."""
        return date.fromisoformat(f"{year}-{self.next_year_from}")


def load_limits(path: Path | None = None) -> Limits:
    """The limits in a YAML file, or those of the program. Raises BadInput."""
    return read_numbers(Limits, path, "watch.yaml", "TIENDO_WATCH_FILE")

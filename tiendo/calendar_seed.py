"""The days off that a library knows or computes: where the calendar starts from.

The library takes a sixth of a second to load and compute. What it said is therefore kept in
a file of the office's home, under the library's version: throwing the file away costs one
slow start and nothing else.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tiendo.errors import BadInput
from tiendo.given_files import read_given
from tiendo.ports import Ruling

FIRST_YEAR, LAST_YEAR = 2015, 2035
CACHE_FILE = "calendar-seed.json"
_SWAPPED = "Day off (substituted"  # how the library's English begins the name of a swapped day


@dataclass(frozen=True, slots=True)
class SeedDay:
    """One day that the library says is off, or worked though it is a weekend day."""

    day: date
    kind: Ruling
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Seed:
    """Every such day between two days, and which release of the library said so."""

    first: date
    last: date
    source: str
    days: tuple[SeedDay, ...]


@cache
def _release() -> str:
    return version("holidays")


def read_seed(home: Path | None = None) -> Seed:
    """The seed, from the file in a home if this library wrote it, else computed and kept."""
    source = f"holidays {_release()}"
    file = home / CACHE_FILE if home else None
    found = _kept(file, source) if file else None
    if found is None:
        found = computed_seed(source)
        if file:
            _keep(file, found)
    return found


@cache
def computed_seed(source: str) -> Seed:
    """The seed as the library computes it now."""
    import holidays  # slow: only when nothing was kept

    years = range(FIRST_YEAR, LAST_YEAR + 1)
    vi = holidays.country_holidays("VN", years=years, language="vi")
    en = holidays.country_holidays("VN", years=years, language="en_US")
    first, last = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
    off = [
        SeedDay(day, _off(en[day]), vi[day], en[day]) for day in sorted(vi) if first <= day <= last
    ]
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    worked = [
        SeedDay(day, Ruling.WORKED, "Làm bù", "Worked in exchange for a day off")
        for day in every
        if day.weekday() >= 5 and vi.is_working_day(day)
    ]
    return Seed(first, last, source, tuple(sorted([*off, *worked], key=lambda each: each.day)))


def _off(name: str) -> Ruling:
    return Ruling.SWAPPED_OFF if name.startswith(_SWAPPED) else Ruling.OFF


def _kept(file: Path, source: str) -> Seed | None:
    """What the file holds; None if it is not there, of another release, or not readable."""
    try:
        found: dict[str, Any] = json.loads(read_given(file).decode("utf-8"))
        if [found["source"], *found["years"]] != [source, FIRST_YEAR, LAST_YEAR]:
            return None
        days = tuple(
            SeedDay(date.fromisoformat(day), Ruling(kind), str(vi), str(en))
            for day, kind, vi, en in found["days"]
        )
    except (BadInput, ValueError, KeyError, TypeError, RecursionError):
        return None
    return Seed(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31), source, days)


def _keep(file: Path, seed: Seed) -> None:
    """Write the file whole or not at all; a home that cannot be written is no trouble."""
    days = [[each.day.isoformat(), each.kind.value, each.vi, each.en] for each in seed.days]
    kept = {"source": seed.source, "years": [FIRST_YEAR, LAST_YEAR], "days": days}
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
        fresh.replace(file)

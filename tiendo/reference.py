"""The calendar and the law as JSON: what the command line and the API both tell."""

from __future__ import annotations

from datetime import date

from states.lawbook import Difference, Lawbook, Pack, diff
from tiendo.asjson import Json, both
from tiendo.calendar import Calendar, DayFact
from tiendo.ports import CalendarDay


def year_json(calendar: Calendar, year: int, today: date) -> dict[str, Json]:
    """A year: its days that are not what their weekday says, and how many are worked."""
    months = calendar.months(year)
    return {
        "year": year,
        "version": calendar.version,
        "provisional": year in calendar.provisional_years(),
        "working_days": sum(months),
        "months": list(months),
        "days": [_fact_json(calendar, fact) for fact in calendar.special(year)],
        "warnings": [both(warning) for warning in calendar.warnings(today)],
    }


def _fact_json(calendar: Calendar, fact: DayFact) -> dict[str, Json]:
    said = fact.document
    return {
        "date": fact.day.isoformat(),
        "kind": fact.kind.value,
        "working": fact.works,
        "name": both(fact.name),
        "document": _document_json(said) if said else None,
        "why": both(calendar.why(fact.day)),
    }


def _document_json(said: CalendarDay) -> dict[str, Json]:
    return {
        "number": said.number,
        "signed_on": said.signed_on.isoformat(),
        "issuer": said.signed_by,
    }


def packs_json(book: Lawbook) -> list[Json]:
    """Every regime with the days it is the law of, and the hash of its pack."""
    return [_outline(pack) for pack in book.packs]


def _outline(pack: Pack) -> dict[str, Json]:
    return {
        "regime": pack.regime_id,
        "name": both(pack.name),
        "law": pack.law,
        "valid_from": pack.valid_from.isoformat(),
        "valid_to": pack.valid_to.isoformat() if pack.valid_to else None,
        "rules": len(pack.rules),
        "hash": pack.hash,
    }


def pack_json(pack: Pack) -> Json:
    """One regime whole, as its pack says it."""
    whole: Json = pack.model_dump(mode="json")
    return whole


def diff_json(left: Pack, right: Pack) -> list[Json]:
    """Every rule of two regimes side by side, and in which fields they differ."""
    return [_difference(each) for each in diff(left, right)]


def _difference(each: Difference) -> dict[str, Json]:
    return {
        "rule": each.id,
        "level": each.level.value,
        "left": each.left.model_dump(mode="json") if each.left else None,
        "right": each.right.model_dump(mode="json") if each.right else None,
        "differs_in": list(each.fields),
    }

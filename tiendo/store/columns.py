"""How values lie in the database: text that reads and sorts the same in SQLite and PostgreSQL."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

from tiendo.ports import DatabaseDamaged
from tiendo.store.errors import Unstorable

T = TypeVar("T")

# Byte order, as SQLite has it; a PostgreSQL cluster's own order may be anything.
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def as_given(text: str) -> str:
    """The same text, refused if no database could give it back unchanged."""
    if "\x00" in text:
        raise Unstorable(f"A NUL character cannot be stored: {_around(text, text.index(chr(0)))}")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        shown = _around(text, error.start)
        raise Unstorable(
            f"Half a character (a lone surrogate) cannot be stored: {shown}"
        ) from None
    return text


def composed(text: str) -> str:
    """The text in NFC, so that what looks the same is the same."""
    if text.isascii() and "\x00" not in text:
        return text
    return unicodedata.normalize("NFC", as_given(text))


@lru_cache(maxsize=64)
def _moment(value: datetime | None) -> str | None:
    """A moment as it is stored; those of one act are one and the same."""
    if value is None:
        return None
    if value.utcoffset() is None:
        raise Unstorable(f"A moment without its offset from UTC: {value.isoformat()}")
    return value.astimezone(UTC).isoformat(timespec="microseconds")


@lru_cache(maxsize=4096)
def _day(value: date | None) -> str | None:
    """A day as it is stored; an office's acts name the same few hundred."""
    if isinstance(value, datetime):
        raise Unstorable(f"A day is wanted, not a moment: {value.isoformat()}")
    return None if value is None else value.isoformat()


def all_composed(texts: Sequence[str | None]) -> bool:
    """Whether all of these are stored as they are: a dozen of them cost no more than one."""
    try:
        said = "\n".join(texts)  # type: ignore[arg-type]
        if not said.isascii():
            said.encode()
    except (TypeError, UnicodeEncodeError):  # one is None, or half a character: each for itself
        return False
    return "\x00" not in said and unicodedata.is_normalized("NFC", said)


def _around(text: str, place: int) -> str:
    return f"{text[max(0, place - 20) : place + 20]!a} (character {place + 1})"


class Kept(TypeDecorator[T]):
    """Values that one plain function, ``stored``, makes ready; statements call it directly."""

    @staticmethod
    def stored(value: Any) -> Any:
        """The value as it is stored."""
        raise NotImplementedError

    @override
    def process_bind_param(self, value: T | None, dialect: Dialect) -> Any:
        """The value as it is stored."""
        return self.stored(value)


class Composed(Kept[str]):
    """Text in NFC, of any length."""

    impl = _TEXT
    cache_ok = True

    @override
    @staticmethod
    def stored(value: str | None) -> str | None:
        """The text as it is stored."""
        if value is None or (value.isascii() and "\x00" not in value):
            return value
        return composed(value)


class AsGiven(Kept[str]):
    """Text kept to the byte, of any length."""

    impl = _TEXT
    cache_ok = True

    @override
    @staticmethod
    def stored(value: str | None) -> str | None:
        """The text as it is stored."""
        return None if value is None else as_given(value)


class Day(Kept[date]):
    """A calendar day as 2021-09-08."""

    impl = _TEXT
    cache_ok = True

    stored = staticmethod(_day)

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """The day that was stored."""
        try:
            return None if value is None else date.fromisoformat(value)
        except ValueError:
            raise DatabaseDamaged(f"The database holds {value!a} where a day should be") from None


UNREADABLE_DAY = date.min
"""What stands in a projection for a day that cannot be read: before all days, and no rule's."""


class DerivedDay(Day):
    """A day that was worked out: one that cannot be read differs from every other.

    Whoever works it out again then writes it anew; nobody is stopped by it.
    """

    cache_ok = True

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """The day that was stored."""
        try:
            return super().process_result_value(value, dialect)
        except DatabaseDamaged:
            return UNREADABLE_DAY


class Flag(Kept[bool]):
    """Yes or no as 1 or 0."""

    impl = Integer
    cache_ok = True

    @override
    @staticmethod
    def stored(value: bool | None) -> int | None:
        """The answer as it is stored."""
        return None if value is None else int(value)

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        """The answer that was stored."""
        return None if value is None else bool(value)


class Moment(Kept[datetime]):
    """A moment in UTC as 2021-09-08T01:02:03.000000+00:00: its text sorts as time does."""

    impl = _TEXT
    cache_ok = True

    stored = staticmethod(_moment)

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """The moment that was stored."""
        try:
            return None if value is None else datetime.fromisoformat(value).astimezone(UTC)
        except ValueError:
            raise DatabaseDamaged(
                f"The database holds {value!a} where a moment should be"
            ) from None

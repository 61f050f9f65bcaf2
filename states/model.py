"""The ground of every recorded model: frozen, closed, with clean Vietnamese text."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints
from typing_extensions import override


class Frozen(BaseModel):
    """A value: immutable, and unknown fields are refused by name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @override
    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """As pydantic's; what a ``cached_property`` made of the old fields stays behind."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


def clean(text: object) -> object:
    """Text as it is stored: composed (NFC), trimmed, with no control characters.

    Raises ValueError on a control character other than a line break or a tab.
    """
    if not isinstance(text, str):
        return text
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()
    if composed.isprintable():
        return composed
    for place, char in enumerate(composed):
        category = unicodedata.category(char)
        if category == "Cs" or (category == "Cc" and char not in ("\n", "\t")):
            raise ValueError(f"control character U+{ord(char):04X} at position {place + 1}")
    return composed


def read_day(value: object) -> object:
    """A day from what people and machines write: yyyy-mm-dd or dd/mm/yyyy, nothing else.

    Raises ValueError; pydantic's own reading would take a bare number for a day of 1970.
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise ValueError("not a date")
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(value.strip(), form).date()  # noqa: DTZ007 - a day, no zone
        except ValueError:
            continue
    raise ValueError("not a date")


Day = Annotated[date, BeforeValidator(read_day)]
"""A day at the office."""
Name = Annotated[str, BeforeValidator(clean), StringConstraints(max_length=300)]
"""A line of text, possibly empty: a name, a number of a document."""
Line = Annotated[str, BeforeValidator(clean), StringConstraints(min_length=1, max_length=300)]
"""A line of text that must be there."""
Prose = Annotated[str, BeforeValidator(clean), StringConstraints(max_length=20_000)]
"""A reason, a log entry; possibly empty."""
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$")]
"""An identifier people can type: letters, digits, dot, dash, underscore."""

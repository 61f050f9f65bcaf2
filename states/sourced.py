"""What every statement about the law carries: its article, how sure we are, what it may do.

Only a figure that was SEEN, with its article, may block; a recalled one warns; one that was
not found is typed from the document it stands in.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator
from pydantic_core import PydanticCustomError

from states.model import Frozen, Line
from states.text import Text


class Confidence(StrEnum):
    """How sure we are of a figure: read in a page, recalled (high, medium, low), not found."""

    SEEN = "SEEN"
    HIGH = "REC-H"
    MEDIUM = "REC-M"
    LOW = "REC-L"
    NONE = "NONE FOUND"


class Severity(StrEnum):
    """How much weight a breach may be given."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


_WEIGHT = {Severity.INFO: 0, Severity.WARN: 1, Severity.BLOCK: 2}
_HIGHEST = {
    Confidence.SEEN: Severity.BLOCK,
    Confidence.HIGH: Severity.WARN,
    Confidence.MEDIUM: Severity.WARN,
    Confidence.LOW: Severity.INFO,
    Confidence.NONE: Severity.INFO,
}


def highest_severity(confidence: Confidence, citation: str | None) -> Severity:
    """The most a row may do: without a verified article even a figure that was seen warns."""
    highest = _HIGHEST[confidence]
    return Severity.WARN if highest is Severity.BLOCK and citation is None else highest


def fault(field: str, vi: str, en: str) -> PydanticCustomError:
    """A fault across fields that still names one field; whoever loads makes it a sentence."""
    return PydanticCustomError("law", "{en}", {"field": field, "vi": vi, "en": en})


def _both_languages(value: object) -> object:
    if isinstance(value, dict) and value.keys() == {"vi", "en"}:
        return (value["vi"], value["en"])
    if isinstance(value, Text):
        return value
    raise fault("", "phải có đúng hai bản vi và en.", "must have exactly vi and en.")


def _no_unverified_article(value: object) -> object:
    if isinstance(value, str) and ("?" in value or not value.strip()):
        raise fault(
            "",
            "điều chưa kiểm chứng không được in: để trống (null).",
            "an article that is not verified is not printed: leave it null.",
        )
    return value


Said = Annotated[
    Text,
    BeforeValidator(_both_languages),
    PlainSerializer(lambda text: {"vi": text.vi, "en": text.en}),
]
"""Words in both languages, written in data as {vi: …, en: …}."""
Citation = Annotated[Line | None, BeforeValidator(_no_unverified_article)]
"""The article as printed; None where none is verified (law.md: `Art ?`)."""
Count = Annotated[int, Field(strict=True, ge=1, le=3660)]
"""A number of days, years or times; never text or true."""


class Sourced(Frozen):
    """A statement about the law: where it stands, how sure we are, what it may do."""

    citation: Citation
    confidence: Confidence
    severity: Severity

    @model_validator(mode="after")
    def _no_heavier_than_it_is_sure(self) -> Sourced:
        highest = highest_severity(self.confidence, self.citation)
        if _WEIGHT[self.severity] > _WEIGHT[highest]:
            shown = f"{self.confidence.value}" + ("" if self.citation else ", citation: null")
            raise fault(
                "severity",
                f"«{self.severity}» quá mức; {shown} chỉ cho phép «{highest}».",
                f"“{self.severity}” is too much; {shown} allows “{highest}” at most.",
            )
        return self

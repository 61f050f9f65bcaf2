"""The words by which conclusions are read, as data: what each file of word lists must hold."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from states.model import Frozen, Key
from states.sourced import Said


def _compiled(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return re.compile(value)
    except re.error as error:
        raise ValueError(f"not a pattern: {error}") from error


Pattern = Annotated[re.Pattern[str], BeforeValidator(_compiled)]
"""A regular expression; it meets the text in lower case with its tone marks in the new place."""
Mode = Literal["shortcomings", "tasks", "results"]
"""What a passage is about."""


class Mention(Frozen):
    """A way to write an owner, and the code that stands for it."""

    code: Key
    pattern: Pattern


class Unit(Frozen):
    """A noun that begins the name of a unit."""

    noun: str
    code: Key


class OwnerWords(Frozen):
    """Who is given duties, and where in a clause they stand."""

    mentions: tuple[Mention, ...]
    persons: Pattern
    units: tuple[Unit, ...]
    name_parts: tuple[str, ...]
    other_verbs: Pattern
    strangers: Pattern
    given_to: Pattern
    in_charge: Pattern
    fronted: Pattern
    then_must: Pattern
    by_whom: Pattern
    filler: Pattern
    heading_to: Pattern
    goes_on: Pattern
    blamed_before: Pattern
    blamed_after: Pattern


class Complaint(Frozen):
    """One kind of shortcoming and how it is worded."""

    kind: Key
    name: Said
    patterns: tuple[Pattern, ...] = Field(min_length=1)


class ComplaintWords(Frozen):
    """Every kind of shortcoming; ``other`` is one without a kind."""

    kinds: tuple[Complaint, ...]
    other: Pattern
    examples: Pattern
    yet: Pattern
    always: Pattern
    lacks: Pattern
    reproach: Pattern
    not_meant: Pattern


class ModeWords(Frozen):
    """How a heading says what stands under it."""

    mode: Mode
    pattern: Pattern


class DutyWords(Frozen):
    """How a duty sounds, and what only looks like one."""

    tasks: tuple[str, ...]
    exhortations: tuple[str, ...]
    adverbs: Pattern
    modals: Pattern
    not_modal: Pattern
    not_verb: Pattern
    goes_with: Pattern
    orders: Pattern
    reminding: Pattern
    then_order: Pattern
    news: Pattern
    matter: Pattern
    told: Pattern
    turn: Pattern
    modes: tuple[ModeWords, ...]
    results_first: Pattern


class Period(Frozen):
    """A period in which a duty comes back."""

    period: str
    pattern: Pattern


class DateWords(Frozen):
    """How people write by when."""

    by: Pattern
    strict_by: Pattern
    before: Pattern
    hour: Pattern
    not_due: Pattern
    not_due_month: Pattern
    at_meeting: Pattern
    month_words: Pattern
    span_over: Pattern
    event: Pattern
    event_days: Pattern
    from_meeting: Pattern
    from_document: Pattern
    review: Pattern
    put_off: Pattern
    decide: Pattern
    recurring: tuple[Period, ...]
    numerals: dict[str, int]
    not_recurring: Pattern


class NameWords(Frozen):
    """How inspections are called: short forms, and words that tell none from another."""

    short_forms: dict[str, tuple[str, ...]]
    generic: tuple[str, ...]


class Wording(Frozen):
    """All the word lists together."""

    owners: OwnerWords
    shortcomings: ComplaintWords
    duties: DutyWords
    dates: DateWords
    names: NameWords

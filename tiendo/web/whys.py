"""Why an inspection is stuck as its page tells it; an act leads to its form if there is one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from states.alarm import Alarm
from states.stall_names import KIND_NAMES
from states.steps import Step
from states.text import Text
from states.way_words import ActWords
from tiendo.explain import Cause, Exit, Explanation


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act of a way out; ``form``: the id of its form on the page, empty if there is none."""

    words: ActWords
    form: str


@dataclass(frozen=True, slots=True)
class WayRow:
    """One way out; ``frees``: nothing else about the inspection stays stuck after it."""

    acts: tuple[ActRow, ...]
    gain: Text
    frees: bool


@dataclass(frozen=True, slots=True)
class Why:
    """One stall: since how many days, its sentence, the causes behind it, the ways out."""

    alarm: Alarm
    days: int
    name: Text
    sentence: Text
    causes: tuple[Cause, ...]
    ways: tuple[WayRow, ...]


def whys(found: Sequence[Explanation], forms: Collection[str], as_of: date) -> tuple[Why, ...]:
    """The stalls of an inspection; ``forms`` are the ids of the forms that the page offers."""
    return tuple(
        Why(
            alarm=each.alarm,
            days=(as_of - each.alarm.on).days + 1,
            name=KIND_NAMES[each.alarm.kind],
            sentence=each.sentence,
            causes=each.causes,
            ways=tuple(_way(exit_, forms) for exit_ in each.exits),
        )
        for each in found
    )


def _way(exit_: Exit, forms: Collection[str]) -> WayRow:
    """Only the first act can be done now; those behind it wait for it."""
    release = exit_.release
    first, *rest = zip(release.way, exit_.acts, strict=True)
    acts = (ActRow(first[1], _form(first[0], forms)), *(ActRow(words, "") for _, words in rest))
    return WayRow(acts, exit_.gain, release.people is not None and release.gains != 0)


def _form(step: Step, forms: Collection[str]) -> str:
    wanted = (f"{step.kind}-{step.request}", step.kind)
    return next((each for each in wanted if each in forms), "")

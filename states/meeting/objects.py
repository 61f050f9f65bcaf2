"""Which inspection a sentence is about: known ones found by their names without diacritics."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from states.meeting.wording import NameWords
from states.text import fold


@dataclass(frozen=True, slots=True)
class Candidate:
    """An inspection the office knows: its id and the names it goes by, the usual short one too."""

    id: str
    names: tuple[str, ...]


class Names:
    """The known inspections, each name cut down to the words that tell it from another."""

    def __init__(self, candidates: Sequence[Candidate], words: NameWords) -> None:
        self._short = [
            (re.compile(rf"\b{re.escape(long)}\b"), short)
            for short, longs in words.short_forms.items()
            for long in sorted(longs, key=len, reverse=True)
        ]
        generic = "|".join(sorted(map(re.escape, words.generic), reverse=True))
        self._generic = re.compile(rf"\b(?:{generic})\b")
        known = [
            (candidate.id, told)
            for candidate in candidates
            for name in candidate.names
            if (told := self._telling(name))
        ]
        self._known = sorted(known, key=lambda each: len(each[1]))  # the fullest name counts last

    def _folded(self, text: str) -> str:
        low = fold(text)
        for long, short in self._short:
            low = long.sub(short, low)
        return re.sub(r"[^\w/-]+", " ", low)

    def _telling(self, name: str) -> tuple[str, ...]:
        words = tuple(self._generic.sub(" ", self._folded(name)).split())
        return words if len(words) > 1 or len("".join(words)) >= 5 else ()

    def about(self, text: str) -> tuple[str, ...]:
        """The ids of the inspections a text names, the one named most fully first."""
        said = self._generic.sub(" ", self._folded(text)).split()
        found = {known: len(words) for known, words in self._known if _in_order(words, said)}
        return tuple(sorted(found, key=lambda each: (-found[each], each)))


def _in_order(words: Sequence[str], said: Sequence[str]) -> bool:
    """Whether the words stand in a text in their order, with little between them."""
    starts = [index for index, word in enumerate(said) if word == words[0]]
    return any(_from(words, said[start : start + 2 * len(words) + 3]) for start in starts)


def _from(words: Sequence[str], said: Sequence[str]) -> bool:
    rest = iter(said)
    return all(word in rest for word in words)

"""Finding an inspection by words: without diacritics, and by what the office writes short.

Both sides are folded. A word looked for is found at the beginning of a word, by itself or by
anything that it may be short for; what is written short in a name is also found in full.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from states.inspection import Inspection
from states.papers import DOCUMENT_NAMES
from states.text import fold
from tiendo.yaml_text import read_yaml

LONGEST = 200
"""How many characters of what was typed are looked for."""
_MOST_WORDS = 12
_BETWEEN = re.compile(r"[^\w/\-]+")


@cache
def abbreviations() -> Mapping[str, tuple[str, ...]]:
    """Each short form with what it may stand for, folded."""
    text = files("tiendo").joinpath("data/abbreviations.yaml").read_text(encoding="utf-8")
    data: dict[str, list[str]] = read_yaml(text)
    return {fold(short): tuple(map(plain, full)) for short, full in data.items()}


@lru_cache(maxsize=16_384)
def plain(text: str) -> str:
    """Text as it is looked through: folded, words with one space between them."""
    return _BETWEEN.sub(" ", fold(text)).strip()


_NAMES = {kind: plain(name.vi) for kind, name in DOCUMENT_NAMES.items()}


def found_by(stream: str, inspection: Inspection) -> str:
    """All that an inspection is found by, each word with a space before it.

    Its id and names, entity, locality and room; who was asked for anything; the kinds and
    numbers of its papers; in full what is written short in a name and can mean one thing only.
    """
    about = inspection.about
    said = (about.name, about.short_name, about.entity, about.locality, inspection.place.room)
    asked = (request.addressee for request in inspection.requests)
    found = _named((stream, *said, str(about.year), *asked)).copy()
    papers = [(paper.kind, paper.number) for paper in inspection.documents if paper.counts]
    found |= dict.fromkeys([_NAMES[kind] for kind, _ in papers])
    found |= dict.fromkeys([plain(number) for _, number in papers])
    return " " + " ".join(found)


@lru_cache(maxsize=1024)
def _named(said: tuple[str, ...]) -> dict[str, None]:
    """What an inspection is called, folded, with what is written short in full; the id first."""
    known = abbreviations()
    words = dict.fromkeys(re.split(r"[ /\-]", " ".join(map(plain, said[1:]))))
    full = (each for word in words for each in known.get(word, ()) if len(known[word]) == 1)
    return dict.fromkeys(map(plain, (*said, *full)))


def words_of(written: str) -> tuple[tuple[str, ...], ...]:
    """The words somebody typed, each with the ways in which it may be written."""
    known = abbreviations()
    words = plain(written[:LONGEST]).split()[:_MOST_WORDS]
    return tuple((word, *known.get(word, ())) for word in words)


def matches(folded: str, words: tuple[tuple[str, ...], ...]) -> bool:
    """Whether every word is there, in any of its ways."""
    return all(any(f" {way}" in folded for way in ways) for ways in words)

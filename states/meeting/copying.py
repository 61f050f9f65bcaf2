"""Sentences that a report took over from an earlier one, and the figures that changed in them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from states.meeting.clauses import sentences
from states.meeting.outline import outline
from states.meeting.paper import Paper, Place, plain
from states.meeting.sections import mode_of
from states.meeting.wording import DutyWords

SAME = 0.88
"""How alike two sentences are to count as copied, figures and dates left aside."""
COPIED_SHARE = 0.5
"""From which share of its words on an assessment counts as copied."""
_SHORTEST = 7
_SHINGLE = 3
_CUT = 0.7
"""Which part of an earlier sentence, three words at a time, must stand in a text cut otherwise."""
_LONGEST = 150  # words; a longer sentence is compared by its shingles, in linear time, and from
# 200 on difflib would leave out the words that come often
_FIGURE = re.compile(r"\d+(?:[.,/-]\d+)*%?|\b(?:quý|tháng) (?:[ivx]+|\d+)\b")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an assessment, with its words for comparing and its figures."""

    text: str
    place: Place
    words: tuple[str, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and the earlier one it repeats; ``changed`` are the figures (then, now)."""

    now: Sentence
    then: Sentence
    changed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of an assessment repeats an earlier one: the share of its words, and where."""

    share: float
    pairs: tuple[Pair, ...]

    @property
    def copied(self) -> bool:
        """Whether so much is taken over that the assessment is not one of its own."""
        return self.share >= COPIED_SHARE and len(self.pairs) >= 2


def assessment(paper: Paper, duties: DutyWords) -> tuple[Sentence, ...]:
    """The sentences in which a report tells and judges; headings and plans left out."""
    found = []
    for block in outline(paper):
        if block.heading or mode_of(block.above, duties) == "tasks":
            continue
        text = block.paragraph.text
        for span in sentences(text, block.start):
            said = text[span.start : span.end]
            low = plain(said)
            figures = tuple(_FIGURE.findall(low))
            words = tuple(re.findall(r"[^\W\d_]+", _as_read(low)))
            place = block.paragraph.place_at(span.start)
            found.append(Sentence(said, place, words, figures))
    return tuple(found)


_LOOKALIKES = str.maketrans("авеіјкмноорсѕтухѵԁһԛԝɡαεικνορτυχ", "abeijkmhoopcstyxvdhqwgaeikvoptux")
"""Letters of other alphabets that are read as Latin ones."""


def _as_read(low: str) -> str:
    """Small letters as a reader takes them, also those of an alphabet that looks alike."""
    return unicodedata.normalize("NFKC", low).translate(_LOOKALIKES)


def likeness(now: Sequence[Sentence], then: Sequence[Sentence]) -> Likeness:
    """How much of one assessment repeats another, sentence by sentence.

    Where that is little, whether it stands there taken apart or run together.
    """
    found = _by_sentence(now, then)
    if found.copied:
        return found
    other = _cut_anew(now, then)
    return other if other.copied else found


def _cut_anew(now: Sequence[Sentence], then: Sequence[Sentence]) -> Likeness:
    """Which of the earlier sentences stand in the new text, wherever that has its full stops."""
    words = [(word, sentence) for sentence in now for word in sentence.words]
    where = dict[tuple[str, ...], Sentence]()
    for at in range(len(words) - _SHINGLE + 1):
        where.setdefault(tuple(word for word, _ in words[at : at + _SHINGLE]), words[at][1])
    pairs, copied = list[Pair](), 0
    for earlier in then:
        mine = _shingles(earlier.words) if len(earlier.words) >= _SHORTEST else set()
        there = [where[shingle] for shingle in mine if shingle in where]
        if mine and len(there) >= _CUT * len(mine):
            sentence = max(there, key=there.count)
            pairs.append(Pair(sentence, earlier, _changed(sentence, earlier)))
            copied += len(earlier.words)
    return Likeness(min(copied / len(words), 1.0) if words else 0.0, tuple(pairs))


def _by_sentence(now: Sequence[Sentence], then: Sequence[Sentence]) -> Likeness:
    by_shingle: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for number, sentence in enumerate(then):
        for shingle in _shingles(sentence.words):
            by_shingle[shingle].add(number)
    pairs = [pair for sentence in now if (pair := _closest(sentence, then, by_shingle))]
    total = sum(len(sentence.words) for sentence in now if len(sentence.words) >= _SHORTEST)
    copied = sum(len(pair.now.words) for pair in pairs)
    return Likeness(copied / total if total else 0.0, tuple(pairs))


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}


def _closest(
    sentence: Sentence, then: Sequence[Sentence], by_shingle: dict[tuple[str, ...], set[int]]
) -> Pair | None:
    """The earlier sentence that this one repeats."""
    if len(sentence.words) < _SHORTEST:
        return None
    shared: dict[int, int] = defaultdict(int)
    mine = _shingles(sentence.words)
    for shingle in mine:
        for number in by_shingle.get(shingle, ()):
            shared[number] += 1
    likely = sorted(shared, key=lambda number: (-shared[number], number))[:5]
    best, found = SAME, None
    for number in likely:
        if shared[number] * 3 < len(mine):
            break
        alike = _alike(sentence.words, then[number].words)
        if alike >= best:
            best, found = alike, then[number]
    return Pair(sentence, found, _changed(sentence, found)) if found else None


def _alike(now: tuple[str, ...], then: tuple[str, ...]) -> float:
    """How alike the words of two sentences are, from 0 to 1."""
    if max(len(now), len(then)) > _LONGEST:
        mine, theirs = _shingles(now), _shingles(then)
        return 2 * len(mine & theirs) / (len(mine) + len(theirs))
    return SequenceMatcher(None, now, then).ratio()


def _changed(now: Sentence, then: Sentence) -> tuple[tuple[str, str], ...]:
    if len(now.figures) != len(then.figures):
        return ()
    pairs = zip(then.figures, now.figures, strict=True)
    return tuple((old, new) for old, new in pairs if old != new)

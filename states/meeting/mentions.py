"""Every place in a sentence where somebody is named who can be given a duty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from states.meeting.paper import CAPITALS, plain
from states.meeting.wording import DutyWords, OwnerWords


@dataclass(frozen=True, slots=True)
class Owner:
    """Who: a code of the word lists, and the name where it stands for one of many."""

    code: str
    name: str = ""

    @property
    def key(self) -> str:
        """The code, with the name where there is one."""
        return f"{self.code}:{self.name}" if self.name else self.code


@dataclass(frozen=True, slots=True)
class Mention:
    """An owner with the span of the words that name it."""

    owner: Owner
    start: int
    end: int


_CAPITAL = rf"[{CAPITALS}]\w*"
_PERSON = re.compile(rf"\s*[-:,]?\s*((?:{_CAPITAL})(?: {_CAPITAL}){{0,4}})")
_STOP = re.compile(
    r"(?:cần|phải|sẽ|đã|đang|chưa|không|còn|được|chịu|có|cũng|vẫn|và|định|hằng|hàng|trong|trước|"
    r"sau|theo|để|do|tại|về|với|cho|của|là|nêu|ghi|ngay|chậm|thiếu|luôn|khi|từ|đến|trễ|các|nhiều|"
    r"tiếp|gửi|nhất|dưới|trên|như|thì|mà|nhằm|kịp|vào|rất|bị)(?!\w)"
)


def mentions(text: str, words: OwnerWords, duties: DutyWords) -> tuple[Mention, ...]:
    """The owners named in a text, in order, the longest at each place."""
    low = plain(text)
    found = [*_written(low, text, words), *_units(low, text, words, duties)]
    found += _persons(low, text, words)
    kept: list[Mention] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)


def _written(low: str, text: str, words: OwnerWords) -> Iterator[Mention]:
    for row in words.mentions:
        for found in row.pattern.finditer(low):
            start, end = found.span()
            if _inside_a_word(low, start, end):
                continue
            name = _shown(text[start:end]) if row.code in ("room", "body") else ""
            yield Mention(Owner(row.code, name), start, end)


def _inside_a_word(low: str, start: int, end: int) -> bool:
    return low[start - 1 : start].isalnum() or low[end : end + 1].isalnum()


def _shown(text: str) -> str:
    return text[:1].upper() + text[1:]


def _units(low: str, text: str, words: OwnerWords, duties: DutyWords) -> Iterator[Mention]:
    """Units called by a name: the noun, then capitals, then words until a verb or a sign."""
    for unit in words.units:
        for found in re.finditer(rf"\b{unit.noun} (?=\S)", low):
            start, after = found.span()
            capital = text[start].isupper()
            if not (text[after].isupper() or (capital and unit.code == "body")):
                continue
            end = _name_end(low, text, after, words, duties)
            if end > after and not words.strangers.search(low[start : start + _LONGEST_UNIT]):
                yield Mention(Owner(unit.code, _shown(text[start:end])), start, end)


@lru_cache(maxsize=8)
def _alternatives(parts: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(re.escape(part) for part in sorted(parts, reverse=True))
    return re.compile(rf"(?:{listed})(?!\w)")


def _name_end(low: str, text: str, after: int, words: OwnerWords, duties: DutyWords) -> int:
    """Where a unit's name ends: after its number, or before a verb or a sign."""
    part = _alternatives(words.name_parts)
    verb = _alternatives((*duties.tasks, *duties.exhortations))
    first = part.match(low, after) or verb.match(low, after)
    at = first.end() if first else _first_word(text, after)
    for _ in range(_LONGEST_NAME):
        if _NUMBERED.search(low[after:at]):
            break
        joint = _JOINT.match(low, at)
        known = part.match(low, joint.end()) if joint else None
        # "Phòng Tổng hợp kiểm tra …": there the verb begins
        acts = joint and joint[0] == " " and verb.match(low, joint.end())
        word = _WORD.match(low, at)
        if known and not acts:
            at = known.end()
        elif word and not _ends_name(low, word.start(1), verb, words):
            at = word.end()
        else:
            break
    return at


def _ends_name(low: str, at: int, verb: re.Pattern[str], words: OwnerWords) -> bool:
    return bool(verb.match(low, at) or _STOP.match(low, at) or words.other_verbs.match(low, at))


_LONGEST_NAME = 7
_LONGEST_UNIT = 60  # letters enough to tell a unit of somebody else's
_NUMBERED = re.compile(r" (?:\d{1,2}|[ivx]{1,4})$")
_JOINT = re.compile(r"(?:,? và |, | - | )")
_WORD = re.compile(r" ([\w-]+)")


def _first_word(text: str, after: int) -> int:
    found = re.compile(r"[\w-]+").match(text, after)
    return found.end() if found else after


def _persons(low: str, text: str, words: OwnerWords) -> Iterator[Mention]:
    for title in words.persons.finditer(low):
        name = _PERSON.match(text, title.end())
        if not name or _inside_a_word(low, *title.span()):
            continue
        first = name[1].split()[0]
        if first in _NOT_A_NAME:
            continue
        yield Mention(Owner("person", name[1]), title.start(), name.end())


_NOT_A_NAME = frozenset(
    ("Trưởng", "Phó", "Chánh", "Thanh", "Lãnh", "Tổ", "Đoàn", "Giám", "Chủ", "Bí", "UBND", "HĐND")
)

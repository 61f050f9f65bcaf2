"""The law as the program holds it: one regime as tables, or two side by side."""

from __future__ import annotations

from dataclasses import dataclass

from states.errors import Unknown
from states.law import Level, Rule
from states.lawbook import Difference, Lawbook, Pack, diff
from states.text import Text
from tiendo.errors import NotFound

_LIMIT = Text("thời hạn", "limit")
_HOLDS = Text("tạm dừng", "holds")
_COUNTING = Text("cách tính ngày", "how days are counted")
_SURE = Text("độ chắc", "confidence")
_WORDS = Text("lời văn", "wording")

ASPECTS: dict[str, Text] = {
    "unit": _LIMIT,
    "amount": _LIMIT,
    "month_day": _LIMIT,
    "ceiling": _LIMIT,
    "lesser_ceiling": _LIMIT,
    "extensions": _LIMIT,
    "extension_days": _LIMIT,
    "grounds_outside_ceiling": _LIMIT,
    "anchor": Text("mốc tính", "counted from"),
    "direction": Text("mốc tính", "counted from"),
    "stops_on": Text("việc làm dừng thời hạn", "what meets it"),
    "site_pause": _HOLDS,
    "case_pause": _HOLDS,
    "first_day": _COUNTING,
    "last_day": _COUNTING,
    "counting_confidence": _COUNTING,
    "citation": Text("điều luật", "article"),
    "confidence": _SURE,
    "severity": Text("khi vi phạm", "on a breach"),
    "actor": Text("người làm", "who owes it"),
    "notify": Text("nơi phải báo", "who is told"),
    "document": Text("văn bản làm ra", "document produced"),
    "form_field": _LIMIT,
    "unit_field": _LIMIT,
    "only_for": Text("phạm vi", "scope"),
    "name": _WORDS,
    "note": _WORDS,
}
"""What each field of a rule is about, in the words of the comparison."""
_ONE_SIDE = Text("chỉ một bên có", "only on one side")
_MOVES_DATES = (
    _ONE_SIDE,
    *(ASPECTS[name] for name in ("amount", "anchor", "stops_on", "first_day", "site_pause")),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """One rule in two regimes, and in what they differ."""

    id: str
    left: Rule | None
    right: Rule | None
    aspects: tuple[Text, ...]

    @property
    def name(self) -> Text:
        """What the rule is called."""
        rule = self.left or self.right
        assert rule is not None  # noqa: S101 - a difference has a side
        return rule.name

    @property
    def moves_dates(self) -> bool:
        """Whether a date may come out differently, not only its source or wording."""
        return any(aspect in _MOVES_DATES for aspect in self.aspects)


@dataclass(frozen=True, slots=True)
class LawPage:
    """The regimes there are, the one looked at, and the one it is held against, if any."""

    packs: tuple[Pack, ...]
    left: Pack
    right: Pack | None
    levels: tuple[tuple[Level, tuple[Rule, ...]], ...]
    pairs: tuple[tuple[Level, tuple[Pair, ...]], ...]

    @property
    def different(self) -> int:
        """In how many rules a date may come out differently."""
        return sum(pair.moves_dates for _, pairs in self.pairs for pair in pairs)


def law_page(book: Lawbook, asked: str, against: str, usual: Pack) -> LawPage:
    """The law asked for, else the usual one. Raises NotFound on a regime there is none of."""
    try:
        left = book.pack(asked) if asked.strip() else usual
        right = book.pack(against) if against.strip() else None
    except Unknown as error:
        raise NotFound(error.text) from error
    found = diff(left, right) if right else ()
    return LawPage(
        packs=book.packs,
        left=left,
        right=right,
        levels=tuple((level, left.at(level)) for level in Level if left.at(level)),
        pairs=tuple((level, pairs) for level in Level if (pairs := _pairs(found, level))),
    )


def _pairs(found: tuple[Difference, ...], level: Level) -> tuple[Pair, ...]:
    return tuple(
        Pair(each.id, each.left, each.right, _aspects(each))
        for each in found
        if each.level is level
    )


def _aspects(each: Difference) -> tuple[Text, ...]:
    if each.left is None or each.right is None:
        return (_ONE_SIDE,)
    found = dict.fromkeys(ASPECTS[name] for name in each.fields)
    return tuple(sorted(found, key=lambda aspect: aspect not in _MOVES_DATES))

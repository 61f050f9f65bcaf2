"""The page docs/law.md: the same provincial inspection under each regime, from the packs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from states.law import HoldEffect, Level, Rule
from states.law_terms import HOLD_EFFECT_NAMES, anchor_text, citation_text, limit_text
from states.lawbook import Lawbook

_HEAD = """\
# The same provincial inspection under each regime

Made by `tiendo law --table` from `tiendo/data/packs/`; a test holds it equal. Do not edit.

The regime is fixed by the day the inspection decision was signed. Each figure carries how sure
we are of it: SEEN was read in a page; REC-H, REC-M, REC-L are recalled, with high, medium and low
confidence, and never block; NONE FOUND means that we found no figure, and the one that counts is
typed from the document. **blocks** marks the rows whose breach may block; all others warn or
inform. A dash means that the regime has no such duty.
"""
_ABSENT = "–"


def law_page(book: Lawbook) -> str:
    """The whole page, ending in a line break."""
    parts = [
        _HEAD,
        "## Regimes\n",
        _regimes(book),
        "\n## By when\n",
        _by_rule(book, _duration),
        "\n## Counted from\n",
        _by_rule(book, lambda rule: anchor_text(rule).en),
        "\n## Where it stands\n",
        _by_rule(book, lambda rule: citation_text(rule.citation).say("en")),
        "\n## What a hold does\n",
        "Of work on site (first) and of the whole inspection by decision (second). "
        "*as its order says*: where the\norder is silent the days count, with a warning and both "
        "dates.\n",
        _by_rule(book, lambda rule: f"{_effect(rule.site_pause)}; {_effect(rule.case_pause)}"),
    ]
    return "\n".join(parts) + "\n"


def _regimes(book: Lawbook) -> str:
    rows = [
        (
            pack.regime_id,
            pack.law,
            f"{pack.valid_from:%d/%m/%Y}",
            f"{pack.valid_to:%d/%m/%Y}" if pack.valid_to else _ABSENT,
            "; ".join(pack.instruments),
        )
        for pack in book.packs
    ]
    return _table(("regime", "law", "signed from", "signed to", "instruments"), rows)


def _by_rule(book: Lawbook, cell: Callable[[Rule], str]) -> str:
    heads = ("rule", *(pack.regime_id for pack in book.packs))
    places = _order(book)
    rows = [
        (
            rule_id,
            *(cell(rule) if (rule := pack.rule(rule_id)) else _ABSENT for pack in book.packs),
        )
        for rule_id in places
    ]
    return _table(heads, rows)


def _order(book: Lawbook) -> tuple[str, ...]:
    """Every provincial rule in the order of the procedure, which the packs share in part."""
    order: list[str] = []
    for pack in book.packs:
        place = 0
        for rule in pack.at(Level.PROVINCE):
            if rule.id not in order:
                order.insert(place, rule.id)
            place = order.index(rule.id) + 1
    return tuple(order)


def _duration(rule: Rule) -> str:
    blocks = " · **blocks**" if rule.severity == "block" else ""
    return f"{limit_text(rule).en} · {rule.confidence.value}{blocks}"


def _effect(effect: HoldEffect) -> str:
    return HOLD_EFFECT_NAMES[effect].en


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)

"""The command that shows the law as the program holds it: a pack, two side by side, the table."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from cyclopts import Parameter

from states.law import Level, Rule
from states.law_terms import (
    CONFIDENCE_NAMES,
    LEVEL_NAMES,
    SEVERITY_NAMES,
    UNIT_NAMES,
    anchor_text,
    citation_text,
    limit_text,
)
from states.lawbook import Lawbook, Pack, diff
from states.text import Text, dmy
from tiendo import reference
from tiendo.cli import opening, rendering
from tiendo.cli.options import AsJson
from tiendo.errors import BadInput
from tiendo.lawbook import lawbook
from tiendo.lawtable import law_page
from tiendo.settings import read_settings

Two = Annotated[
    tuple[str, str] | None,
    Parameter(name="--diff", help="Hai thời kỳ cạnh nhau / two regimes side by side."),
]


def law(
    regime: str = "",
    /,
    *,
    signed_on: str = "",
    between: Two = None,
    table: bool = False,
    as_json: AsJson = False,
) -> None:
    """Luật theo từng thời kỳ: bao lâu, từ đâu, điều nào, chắc đến đâu / the law as data.

    Parameters
    ----------
    regime
        Mã thời kỳ, ví dụ VN-2010-A; không nêu thì liệt kê các thời kỳ / a regime, or all of them.
    signed_on
        Thời kỳ của quyết định ký ngày này / the regime of a decision signed on this day.
    table
        In bảng so sánh các thời kỳ (docs/law.md) / print the table of docs/law.md.
    """
    if sum((bool(regime), bool(signed_on), between is not None, table)) > 1:
        raise BadInput(
            Text(
                "Chỉ nêu một: mã thời kỳ, --signed-on, --diff hoặc --table.",
                "Give one only: a regime, --signed-on, --diff or --table.",
            )
        )
    book, lang = lawbook(), read_settings().lang
    if table:
        print(law_page(book), end="")
    elif between is not None:
        _show_two(book.pack(between[0]), book.pack(between[1]), lang, as_json=as_json)
    elif regime or signed_on:
        pack = book.pack(regime) if regime else book.regime_for(_day(signed_on))
        _show_one(pack, lang, as_json=as_json)
    else:
        _show_all(book, lang, as_json=as_json)


def _day(text: str) -> date:
    return opening.day(text, "--signed-on")


def _show_all(book: Lawbook, lang: str, *, as_json: bool) -> None:
    if as_json:
        rendering.print_json(reference.packs_json(book))
        return
    rows = [
        (p.regime_id, p.name.say(lang), _life(p), str(len(p.rules)), p.hash[:12])
        for p in book.packs
    ]
    heads = Text("Thời kỳ|Luật|Ký từ – đến|Số quy tắc|Mã băm", "Regime|Law|Signed|Rules|Hash")
    rendering.print_table(heads.say(lang).split("|"), rows)


def _life(pack: Pack) -> str:
    return f"{dmy(pack.valid_from)} – {dmy(pack.valid_to) if pack.valid_to else '…'}"


def _show_one(pack: Pack, lang: str, *, as_json: bool) -> None:
    if as_json:
        rendering.print_json(reference.pack_json(pack))
        return
    print(f"{pack.regime_id} · {pack.name.say(lang)} · {_life(pack)} · {pack.hash[:12]}")
    heads = Text(
        "Mã|Quy tắc|Thời hạn|Đơn vị|Tính từ|Điều luật|Độ chắc|Mức",
        "Id|Rule|Limit|Unit|Anchor|Article|Confidence|Severity",
    )
    for level in Level:
        if not pack.at(level):
            continue
        print(f"\n{LEVEL_NAMES[level].say(lang)}")
        rendering.print_table(
            heads.say(lang).split("|"), [_cells(rule, lang) for rule in pack.at(level)]
        )


def _cells(rule: Rule, lang: str) -> tuple[str, ...]:
    return (
        rule.id,
        rule.name.say(lang),
        limit_text(rule).say(lang),
        UNIT_NAMES[rule.unit].say(lang),
        anchor_text(rule).say(lang),
        citation_text(rule.citation).say(lang),
        CONFIDENCE_NAMES[rule.confidence].say(lang),
        SEVERITY_NAMES[rule.severity].say(lang),
    )


def _show_two(left: Pack, right: Pack, lang: str, *, as_json: bool) -> None:
    if as_json:
        rendering.print_json(reference.diff_json(left, right))
        return
    rows = [
        (
            "≠" if each.fields else "=",
            LEVEL_NAMES[each.level].say(lang),
            each.id,
            _side(each.left, lang),
            _side(each.right, lang),
        )
        for each in diff(left, right)
    ]
    heads = Text("|Cấp|Quy tắc", "|Level|Rule").say(lang).split("|")
    rendering.print_table([*heads, left.regime_id, right.regime_id], rows)


def _side(rule: Rule | None, lang: str) -> str:
    if rule is None:
        return "–"
    sure = CONFIDENCE_NAMES[rule.confidence].say(lang)
    source = f"{citation_text(rule.citation).say(lang)}; {sure}"
    return f"{limit_text(rule).say(lang)}, {anchor_text(rule).say(lang)} ({source})"

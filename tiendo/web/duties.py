"""What the law leaves to a document, and the laws there are, as words and choices of forms."""

from __future__ import annotations

from states.lawbook import Pack
from states.text import Text, same
from tiendo.lawbook import lawbook

Option = tuple[str, Text]


def typed_duties(pack: Pack | None) -> tuple[Option, ...]:
    """The deadlines of an inspection that its law leaves to a document, by their field."""
    duties = pack.duties if pack else ()
    return tuple((rule.form_field, rule.name) for rule in duties if rule.form_field)


def duty_name(field: str) -> Text:
    """What such a deadline is called under any law; the field itself for one unknown."""
    named = (
        name for pack in lawbook().packs for each, name in typed_duties(pack) if each == field
    )
    return next(named, same(field))


def regimes() -> tuple[Option, ...]:
    """Every law there are rules for, in the order of time."""
    return tuple((pack.regime_id, pack.name) for pack in lawbook().packs)


def regime_name(regime: str) -> Text:
    """What a law is called; its id for one unknown."""
    return dict(regimes()).get(regime, same(regime))

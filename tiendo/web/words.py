"""The page's own words: Vietnamese is written in the templates, English is looked up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

LANGUAGES = ("vi", "en")
Forms = tuple[str, str]
"""What is said of one and of several; the same twice where it makes no difference."""


@cache
def catalog(lang: str) -> Catalog:
    """The translations into one language, as they stand in its file."""
    data = files("tiendo.web").joinpath(f"locale/{lang}.po").read_bytes()
    return read_po(BytesIO(data), locale=lang, domain="messages")


@cache
def translations(lang: str) -> Mapping[str, Forms]:
    """Every message of the templates in one language; nothing for Vietnamese."""
    if lang == "vi":
        return {}
    found: dict[str, Forms] = {}
    for message in catalog(lang):
        match message.id, message.string:
            case (str(one), *_), (str(single), str(several)):
                found[one] = (single, several)
            case str(one), str(string) if one:
                found[one] = (string, string)
            case _:
                pass
    return found


def gettext_for(lang: str) -> Callable[..., str]:
    """The function `_` of the templates: a message with its named places filled."""
    known = translations(lang)

    def translated(message: str, **values: object) -> str:
        return known.get(message, (message, message))[0].format(**values)

    return translated


def ngettext_for(lang: str) -> Callable[..., str]:
    """The function `ngettext` of the templates: a message that counts ``n`` things."""
    known = translations(lang)

    def counted(one: str, several: str, n: int, **values: object) -> str:
        single, plural = known.get(one, (one, several))
        return (single if n == 1 else plural).format(n=n, **values)

    return counted

"""A sentence in the two languages of the office."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import NamedTuple


class Text(NamedTuple):
    """The same words in Vietnamese and in English."""

    vi: str
    en: str

    def say(self, lang: str) -> str:
        """The words in one language; anything but ``en`` is Vietnamese."""
        return self.en if lang == "en" else self.vi

    def fill(self, **values: object) -> Text:
        """The sentence with its named places filled; a Text value keeps its language."""

        def in_language(lang: str) -> dict[str, object]:
            return {k: v.say(lang) if isinstance(v, Text) else v for k, v in values.items()}

        return Text(self.vi.format(**in_language("vi")), self.en.format(**in_language("en")))

    def then(self, other: Text) -> Text:
        """Two sentences, one after the other."""
        return Text(f"{self.vi} {other.vi}", f"{self.en} {other.en}")


def same(words: str) -> Text:
    """Words that read the same in both languages: a name, a number."""
    return Text(words, words)


def joined(parts: tuple[Text, ...], vi: str = ", ", en: str = ", ") -> Text:
    """Several texts as one, with a separator per language."""
    return Text(vi.join(p.vi for p in parts), en.join(p.en for p in parts))


def dmy(day: date) -> str:
    """A day as the office writes it, dd/mm/yyyy."""
    return f"{day:%d/%m/%Y}"


def fold(text: str) -> str:
    """Text for search: lower case, without diacritics, đ as d, single spaces."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(kept.split())

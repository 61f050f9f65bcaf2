"""What a text says to whoever reads it: signs that nobody sees are left out on the way in.

A zero-width space would be a number, a signature and a log entry to the rules; a sign that turns
the direction of writing lets a number be read backwards; both hide a copy from a comparison.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

_JOINS = "\u200d"  # within pictures made of several
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""What is blank on the screen although Unicode calls it a letter or a sign."""


def spoken(given: object) -> object:
    """What was given, every text in it without what nobody sees; empty where it says nothing."""
    if isinstance(given, str):
        return given if given.isalnum() and given.isascii() else _said(given)
    if isinstance(given, Mapping):
        return {key: spoken(value) for key, value in given.items()}
    if isinstance(given, Sequence) and not isinstance(given, bytes):
        return tuple(spoken(each) for each in given)
    return given


def _said(text: str) -> str:
    seen = "".join(char for char in text if _is_seen(char))
    return seen if any(char.isalnum() for char in seen) else ""


def _is_seen(char: str) -> bool:
    return char in _JOINS or (unicodedata.category(char) != "Cf" and char not in _BLANK)

"""What a text says to whoever reads it: signs that nobody sees are left out on the way in.

A zero-width space would be a number, a signature and a log entry to the rules; a sign that turns
the direction of writing lets a number be read backwards; both hide a copy from a comparison.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

_FORMATS = (
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
"""Signs that only say how others are shown, but for the one within pictures made of several."""
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""What is blank on the screen although Unicode calls it a letter or a sign."""
_UNSEEN = re.compile(f"[{_FORMATS}{_BLANK}]")


def spoken(given: object) -> object:
    """What was given, every text in it without what nobody sees; empty where it says nothing."""
    if isinstance(given, str):
        seen = given if given.isascii() else _UNSEEN.sub("", given)
        return seen if any(map(str.isalnum, seen)) else ""
    if given is None or isinstance(given, date | int):
        return given
    if isinstance(given, Mapping):
        return {key: spoken(value) for key, value in given.items()}
    if isinstance(given, Sequence) and not isinstance(given, bytes):
        return tuple(spoken(each) for each in given)
    return given

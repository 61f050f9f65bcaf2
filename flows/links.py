"""Tags and addresses by which a supervisor finds an inspection in Prefect's UI and on our page."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from prefect.settings import PREFECT_UI_URL

from states.stall import StallKind
from states.stall_names import KIND_NAMES
from states.text import fold
from tiendo.notices import path_of
from tiendo.settings import read_settings

STUCK = "dang-vuong"
CLEARED = "da-thong"
_FAR_BACK_SECONDS = 10 * 365 * 86_400


def slug(words: str) -> str:
    """Words as a tag can hold them: without diacritics, joined by dashes."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(words)))


def block_tag(block: str) -> str:
    """The tag of a block of the office."""
    return f"khoi:{slug(block)}"


def kind_tag(kind: StallKind) -> str:
    """The tag of a kind of stall."""
    return f"kieu:{slug(KIND_NAMES[kind].vi)}"


def code_tag(stream: str) -> str:
    """The tag of one inspection."""
    return f"ma:{stream}"


def inspection_page(stream: str) -> str:
    """Where our page of an inspection is."""
    return f"{read_settings().page}{path_of(stream)}"


def runs_tagged(*tags: str) -> str:
    """The list in Prefect's UI of the runs that have all these tags.

    The span is part of it: without one the UI lists the runs of the past seven days only.
    """
    asked = [*(("tag", tag) for tag in tags), ("type", "span"), ("seconds", -_FAR_BACK_SECONDS)]
    return f"{PREFECT_UI_URL.value() or ''}/runs?{urlencode(asked)}"


def link(label: str, address: str) -> str:
    """A link in Markdown, whatever signs its label holds."""
    return f"[{plain(label)}]({address})"


_LOOKALIKES = str.maketrans(
    {"[": "(", "]": ")", "<": "‹", ">": "›", "`": "'", "\\": "/", "|": "¦"}
)


def plain(words: str) -> str:
    """Words on one line that cannot be read as mark-up, in Markdown, in a table, or in HTML."""
    return " ".join(words.translate(_LOOKALIKES).split())

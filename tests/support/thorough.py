"""How much the long tests do: a tenth of it in every check, all of it with TIENDO_THOROUGH=1."""

from __future__ import annotations

import os

THOROUGH = os.environ.get("TIENDO_THOROUGH") == "1"


def share(whole: int) -> int:
    """How many of the whole are tried here."""
    return whole if THOROUGH else whole // 10

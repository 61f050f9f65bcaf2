"""What a browser calls itself, in the words people use for it."""

from __future__ import annotations

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
_SHOWN = 60


def browser_name(agent: str) -> str:
    """Browser and machine, as «Chrome · Windows»; what is neither is shown by its beginning.

    The order of the lists matters: most browsers also name those they resemble.
    """
    found = [
        next((name for sign, name in signs if sign in agent), "")
        for signs in (_BROWSERS, _MACHINES)
    ]
    return " · ".join(filter(None, found)) or agent[:_SHOWN] or "—"

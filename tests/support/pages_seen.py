"""Every page that a reader may come to, in one place: whoever adds a page adds it here.

The paths are those of the demonstration office; each is opened as the person before it.
"""

from __future__ import annotations

import re

PAGES: tuple[tuple[str, str], ...] = (
    ("", "/sign-in"),
    ("tam", "/"),
    ("hai", "/my"),
    ("hai", "/inspections/ba-du-an"),
    ("tam", "/inspections/go-dau-dat-dai?as_of=2021-08-01"),
    ("tam", "/inspections/ba-du-an/receipt"),
    ("tam", "/decisions/new?kind=pause_case"),
    ("tam", "/plan/2021"),
    ("lan", "/plan/new"),
    ("tam", "/inspections"),
    ("tam", "/directives"),
    ("tam", "/reports"),
    ("tam", "/receipts"),
    ("tam", "/receipts/inspections?rule=period"),
    ("tam", "/lost-days"),
    ("tam", "/lost-days/inspections?account=site_paused"),
    ("tam", "/aging"),
    ("tam", "/law?a=VN-2010-A&b=VN-2022-A"),
    ("tam", "/calendar/2021"),
    ("lan", "/meetings"),
    ("hanh", "/meeting/meeting:2021-09-08"),
    ("lan", "/meeting/meeting:2021-08-06/items"),
    ("phuc", "/meeting/directive:2021-08-06.03"),
    ("lan", "/meeting/report:2021-09.phong-2"),
    ("lan", "/meetings/read"),
    ("phuc", "/reports/submit"),
    ("tam", "/inbox"),
    ("khanh", "/users"),
    ("tam", "/delegations"),
    ("hai", "/account"),
    ("tam", "/khong-co"),
)
LONG_PAGES: tuple[tuple[str, str], ...] = (
    ("tam", "/inspections/ben-dinh"),
    ("lan", "/reports?all=1"),
)
"""Pages that only a thorough check has time for."""


def marks(shown: str) -> list[str]:
    """The codes of how sure we are of the law that stand in what people are shown."""
    return re.findall(r"REC-[HML]|NONE FOUND|\bSEEN\b", shown)

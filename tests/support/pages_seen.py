"""Every page that a reader may come to, in one place: whoever adds a page adds it here.

The paths are those of the demonstration office; each is opened as the person before it.
"""

from __future__ import annotations

PAGES: tuple[tuple[str, str], ...] = (
    ("", "/sign-in"),
    ("tam", "/"),
    ("hai", "/my"),
    ("hai", "/inspections/ba-du-an"),
    ("tam", "/inspections/go-dau-dat-dai?as_of=2021-08-01"),
    ("tam", "/inspections/ba-du-an/receipt"),
    ("tam", "/decisions/new?kind=pause_case"),
    ("tam", "/plan/2021"),
    ("tam", "/inspections"),
    ("tam", "/meetings"),
    ("tam", "/directives"),
    ("tam", "/reports"),
    ("tam", "/receipts"),
    ("tam", "/lost-days"),
    ("tam", "/law?a=VN-2010-A&b=VN-2022-A"),
    ("tam", "/calendar/2021"),
    ("tam", "/inbox"),
    ("khanh", "/users"),
    ("hai", "/account"),
    ("tam", "/khong-co"),
)
LONG_PAGES: tuple[tuple[str, str], ...] = (("tam", "/inspections/ben-dinh"),)
"""Pages that only a thorough check has time for."""

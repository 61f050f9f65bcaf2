"""The measures of Decree 30/2020/NĐ-CP, Annex I, in one table: what we set, and what it allows.

``seen``: the figure was read in a stored copy of the annex. The others are recalled and stand
here so that whoever has the annex at hand can correct them in one place.
"""

from __future__ import annotations

from dataclasses import dataclass

FONT = "Times New Roman"
"""The only font the annex allows (Unicode, black)."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: what we set, and from where to where it may be."""

    ours: float
    least: float
    most: float
    seen: bool


PAGE_WIDTH, PAGE_HEIGHT = Measure(210, 210, 210, True), Measure(297, 297, 297, True)
"""A4, in millimetres."""
MARGIN_TOP = Measure(20, 20, 25, True)
MARGIN_BOTTOM = Measure(20, 20, 25, True)
MARGIN_LEFT = Measure(30, 30, 35, True)
MARGIN_RIGHT = Measure(20, 15, 20, True)
BETWEEN_PARAGRAPHS = Measure(6, 6, 1_000, True)
"""In points."""
LINES = Measure(1.15, 1.0, 1.5, True)
FIRST_LINE = Measure(10, 10, 12.7, False)
"""How far the first line of a paragraph stands in, in millimetres."""

PAGE_NUMBER = Measure(13, 13, 14, True)
NATION = Measure(12, 12, 13, True)
"""Quốc hiệu: capitals, bold. Here and below: sizes in points."""
MOTTO = Measure(13, 13, 14, True)
"""Tiêu ngữ: bold, a rule as long as its line below."""
ISSUER = Measure(12, 12, 13, False)
"""The issuing body: capitals, bold, a rule below; the body above it: not bold."""
NUMBER = Measure(13, 13, 13, False)
PLACE_AND_DAY = Measure(13, 13, 14, False)
"""Italic; a day below 10 and the months 1 and 2 with a zero before."""
KIND = Measure(14, 13, 14, False)
"""Tên loại: capitals, bold."""
ABOUT = Measure(14, 13, 14, False)
"""Trích yếu: bold, a rule below."""
ABOUT_OF_LETTER = Measure(12, 12, 13, False)
"""Trích yếu of a công văn: "V/v …" below its number."""
GROUNDS = Measure(14, 13, 14, False)
"""Căn cứ: italic, a line each."""
BODY = Measure(14, 13, 14, True)
HEADING = Measure(14, 13, 14, True)
TABLE = Measure(12, 11, 14, False)
"""Tables in the text: the annex names no size that we have seen."""
COPIES_TITLE = Measure(12, 12, 12, False)
"""The words "Nơi nhận:": italic, bold."""
COPIES = Measure(11, 11, 11, False)
SIGNER = Measure(14, 13, 14, False)
"""The signer's capacity (capitals) and name: bold."""

"""What the glossary says stands on the screen is said by the program, in those words."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAYS = ("*.py", "*.html", "*.yaml", "*.po", "*.js")


def terms() -> dict[str, str]:
    """The Vietnamese words of each row, in small letters, with the English of the row."""
    rows = (ROOT / "docs" / "glossary.md").read_text("utf-8").splitlines()
    cells = [row.split("|") for row in rows if row.startswith("| ")][1:]
    return {
        term.strip().lower(): cell[1].strip()
        for cell in cells
        for term in re.split(r"[,()]", cell[2])
        if term.strip()
    }


def test_the_words_of_the_glossary_are_those_of_the_program() -> None:
    said = "\n".join(
        file.read_text("utf-8").lower()
        for folder in ("states", "tiendo", "flows")
        for kind in SAYS
        for file in (ROOT / folder).rglob(kind)
    )

    assert len(terms()) > 50
    assert {term: of for term, of in terms().items() if term not in said} == {}

"""A drafted urging as an official letter: every word of it, laid out."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import docx
import pytest
from builders import at
from offices import CASE, Told, open_office, sqlite

from states.events import Prompted
from tiendo.drive import drive
from tiendo.papers.docx_file import docx_of
from tiendo.papers.letters import letter_paper


@pytest.fixture
def drafts(tmp_path: Path) -> list[str]:
    """Every letter the machine drafted in half a year of silence."""
    desk = open_office(sqlite(tmp_path), date(2021, 8, 3))
    told = Told(desk, date(2021, 6, 1)).walk()
    told.day = date(2021, 8, 3)
    told.request("YC1", date(2021, 8, 20))
    for day in (date(2021, 8, 23), date(2021, 9, 1), date(2021, 9, 14)):
        drive(desk, as_of=day, now=at(day))
    letters = [
        each.letter for each in desk.history(CASE) if isinstance(each, Prompted) and each.letter
    ]
    desk.store.close()
    return letters


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()


def test_every_word_of_every_draft_stands_in_its_file(drafts: list[str]) -> None:
    assert len(drafts) == 3
    for draft in drafts:
        document = docx.Document(io.BytesIO(docx_of(letter_paper(draft))))
        cells = [cell.text for t in document.tables for row in t.rows for cell in row.cells]
        found = _squeezed(" ".join([*cells, *(p.text for p in document.paragraphs)]))
        lines = [line for line in draft.splitlines() if _squeezed(line) and "[chữ ký" not in line]
        assert [line for line in lines if _squeezed(line) not in found] == []


def test_its_parts_are_told_apart(drafts: list[str]) -> None:
    paper = letter_paper(drafts[0])

    assert paper.above == "THANH TRA TỈNH [TÊN TỈNH]"
    assert paper.issuer.startswith("ĐOÀN THANH TRA")
    assert paper.about.startswith("V/v đôn đốc")
    assert paper.addressees == ("Sở Công Thương",)
    assert all(ground.startswith("Căn cứ ") for ground in paper.grounds)
    assert paper.grounds
    assert paper.signature is not None
    assert paper.signature.capacity == ("TRƯỞNG ĐOÀN",)
    assert paper.signature.name == "Trần Văn Bình"
    assert paper.copies[0] == "- Như trên;"


def test_another_text_is_no_letter() -> None:
    with pytest.raises(ValueError, match="not enough values"):
        letter_paper("Một dòng.")

"""An inspection is found without diacritics and by what the office writes short."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from states.text import fold
from tests.demonstration import demo_desk
from tiendo.desk import Desk
from tiendo.finding import abbreviations, words_of
from tiendo.listing import Wanted

TODAY = date(2021, 9, 8)


@pytest.fixture(scope="module")
def office(loaded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The demonstration office."""
    desk = demo_desk(Path(shutil.copy(loaded_file, tmp_path_factory.mktemp("home"))))
    yield desk
    desk.store.close()


def found(desk: Desk, words: str) -> set[str]:
    wanted = Wanted(words=words_of(words))
    return {row.short_name for row in desk.store.overview.listed(wanted, TODAY, 1000)}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("đường cầu bến đình", "Bến Đình"),
        ("duong cau ben dinh", "Bến Đình"),
        ("DUONG  CAU  BEN  DINH", "Bến Đình"),
        ("trang bang", "Trảng Bàng"),
        ("tb", "Trảng Bàng"),
        ("ubnd trang bang", "Trảng Bàng"),
        ("ủy ban nhân dân tb", "Trảng Bàng"),
        ("kltt ben dinh", "Bến Đình"),
        ("03 dự án", "03 dự án"),
    ],
)
def test_words_find_what_they_mean(office: Desk, words: str, name: str) -> None:
    names = found(office, words)

    assert any(name in each for each in names), names


def test_every_word_must_be_found(office: Desk) -> None:
    assert found(office, "ben dinh khong-co-dau") == set()
    assert len(found(office, "ben dinh")) < len(found(office, ""))


def test_a_word_is_not_found_inside_another() -> None:
    assert words_of("tb")[0][0] == "tb"
    assert abbreviations()["tb"] == ("thong bao", "trang bang", "tan bien")


def test_short_forms_are_one_folded_word_each() -> None:
    assert all(short == fold(short) and " " not in short for short in abbreviations())


def test_a_paper_is_found_by_its_number(office: Desk) -> None:
    row = next(row for row in office.store.rows() if row.phase == "course.field")
    paper = next(p for p in office.inspection(row.stream).documents if p.counts)

    assert row.short_name in found(office, paper.number)

"""How sure we are of a figure is said to people in words; the marks are for programs."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from pages_seen import marks
from pydantic import BaseModel

import states
import tiendo
from states.clock_warnings import remarks
from states.law import Unit
from states.law_terms import CONFIDENCE_NAMES
from states.sourced import Confidence
from states.text import Text
from tiendo.cli import main
from tiendo.lawbook import lawbook

PACKS = lawbook().packs
ROOT = Path(__file__).parents[1]


def words(thing: object) -> list[str]:
    """Every text in a value, whatever it is nested in; enumerated values are no texts."""
    match thing:
        case Confidence():
            return []
        case str():
            return [thing]
        case Text():
            return [thing.vi, thing.en]
        case BaseModel():
            return [
                each for name in type(thing).model_fields for each in words(getattr(thing, name))
            ]
        case dict():
            return [each for pair in thing.items() for part in pair for each in words(part)]
        case tuple() | list() | set() | frozenset():
            return [each for part in thing for each in words(part)]
        case _:
            return []


def test_a_mark_is_found_wherever_it_stands() -> None:
    bad = {"x": ([Text("a (REC-M)", "b (SEEN)")], PACKS[0].rules[0])}

    assert marks(" ".join(words(bad))) == ["REC-M", "SEEN"]
    assert marks("Không thấy: UNSEEN, REC-X; NONE FOUND.") == ["NONE FOUND"]


def test_no_text_of_a_law_pack_holds_one() -> None:
    assert {each.regime_id: marks(" ".join(words(each))) for each in PACKS} == {
        each.regime_id: [] for each in PACKS
    }


def test_no_text_of_any_module_holds_one() -> None:
    for package in (states, tiendo):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if "__main__" not in module.name and ".migrations" not in module.name:
                import_module(module.name)
    texts = [
        (name, said)
        for name, module in sorted(sys.modules.items())
        if name.split(".")[0] in {"states", "tiendo"}
        for thing in vars(module).values()
        if isinstance(thing, Text | dict | tuple)
        for said in words(thing)
    ]

    assert len(texts) > 3000
    assert [(name, said) for name, said in texts if marks(said)] == []


@pytest.mark.parametrize("sure", [each for each in Confidence if each is not Confidence.SEEN])
def test_a_clock_says_in_words_that_its_figure_was_recalled(sure: Confidence) -> None:
    rule = PACKS[0].rules[0].model_copy(update={"confidence": sure})

    (said,) = remarks(rule, (), 10, Unit.CALENDAR, None, None, literal=False)

    assert CONFIDENCE_NAMES[sure].vi in said.vi
    assert CONFIDENCE_NAMES[sure].en in said.en
    assert marks(said.vi + said.en) == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_law_at_the_command_line_is_in_words(
    lang: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIENDO_LANG", lang)
    shown = [("law", each.regime_id) for each in PACKS]
    for line in (*shown, ("law", "--diff", "VN-2010-A", "VN-2025")):
        with pytest.raises(SystemExit) as left:
            main(line)
        assert left.value.code in (None, 0), line

    printed = capsys.readouterr().out
    assert {"vi": "nhớ lại", "en": "recalled"}[lang] in printed
    assert marks(printed) == []


def test_what_was_read_by_hand_holds_none() -> None:
    golden = sorted(ROOT.glob("states/*.txt")) + sorted(ROOT.glob("demo/*.txt"))

    assert len(golden) >= 5
    assert [file.name for file in golden if marks(file.read_text("utf-8"))] == []

"""`tiendo law`: a pack, the pack of a day, two side by side, the table."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tiendo.cli import main
from tiendo.lawbook import lawbook
from tiendo.lawtable import law_page

Tiendo = Callable[..., tuple[int, str, str]]


@pytest.fixture
def tiendo(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Tiendo:
    monkeypatch.delenv("TIENDO_LANG", raising=False)

    def run(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(("law", *words))
        printed = capsys.readouterr()
        return int(left.value.code or 0), printed.out, printed.err

    return run


def told(tiendo: Tiendo, *words: str) -> Any:
    code, out, err = tiendo(*words, "--json")
    assert code == 0, err
    return json.loads(out)


def test_without_a_word_it_lists_the_regimes(tiendo: Tiendo) -> None:
    assert [each["regime"] for each in told(tiendo)] == [
        "VN-2010-A",
        "VN-2010-B",
        "VN-2022-A",
        "VN-2022-B",
        "VN-2025",
    ]


def test_a_regime_is_listed_with_articles_or_the_lack_of_one(tiendo: Tiendo) -> None:
    code, out, _ = tiendo("vn-2010-a")

    assert code == 0
    words = " ".join(out.split())
    assert "chưa rõ điều" in words
    assert "nhớ lại, khá chắc" in words
    assert "issue_conclusion" in words


def test_the_regime_of_a_day(tiendo: Tiendo) -> None:
    pack = told(tiendo, "--signed-on", "15/11/2021")

    assert pack["regime_id"] == "VN-2010-B"
    assert pack["hash"] == lawbook().pack("VN-2010-B").hash


def test_two_side_by_side(tiendo: Tiendo) -> None:
    rows = {
        (row["level"], row["rule"]): row
        for row in told(tiendo, "--diff", "VN-2010-B", "VN-2022-A")
    }
    code, out, _ = tiendo("--diff", "VN-2010-B", "VN-2022-A")

    conclusion = rows["tinh", "issue_conclusion"]
    assert conclusion["left"]["anchor"] == "team_report"
    assert conclusion["right"]["anchor"] == "draft_submitted"
    assert rows["tinh", "assign_draft"]["left"] is None
    assert code == 0
    assert "≠" in out


def test_the_table_is_the_page(tiendo: Tiendo) -> None:
    assert tiendo("--table") == (0, law_page(lawbook()), "")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("VN-1999",), 3, "VN-2010-A"),
        (("--signed-on", "01/01/2000"), 3, "01/01/2000"),
        (("--signed-on", "soon"), 2, "--signed-on"),
        (("VN-2025", "--table"), 2, "--table"),
    ],
)
def test_what_it_cannot_show_it_says(
    tiendo: Tiendo, words: tuple[str, ...], code: int, said: str
) -> None:
    left, _, error = tiendo(*words)

    assert left == code
    assert said in error

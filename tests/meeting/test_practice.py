"""Each paper the rules were made from is read as it is labelled, but for what is known wrong.

A change of the rules that reads any of them otherwise is seen here, paper by paper, better or
worse: `known.txt` is then written anew by hand. Papers held out are in test_conclusions.py.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from meeting_papers import HERE

from states.meeting.proposals import Known
from states.meeting.reading import read_conclusion
from tiendo.meeting.labels import load_labels
from tiendo.meeting.measure import score_of
from tiendo.meeting.taking_in import read_paper
from tiendo.meeting.wording import wording

PAPERS = sorted((*(HERE / "practice").glob("*.yaml"), *(HERE / "seeds").glob("*.yaml")))


@cache
def known() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (HERE / "known.txt").read_text("utf-8").splitlines():
        name, _, what = line.partition(": ")
        found.setdefault(name, []).append(what)
    return found


def read(labels_file: Path) -> list[str]:
    """What of a paper is right, in counts, and what is wrong, in words."""
    labels = load_labels(labels_file)
    paper = read_paper(labels_file.with_suffix(".txt")).paper
    name = labels_file.stem
    score = score_of(
        paper,
        read_conclusion(paper, wording(), Known(date(2000, 1, 1), labels.known())),
        labels,
        name,
    )
    counts = (
        f"{score.right} of {score.labelled} right, {score.kinds} kinds, {score.objects} objects,"
        f" {score.named_right} of {score.named_labelled} shortcomings by name, {score.head} of 5"
    )
    return [counts, *(miss.removeprefix(f"{name}: ") for miss in score.misses)]


@pytest.mark.parametrize("labels_file", PAPERS, ids=lambda file: file.stem)
def test_a_paper_is_read_as_labelled_but_for_what_is_known(labels_file: Path) -> None:
    assert read(labels_file) == known()[labels_file.stem]

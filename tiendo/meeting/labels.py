"""Hand labels of a conclusion: what a person says stands in it, to measure the rules against."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import Field

from states.meeting.objects import Candidate
from states.meeting.paper import Paper, tidy
from states.meeting.proposals import ItemKind
from states.model import Day, Frozen, Key
from states.text import Text
from tiendo.errors import BadInput
from tiendo.policy import read_numbers


class LabelledItem(Frozen):
    """One duty or shortcoming: its first and last words, and what it says."""

    says: str
    kind: ItemKind
    who: tuple[str, ...]
    due: date | str = ""
    about: str = ""
    named: tuple[str, ...] = ()


class LabelledHeader(Frozen):
    """What the head and foot say; None where they do not."""

    number: str | None
    dated_on: Day | None
    place: str | None
    signer: str | None


class Labels(Frozen):
    """The labels of one conclusion."""

    header: LabelledHeader
    twice: tuple[str, ...]
    candidates: dict[Key, tuple[str, ...]] = Field(default_factory=dict)
    items: tuple[LabelledItem, ...]

    def known(self) -> tuple[Candidate, ...]:
        """The inspections the office knows in this example."""
        return tuple(Candidate(key, names) for key, names in self.candidates.items())


def load_labels(file: Path) -> Labels:
    """The labels in a YAML file. Raises BadInput naming the file and the field."""
    return read_numbers(Labels, file, file.name)


def span_of(item: LabelledItem, paper: Paper, name: str) -> tuple[int, int]:
    """Where a label's words stand in ``paper.text``. Raises BadInput when they are not there."""
    first, _, last = (part.strip() for part in tidy(item.says).partition("…"))
    start = paper.text.find(first)
    end = paper.text.find(last, start + len(first)) if last else start + len(first)
    if start < 0 or end < 0 or paper.text.find(first, start + 1) >= 0:
        text = Text(
            "{name}: không thấy (hoặc thấy hai lần) «{says}».",
            "{name}: not found, or found twice: “{says}”.",
        )
        raise BadInput(text.fill(name=name, says=item.says))
    return start, end + len(last)

"""How well the rules read: precision and recall against hand labels, folder by folder.

A proposal is right when all of this holds: its words and the label's overlap by at least half
of what they cover together; both are a shortcoming or both a duty; they name the same owners;
they have the same due date (day, review day, period, event, or none). Each label is matched
once at most. Precision = right / proposed, recall = right / labelled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path

from states.meeting.paper import Paper, plain
from states.meeting.proposals import Defect, Item, ItemKind, Known, Reading
from states.meeting.reading import read_conclusion
from states.meeting.when import DueKind
from states.text import Text
from tiendo.errors import BadInput
from tiendo.meeting.labels import LabelledItem, Labels, load_labels, span_of
from tiendo.meeting.taking_in import read_paper
from tiendo.meeting.wording import wording

_OVERLAP = 0.5
_DAY = date(2000, 1, 1)  # a paper without any day in it; none of the labelled ones is


@dataclass
class Score:
    """Counts over some conclusions, and what went wrong, in words."""

    papers: int = 0
    labelled: int = 0
    proposed: int = 0
    right: int = 0
    found: int = 0
    owners: int = 0
    dues: int = 0
    kinds: int = 0
    objects: int = 0
    named_right: int = 0
    named_labelled: int = 0
    head: int = 0
    head_labelled: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of what is proposed, how much is right."""
        return self.right / self.proposed if self.proposed else 0.0

    @property
    def recall(self) -> float:
        """Of what is labelled, how much is proposed rightly."""
        return self.right / self.labelled if self.labelled else 0.0

    def add(self, other: Score) -> None:
        """Take in the counts of another."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))


def measure(folder: Path) -> dict[str, Score]:
    """The score of each folder of labelled conclusions in ``folder``, or of itself.

    Raises BadInput when there is no conclusion with labels, or a label is wrong.
    """
    groups = (
        [each for each in sorted(folder.iterdir()) if each.is_dir()] if folder.is_dir() else []
    )
    scores = {group.name: _folder(group) for group in (groups or [folder])}
    scores = {name: score for name, score in scores.items() if score.papers}
    if not scores:
        text = Text("{name}: không có văn bản kèm nhãn.", "{name}: no labelled papers.")
        raise BadInput(text.fill(name=folder))
    return scores


def _folder(folder: Path) -> Score:
    score = Score()
    for labels_file in sorted(folder.glob("*.yaml")):
        labels = load_labels(labels_file)
        file = labels_file.with_suffix(".txt")
        paper = read_paper(file).paper
        reading = read_conclusion(paper, wording(), Known(_DAY, labels.known()))
        score.add(score_of(paper, reading, labels, labels_file.stem))
    return score


def score_of(paper: Paper, reading: Reading, labels: Labels, name: str) -> Score:
    """The score of one conclusion."""
    score = Score(papers=1, labelled=len(labels.items), proposed=len(reading.items))
    spans = [span_of(item, paper, name) for item in labels.items]
    pairs = _pairs(paper, reading.items, spans, labels.items)
    for proposal, label in pairs:
        _compare(reading.items[proposal], labels.items[label], score, name)
    taken = {label for _, label in pairs}
    given = {proposal for proposal, _ in pairs}
    for index, item in enumerate(labels.items):
        if index not in taken:
            score.misses.append(f"{name}: MISSED {item.says}")
    for index, found in enumerate(reading.items):
        if index not in given:
            score.misses.append(f"{name}: EXTRA [{found.kind}] {found.words[:110]}")
    _heads(reading, labels, score, name)
    return score


def _pairs(
    paper: Paper,
    items: Sequence[Item],
    spans: Sequence[tuple[int, int]],
    labels: Sequence[LabelledItem],
) -> list[tuple[int, int]]:
    """Proposals and labels that mean the same words, each once, the closest first."""
    starts = [0]
    for paragraph in paper.paragraphs:
        starts.append(starts[-1] + len(paragraph.text) + 1)
    close = []
    for at, item in enumerate(items):
        begin = starts[item.paragraph]
        mine = (begin + item.start, begin + item.end)
        for number, span in enumerate(spans):
            share = _share(mine, span)
            if share >= _OVERLAP and _family(item.kind) == _family(labels[number].kind):
                close.append((share, at, number))
    pairs: list[tuple[int, int]] = []
    for _, at, number in sorted(close, reverse=True):
        if all(at != one and number != other for one, other in pairs):
            pairs.append((at, number))
    return pairs


def _share(one: tuple[int, int], other: tuple[int, int]) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(common, 0) / (max(one[1], other[1]) - min(one[0], other[0]))


def _family(kind: ItemKind) -> str:
    return "shortcoming" if kind is ItemKind.SHORTCOMING else "duty"


def _compare(item: Item, label: LabelledItem, score: Score, name: str) -> None:
    owners = {plain(owner.key) for owner in item.owners}
    same_who = owners == {plain(owner) for owner in label.who}
    same_due = due_words(item) == str(label.due)
    score.found += 1
    score.owners += same_who
    score.dues += same_due
    score.right += same_who and same_due
    score.kinds += item.kind is label.kind
    score.objects += item.about[:1] == ((label.about,) if label.about else ())
    score.named_right += len({*item.named} & {*label.named})
    score.named_labelled += len(label.named)
    if not same_who:
        score.misses.append(f"{name}: WHO {sorted(owners)} ≠ {list(label.who)}: {label.says}")
    if not same_due:
        score.misses.append(f"{name}: DUE {due_words(item)} ≠ {label.due}: {label.says}")
    if item.about[:1] != ((label.about,) if label.about else ()):
        score.misses.append(f"{name}: ABOUT {item.about} ≠ {label.about}: {label.says}")


def due_words(item: Item) -> str:
    """A proposal's due date as labels write it."""
    match item.due.kind:
        case DueKind.DAY:
            return str(item.due.on)
        case DueKind.REVIEW:
            return f"review {item.due.on}"
        case DueKind.RECURRING:
            return item.due.every
        case DueKind.EVENT:
            return "after event"
        case DueKind.MISSING:
            return ""


def _heads(reading: Reading, labels: Labels, score: Score, name: str) -> None:
    """Number, date, place, signer and the sections numbered twice."""
    head, said = reading.header, labels.header
    twice = [fault.number for fault in reading.faults if fault.defect is Defect.SECTION_TWICE]
    pairs = (
        (head.number or None, said.number),
        (head.dated_on, said.dated_on),
        (head.place or None, said.place),
        (head.signer or None, said.signer),
        (sorted(twice), sorted(labels.twice)),
    )
    for found, wanted in pairs:
        score.head += found == wanted
        score.head_labelled += 1
        if found != wanted:
            score.misses.append(f"{name}: HEAD {found} ≠ {wanted}")

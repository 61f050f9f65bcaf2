"""Reading a conclusion: each clause in its section is a duty, a shortcoming, or neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from states.meeting.clauses import LONGEST, Span, parts, sentences
from states.meeting.judging import Clause, Judge
from states.meeting.mentions import Owner
from states.meeting.objects import Names
from states.meeting.outline import Block, outline
from states.meeting.paper import Paper, plain
from states.meeting.proposals import Item, ItemKind, Known, Reading, form_faults, times_of
from states.meeting.sections import mode_of
from states.meeting.when import MISSING, Due, DueKind, Times, due_of, due_over
from states.meeting.who import Who
from states.meeting.wording import Mode, Wording


def read_conclusion(paper: Paper, wording: Wording, known: Known) -> Reading:
    """What a conclusion orders and complains of, and its own faults of form."""
    header, times = times_of(paper, known)
    reader = _Reader(wording, Names(known.candidates, wording.names), times)
    indexes = {id(paragraph): number for number, paragraph in enumerate(paper.paragraphs)}
    items = [
        item
        for block in outline(paper)
        for item in reader.items(block, indexes[id(block.paragraph)])
    ]
    return Reading(header, form_faults(paper, header), tuple(items), times.paper)


class _Reader:
    def __init__(self, wording: Wording, names: Names, times: Times) -> None:
        self._wording, self._names, self._times = wording, names, times
        self._who = Who(wording.owners, wording.duties)
        self._judge = Judge(wording, self._who, times)

    def items(self, block: Block, paragraph: int) -> Iterator[Item]:
        """The items of one paragraph."""
        if block.heading:
            return
        owners, mode = self._heading_owners(block.above), self._mode(block.above)
        before: tuple[Owner, ...] = ()
        for sentence in self._sentences(block):
            text = block.paragraph.text[sentence.start : sentence.end]
            mode = self._turned(text, mode)
            heirs = before if self._who.goes_on(text) else owners
            for clause in self._clauses(block, sentence, mode, heirs):
                if item := self._item(block, clause, paragraph):
                    before = item.owners
                    yield item

    def _sentences(self, block: Block) -> list[Span]:
        """The sentences of a paragraph, "Thời hạn: 20/11." with the one before it."""
        text, kept = block.paragraph.text, list[Span]()
        for span in sentences(text, block.start):
            near = kept and span.end - kept[-1].start <= LONGEST
            if near and self._judge.is_a_day(text[span.start : span.end]):
                kept[-1] = Span(kept[-1].start, span.end)
            else:
                kept.append(span)
        return kept

    def _heading_owners(self, above: Sequence[str]) -> tuple[Owner, ...]:
        for heading in reversed(above):
            if owners := self._who.of_heading(heading):
                return owners
        return ()

    def _mode(self, headings: Sequence[str]) -> Mode | None:
        return mode_of(headings, self._wording.duties)

    def _turned(self, sentence: str, mode: Mode | None) -> Mode | None:
        """The mode from a sentence on that turns from the good to the bad."""
        turns = self._wording.duties.turn.match(plain(sentence))
        return "shortcomings" if turns and mode != "tasks" else mode

    def _clauses(
        self, block: Block, sentence: Span, mode: Mode | None, owners: tuple[Owner, ...]
    ) -> Iterator[Clause]:
        """The clauses of a sentence that can stand alone, each with whom it inherits."""
        text = block.paragraph.text
        topic, start = self._topic(text, sentence)
        if topic:
            mode = self._topic_mode(topic) or mode
            owners = self._who.of_heading(topic) or owners
        drops = topic and self._mode((topic,)) == "shortcomings"
        span = Span(start if drops else sentence.start, sentence.end)
        listed = block.marker is not None
        for part in self._split(text, span, mode):
            skip = max(start - part.start, 0)
            clause = Clause(part, text[part.start : part.end], mode, listed, owners, skip, topic)
            yield clause
            if mode != "shortcomings":
                owners = self._who.told(clause.said) or owners

    def _topic(self, text: str, sentence: Span) -> tuple[str, int]:
        """The words before a colon when they are a heading of their own, and where it ends."""
        words = text[sentence.start : sentence.end]
        head, colon, rest = words.partition(": ")
        lists = self._wording.shortcomings.examples.search(plain(head + colon))
        if not colon or lists or len(head) > 100 or "(" in head or ";" in head:
            return "", sentence.start
        if rest[:1].islower() and not self._who.of_heading(head) and not self._mode((head,)):
            return "", sentence.start
        return head, sentence.start + len(head) + len(colon)

    def _topic_mode(self, topic: str) -> Mode | None:
        """What a topic says of its sentence; "tình hình …" may only name a duty's matter."""
        mode = self._mode((topic,))
        only_named = self._wording.duties.matter.match(plain(topic))
        return None if mode == "results" and only_named else mode

    def _split(self, text: str, span: Span, mode: Mode | None) -> list[Span]:
        """A sentence cut at those semicolons after which something new begins."""
        kept: list[Span] = []
        for part in parts(text, span):
            said = text[span.start : part.start]
            if kept and not self._stands_alone(text[part.start : part.end], said, mode):
                kept[-1] = Span(kept[-1].start, part.end)
            else:
                kept.append(part)
        return kept

    def _stands_alone(self, part: str, said: str, mode: Mode | None) -> bool:
        low, wording = plain(part), self._wording
        if wording.shortcomings.examples.search(plain(said)):
            return False
        if wording.duties.goes_with.match(low) or self._judge.only_says_when(part):
            return False
        if mode in ("shortcomings", "results") and self._complains(low):
            return True
        return self._judge.begins_duty(part) or self._judge.orders_early(part)

    def _complains(self, low: str) -> bool:
        lacks = self._wording.shortcomings.other.search(low)
        return bool(self._judge.complaints(low) or lacks)

    def _item(self, block: Block, clause: Clause, paragraph: int) -> Item | None:
        kind, named = self._judge.kind(clause)
        if kind is None:
            return None
        due = self._due(kind, clause)
        owners, inherited = self._owners(kind, clause, due)
        return Item(
            kind=_settled(kind, due),
            words=clause.text,
            place=block.paragraph.place_at(clause.span.start),
            paragraph=paragraph,
            start=clause.span.start,
            end=clause.span.end,
            owners=owners,
            inherited=inherited,
            due=due,
            about=self._names.about(clause.text),
            named=named,
            under=next((each for each in reversed(block.above) if each), ""),
        )

    def _due(self, kind: ItemKind, clause: Clause) -> Due:
        strict = kind is ItemKind.SHORTCOMING
        due = due_of(clause.said, self._wording.dates, self._times, strict=strict)
        if due == MISSING:
            loose = kind is ItemKind.TASK  # a span only frames a reminder, and what went wrong
            due = due_over(clause.over, self._wording.dates, self._times, spans=loose)
        return MISSING if strict and due.kind is not DueKind.DAY else due

    def _owners(self, kind: ItemKind, clause: Clause, due: Due) -> tuple[tuple[Owner, ...], bool]:
        """The owners, and whether they were inherited."""
        who = self._who.blamed if kind is ItemKind.SHORTCOMING else self._who.told
        own = _resolved(who(clause.said) or who(clause.text), clause.inherited)
        if own or due.kind is DueKind.REVIEW:
            return own, False
        return clause.inherited, bool(clause.inherited)


def _settled(kind: ItemKind, due: Due) -> ItemKind:
    """The kind once the due date is known: what comes back recurs, what has a day is a task."""
    if due.kind is DueKind.RECURRING:
        return ItemKind.RECURRING
    dated = due.kind in (DueKind.DAY, DueKind.REVIEW)
    return ItemKind.TASK if kind is ItemKind.REMINDER and dated else kind


def _resolved(owners: tuple[Owner, ...], inherited: tuple[Owner, ...]) -> tuple[Owner, ...]:
    """The owners, where "của Phòng" is the room that the heading names, or else the rooms."""
    if Owner("own_room") not in owners:
        return owners
    rest = tuple(owner for owner in owners if owner.code != "own_room")
    return tuple(dict.fromkeys((*rest, *(inherited or (Owner("rooms"),)))))

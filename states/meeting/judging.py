"""Whether a clause orders, complains or only tells: judged by its words and its section."""

from __future__ import annotations

import re
from dataclasses import dataclass

from states.meeting.clauses import Span
from states.meeting.mentions import Owner
from states.meeting.paper import plain
from states.meeting.proposals import ItemKind
from states.meeting.when import DueKind, Times, due_of
from states.meeting.who import Who
from states.meeting.wording import Mode, Wording

_FAR, _EARLY, _SHORT = 12, 6, 4
_FAILED = re.compile(r"\b(?:còn|chưa|không|thiếu|chậm|sai)\b")
_LIMIT_FIRST = re.compile(
    r"^(?:chậm nhất|muộn nhất|trước|đến|hết)[^,\d]{0,14}\d[\d/]*(?: tháng \d+)?(?: năm \d+)?,? "
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause in its section: ``topic`` is where it begins after the words before a colon.

    ``over`` is the topic of its whole sentence, which also stands over what a semicolon divides.
    """

    span: Span
    text: str
    mode: Mode | None
    listed: bool
    inherited: tuple[Owner, ...]
    topic: int = 0
    over: str = ""

    @property
    def said(self) -> str:
        """The clause without its topic."""
        return self.text[self.topic :]


class Judge:
    """Judges clauses with one set of word lists."""

    def __init__(self, wording: Wording, who: Who, times: Times) -> None:
        self._wording, self._who, self._times = wording, who, times
        duties = wording.duties
        starts = "|".join(map(re.escape, (*duties.tasks, *duties.exhortations)))
        exhorts = "|".join(map(re.escape, duties.exhortations))
        self._verb = re.compile(rf"(?:{duties.adverbs.pattern})*(?:{starts})(?!\w)")
        self._exhorts = re.compile(rf"(?:{duties.adverbs.pattern})*(?:{exhorts})(?!\w)")

    def kind(self, clause: Clause) -> tuple[ItemKind | None, tuple[str, ...]]:
        """What a clause is, with the kinds of shortcoming it names; None for neither."""
        low = plain(clause.text)
        named = self.complaints(low)
        if clause.mode != "shortcomings" and self.put_off(clause.said):
            return ItemKind.TASK, ()
        if self._complains(clause, low, named):
            return ItemKind.SHORTCOMING, named or ("other",)
        if self._is_duty(clause):
            return self._sort(clause), ()
        return None, ()

    def complaints(self, low: str) -> tuple[str, ...]:
        """The kinds of shortcoming that the words name."""
        kinds = self._wording.shortcomings.kinds
        return tuple(row.kind for row in kinds if any(p.search(low) for p in row.patterns))

    def put_off(self, text: str) -> bool:
        """Whether a matter is put off to a day on which it is decided again."""
        return due_of(text, self._wording.dates, self._times).kind is DueKind.REVIEW

    def begins_duty(self, text: str) -> bool:
        """Whether a clause begins with an order, a verb of duty, or an owner and such a verb."""
        orders, begin = self._wording.duties.orders, self._begin(plain(text))
        if orders.match(begin) or self._is_verb(begin):
            return True
        after = self._after_subject(text)
        return bool(after and (self._acts(after) or orders.match(after)))

    def orders_early(self, part: str) -> bool:
        """Whether a clause says "must" right after whatever it begins with."""
        return self._orders(" ".join(plain(part).split()[:_EARLY]))

    def only_says_when(self, part: str) -> bool:
        """Whether a clause only sets the day for the one before it, or puts that off."""
        low = plain(part)
        if self._wording.dates.review.search(low) and not self._who.told(part):
            return True
        return self.is_a_day(part)

    def is_a_day(self, part: str) -> bool:
        """Whether hardly more stands in a part than a day by which something is due."""
        due = due_of(part, self._wording.dates, self._times)
        rest = plain(part).replace(plain(due.words), " ")
        return due.kind is DueKind.DAY and len(rest.split()) <= _SHORT

    def _complains(self, clause: Clause, low: str, named: tuple[str, ...]) -> bool:
        words = self._wording.shortcomings
        always = words.always.search(low) and not self._ordered_later(low)
        if always or words.reproach.match(self._begin(low)):
            return True
        if self._tells(clause.said):
            return False
        if clause.mode == "shortcomings":
            return self._complains_where_expected(clause, low, named)
        after = self._after_subject(clause.said)
        if self._lacks(after, clause.mode) and not self._ordered_later(low):
            return True
        if not named or words.not_meant.match(self._begin(low)):
            return False
        if words.yet.search(low):
            return not self._orders(low)
        if clause.mode == "tasks" and self.begins_duty(clause.said):
            return False
        return not self._orders_itself(low)

    def _complains_where_expected(self, clause: Clause, low: str, named: tuple[str, ...]) -> bool:
        words = self._wording.shortcomings
        if self._fails_first(clause):
            return True
        if self.begins_duty(clause.text) and self._orders(low):
            return False
        return bool(named or words.other.search(low))

    def _fails_first(self, clause: Clause) -> bool:
        """Whether somebody is said to have failed before any word of duty comes."""
        duties = self._wording.duties
        after = self._after_subject(clause.said)
        modal = duties.modals.search(duties.not_modal.sub(" ", after))
        return bool(modal and _FAILED.search(after[: modal.start()]))

    def _lacks(self, after: str, mode: Mode | None) -> bool:
        """Whether what follows a subject is a lack; "không" forbids where duties are given."""
        if self._wording.shortcomings.lacks.match(after):
            return True
        return mode == "results" and after.startswith("không ")

    def _is_duty(self, clause: Clause) -> bool:
        low = plain(clause.said)
        if self._orders(low):
            return True
        if clause.mode == "results" or self._tells(clause.said):
            return False
        if self.begins_duty(clause.said):
            return clause.mode != "shortcomings"
        subject = bool(self._who.subject_end(clause.said))
        return clause.mode == "tasks" and (clause.listed or subject)

    def _tells(self, said: str) -> bool:
        """Whether a clause is news, praise or a figure."""
        duties, low = self._wording.duties, plain(said)
        if self._orders(low):
            return False
        after = self._after_subject(said)
        return bool(duties.news.search(low) or (after and duties.told.match(after)))

    def _sort(self, clause: Clause) -> ItemKind:
        """A task, or a reminder of how to work."""
        low, after = plain(clause.said), self._after_subject(clause.said)
        begin = self._begin(after or low)
        if self._exhorts.match(begin) or self._wording.duties.reminding.search(low):
            return ItemKind.REMINDER
        return ItemKind.REMINDER if after.startswith("không ") else ItemKind.TASK

    def _after_subject(self, text: str) -> str:
        """What follows the subject, in plain letters; "" without a subject."""
        end = self._who.subject_end(text)
        return self._begin(plain(text)[end:].lstrip(" :,-")) if end else ""

    def _is_verb(self, begin: str) -> bool:
        return bool(self._verb.match(begin)) and not self._wording.duties.not_verb.match(begin)

    def _acts(self, after: str) -> bool:
        """Whether a verb of duty follows the subject, at once or after what the subject is for."""
        words = after.split()[:_FAR]
        starts = (" ".join(words[at:]) for at in range(len(words)))
        return any(self._verb.match(start) for start in starts)

    def _begin(self, low: str) -> str:
        """A clause from where it says what to do: without connectives and fronted phrases."""
        owners = self._wording.owners
        begin = re.sub(rf"^(?:{owners.filler.pattern}[ ,:]+)+", "", low)
        begin = _LIMIT_FIRST.sub("", begin)
        if not self._verb.match(begin) and owners.fronted.match(begin):
            cut = re.search(r"[,:] |\bthì ", begin)
            begin = begin[cut.end() :] if cut else begin
        return begin

    def _orders(self, low: str) -> bool:
        duties = self._wording.duties
        bare = duties.not_modal.sub(" ", low)
        return bool(duties.modals.search(bare) or duties.orders.match(self._begin(low)))

    def _orders_itself(self, low: str) -> bool:
        """Whether a complaint is in truth a duty: an order, and not only "…, đề nghị bổ sung"."""
        duties = self._wording.duties
        if duties.then_order.search(low) or duties.orders.match(self._begin(low)):
            return True
        return self._ordered_later(low)

    def _ordered_later(self, low: str) -> bool:
        """Whether a complaint goes on to an order with a day of its own."""
        found = re.search(r"[,;] (?:đề nghị|yêu cầu|giao|phải|cần) (.*)", low)
        if not found or self._wording.shortcomings.yet.search(found[1]):
            return False
        return due_of(found[1], self._wording.dates, self._times).kind is DueKind.DAY

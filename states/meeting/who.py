"""Who a clause gives a duty to, or blames: the owners that stand in its subject's place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from states.meeting.mentions import Mention, Owner, mentions
from states.meeting.paper import plain
from states.meeting.wording import DutyWords, OwnerWords

_JOINED = re.compile(r"\s*(?:,|và|cùng|;|/|, và)\s*(?:các\s+|với\s+các\s+)?$")
_HELPS = re.compile(
    r"phối hợp(?: với| cùng)?:?\s*$|"
    r"\b(?:cho|với|của|gửi|trình|báo cáo|tại|đôn đốc|hướng dẫn|về|từ|mời)\s*$"
)
_EVERY = re.compile(r"\b(?:mỗi|hằng|hàng|từng) (?:tuần|tháng|quý|năm)$")
_CLOSED = re.compile(r"(?:[,;:-][^()]*)?\)[.;, /]*")
_TO = re.compile(r"\b(?:cho|với|của|gửi|trình|yêu cầu|hướng dẫn)$")
_TAIL = 100  # letters before an owner that can say what part it has in its clause
_POSTS = frozenset(("deputies", "chief", "inspectors", "team_heads", "room_heads", "office"))
_NOBODY: tuple[Owner, ...] = ()


class Who:
    """Reads owners with one set of word lists."""

    def __init__(self, words: OwnerWords, duties: DutyWords) -> None:
        self._words, self._duties = words, duties
        verbs = "|".join(map(re.escape, (*duties.tasks, *duties.exhortations)))
        self._verb = re.compile(rf"\s*(?:{duties.adverbs.pattern})*(?:{verbs})(?!\w)")
        given, in_charge = words.given_to.pattern, words.in_charge.pattern
        self._given = re.compile(rf"(?:^|[,;:.] ?|\bthì |\bnên ){given}$")
        self._charged = re.compile(rf"\((?:[^()]*[;,] ?)?{in_charge}$")
        self._fillers = re.compile(rf"(?:(?:{words.filler.pattern}|{given})[ ,:]*+)++")
        self._opening = re.compile(
            rf"(?:^|[,;:] )(?:(?:nhưng|mà|còn|{words.filler.pattern}),? )?$"
        )
        self._told_to = re.compile(rf"\b{given}(?: các)?\s*$")
        self._named: dict[str, tuple[Mention, ...]] = {}

    def named(self, text: str) -> tuple[Mention, ...]:
        """Everybody named in a text; a clause is asked about several times, a heading often."""
        if text not in self._named:
            self._named[text] = mentions(text, self._words, self._duties)
        return self._named[text]

    def told(self, text: str) -> tuple[Owner, ...]:
        """Those a clause gives its duty to; empty where it names nobody."""
        low, found = plain(text), self.named(text)
        for index, each in enumerate(found):
            if self._in_charge(low, each):
                return self._with_joined(low, found, index)
        for index, each in enumerate(found):
            if self._is_subject(low, each):
                return self._with_joined(low, found, index)
        return _NOBODY

    def subject_end(self, text: str) -> int:
        """Where the subject ends, so that what follows is the verb; 0 without a subject."""
        low, found = plain(text), self.named(text)
        for index, each in enumerate(found):
            if self._is_subject(low, each):
                last = found.index(self._run(low, found, index)[-1])
                return self._with_post(low, found, last)
        return 0

    @staticmethod
    def _with_post(low: str, found: Sequence[Mention], last: int) -> int:
        """The end of an owner, with the post that follows a person's name."""
        end = found[last].end
        if found[last].owner.code == "person" and last + 1 < len(found):
            post = found[last + 1]
            if post.owner.code in _POSTS and low[end : post.start].strip() in (",", "-"):
                return post.end
        return end

    def blamed(self, text: str) -> tuple[Owner, ...]:
        """Those a clause blames."""
        low, found = plain(text), self.named(text)
        blamed = [each for each in found if self._is_blamed(low, each)]
        if blamed and self._opens(low, blamed[0]):  # whose report it is compared with is not
            blamed = [blamed[0], *(each for each in blamed[1:] if self._fails(low, each))]
        owners = [each.owner for each in blamed]
        indexes, named = {each: index for index, each in enumerate(found)}, set[Mention]()
        for each in blamed:  # "báo cáo của Phòng 3 và Phòng 4"
            if each not in named:  # else it was one of the run before
                run = self._run(low, found, indexes[each])
                named.update(run)
                owners += [other.owner for other in run]
        return tuple(dict.fromkeys(owners))

    def of_heading(self, text: str) -> tuple[Owner, ...]:
        """Those a heading or lead-in speaks to; empty where it speaks of a matter."""
        low, found = plain(text), self.named(text)
        if not found:
            return _NOBODY
        first = found[0]
        before = low[: first.start].strip(" :-")
        if re.fullmatch(self._words.heading_to.pattern, before):
            run = self._run(low, found, 0)
            rest = low[run[-1].end :].strip(" :.,")
            ordered = re.fullmatch(self._words.given_to.pattern, before)
            if not rest or ordered:
                return tuple(each.owner for each in run)
        if text.endswith(":"):
            return self._ordered(low, found)
        return _NOBODY

    def goes_on(self, text: str) -> bool:
        """Whether a sentence goes on about the owner of the one before it."""
        return bool(self._words.goes_on.match(plain(text)))

    def _ordered(self, low: str, found: Sequence[Mention]) -> tuple[Owner, ...]:
        for index, each in enumerate(found):
            if _ends(self._told_to, low, each.start):
                return self._with_joined(low, found, index)
        return _NOBODY

    def _in_charge(self, low: str, each: Mention) -> bool:
        return _ends(self._charged, low, each.start) or self._closes(low, each)

    def _closes(self, low: str, each: Mention) -> bool:
        """Whether a mention opens the bracket that ends the sentence: "… (Phòng 4)."."""
        end = _stripped(low, each.start)
        return _says("(", low, end) and bool(_CLOSED.fullmatch(low, each.end))

    def _is_subject(self, low: str, each: Mention) -> bool:
        words, end = self._words, _stripped(low, each.start)
        bare = _stripped(low, end, " ,:")
        if every := _EVERY.search(low, max(bare - _TAIL, 0), bare):
            bare = _stripped(low, every.start(), " ,:")
        if not bare or self._fillers.fullmatch(low, 0, bare) or _ends(self._given, low, bare):
            return True
        follows = each.end + low.startswith(" ", each.end)
        if _says(" do", low, end) and words.by_whom.match(low, follows):
            return True
        if _says(":", low, end) and self._verb.match(low, each.end):
            return True
        fronted = _says((",", ":"), low, end) and words.fronted.match(low)
        if fronted and not self._verb.match(low, 0, end):
            return True
        return bool(words.then_must.match(low, follows)) and not _ends(_HELPS, low, each.start)

    def _run(self, low: str, found: Sequence[Mention], index: int) -> list[Mention]:
        """A mention and those joined to it by a comma or "và"."""
        run = [found[index]]
        for each in found[index + 1 :]:
            if not _JOINED.fullmatch(low, run[-1].end, each.start):
                break
            if run[-1].owner.code == "person" and each.owner.code in _POSTS:
                break  # the person's post
            run.append(each)
        return run

    def _with_joined(self, low: str, found: Sequence[Mention], index: int) -> tuple[Owner, ...]:
        return tuple(dict.fromkeys(each.owner for each in self._run(low, found, index)))

    def _is_blamed(self, low: str, each: Mention) -> bool:
        end = _stripped(low, each.start)
        if _ends(self._words.blamed_before, low, end):
            return each.owner.code != "person" or not _says(" của", low, end)
        if _ends(_TO, low, end):
            return False
        return self._opens(low, each) or self._fails(low, each)

    def _opens(self, low: str, each: Mention) -> bool:
        """Whether a clause opens with the mention."""
        return _ends(self._opening, low, each.start)

    def _fails(self, low: str, each: Mention) -> bool:
        """Whether what follows the mention is a failing."""
        return bool(self._words.blamed_after.match(low[each.end : each.end + _TAIL]))


def _ends(pattern: re.Pattern[str], low: str, end: int) -> bool:
    """Whether the words up to ``end`` end as a pattern, which ends in "$", says.

    Only the last of them are read, and nothing is copied: a long line names hundreds.
    """
    return bool(pattern.search(low, max(end - _TAIL, 0), end))


def _says(words: str | tuple[str, ...], low: str, end: int) -> bool:
    """Whether the words up to ``end`` end with these, or with one of them; nothing is copied."""
    return low.endswith(words, 0, end)


def _stripped(low: str, end: int, signs: str = " ") -> int:
    """Where the words up to ``end`` end without the signs after them."""
    while end and low[end - 1] in signs:
        end -= 1
    return end

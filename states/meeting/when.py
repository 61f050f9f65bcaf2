"""By when a sentence wants something done: a day, a period that returns, an event, or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from states.meeting.days import Written, before, days_in
from states.meeting.paper import plain
from states.meeting.wording import DateWords, Period


class DueKind(StrEnum):
    """What kind of answer there is to "by when"."""

    DAY = "day"
    REVIEW = "review"
    RECURRING = "recurring"
    EVENT = "event"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Due:
    """By when: ``on`` is the last good day; ``every`` a period; ``words`` as they are written."""

    kind: DueKind
    on: date | None = None
    every: str = ""
    words: str = ""


MISSING = Due(DueKind.MISSING)
AddWorkdays = Callable[[date, int], date]
_JOINT = 9  # letters at most between two dates that one word joins


@dataclass(frozen=True, slots=True)
class Times:
    """The days a paper counts from: its own, and that of the meeting; and how to count."""

    paper: date
    meeting: date
    add_workdays: AddWorkdays


def weekdays_after(day: date, count: int) -> date:
    """The day ``count`` weekdays after another, where no calendar is at hand."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def due_of(sentence: str, words: DateWords, times: Times, *, strict: bool = False) -> Due:
    """By when a sentence wants something; ``strict`` takes only what is said to be a limit."""
    text = plain(sentence)
    every = _recurring(text, words)
    if every:
        return Due(DueKind.RECURRING, None, *every)
    found = [*_limits(text, words, times, strict=strict)]
    counted = None if found else _counted(text, words, times)
    if counted:
        return counted
    if found:
        last = max(found, key=lambda each: each[1])
        written, on = last
        shown = sentence[written.start : written.end].strip(" ,;:(")
        review = words.review.search(text) or _put_off(text, words)
        return Due(DueKind.REVIEW if review else DueKind.DAY, on, "", shown)
    event = None if strict else words.event.search(text)
    return Due(DueKind.EVENT, None, "", sentence[slice(*event.span())]) if event else MISSING


def due_over(topic: str, words: DateWords, times: Times, *, spans: bool) -> Due:
    """By when the words before a colon want what follows: "Chậm nhất 20/9: Phòng 2 rà soát …".

    With ``spans`` also "Trong tháng 9: …", where the topic is nothing but the span: its last day.
    "Nhiệm vụ trong tháng 9: …" is a heading, and "Trong năm 2021: …" a frame around a year's work.
    """
    due = due_of(topic, words, times, strict=True)
    if due != MISSING or not spans or not words.span_over.fullmatch(plain(topic).strip()):
        return due
    return due_of(topic, words, times)


def _put_off(text: str, words: DateWords) -> bool:
    """Whether a matter is put off and then decided again."""
    cue = words.put_off.search(text)
    return bool(cue and words.decide.search(text, cue.end()))


def _recurring(text: str, words: DateWords) -> tuple[str, str] | None:
    for row in words.recurring:
        for found in row.pattern.finditer(text):
            if words.not_recurring.search(before(text, found.start()).rstrip()):
                continue
            return _period(row, found, words), found[0]
    return None


def _period(row: Period, found: re.Match[str], words: DateWords) -> str:
    """The period a row means, with its number where it has one: "02 tuần", "hai tuần"."""
    if not row.pattern.groups:
        return row.period
    return row.period.format(n=words.numerals.get(found[1]) or int(found[1]))


def _limits(
    text: str, words: DateWords, times: Times, *, strict: bool
) -> Iterator[tuple[Written, date]]:
    """Each day or period that limits something: its words, and the last good day."""
    last: int | None = None
    for written in days_in(text, times.paper):
        if last is not None and _joins(text, last, written.start):
            last = written.end  # "tháng 5 và tháng 6"
            yield written, written.last
            continue
        said = before(text, written.start)
        at = written.start - len(said)
        near = written.shifted(len(said))
        said = re.sub(r"\s*ngày$", "", said.rstrip(" ("))
        hour = re.search(words.hour.pattern + "$", said)
        if hour:
            said = said[: hour.start()].rstrip()
        if said.endswith(words.before.pattern) and written.unit != "year":
            start = at + len(said) - len(words.before.pattern)
            last = written.end
            yield written.shifted(start), written.first - timedelta(days=0 if hour else 1)
        elif limit := _limit(said, near, words, strict=strict):
            if not strict and written.last < times.meeting:
                continue  # a day gone by is told, not set
            last = written.end
            yield written.shifted(at + limit[0]), written.last


def _joins(text: str, last: int, start: int) -> bool:
    """Whether hardly a word stands between two dates, and it joins them."""
    return start - last <= _JOINT and text[last:start].strip() in ("và", "đến", "-", ",")


def _limit(said: str, written: Written, words: DateWords, *, strict: bool) -> tuple[int] | None:
    """Where in what is said before a day the words begin that make it a limit; None: none do."""
    by = words.strict_by if strict else words.by
    limits = re.search(rf"(?:{by.pattern})(?: đến| vào| là)?[ :]*$", said)
    if strict and not limits:
        return None
    if written.unit in ("day", "weekday"):
        if words.not_due.search(said):
            return None
        return (limits.start() if limits else written.start,)
    if meeting := words.at_meeting.search(said):
        return (meeting.start(),)
    if written.unit in ("week", "year"):
        told = written.unit == "year" and words.not_due_month.search(said)
        return None if told else (written.start,)
    named = re.search(rf"{words.month_words.pattern}\s*$", said)
    if named and _sets_month(said, named.start(), words):
        return (named.start(),)
    early = written.last.day in (10, 20)
    return (written.start,) if early else None


def _sets_month(said: str, start: int, words: DateWords) -> bool:
    """Whether "cuối tháng 9" sets a limit; "kết quả trong tháng 9" does not."""
    loose = said[start:].strip() in ("trong", "đến", "tháng này")
    return not loose or not words.not_due_month.search(said[:start].rstrip())


def _counted(text: str, words: DateWords, times: Times) -> Due | None:
    found = words.event_days.search(text)
    if not found:
        return None
    count, unit, since = int(found[1]), found[2], found[3]
    shown = found[0].strip()
    if words.from_meeting.search(since):
        start = times.meeting
    elif words.from_document.search(since):
        start = times.paper
    else:
        return Due(DueKind.EVENT, None, "", shown)
    add = times.add_workdays if "làm việc" in unit else lambda day, n: day + timedelta(days=n)
    return Due(DueKind.DAY, add(start, count), "", shown)

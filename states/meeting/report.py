"""Checking the report of a room for a period: each finding with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from states.meeting.copying import Likeness, Pair, assessment, likeness
from states.meeting.days import Written, before, days_in
from states.meeting.header import Header, header_of
from states.meeting.objects import Candidate, Names
from states.meeting.outline import Block, body_of, outline
from states.meeting.paper import Paper, Place, plain
from states.meeting.periods import Period, period_of
from states.meeting.proposals import Defect, FormFault, form_faults
from states.meeting.sections import mode_of
from states.meeting.wording import Wording
from states.text import fold


class Fault(StrEnum):
    """What is wrong with a report. The values are stored."""

    UNNUMBERED = "unnumbered"
    UNDATED = "undated"
    UNSIGNED = "unsigned"
    SECTION_TWICE = "section_twice"
    SECTION_MISSING = "section_missing"
    PERIOD_MISSING = "period_missing"
    WRONG_PERIOD = "wrong_period"
    FUTURE_RESULT = "future_result"
    PAST_RESULT = "past_result"
    MISSING_NEXT_TASKS = "missing_next_tasks"
    OMITTED = "omitted_from_report"
    COPIED = "copied_assessment"
    QUARTER_REPEATS_MONTH = "quarter_repeats_month"
    NO_TRAINING = "no_training"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: where, in which words; the period, number or id it is about; copied sentences."""

    fault: Fault
    place: Place | None = None
    words: str = ""
    about: str = ""
    period: Period | None = None
    likeness: Likeness | None = None
    first: Place | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """What a report must mention: an open directive or a stuck inspection of the room.

    ``names`` are what it is called; ``words`` the sentence of the directive ("" for none).
    """

    id: str
    names: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier report of the same room."""

    period: Period
    paper: Paper


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: the period, what must be mentioned, what may not be repeated.

    ``training``: none of the room's inspections could go on, so it says what its people studied.
    """

    period: Period
    matters: Sequence[Matter] = ()
    earlier: Sequence[Earlier] = ()
    training: bool = False


def check_report(paper: Paper, wording: Wording, asked: Asked) -> tuple[Finding, ...]:
    """Everything that is wrong with a report, in the order of these checks."""
    header, blocks = header_of(paper), outline(paper)
    return (
        *(_formal(fault) for fault in form_faults(paper, header)),
        *_period(paper, header, asked.period),
        *_outside(blocks, wording, header, asked.period),
        *_next_tasks(blocks, wording, asked.period),
        *_omitted(paper, wording, asked.matters),
        *_copied(paper, wording, asked),
        *_training(blocks, wording, asked),
    )


_STUDY = re.compile(
    r"(?:tự )?(?:nghiên cứu|học tập|học hỏi|trao đổi)(?: \S+){0,3} (?:quy định|pháp luật|luật|"
    r"nghị định|thông tư|quy trình|trình tự|nghiệp vụ|chuyên môn|chuyên đề|kỹ năng|kinh nghiệm)"
    r"|tập huấn|bồi dưỡng|đào tạo"
)


def _training(blocks: Sequence[Block], wording: Wording, asked: Asked) -> Iterator[Finding]:
    """No word of what people studied while nothing could go on; a plan to study is none."""
    told = (
        plain(block.body)
        for block in blocks
        if mode_of((*block.above, block.body), wording.duties) != "tasks"
    )
    if asked.training and not any(_STUDY.search(text) for text in told):
        yield Finding(Fault.NO_TRAINING, period=asked.period)


_FORMAL = {
    Defect.UNNUMBERED: Fault.UNNUMBERED,
    Defect.UNDATED: Fault.UNDATED,
    Defect.UNSIGNED: Fault.UNSIGNED,
    Defect.SECTION_TWICE: Fault.SECTION_TWICE,
    Defect.SECTION_MISSING: Fault.SECTION_MISSING,
}


def _formal(fault: FormFault) -> Finding:
    return Finding(_FORMAL[fault.defect], fault.place, about=fault.number, first=fault.first)


def _period(paper: Paper, header: Header, asked: Period) -> Iterator[Finding]:
    """The period in the title, or else in the words before the body."""
    near = header.dated_on or asked.last
    for paragraph in paper.paragraphs[: max(body_of(paper).start, 1)]:
        text = plain(paragraph.text)
        if re.search(r"^.{0,40}, ngày\b|\bsố ?:", text):
            continue
        for written in days_in(text, near):
            found = period_of(written)
            if found is None:
                continue
            if found != asked:
                words = paragraph.text[written.start : written.end]
                place = paragraph.place_at(written.start)
                yield Finding(Fault.WRONG_PERIOD, place, words, period=found)
            return
    yield Finding(Fault.PERIOD_MISSING, period=asked)


_SETS = re.compile(
    r"(?:chậm nhất|muộn nhất|trước|hạn|đến|dự kiến|kế hoạch|sang|cho|từ|kể từ|sau)(?: ngày| hết)*$"
)
_COMPARES = re.compile(
    r"(?:so với|cùng kỳ|giao ban|kết luận|giao|chuyển từ|chuyển sang|nhiệm vụ|kế hoạch|của|từ|"
    r"báo cáo|đến|cho|dự kiến|trong|trước)(?: cả)?$"
)


def _outside(
    blocks: Sequence[Block], wording: Wording, header: Header, asked: Period
) -> Iterator[Finding]:
    """Results dated after the period, or before it."""
    near = header.dated_on or asked.last
    for block in blocks:
        if block.heading or mode_of(block.above, wording.duties) == "tasks":
            continue
        text = plain(block.paragraph.text)
        for written in days_in(text, near):
            fault = _outside_one(text, written, wording, asked)
            if fault:
                words = _around(block.paragraph.text, written)
                place = block.paragraph.place_at(written.start)
                yield Finding(fault, place, words, period=asked)


def _outside_one(text: str, written: Written, wording: Wording, asked: Period) -> Fault | None:
    said = before(text, written.start).rstrip(" (")
    if _SETS.search(said) or wording.dates.not_due.search(said):
        result = re.search(r"kết quả(?: của)?$", said)
        return Fault.FUTURE_RESULT if result and written.first > asked.last else None
    if written.first > asked.last and written.unit in ("day", "month", "quarter"):
        planned = written.unit != "day" and said.endswith("nhiệm vụ")
        return None if planned else Fault.FUTURE_RESULT
    late = written.last < asked.first and written.unit == "day"
    return Fault.PAST_RESULT if late and not _COMPARES.search(said) else None


def _around(text: str, written: Written) -> str:
    """The words before a date and the date, enough to find it by."""
    start = text[: written.start][:-50].rfind(" ") + 1
    return text[start : written.end]


def _next_tasks(blocks: Sequence[Block], wording: Wording, asked: Period) -> Iterator[Finding]:
    """The periods after this one for which no task is given."""
    planned: set[Period] = set()
    general = False
    for block in blocks:
        if block.heading or mode_of(block.above, wording.duties) != "tasks":
            continue
        said = " ".join((*block.above, block.body))
        found = {period_of(each) for each in days_in(plain(said), asked.last)}
        planned |= {each for each in found if each is not None}
        general = general or not any(
            period_of(each) for each in days_in(plain(" ".join(block.above)), asked.last)
        )
    for number, period in enumerate(asked.to_plan):
        if period not in planned and not (general and number == 0):
            yield Finding(Fault.MISSING_NEXT_TASKS, period=period)


_MENTIONED = 0.5


def _omitted(paper: Paper, wording: Wording, matters: Sequence[Matter]) -> Iterator[Finding]:
    """The matters that no paragraph names or describes."""
    known = [Candidate(matter.id, matter.names) for matter in matters if matter.names]
    names = Names(known, wording.names)
    named = {found for paragraph in paper.paragraphs for found in names.about(paragraph.text)}
    told = [_bigrams(paragraph.text) for paragraph in paper.paragraphs]
    for matter in matters:
        wanted = _bigrams(matter.words)
        described = wanted and any(len(wanted & each) >= _MENTIONED * len(wanted) for each in told)
        if matter.id not in named and not described:
            yield Finding(Fault.OMITTED, words=matter.words, about=matter.id)


def _bigrams(text: str) -> set[tuple[str, str]]:
    words = re.findall(r"\w+", fold(text))
    return set(pairwise(words))


def _copied(paper: Paper, wording: Wording, asked: Asked) -> Iterator[Finding]:
    """The earlier reports that the assessment repeats."""
    now = assessment(paper, wording.duties)
    for earlier in asked.earlier:
        found = likeness(now, assessment(earlier.paper, wording.duties))
        if not found.copied:
            continue
        quarter = asked.period.unit == "quarter" and earlier.period.unit == "month"
        fault = Fault.QUARTER_REPEATS_MONTH if quarter else Fault.COPIED
        first: Pair = found.pairs[0]
        yield Finding(
            fault, first.now.place, first.now.text, period=earlier.period, likeness=found
        )

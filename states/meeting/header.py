"""The head and foot of a paper: its number, date, place, title and signer, or that they lack."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from states.meeting.days import YEARS
from states.meeting.outline import POST, body_of
from states.meeting.paper import Paper, Paragraph, Place, plain

_NUMBER = re.compile(
    r"(?i)\bsố\s*:\s*((?:[^\W\d]|\.)*\d[\w.]*)\s*[-/]\s*([\w-]+(?:/[\w-]+)*)|\bsố\s*:\s*(\d[\w.]*)?"
)
_DATED = re.compile(
    r"([^\W\d_][^,\d]{1,40}), ?ngày\s*(\d{0,2})[\s.…_]*"
    r"(?:tháng|/)\s*(\d{0,2})[\s.…_]*(?:năm|/)\s*(\d{0,4})"
)
_MEETING = re.compile(
    r"ngày\s+(\d{1,2})(?:/|\s+tháng\s+)(\d{1,2})(?:/|\s+năm\s+)(\d{4})[^.]{0,120}?"
    r"(?:họp|giao ban|hội nghị|chủ trì)|(?:họp|giao ban|hội nghị)[^.]{0,60}?"
    r"ngày\s+(\d{1,2})(?:/|\s+tháng\s+)(\d{1,2})(?:/|\s+năm\s+)(\d{4})"
)
_NAME = re.compile(r"(?:[^\W\d_]+\.? ?){2,6}")
_TITLE = re.compile(r"^(?:thông báo|kết luận|báo cáo|biên bản|kế hoạch)\b")


@dataclass(frozen=True, slots=True)
class Header:
    """What a paper says of itself; "" or None where it does not say it."""

    number: str
    dated_on: date | None
    place: str
    signer: str
    title: str
    meeting_on: date | None
    number_at: Place | None


def header_of(paper: Paper) -> Header:
    """The head and foot of a paper."""
    body = body_of(paper)
    head = paper.paragraphs[: max(body.start, 6)]
    number, number_at = _number(head)
    dated_on, place = _dated(head)
    signer = _signed(paper.paragraphs[body.stop :])
    return Header(
        number=number,
        dated_on=dated_on,
        place=place,
        signer=signer,
        title=_title(paper.paragraphs[: body.start]),
        meeting_on=_meeting(head),
        number_at=number_at,
    )


def _number(head: tuple[Paragraph, ...]) -> tuple[str, Place | None]:
    for paragraph in head:
        found = _NUMBER.search(paragraph.text)
        if not found:
            continue
        place = paragraph.place_at(found.start())
        return (f"{found[1]}/{found[2]}" if found[1] else found[3] or ""), place
    return "", None


def _dated(head: tuple[Paragraph, ...]) -> tuple[date | None, str]:
    for paragraph in head:
        found = _DATED.search(paragraph.text)
        if found and (place := _place(found[1])):
            return _day(found[2], found[3], found[4]), place
    return None, ""


def _meeting(head: tuple[Paragraph, ...]) -> date | None:
    for paragraph in head:
        own = _DATED.search(paragraph.text)
        if own and _place(own[1]):
            continue
        found = _MEETING.search(plain(paragraph.text))
        if found:
            return _day(*(part for part in found.groups() if part))
    return None


def _place(text: str) -> str:
    """The last words that begin with a capital."""
    words: list[str] = []
    for word in reversed(text.split()):
        named = word[:1].isupper() and (len(word) == 1 or word[1:].islower())
        if not named and not (words and word in ("-", "–", "TP.")):
            break
        words.insert(0, word)
    return " ".join(words)


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day)) if int(year) in YEARS else None
    except ValueError:
        return None


def _title(head: tuple[Paragraph, ...]) -> str:
    for index, paragraph in enumerate(head):
        if _TITLE.match(plain(paragraph.text)):
            after = head[index + 1 :]
            short = after and len(after[0].text) <= 200 and not after[0].text.endswith((":", "."))
            return f"{paragraph.text} {after[0].text}" if short else paragraph.text
    return ""


def _signed(foot: tuple[Paragraph, ...]) -> str:
    """The signer's name, which follows a post in the last lines of the paper."""
    post, name = "", ""
    for paragraph in foot:
        text = paragraph.text.strip()
        if POST.match(plain(text)) and text.upper() == text:
            post, name = text, ""
        elif post and not name and _NAME.fullmatch(text):
            name = text if text.title() == text or text.isupper() else ""
    return name

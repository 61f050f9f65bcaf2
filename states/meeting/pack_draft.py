"""The draft of the next conclusion, from the pack: sections of numbered sentences, in Vietnamese.

It says what the record says, in the order of the office's own conclusions; whoever chairs the
meeting changes, strikes and adds. A paper is written in one language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from states.inspection import Inspection
from states.meeting.packed import Handed, Item, Outcome, Pack, Unreviewed
from states.meeting.periods import Period
from states.streams import bare
from states.text import dmy, fold


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the draft, and the stream it rests on ("" for none)."""

    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its title, a word before the list ("" for none), its numbered sentences."""

    title: str
    lead: str
    sentences: tuple[Sentence, ...]


def draft(pack: Pack) -> tuple[Section, ...]:
    """The sections of the draft; one with nothing to say is left out."""
    sections = (
        Section(
            f"Thực hiện nhiệm vụ {pack.period.say().vi}",
            "Các nhiệm vụ đã hoàn thành:",
            tuple(_done(pack)),
        ),
        Section(
            "Nhiệm vụ trọng tâm đã đề ra nhưng chưa thực hiện hoặc thực hiện chưa đạt yêu cầu",
            "",
            tuple(_lacking(pack)),
        ),
        Section(f"Nhiệm vụ trọng tâm {planned(pack.period)}", "", tuple(_tasks(pack))),
    )
    return tuple(each for each in sections if each.sentences)


def _done(pack: Pack) -> Iterator[Sentence]:
    for item in pack.items:
        if item.outcome is Outcome.DONE:
            how = f" ({item.evidence.text.rstrip('.')})" if item.evidence else ""
            yield Sentence(f"{item.who}: {_title(item)}{how}.", item.directive.id)


def _lacking(pack: Pack) -> Iterator[Sentence]:
    for paused in pack.unreviewed:
        yield Sentence(_unreviewed(paused), paused.inspection.id)
    for item in pack.open:
        if item.asks:
            yield Sentence(_late(item), item.directive.id)
    yield from filter(None, map(_report, pack.reports))
    for each in pack.attended if pack.meeting else ():
        if each.missing:
            text = f"{each.leader} (Lãnh đạo {each.block}) chưa dự họp với {each.room}"
            yield Sentence(f"{text} trong tháng.")


def _report(handed: Handed) -> Sentence | None:
    """What is wrong with a report: it is late, or the checks found something in it."""
    report = handed.report
    if handed.days_late:
        text = f"{report.about.room} chưa nộp báo cáo {report.period.say().vi}"
        return Sentence(f"{text}, chậm {handed.days_late} ngày.", report.id)
    if not handed.findings:
        return None
    said = " ".join(each.sentence for each in handed.findings)
    return Sentence(f"Báo cáo của {report.about.room}: {said}", report.id)


def _unreviewed(paused: Unreviewed) -> str:
    leader = "; Lãnh đạo khối chưa có ý kiến" if paused.no_opinion else ""
    return (
        f"{_case(paused.inspection)} tạm dừng từ {dmy(paused.since)}, "
        "chưa báo cáo có hay không các nội dung cần yêu cầu giải trình, cung cấp tài liệu"
        f" ({paused.inspection.place.room}{leader})."
    )


def _late(item: Item) -> str:
    parts = [f"{_title(item)} ({item.who})"]
    if item.directive.due_on:
        parts.append(f"yêu cầu chậm nhất {dmy(item.directive.due_on)}")
    if item.days_late:
        parts.append(f"đến nay chưa thực hiện, chậm {item.days_late} ngày")
    if item.unmentioned:
        parts.append(f"báo cáo {item.directive.place.room} không đề cập")
    if item.no_opinion:
        parts.append("Lãnh đạo khối không có ý kiến")
    if item.carried:
        parts.append(f"đã chuyển qua {item.carried} kỳ giao ban")
    return "; ".join(parts) + "."


def _tasks(pack: Pack) -> Iterator[Sentence]:
    for paused in pack.unreviewed:
        name = _case(paused.inspection)
        text = f"{paused.who or paused.inspection.place.room} nêu rõ có hay không nội dung cần yêu"
        about = name[:1].lower() + name[1:]
        yield Sentence(f"{text} cầu đối với {about}.", paused.inspection.id)
    for item in pack.open:
        if item.directive.about.parent and item.days_late:
            continue  # a period gone by is told above; the next one is owed by its own
        yield Sentence(_task(item), item.directive.id)


def _task(item: Item) -> str:
    directive = item.directive
    text = f"{item.who}: {_title(item)}"
    if item.outcome is Outcome.PUT_OFF and directive.review_on:
        return f"{text}; xem xét lại ngày {dmy(directive.review_on)}."
    if directive.due_on and not item.days_late:
        return f"{text}; chậm nhất {dmy(directive.due_on)}."
    return f"{text}; thời hạn: …"


def _case(inspection: Inspection) -> str:
    """An inspection as a conclusion speaks of it: "Cuộc thanh tra …", whatever its short name."""
    name = inspection.about.short_name
    if fold(name).startswith("thanh tra "):
        return f"Cuộc {name[:1].lower()}{name[1:]}"
    return name


def _title(item: Item) -> str:
    return item.directive.about.title.rstrip(" .;,") or bare(item.directive.id)


def planned(period: Period) -> str:
    """The periods that a meeting about this one plans, in words."""
    return " và ".join(each.say().vi for each in period.to_plan)

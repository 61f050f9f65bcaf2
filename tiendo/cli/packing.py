"""What of the agenda is late or silent, and the pack of the next meeting, at the command line."""

from __future__ import annotations

from pathlib import Path

from states.meeting.pack_draft import draft
from states.meeting.packed import OUTCOME_NAMES, Item, Pack
from states.text import Text, dmy
from tiendo.agenda_json import lapse_json, pack_json
from tiendo.cli import opening, rendering
from tiendo.cli.options import AsJson, AsOf
from tiendo.desk import Desk
from tiendo.meeting.lapsing import lapse_lines
from tiendo.meeting.packing import pack_of, prepare
from tiendo.meeting.wording import wording
from tiendo.papers.packs import conclusion_paper, pack_paper
from tiendo.papers.saving import save


def late(*, as_of: AsOf = "", as_json: AsJson = False) -> None:
    """Những gì chậm hoặc im lặng / what of the agenda is late or silent."""
    with opening.desk() as (desk, settings):
        lines = lapse_lines(desk, as_of=opening.as_of(as_of, desk))
        if as_json:
            rendering.print_json([lapse_json(line) for line in lines])
            return
        for line in lines:
            print(f"* {line.sentence.say(settings.lang)} [{line.stream}]")


def show_pack(
    *,
    as_of: AsOf = "",
    prepared: bool = False,
    docx: Path | None = None,
    draft_docx: Path | None = None,
    as_json: AsJson = False,
) -> None:
    """Tài liệu cho kỳ giao ban tới / the pack of the next meeting, with the draft conclusion.

    Parameters
    ----------
    prepared
        Ghi luôn như luồng meet: mở kỳ, đưa ra cuộc họp / also record what the flow meet does.
    docx
        Ghi thành tệp .docx theo Nghị định 30/2020 / write the pack as .docx to this file.
    draft_docx
        Ghi dự thảo kết luận thành tệp .docx / write the draft conclusion as .docx to this file.
    """
    with opening.desk() as (desk, settings):
        day = opening.as_of(as_of, desk)
        if prepared:
            prepare(desk, as_of=day, now=desk.clock.now())
        found = pack_of(desk, as_of=day)
        if docx or draft_docx:
            _save(found, desk, docx, draft_docx)
        elif as_json:
            rendering.print_json(pack_json(found))
        else:
            _print_pack(found, settings.lang)


def _save(found: Pack, desk: Desk, docx: Path | None, draft_docx: Path | None) -> None:
    people, office = desk.store.people(), desk.policy.office
    if docx:
        names = {row.kind: row.name for row in wording().shortcomings.kinds}
        save(docx, pack_paper(found, people, names, office))
    if draft_docx:
        save(draft_docx, conclusion_paper(found, people, office))


def _print_pack(found: Pack, lang: str) -> None:
    head = found.meeting.about.title if found.meeting else _NO_MEETING.say(lang)
    print(f"{head} — {dmy(found.as_of)}")
    for item in found.items:
        print(f"* {_told(item, lang)} [{item.directive.id}]")
    for section in draft(found):
        print(f"\n{section.title}")
        for number, sentence in enumerate(section.sentences, start=1):
            print(f"({number}) {sentence.text}")


def _told(item: Item, lang: str) -> str:
    said = [f"{item.directive.about.title} — {item.who}", OUTCOME_NAMES[item.outcome].say(lang)]
    if item.days_late:
        said.append(_DAYS.fill(n=item.days_late).say(lang))
    if item.unmentioned:
        said.append(_SILENT.say(lang))
    if item.no_opinion:
        said.append(_UNHEARD.say(lang))
    if item.carried:
        said.append(_CARRIED.fill(n=item.carried).say(lang))
    return ", ".join(said)


_NO_MEETING = Text("Chưa triệu tập cuộc họp nào", "No meeting is called")
_DAYS = Text("{n} ngày", "{n} days")
_SILENT = Text("phòng không báo cáo", "not mentioned by the room")
_UNHEARD = Text("Lãnh đạo khối chưa có ý kiến", "no opinion from the block leader")
_CARRIED = Text("đã chuyển {n} kỳ", "carried over {n} times")

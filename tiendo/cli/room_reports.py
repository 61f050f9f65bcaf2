"""The reports of rooms on the command line: checked before they are handed in, and handed in."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from states.meeting.proposed import Said
from states.text import Text
from tiendo.agenda_json import said_json, thing_json
from tiendo.cli import opening, rendering
from tiendo.cli.options import AsJson, By, PaperFile
from tiendo.meeting.reporting import check, period_from, submit
from tiendo.meeting.taking_in import content_of

Room = Annotated[str, Parameter(help="Phòng báo cáo / the room.")]
OfPeriod = Annotated[str, Parameter(help="Kỳ báo cáo: 2021-09, 2021-q3 / the period.")]


def check_file(
    file: PaperFile, /, *, room: Room, period: OfPeriod, as_json: AsJson = False
) -> int:
    """Kiểm tra một báo cáo trước khi nộp; không ghi gì / check a report, record nothing."""
    asked = period_from(period)
    with opening.desk() as (desk, settings):
        found = check(
            desk,
            content_of(file),
            file.name,
            room=room,
            period=asked,
            as_of=desk.clock.today(),
        )
        if as_json:
            rendering.print_json(said_json(found.said))
        else:
            _print(found.said, settings.lang)
        return 1 if found.said else 0


def submit_file(
    file: PaperFile, /, *, room: Room, period: OfPeriod, by: By = "", as_json: AsJson = False
) -> None:
    """Nộp báo cáo của phòng; kết quả kiểm tra được ghi cùng / hand a room's report in."""
    asked = period_from(period)
    with opening.desk() as (desk, settings):
        who = opening.actor(by, settings)
        found = submit(desk, content_of(file), file.name, room=room, period=asked, by=who)
        if as_json:
            rendering.print_json(thing_json(found))
            return
        print(_SUBMITTED.fill(id=found.id).say(settings.lang))
        _print(found.last.findings if found.last else (), settings.lang)


def _print(findings: tuple[Said, ...], lang: str) -> None:
    for each in findings:
        print(f"! {each.sentence}")
        for now, then in zip(each.now, each.then, strict=True):
            print(f"    {now}\n    = {then}")
        for changed in each.changed:
            print(f"    {_CHANGED.say(lang)} {changed}")
    if not findings:
        print(_NOTHING.say(lang))


_SUBMITTED = Text("Đã nộp: {id}.", "Submitted: {id}.")
_CHANGED = Text("thực tế đã khác:", "what did change:")
_NOTHING = Text("Không thấy lỗi nào.", "Nothing was found wrong.")

"""`tiendo my`: what one person must do next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from states.tasks import Task, Urgency
from states.text import Text, dmy
from tiendo.cli import opening, rendering
from tiendo.cli.options import AsJson, AsOf, PersonId
from tiendo.errors import BadInput
from tiendo.my_json import work_json
from tiendo.mywaits import SIGNING, TODO, WAITING
from tiendo.mywork import Line, my_work

_HEADS = (
    Text("Phải làm", "To do"),
    Text("Có thể ký", "To sign"),
    Text("Đã báo lên", "Risen to you"),
    Text("Đang chờ người khác", "Waiting for others"),
)
_NOTHING = Text("{name}: không có việc nào phải làm.", "{name}: nothing is to be done.")
_WHOSE = Text(
    "Việc của ai? Viết tiendo my MÃ (xem «tiendo people») hoặc đặt TIENDO_BY.",
    "Whose? Write tiendo my ID (see “tiendo people”) or set TIENDO_BY.",
)
_LATE = Text("quá {n} ngày", "{n} days late")
_LEFT = Text("còn {n} ngày", "{n} days left")


def my(person: PersonId = "", /, *, as_of: AsOf = "", as_json: AsJson = False) -> None:
    """Việc của một người: phải làm gì, đến ngày nào / what somebody must do next."""
    with opening.desk() as (desk, settings):
        if not (who := person or settings.by):
            raise BadInput(_WHOSE)
        officer = desk.officer(who)
        day = opening.as_of(as_of, desk)
        work = my_work(desk, officer, TODO, SIGNING, WAITING, as_of=day)
        if as_json:
            rendering.print_json(work_json(work))
            return
        lists = (work.todo, work.signing, work.called, work.waiting)
        if not any(lists):
            print(_NOTHING.fill(name=officer.name).say(settings.lang))
        for head, lines in zip(_HEADS, lists, strict=True):
            if lines:
                print(f"{head.say(settings.lang)} ({len(lines)})")
                _print(lines, day, settings.lang)


def _print(lines: Sequence[Line], day: date, lang: str) -> None:
    for line in lines:
        about = f"{line.task.stream}: {line.name}"
        print(f"  {_date(line.task, day, lang)}{line.what.say(lang)} — {about}")
        print(f"      {line.why.say(lang)}")


def _date(task: Task, day: date, lang: str) -> str:
    if task.due is None:
        return ""
    late = task.urgency(day) is Urgency.LATE
    left = (_LATE if late else _LEFT).fill(n=abs(task.days(day)))
    return f"{dmy(task.due)} ({left.say(lang)}) "

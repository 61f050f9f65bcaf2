"""The answers that the reader may give to what is late or silent of the agenda, as forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from states.roles import Officer
from states.text import Text, dmy
from tiendo.acts import act_of
from tiendo.agenda import Thing
from tiendo.answering import last_snooze
from tiendo.desk import Desk
from tiendo.meeting.lapsing import LapseLine
from tiendo.meeting.turning_away import may_answer
from tiendo.web.agenda_forms import ANSWERS, AgendaForm
from tiendo.web.forms import DAY_LABEL, REASON_LABEL, Control, filled, shared_control
from tiendo.web.posted import Posted

_UNTIL = Text(
    "Nhiều nhất đến {day}; vẫn ở danh sách chậm, và vẫn báo lên cấp trên đúng ngày.",
    "Until {day} at most; it stays on the list, and those above are still told on their days.",
)
Answers = Mapping[str, tuple[AgendaForm, ...]]
"""The forms of each alarm, by its key."""


def answers_to(
    desk: Desk,
    thing: Thing,
    lines: Sequence[LapseLine],
    person: Officer | None,
    people: Sequence[Officer],
    typed: Posted | None = None,
) -> Answers:
    """What somebody may say to the lapses of a thing, with what was typed in one refused."""
    today = desk.clock.today()
    last = last_snooze(desk.policy, desk.days, today)
    return {
        line.alarm: tuple(_forms(line.alarm, people, today, last, typed))
        for line in lines
        if person and line.alarm and may_answer(thing, line.alarm, person)
    }


def _forms(
    alarm: str, people: Sequence[Officer], today: date, last: date, typed: Posted | None
) -> Iterator[AgendaForm]:
    sent = (typed.one("kind"), typed.one("alarm")) if typed else ("", "")
    for kind, names in ANSWERS.items():
        act = act_of(kind)
        own = [shared_control(each, people) for each in act.fields if each.name != "alarm"]
        day = Control("occurred_on", DAY_LABEL, "date", True, (dmy(today),))
        why = [Control("reason", REASON_LABEL, "prose", True)] if "reason" in names else []
        yield AgendaForm(
            id=f"answer-{kind}-{alarm}",
            kind=kind,
            name=act.name,
            controls=tuple(
                filled(each, typed if sent == (kind, alarm) else None)
                for each in (day, *own, *why)
            ),
            hidden=(("alarm", alarm),),
            hint=_UNTIL.fill(day=dmy(last)) if kind == "snooze" else None,
        )

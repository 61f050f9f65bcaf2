"""What was told of a directive, a report or a meeting, and a later entry takes back."""

from __future__ import annotations

from datetime import date
from typing import Any

from states.meeting.lapse_words import LAPSE_NAMES
from states.meeting.lapses import lapses
from states.text import dmy, same
from tiendo.agenda import ALERT_NAMES, Thing, chronicle_of, title_of
from tiendo.desk import Desk
from tiendo.hindsight import letters
from tiendo.ports import Notice

_STOOD = "{title}: «{lapse}», hạn {due}."


def lapses_taken_back(
    desk: Desk, event: Any, before: Thing | None, after: Thing
) -> tuple[Notice, ...]:
    """The letters to all but its author who were told of what an entry says never was."""
    if before is None:
        return ()
    title = title_of(before)

    def gone(today: date) -> dict[str, str]:
        left = {each.key(before.id) for each in lapses(after, desk.policy, desk.days)}
        return {
            key: _STOOD.format(title=title, lapse=LAPSE_NAMES[each.kind].vi, due=dmy(each.due))
            for each in lapses(before, desk.policy, desk.days)
            if each.on <= today and (key := each.key(before.id)) not in left
        }

    chronicle = chronicle_of(before.id)
    names = {**ALERT_NAMES, **(chronicle.names if chronicle else {})}
    act = names.get(event.kind, same(event.kind)).vi
    return letters(desk, event, before.alerts, gone, name=title, act=act, stream=before.id)

"""What an act would change, as JSON for programs."""

from __future__ import annotations

from states.alarm import Alarm
from states.clocks import Clock
from tiendo.asjson import Json, both
from tiendo.foresee import Foreseen


def foreseen_json(found: Foreseen) -> dict[str, Json]:
    """An act not yet recorded: its consequences, in words and as data."""
    change = found.found
    return {
        "recorded": False,
        "kind": found.event.kind,
        "lines": [{"tone": line.tone, "text": both(line.text)} for line in found.lines],
        "sentence": both(found.sentence),
        "clocks": [
            {
                "rule": each.after.rule.id,
                "turn": each.turn.value,
                "due_before": _iso(each.before),
                "due_after": _iso(each.after),
            }
            for each in change.clocks
        ],
        "moves": [
            {"region": each.region.value, "before": each.before, "after": each.after}
            for each in change.moves
        ],
        "stalls_ended": [_alarm(each) for each in change.ended],
        "stalls_begun": [_alarm(each) for each in change.begun],
        "duties": [_alarm(each) for each in change.owed],
    }


def _alarm(alarm: Alarm) -> dict[str, Json]:
    return {"kind": alarm.kind.value, "subject": alarm.subject, "due_on": alarm.due.isoformat()}


def _iso(clock: Clock | None) -> str | None:
    return clock.due_on.isoformat() if clock and clock.due_on else None

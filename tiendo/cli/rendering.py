"""What commands print: JSON for programs, tables and sentences for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from states.answer_words import answer_text, kind_name, state_words, told_text
from states.escalation import Escalation
from states.inspection import Inspection
from states.roles import Officer
from states.terms import state_name
from states.text import dmy
from tiendo import asjson
from tiendo.stuck import StuckLine


def print_json(value: asjson.Json) -> None:
    """One JSON document on standard output, Vietnamese letters as they are."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def console() -> Console:
    """The terminal, or a wide page when the output goes elsewhere."""
    return Console(width=None if sys.stdout.isatty() else 140, highlight=False)


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows under heads; long cells are folded, never cut."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*row)
    console().print(table)


def print_escalations(found: Sequence[Escalation], people: Sequence[Officer], lang: str) -> None:
    """The alarms that stand: their keys, who was told when, and what was answered."""
    names = {each.id: each.name for each in people}
    for each in found:
        if each.alarm is None:
            continue
        kind, state = kind_name(each).say(lang), state_words(each).say(lang)
        print(f"  * {kind} — {state}\n    {told_text(each, names).say(lang)}")
        if each.answer:
            print(f"    {answer_text(each.answer, names).say(lang)}")
        print(f"    alarm={each.key}")


def print_answer(line: StuckLine, lang: str) -> None:
    """How far the escalation of a stall is, and what was answered; nothing if nobody was told."""
    if line.escalation is None:
        return
    state = state_words(line.escalation).say(lang)
    said = f": {line.answer.say(lang)}" if line.answer else ""
    print(f"    ({state}{said})")


def standing(inspection: Inspection, lang: str) -> str:
    """Where the regions that have left their resting state stand, in one line."""
    early = inspection.in_state("course.prep")
    resting = {"hold.clear", "oversight.unassigned", "remedy.dormant", "complaint.none"}
    return " · ".join(
        f"{state_name(leaf, in_preparation=early).say(lang)} ({dmy(since)})"
        for leaf, since in zip(inspection.configuration, inspection.since, strict=True)
        if leaf not in resting
    )

"""What commands print: JSON for programs, tables and sentences for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TypeAlias

from rich.console import Console
from rich.table import Table

from states.chart import REGIONS
from states.inspection import Hold, Inspection
from states.request import Request
from states.terms import state_name
from states.text import Text, dmy
from tiendo.ports import Person
from tiendo.stuck import StuckLine

Json: TypeAlias = bool | int | str | Sequence["Json"] | Mapping[str, "Json"] | None


def print_json(value: Json) -> None:
    """One JSON document on standard output, Vietnamese letters as they are."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def both(text: Text) -> dict[str, Json]:
    """A text as JSON: the two languages by name."""
    return {"vi": text.vi, "en": text.en}


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


def stuck_json(line: StuckLine) -> dict[str, Json]:
    """One stall as JSON; days are ISO dates."""
    return {
        "inspection": line.stream,
        "name": line.name,
        "kind": line.kind.value,
        "subject": line.subject,
        "since": line.since.isoformat(),
        "stuck_from": line.stuck_from.isoformat(),
        "days": line.days,
        "who": line.who,
        "sentence": both(line.sentence),
    }


def request_json(request: Request) -> dict[str, Json]:
    """One request as JSON."""
    return {
        "id": request.id,
        "asks": request.asks,
        "addressee": request.addressee,
        "items": list(request.items),
        "due_on": request.due_on.isoformat(),
        "state": request.state.value,
        "since": request.since.isoformat(),
        "rounds": request.rounds,
        "reminders": request.reminders,
    }


def hold_json(hold: Hold) -> dict[str, Json]:
    """A hold that is on as JSON."""
    return {
        "state": hold.state,
        "since": hold.since.isoformat(),
        "ground": hold.ground.value,
        "reason": hold.reason,
        "review_on": hold.review_on.isoformat() if hold.review_on else None,
    }


def inspection_json(inspection: Inspection) -> dict[str, Json]:
    """One inspection as JSON: where each region stands and since when, its hold and requests."""
    hold = inspection.hold
    return {
        "inspection": inspection.id,
        "name": inspection.about.name,
        "entity": inspection.about.entity,
        "room": inspection.place.room,
        "block": inspection.place.block,
        "team_head": inspection.place.team_head,
        "members": list(inspection.place.members),
        "overseer": inspection.place.overseer,
        "state": {
            region.value: {"leaf": leaf, "since": since.isoformat()}
            for region, leaf, since in zip(
                REGIONS, inspection.configuration, inspection.since, strict=True
            )
        },
        "hold": hold_json(hold) if hold else None,
        "requests": [request_json(request) for request in inspection.requests],
    }


def person_json(person: Person) -> dict[str, Json]:
    """Somebody of the office as JSON."""
    return dict(asdict(person))


def standing(inspection: Inspection, lang: str) -> str:
    """Where the regions that have left their resting state stand, in one line."""
    early = inspection.in_state("course.prep")
    resting = {"hold.clear", "oversight.unassigned", "remedy.dormant", "complaint.none"}
    return " · ".join(
        f"{state_name(leaf, in_preparation=early).say(lang)} ({dmy(since)})"
        for leaf, since in zip(inspection.configuration, inspection.since, strict=True)
        if leaf not in resting
    )

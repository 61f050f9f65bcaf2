"""What programs are told: stalls, inspections, clocks, ledgers and receipts as JSON values.

Days are ISO dates, texts are in both languages, ids and states are the stored ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TypeAlias

from states.chart import REGIONS
from states.clock_words import term
from states.clocks import Clock
from states.errors import Refused
from states.escalation import Escalation
from states.inspection import Hold, Inspection
from states.ledger import Ledger
from states.papers import cited
from states.receipt import Line
from states.request import Request
from states.text import Text
from tiendo.health import Health
from tiendo.listing import InspectionRow
from tiendo.notices import code_of
from tiendo.ports import Person
from tiendo.postbox import Letter
from tiendo.stuck import StuckLine

Json: TypeAlias = bool | int | str | Sequence["Json"] | Mapping[str, "Json"] | None


def both(text: Text) -> dict[str, Json]:
    """A text as JSON: the two languages by name."""
    return {"vi": text.vi, "en": text.en}


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
        "escalation": escalation_json(line.escalation) if line.escalation else None,
        "answer": both(line.answer) if line.answer else None,
    }


def escalation_json(escalation: Escalation) -> dict[str, Json]:
    """One escalation as JSON: how far it is, whom it calls, who was told and what was said."""
    answer = escalation.answer
    return {
        "alarm": escalation.key,
        "kind": escalation.kind,
        "subject": escalation.subject,
        "state": escalation.state.value,
        "early": escalation.early,
        "calls": list(escalation.badges),
        "told": [
            {
                "rung": each.rung,
                "to": each.to.value,
                "told": each.told,
                "who": each.who,
                "on": each.on.isoformat(),
                "early": each.early,
                "waits": each.calls_on(escalation.as_of),
            }
            for each in escalation.tellings
        ],
        "answer": answer.model_dump(mode="json") if answer else None,
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


def row_json(row: InspectionRow) -> dict[str, Json]:
    """One inspection as lists have it: where each region stands, since when, days lost."""
    return {
        "inspection": row.stream,
        "name": row.name,
        "short_name": row.short_name,
        "entity": row.entity,
        "locality": row.locality,
        "room": row.room,
        "block": row.block,
        "team_head": row.team_head,
        "year": row.year,
        "law": row.regime,
        "state": {region.value: getattr(row, region.value) for region in REGIONS},
        "since": row.course_since.isoformat() if row.course_since else None,
        "stuck_from": row.stuck_from.isoformat() if row.stuck_from else None,
    }


def letter_json(letter: Letter) -> dict[str, Json]:
    """One notice as its reader has it."""
    return {
        "code": code_of(letter.key),
        "key": letter.key,
        "inspection": letter.stream,
        "recipient": letter.recipient,
        "subject": letter.subject,
        "body": letter.body,
        "due_on": letter.due_on.isoformat(),
        "urgent": letter.urgent,
        "created_at": letter.created_at.isoformat(),
        "read_at": letter.read_at.isoformat() if letter.read_at else None,
    }


def person_json(person: Person) -> dict[str, Json]:
    """Somebody of the office as JSON."""
    return {name: value for name, value in asdict(person).items() if name != "mandates"}


def clock_json(clock: Clock) -> dict[str, Json]:
    """One clock as JSON; days are ISO dates."""
    return {
        "rule": clock.rule.id,
        "name": both(clock.rule.name),
        "state": clock.state.value,
        "anchor": clock.rule.anchor.value,
        "anchor_on": clock.anchor.on.isoformat() if clock.anchor else None,
        "limit": clock.limit,
        "unit": clock.unit.value,
        "used": clock.used,
        "left": clock.left,
        "due_on": clock.due_on.isoformat() if clock.due_on else None,
        "other_due_on": clock.other_due_on.isoformat() if clock.other_due_on else None,
        "other_earliest": clock.other_earliest.isoformat() if clock.other_earliest else None,
        "done_on": clock.stop.on.isoformat() if clock.stop else None,
        "citation": clock.rule.citation,
        "confidence": clock.rule.confidence.value,
        "severity": clock.rule.severity.value,
        "term": both(term(clock)),
        "warnings": [both(warning) for warning in clock.warnings],
        "moved_by": list(clock.moved_by),
    }


def ledger_json(found: Ledger) -> dict[str, Json]:
    """A ledger as JSON: its runs in order, and the totals."""
    return {
        "days": found.days,
        "runs": [
            {
                "account": run.post.account.value,
                "party": run.post.party,
                "name": both(run.post.name),
                "first": run.first.isoformat(),
                "last": run.last.isoformat(),
                "days": run.days,
            }
            for run in found.runs
        ],
        "by_party": dict(found.by_party()),
    }


def receipt_json(line: Line) -> dict[str, Json]:
    """One duty as JSON, with the hash of the pack its verdict rests on."""
    return {
        "rule": line.rule.id,
        "regime": line.regime,
        "pack_hash": line.pack_hash,
        "due_on": line.due_on.isoformat() if line.due_on else None,
        "done_on": line.done_on.isoformat() if line.done_on else None,
        "evidence": cited(line.evidence).vi if line.evidence else None,
        "verdict": line.verdict.value,
        "days_late": line.days_late,
        "citation": line.rule.citation,
        "confidence": line.rule.confidence.value,
    }


def health_json(found: Health) -> dict[str, Json]:
    """How the machine is, as JSON; ``ok`` is False when somebody is needed now."""
    return {
        "ok": not found.serious,
        "swept_at": found.swept_at.isoformat() if found.swept_at else None,
        "findings": [
            {
                "key": each.key,
                "severity": each.severity.value,
                "since": each.since.isoformat(),
                "sentence": both(each.text),
            }
            for each in found.findings
        ],
    }


def refusal_json(refused: Refused) -> dict[str, Json]:
    """A refusal with every reason, who can supply what is missing, and what is possible now."""
    return {
        "error": both(refused.text),
        "reasons": [
            {
                "code": reason.code,
                "text": both(reason.text),
                "who": [role.value for role in reason.who],
            }
            for reason in refused.reasons
        ],
        "instead": list(refused.instead),
    }

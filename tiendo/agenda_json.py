"""What programs are told of directives, reports, meetings and their pack, as JSON values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from states.meeting.directive import Directive
from states.meeting.gathering import Gathering
from states.meeting.pack_draft import draft
from states.meeting.packed import Handed, Item, Pack
from states.meeting.proposed import Said
from states.meeting.room_report import RoomReport
from tiendo.agenda import Thing, title_of
from tiendo.asjson import Json, both
from tiendo.meeting.confirming import Proposal
from tiendo.meeting.lapsing import LapseLine


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def thing_json(thing: Thing) -> dict[str, Json]:
    """One directive, report or meeting."""
    common: dict[str, Json] = {
        "id": thing.id,
        "title": title_of(thing),
        "state": thing.state.value,
        "since": thing.since.isoformat(),
        "room": thing.place.room,
        "block": thing.place.block,
    }
    match thing:
        case Directive():
            return common | _directive(thing)
        case RoomReport():
            return common | _report(thing)
        case Gathering():
            return common | _meeting(thing)


def _directive(thing: Directive) -> dict[str, Json]:
    return {
        "sentence": thing.about.sentence,
        "owner": {"kind": thing.owner.kind, "name": thing.owner.name},
        "due_on": _day(thing.due_on),
        "review_on": _day(thing.review_on),
        "every": thing.about.every,
        "period": thing.about.period,
        "inspections": list(thing.about.about),
        "meeting": thing.about.meeting,
        "carried": [each.meeting for each in thing.carried],
        "words": [
            {"on": word.on.isoformat(), "by": word.by, "text": word.text, "done": word.done}
            for word in thing.words
        ],
    }


def _report(thing: RoomReport) -> dict[str, Json]:
    last = thing.last
    return {
        "period": both(thing.period.say()),
        "due_on": thing.due_on.isoformat(),
        "paper": last.paper if last else None,
        "findings": said_json(last.findings) if last else [],
    }


def _meeting(thing: Gathering) -> dict[str, Json]:
    return {
        "held_on": _day(thing.held_on),
        "present": list(thing.present),
        "undecided": list(thing.undecided),
        "opinions": [
            {"about": each.about, "by": each.actor.id, "text": each.text, "leads": each.leads}
            for each in thing.opinions
        ],
    }


def said_json(findings: Sequence[Said]) -> list[Json]:
    """The findings of a report."""
    return [each.model_dump(mode="json") for each in findings]


def proposal_json(proposal: Proposal) -> dict[str, Json]:
    """A proposal with what would be confirmed of it."""
    wanted = proposal.suggestion
    return {
        "number": proposal.number,
        "proposed": proposal.item.model_dump(mode="json"),
        "suggested": {
            "title": wanted.title,
            "owners": [{"kind": each.kind, "name": each.name} for each in wanted.owners],
            "due_on": _day(wanted.due_on),
            "review_on": _day(wanted.review_on),
            "every": wanted.every,
            "inspections": list(wanted.about),
        },
    }


def lapse_json(line: LapseLine) -> dict[str, Json]:
    """One lapse."""
    return {
        "about": line.stream,
        "title": line.title,
        "kind": line.kind.value,
        "since": line.since.isoformat(),
        "due": line.due.isoformat(),
        "days": line.days,
        "who": line.who,
        "sentence": both(line.sentence),
        "calls": list(line.calls),
        "answer": both(line.answer) if line.answer else None,
    }


def pack_json(pack: Pack) -> dict[str, Json]:
    """The pack with the draft of the next conclusion."""
    return {
        "as_of": pack.as_of.isoformat(),
        "meeting": pack.meeting.id if pack.meeting else None,
        "last": pack.last.id if pack.last else None,
        "items": [_item(item) for item in pack.items],
        "unreviewed": [
            {
                "inspection": each.inspection.id,
                "since": each.since.isoformat(),
                "due": each.due.isoformat(),
                "days_late": each.days_late,
                "no_opinion": each.no_opinion,
            }
            for each in pack.unreviewed
        ],
        "reports": [_handed(each) for each in pack.reports],
        "attendance": [
            {"block": e.block, "leader": e.leader, "room": e.room, "met": e.met, "came": e.came}
            for e in pack.attended
        ],
        "repeated": [
            {
                "kind": e.kind,
                "meetings": [stream for stream, _ in e.meetings],
                "rooms": list(e.rooms),
            }
            for e in pack.repeated
        ],
        "issued_after": pack.issued_after,
        "draft": [
            {"title": section.title, "sentences": [each.text for each in section.sentences]}
            for section in draft(pack)
        ],
    }


def _item(item: Item) -> dict[str, Json]:
    return {
        "directive": item.directive.id,
        "title": item.directive.about.title,
        "who": item.who,
        "outcome": item.outcome.value,
        "days_late": item.days_late,
        "evidence": item.evidence.text if item.evidence else None,
        "unmentioned": item.unmentioned or None,
        "no_opinion": item.no_opinion,
        "carried": item.carried,
    }


def _handed(handed: Handed) -> dict[str, Json]:
    return {
        "report": handed.report.id,
        "state": handed.report.state.value,
        "days_late": handed.days_late,
        "findings": said_json(handed.findings),
    }

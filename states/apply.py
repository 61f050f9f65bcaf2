"""One event further: whether it is legal where the inspection stands, and what it leaves."""

from __future__ import annotations

from functools import cache
from operator import ne
from typing import TypeVar

from states import events as ev
from states.alerts import Answered
from states.chart import TERMINAL, Configuration, Fact, Region, leaf_of
from states.chase import urged_after
from states.errors import Reason, Refused
from states.facts import FACTS, View, answer
from states.inspection import Hold, Inspection
from states.memo import fire
from states.papers import DocumentKind
from states.past import further
from states.refusal import reasons_for
from states.request import advance
from states.requesting import ENDED, sending, unwritten
from states.roles import Place
from states.rules import RULES, Trigger
from states.text import Text, dmy
from states.value import changed

_Known = TypeVar("_Known")
_MOVES = {kind: Trigger(kind) for kind in ev.MOVES}
_STANDS_NOT = frozenset({"course.prep.planned", *TERMINAL})


def trigger_of(inspection: Inspection, event: ev.Event) -> Trigger | None:
    """The chart's trigger that an event fires, if any.

    Acts on a single request imply one: sending opens `records`, the last answer settles it.
    ``inspection`` must already hold the request as it is after the act.
    """
    if move := _MOVES.get(event.kind):
        return move
    match event.kind:
        case "send_request":
            return sending(inspection)
        case "remind_request":
            return Trigger.REMIND_RECORDS
        case "receive_answer":
            return Trigger.RECEIVE_RECORDS
        case "accept_answer" | "waive_request" | "refuse_request":
            still_open = inspection.in_state("records.open")
            if still_open and not any(r.outstanding for r in inspection.requests):
                return Trigger.SETTLE_RECORDS
        case _:
            pass
    return None


def apply(inspection: Inspection, event: ev.Event) -> Inspection:
    """The inspection after one more event; raises Refused with every reason if it is not legal."""
    stepped = inspection
    if isinstance(event, ev.RequestDrafted | ev.RequestActed | ev.AnswerReturned):
        _refuse_unless_open(inspection, event)
        stepped = changed(inspection, requests=advance(inspection.requests, event))
    trigger = trigger_of(stepped, event)
    if trigger is not None:
        stepped = _moved(stepped, trigger, event)
    else:
        _plain_checks(stepped, event)
    acted = _papered(stepped, trigger, event)
    carried = _with(_carried(stepped, acted), urged=urged_after(stepped, event))
    return _with(
        carried,
        **_filed(carried, trigger, event),
        **_alerted(carried, event),
        **_noted(carried, event),
        past=further(inspection.past, inspection, carried, acted),
    )


def _papered(inspection: Inspection, trigger: Trigger | None, event: ev.Event) -> ev.Event:
    """The act with the paper it rests on, where that was filed before and did not come with it."""
    wanted = papers_of(trigger) if trigger else frozenset()
    given = event.document
    if not wanted or (given and given.counts and given.kind in wanted):
        return event
    filed = [each for each in inspection.available if each.counts and each.kind in wanted]
    return event.model_copy(update={"document": filed[-1]}) if filed else event


def _with(inspection: Inspection, **said: object) -> Inspection:
    """The inspection with what is new among these; itself where nothing is."""
    new = {name: value for name, value in said.items() if getattr(inspection, name) is not value}
    return changed(inspection, **new) if new else inspection  # type: ignore[arg-type]


def _moved(inspection: Inspection, trigger: Trigger, event: ev.Event) -> Inspection:
    view = View(inspection, event)
    outcome = fire(inspection.configuration, trigger, answer(view))
    if not outcome.happened:
        raise Refused(event.kind, reasons_for(view, trigger))
    moved = tuple(map(ne, outcome.before, outcome.after))
    return changed(
        inspection,
        place=_standing(inspection.place, outcome.after),
        configuration=outcome.after,
        since=_renewed(inspection.since, moved, event.occurred_on),
        entered=_renewed(inspection.entered, moved, event.version),
    )


def _standing(place: Place, after: Configuration) -> Place:
    """The place with the powers of the team begun (survey ordered, decided), or ended."""
    stands = leaf_of(after, Region.COURSE) not in _STANDS_NOT
    return place if stands is place.stands else changed(place, stands=stands)


def _renewed(
    known: tuple[_Known, ...], moved: tuple[bool, ...], new: _Known
) -> tuple[_Known, ...]:
    """What is known of each region, new where it moved."""
    return tuple([new if now else old for old, now in zip(known, moved, strict=True)])


def _refuse(event: ev.Event, vi: str, en: str) -> None:
    raise Refused(event.kind, (Reason("state", Text(vi, en)),))


def _refuse_unless_open(inspection: Inspection, event: ev.RequestEvent) -> None:
    if inspection.ended:
        raise Refused(event.kind, (ENDED,))
    if isinstance(event, ev.RequestActed) and event.kind == "send_request":
        _refuse_unless_written(inspection, event)


def _refuse_unless_written(inspection: Inspection, event: ev.RequestActed) -> None:
    request = inspection.request(event.request)
    document = event.document
    if request is None or (document and document.kind is request.paper and document.counts):
        return
    raise Refused(event.kind, (unwritten(request),))


def _plain_checks(inspection: Inspection, event: ev.Event) -> None:
    if isinstance(event, ev.Registered):
        _refuse(event, "Cuộc thanh tra này đã được ghi nhận.", "It is registered already.")
    if isinstance(event, ev.ReviewMoved):
        if inspection.hold is None:
            _refuse(event, "Cuộc thanh tra không tạm dừng.", "The inspection is not on hold.")
        if event.review_on < event.occurred_on:
            _refuse(event, "Ngày xem xét lại đã qua.", "The review date is in the past.")
    if isinstance(event, ev.DeadlineTyped):
        _refuse_gone_by(event)
    if isinstance(event, ev.ANSWERS):
        _refuse_untold(inspection, event)
    if isinstance(event, ev.TeamChanged):
        _refuse_mixed(event, (event.team_head, *event.members), inspection.place)


def _refuse_gone_by(event: ev.DeadlineTyped) -> None:
    """No paper sets a day before its own; a day that has passed since may be entered late."""
    signed = event.document.signed_on if event.document else None
    told_on = min(event.occurred_on, signed or event.occurred_on)
    if event.due_on < told_on:
        _refuse(
            event,
            f"Hạn {dmy(event.due_on)} sớm hơn ngày đặt ra hạn đó ({dmy(told_on)}).",
            f"The due date {dmy(event.due_on)} is before the day it was set ({dmy(told_on)}).",
        )


def _refuse_mixed(event: ev.Event, team: tuple[str, ...], others: Place) -> None:
    """Overseer and appraiser are never of the team (law.md §9)."""
    if {others.overseer, others.appraiser} & set(team):
        _refuse(
            event,
            "Người giám sát, người thẩm định không được là người của Đoàn.",
            "Overseer and appraiser must not be of the team.",
        )


def _refuse_untold(inspection: Inspection, event: Answered) -> None:
    told = {each.alarm for each in inspection.alerts if isinstance(each, ev.Escalated)}
    if event.alarm not in told:
        _refuse(
            event,
            f"Đến ngày {dmy(event.occurred_on)} chưa ai được báo cảnh báo «{event.alarm}».",
            f"By {dmy(event.occurred_on)} nobody had been told of the alarm “{event.alarm}”.",
        )
    if isinstance(event, ev.Snoozed) and event.until <= event.occurred_on:
        _refuse(
            event,
            "Ngày hoãn nhắc đến phải sau ngày ghi hoãn.",
            "The day of the next reminder must be later than that of the snooze.",
        )


def _alerted(inspection: Inspection, event: ev.Event) -> dict[str, object]:
    """What was told of its alarms, and answered."""
    match event:
        case ev.Escalated():
            told = inspection.told | {event.key}
            return {"told": told, "alerts": (*inspection.alerts, event)}
        case ev.Acknowledged() | ev.Snoozed() | ev.HandedOver():
            return {"alerts": (*inspection.alerts, event)}
        case _:
            return {}


def _carried(inspection: Inspection, event: ev.Event) -> Inspection:
    """What an event says beyond its move: the hold's terms, people, keys told."""
    match event:
        case ev.Deferred() | ev.SitePaused() | ev.CasePaused():
            return changed(inspection, hold=_hold(inspection, event))
        case ev.ReviewMoved():
            assert inspection.hold is not None  # _plain_checks refused it
            return changed(inspection, hold=_reviewed(inspection.hold, event))
        case ev.OverseerAssigned():
            return changed(inspection, place=changed(inspection.place, overseer=event.overseer))
        case ev.AppraisalSubmitted():
            named = changed(inspection.place, appraiser=event.appraiser or "")
            _refuse_mixed(event, inspection.place.team, named)
            return changed(inspection, place=named, draft_was_sent=False)
        case ev.TeamChanged():
            team = changed(inspection.place, team_head=event.team_head, members=event.members)
            return changed(inspection, place=team)
        case ev.Prompted():
            return changed(inspection, told=inspection.told | {event.key})
        case ev.Moved():
            return _carried_by_move(inspection, event)
        case _:
            return inspection


def _reviewed(hold: Hold, event: ev.ReviewMoved) -> Hold:
    """The hold with its next review date, resting on the paper that set it if there is one."""
    paper = event.document if event.document and event.document.counts else hold.document
    on = event.occurred_on
    return changed(hold, review_on=event.review_on, looked_on=on, document=paper)


def _carried_by_move(inspection: Inspection, event: ev.Moved) -> Inspection:
    match event.kind:
        case "lift_hold":
            return changed(inspection, hold=None)
        case "send_for_explanation":
            return changed(inspection, draft_was_sent=True)
        case _:
            return inspection


def _hold(inspection: Inspection, event: ev.Deferred | ev.SitePaused | ev.CasePaused) -> Hold:
    return Hold(
        state=inspection.leaf(Region.HOLD),
        since=event.occurred_on,
        ground=event.ground,
        reason=event.reason,
        document=event.document,
        review_on=event.review_on,
        days_count=None if isinstance(event, ev.Deferred) else event.days_count,
        requests_allowed=not isinstance(event, ev.CasePaused) or event.requests_allowed,
        looked_on=event.occurred_on,
    )


def _filed(inspection: Inspection, trigger: Trigger | None, event: ev.Event) -> dict[str, object]:
    """The papers, those still at hand, and those that have served."""
    documents, available = inspection.documents, inspection.available
    if event.document is not None:
        documents = (*documents, event.document)
        if not any(map(event.document.same_paper, inspection.spent)):  # it serves once
            available = (*available, event.document)
    wanted = papers_of(trigger) if trigger else frozenset()
    used = tuple(d for d in available if d.kind in wanted)
    return {
        "documents": documents,
        "available": tuple(d for d in available if d.kind not in wanted) if used else available,
        "spent": (*inspection.spent, *used) if used else inspection.spent,
    }


def _noted(inspection: Inspection, event: ev.Event) -> dict[str, object]:
    """When a person last spoke; neither machines nor answers to alarms break a silence."""
    if isinstance(event.actor, ev.Machine) or isinstance(event, ev.ANSWERS):
        return {}
    if event.occurred_on < inspection.last_word_on:
        return {}
    return {"last_word_on": event.occurred_on, "last_word": event.version}


@cache
def papers_of(trigger: Trigger) -> frozenset[DocumentKind]:
    """The kinds of document that the facts of a trigger ask for."""
    rules = (FACTS[g.name] for rule in RULES[trigger] for g in rule.guards if isinstance(g, Fact))
    return frozenset(rule.document for rule in rules if rule.document is not None)

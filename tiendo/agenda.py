"""Directives, reports and meetings as they lie in the record: events, and the rows they leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, assert_never

from states.alerts import Escalated
from states.errors import RuleError
from states.meeting.chronicle import CHRONICLES, Chronicle, in_order
from states.meeting.directive import DIRECTIVE_STATE_NAMES, Directive
from states.meeting.followed import Followed
from states.meeting.gathering import MEETING_STATE_NAMES, Gathering
from states.meeting.lapse import LapseKind
from states.meeting.lapse_words import LAPSE_NAMES
from states.meeting.lapses import lapse_calls, lapses
from states.meeting.room_report import REPORT_STATE_NAMES, RoomReport
from states.policy import Policy
from states.recorded import Recorded
from states.roles import Role
from states.streams import AGENDA, StreamKind, bare, kind_of
from states.terms import ROLE_NAMES, titled
from states.text import Text, dmy, fold, same
from states.workdays import Workdays
from tiendo.agendabook import AgendaRow
from tiendo.ports import DatabaseDamaged, Fault, NewEvent, Store, StoredEvent
from tiendo.record import refuse_gaps

_NOBODY: Mapping[str, str] = {}
Thing = Directive | RoomReport | Gathering
"""What a stream of the agenda is the history of."""
_STATES: dict[StreamKind, dict[str, Text]] = {
    StreamKind.DIRECTIVE: {k.value: v for k, v in DIRECTIVE_STATE_NAMES.items()},
    StreamKind.REPORT: {k.value: v for k, v in REPORT_STATE_NAMES.items()},
    StreamKind.MEETING: {k.value: v for k, v in MEETING_STATE_NAMES.items()},
}
ALERT_NAMES = {
    "escalate": Text("Cảnh báo", "Alarm told"),
    "acknowledge": Text("Đã nhận cảnh báo", "Alarm acknowledged"),
    "snooze": Text("Hoãn nhắc", "Snoozed"),
    "hand_over": Text("Giao lại cảnh báo", "Handed over"),
    "mention": Text("Báo cáo của phòng có đề cập", "Mentioned by the room"),
}
"""Acts that every kind of thing on the agenda has, and those of machines."""


def chronicle_of(stream: str) -> Chronicle[Any] | None:
    """How a stream is read; None for an inspection or a kind nobody knows."""
    kind = kind_of(stream)
    return CHRONICLES[kind] if kind in AGENDA else None


def read_agenda(stream: str, stored: Sequence[StoredEvent]) -> list[Recorded]:
    """The events in the rows of a stream. Raises DatabaseDamaged where one is missing.

    Raises pydantic's ValidationError where one is no event of this kind of stream.
    """
    refuse_gaps(stream, stored)
    return [_parsed(_kind(stream), event.body) for event in stored]


def _kind(stream: str) -> StreamKind:
    """The kind of a stream of the agenda. Raises ValueError on any other."""
    return StreamKind(stream.partition(":")[0])


@lru_cache(maxsize=4096)
def _parsed(kind: StreamKind, body: str) -> Recorded:
    event: Recorded = CHRONICLES[kind].events.validate_json(body)
    return event


def to_be_stored(stream: str, event: Any) -> NewEvent:
    """An event of the agenda as it is written."""
    chronicle = CHRONICLES[_kind(stream)]
    return NewEvent(
        kind=event.kind,
        occurred_on=event.occurred_on,
        recorded_at=event.recorded_at,
        actor=f"{event.actor.kind}:{event.actor.id}",
        body=chronicle.events.dump_json(event).decode(),
    )


def title_of(thing: Followed) -> str:
    """What a thing is called in lists."""
    match thing:
        case Directive() | Gathering():
            return thing.about.title
        case RoomReport():
            return f"Báo cáo {thing.period.say().vi} của {thing.about.room}"
        case _:
            raise TypeError(type(thing).__name__)


def state_of(stream: str, state: str) -> Text:
    """What a state of the agenda is called."""
    kind = kind_of(stream)
    return _STATES[kind].get(state, same(state)) if kind in _STATES else same(state)


def words_of(event: Recorded, names: Mapping[str, str] = _NOBODY) -> tuple[str, ...]:
    """What an event says in words, and the days it sets; ``names`` of persons by id."""
    if isinstance(event, Escalated):
        return (_told(event, names),)
    said = [f"→ {names.get(to, to)}" for to in (getattr(event, "assignee", ""),) if to]
    said += [str(getattr(event, name, "") or "") for name in ("text", "sentence", "reason")]
    for name, label in (("due_on", "Hạn"), ("review_on", "Xem xét lại"), ("until", "Đến")):
        day = getattr(event, name, None)
        said += [f"{label} {dmy(day)}"] if day else []
    return tuple(words for words in said if words)


def _told(event: Escalated, names: Mapping[str, str]) -> str:
    """Of what whoever stands at a rung was told."""
    who = ROLE_NAMES[Role(event.to)].vi
    if event.told:
        who = titled(Role(event.to), names.get(event.told, event.told)).vi
    early = " (nhắc trước hạn)" if event.early else ""
    return f"{LAPSE_NAMES[LapseKind(event.stall)].vi}{early}: đã báo {who}"


def agenda_row(thing: Thing, version: int, policy: Policy, days: Workdays) -> AgendaRow:
    """The projection of a thing as known now."""
    title, own = title_of(thing), _own(thing)
    return AgendaRow(
        stream=thing.id,
        version=version,
        kind=_kind(thing.id).value,
        state=thing.state.value,
        title=title,
        folded=fold(f"{bare(thing.id)} {title} {own['sentence']}"),
        room=thing.place.room,
        block=thing.place.block,
        owner=own["owner"],
        meeting=own["meeting"],
        period=own["period"],
        due_on=None if isinstance(thing, Gathering) else thing.due_on,
        attention_on=min((call.on for call in lapse_calls(thing, policy, days)), default=None),
        stuck_from=min((lapse.on for lapse in lapses(thing, policy, days)), default=None),
    )


def _own(thing: Thing) -> dict[str, str]:
    """What only one kind of thing has to say of itself."""
    match thing:
        case Directive():
            owner = thing.owner.name if thing.owner.kind == "person" else ""
            return {
                "owner": owner,
                "meeting": thing.about.meeting or "",
                "period": thing.about.period,
                "sentence": thing.about.sentence,
            }
        case RoomReport():
            period = thing.period.say().vi
            return {"owner": "", "meeting": "", "period": period, "sentence": thing.about.room}
        case Gathering():
            said = thing.about.period
            return {"owner": "", "meeting": "", "period": said, "sentence": thing.about.room}
        case _:
            assert_never(thing)


def unlawful(
    stream: str, stored: Sequence[StoredEvent], store: Store, policy: Policy, days: Workdays
) -> list[Fault]:
    """Where a stream breaks its own rules, names no kept file, or its row is not its own."""
    chronicle = chronicle_of(stream)
    if chronicle is None:
        return [Fault(stream, 1, "no kind of stream is called like this")]
    try:
        events = read_agenda(stream, stored)
        thing = chronicle.replay(stream, events)
    except (RuleError, ValueError, DatabaseDamaged) as error:
        return [Fault(stream, len(stored), str(error))]
    if thing is None:
        return []
    found = list(_without_paper(stream, events, store))
    if store.agenda.row(stream) != agenda_row(thing, len(stored), policy, days):
        found.append(Fault(stream, len(stored), "the projection differs from the events"))
    return found


def _without_paper(stream: str, events: Sequence[Recorded], store: Store) -> Iterator[Fault]:
    for event in in_order(events):
        paper = getattr(event, "paper", None)
        if paper and not store.papers.holds(paper):
            yield Fault(stream, event.version, f"the paper {paper[:12]}… it names is not kept")

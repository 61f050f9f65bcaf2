"""The history of an inspection as read on the page: what, when, who, when recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from states import events as ev
from states.actors import Person
from states.consequence import moves
from states.consequence_words import move_text
from states.history import after, counted, in_order, may_be_annulled
from states.inspection import Inspection, born
from states.papers import Document
from states.prompts import PROMPT_NAMES
from states.recorded import Recorded
from states.roles import Officer, Role
from states.stall_names import KIND_NAMES, NEARING_NAMES
from states.terms import ROLE_NAMES
from states.text import Text, dmy, joined, same
from tiendo.acts import CHOICE_NAMES, Field, act_of
from tiendo.clock import office_day
from tiendo.web.duties import duty_name, regime_name
from tiendo.web.sight import Sight

_YES_NO = {True: Text("có", "yes"), False: Text("không", "no")}
_MACHINE = Text("Hệ thống", "The system")
_CALLED_FOR = {kind.value: name for kind, name in (*KIND_NAMES.items(), *PROMPT_NAMES.items())}
_TOLD = Text("Đã báo {role} {name}", "Told the {role} {name}")
_TOLD_NOBODY = Text("Chưa có {role} để báo", "There is no {role} to tell")
_NAMED = {"duty": duty_name, "regime": regime_name}
_EARLY = {kind.value: name for kind, name in NEARING_NAMES.items()}
_ALARM = Text("Cảnh báo", "Alarm")
_HIDDEN = frozenset(
    {"key", "rung", "to", "told", "stall", "early", "alarm", "what", "number", "level", "letter"}
)


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that an entry says beside its document and reason."""

    label: Text
    value: Text
    field: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the history; ``late`` is how many days after the fact it was recorded.

    ``may_be_annulled``: it is of a kind that can be found wrong, and was not yet.
    """

    version: int
    kind: str
    name: Text
    happened_on: date
    recorded_at: datetime
    late: int
    who: Text
    by_machine: bool
    details: tuple[Detail, ...]
    document: Document | None
    reason: str
    annulled_by: int | None
    may_be_annulled: bool
    has_letter: bool
    changes: tuple[Text, ...] = ()


def chronicle(
    events: Sequence[ev.Event], sight: Sight, people: Sequence[Officer]
) -> tuple[Entry, ...]:
    """What was known and had happened by the day looked at, newest first."""
    moment = sight.moment
    known = [e for e in events if moment is None or e.recorded_at <= moment]
    void = {e.target: e.version for e in known if isinstance(e, ev.Annulled)}
    seen = [e for e in known if e.occurred_on <= sight.as_of]
    seen.sort(key=lambda event: (event.occurred_on, event.version), reverse=True)
    names = {each.id: each.name for each in people}
    changed = _changed(known, sight)
    return tuple(
        replace(_entry(event, void.get(event.version), names), changes=changed[event.version])
        for event in seen
    )


def _changed(known: Sequence[ev.Event], sight: Sight) -> dict[int, tuple[Text, ...]]:
    """What each entry moved in the chart, at its place in the order in which things happened."""
    found: dict[int, tuple[Text, ...]] = dict.fromkeys((e.version for e in known), ())
    before: Inspection | None = None
    for event in in_order(e for e in counted(known) if e.occurred_on <= sight.as_of):
        if isinstance(event, ev.Registered):
            before = born("", event)
        elif before is not None:
            now = after(before, event)
            found[event.version] = tuple(move_text(m, before, now) for m in moves(before, now))
            before = now
    return found


def _entry(event: ev.Event, annulled_by: int | None, names: dict[str, str]) -> Entry:
    by_machine = isinstance(event.actor, ev.Machine)
    return Entry(
        version=event.version,
        kind=event.kind,
        name=act_of(event.kind).name,
        happened_on=event.occurred_on,
        recorded_at=event.recorded_at,
        late=max(0, (office_day(event.recorded_at) - event.occurred_on).days),
        who=_MACHINE if by_machine else who_acted(event, names),
        by_machine=by_machine,
        details=tuple(_details(event, names)),
        document=event.document,
        reason=event.reason,
        annulled_by=annulled_by,
        may_be_annulled=annulled_by is None and may_be_annulled(event),
        has_letter=isinstance(event, ev.Prompted) and bool(event.letter),
    )


_UNDER = Text(
    "{who}, theo ủy quyền của {giver} ({paper})", "{who}, in the post of {giver} ({paper})"
)


def who_acted(event: Recorded, names: dict[str, str]) -> Text:
    """Who acted, and in whose post if not in an own one."""
    actor = event.actor
    who = same(names.get(actor.id, actor.id))
    if not isinstance(actor, Person) or actor.under is None:
        return who
    giver = names.get(actor.under.giver, actor.under.giver)
    return _UNDER.fill(who=who, giver=giver, paper=actor.under.paper)


def _details(event: ev.Event, names: dict[str, str]) -> list[Detail]:
    found = list[Detail]()
    if isinstance(event, ev.Escalated | ev.Prompted):
        found.append(_told(event, names))
    if isinstance(event, ev.ANSWERS):
        found.append(Detail(_ALARM, _alarm(event.alarm)))
    for field in act_of(event.kind).fields:
        value = getattr(event, field.name)
        if value in (None, "", ()) or field.name in _HIDDEN:
            continue
        label = Text(*(words[:1].upper() + words[1:] for words in field.label))
        found.append(Detail(label, _shown(value, field, names), field.name))
    return found


def _told(event: ev.Escalated | ev.Prompted, names: dict[str, str]) -> Detail:
    why = event.stall if isinstance(event, ev.Escalated) else event.what
    role = ROLE_NAMES[Role(event.to)]
    words = _TOLD if event.told else _TOLD_NOBODY
    filled = words.fill(role=role, name=names.get(event.told, event.told))
    called = _EARLY if isinstance(event, ev.Escalated) and event.early else _CALLED_FOR
    return Detail(called.get(why, same(why)), filled)


def _alarm(key: str) -> Text:
    """An alarm by its key: the kind of stall, and the request or rule if there is one."""
    kind, subject, *_ = [*key.split(":")[1:], "", ""]
    name = _CALLED_FOR.get(kind, same(kind))
    return Text(f"{name.vi} {subject}".rstrip(), f"{name.en} {subject}".rstrip())


def _shown(value: object, field: Field, names: dict[str, str]) -> Text:
    match value:
        case bool():
            return _YES_NO[value]
        case date():
            return same(dmy(value))
        case tuple() if field.kind == "officers":
            return same(", ".join(names.get(str(each), str(each)) for each in value))
        case tuple():
            return joined(tuple(same(str(each)) for each in value), "; ", "; ")
        case str() if field.kind == "officer":
            return same(names.get(value, value))
        case str() if field.name in _NAMED:
            return _NAMED[field.name](value)
        case _:
            return CHOICE_NAMES.get(str(value), same(str(value)))

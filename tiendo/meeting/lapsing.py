"""What of the agenda is late or silent: listed on any day, and told rung by rung, each once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from states.alerts import ANSWERS, HandedOver
from states.answer_words import answer_text
from states.calling import Call, to_tell
from states.errors import RuleError
from states.escalation import tellings_of
from states.meeting.fault_words import brief_faults
from states.meeting.gathering import Gathering
from states.meeting.lapse import LAPSES, Lapse, LapseKind
from states.meeting.lapse_words import LAPSE_NAMES, lapse_sentence
from states.meeting.lapses import lapse_calls, lapses
from states.meeting.room_report import RoomReport
from states.roles import Officer, Role, holder_of
from states.streams import bare
from states.terms import ROLE_NAMES, titled
from states.text import Text, joined
from tiendo.agenda import Thing, agenda_row, title_of, to_be_stored
from tiendo.desk import Desk, Unreadable
from tiendo.errors import NotFound
from tiendo.meeting.secretary import called, current, everything, in_hand
from tiendo.ports import DatabaseDamaged, Notice
from tiendo.record import recorded_after
from tiendo.telling import telling


@dataclass(frozen=True, slots=True)
class LapseLine:
    """One lapse on a day: the thing, since when, whose turn it is, and the sentence.

    ``who``: id of the person, empty where there is none. ``days``: calendar days late. ``about``:
    the thing itself; of an opinion that is missing, what it is missing on. ``calls``: whom it
    still calls of those told; ``answer``: what was said to it last; ``alarm``: what an answer
    names it by, empty while nobody was told of it; ``found``: faults, which ``sentence`` says too.
    """

    stream: str
    about: str
    title: str
    kind: LapseKind
    since: date
    due: date
    days: int
    role: Role | None
    who: str
    block: str
    sentence: Text
    calls: tuple[str, ...] = ()
    answer: Text | None = None
    alarm: str = ""
    found: Text | None = None

    @property
    def quiet(self) -> bool:
        """Whether it was answered and calls nobody until more is told or a snooze ends."""
        return self.answer is not None and not self.calls

    def calls_to(self, person: str) -> bool:
        """Whether it still wants somebody's word: it was not answered, or not for him."""
        return self.answer is None or person in self.calls


@dataclass(frozen=True, slots=True)
class LapseRise:
    """One rung told by a sweep; ``told`` is the id of the person, empty for nobody."""

    stream: str
    title: str
    block: str
    call: Call[Lapse]
    told: str


def lapse_lines(
    desk: Desk, *, as_of: date, known_by: datetime | None = None, ahead: int = 0
) -> tuple[LapseLine, ...]:
    """Everything of the agenda that is late or silent on a day, worst kind first.

    ``ahead``: also what will be within so many days if nothing happens.
    """
    people, until = desk.store.people(), as_of + timedelta(days=ahead)
    found = list[LapseLine]()
    for thing in _things(desk, as_of, known_by, until):
        if isinstance(thing, Unreadable):
            found.append(_unreadable(thing, as_of))
        else:
            found += _lines(desk, thing, as_of, until, people)
    return tuple(sorted(found, key=_worst_first))


def lapse_lines_of(
    desk: Desk, thing: Thing, people: Sequence[Officer], *, as_of: date
) -> tuple[LapseLine, ...]:
    """What of one thing, as it stood on a day, is late or silent; worst kind first."""
    return tuple(sorted(_lines(desk, thing, as_of, as_of, people), key=_worst_first))


def _worst_first(line: LapseLine) -> tuple[int, date, str]:
    return (LapseKind.UNREADABLE, *LAPSES).index(line.kind), line.due, line.stream


def _things(
    desk: Desk, as_of: date, known_by: datetime | None, until: date
) -> Iterator[Thing | Unreadable]:
    """Everything that may have lapsed by a day; as of today only what its rows say has."""
    if known_by is not None or as_of != desk.clock.today():
        yield from everything(desk, as_of=as_of, known_by=known_by)
        return
    for row in desk.store.agenda.rows():
        if row.stuck_from is not None and row.stuck_from <= until:
            yield current(desk, row.stream)


def _lines(
    desk: Desk, thing: Thing, as_of: date, until: date, people: Sequence[Officer]
) -> list[LapseLine]:
    return [
        _line(desk, thing, lapse, as_of, people)
        for lapse in lapses(thing, desk.policy, desk.days)
        if lapse.on <= until
    ]


def _line(
    desk: Desk, thing: Thing, lapse: Lapse, as_of: date, people: Sequence[Officer]
) -> LapseLine:
    who = _turn_of(thing, lapse, people)
    key = lapse.key(thing.id)
    told = tellings_of(thing.alerts, key, thing.place, people)
    said = [e for e in thing.alerts if isinstance(e, ANSWERS) and e.alarm == key]
    unread = thing if lapse.kind is LapseKind.REPORT_UNREAD else None
    found = brief_faults(unread.faults) if isinstance(unread, RoomReport) else None
    sentence = _say(desk, thing, lapse, as_of, people)
    return LapseLine(
        stream=thing.id,
        about=_about(thing, lapse),
        title=_title(desk, thing, lapse),
        kind=lapse.kind,
        since=lapse.since,
        due=lapse.due,
        days=(as_of - lapse.due).days,
        role=lapse.role,
        who=who.id if who else "",
        block=lapse.place.block,
        sentence=joined((sentence, found), " ", " ") if found else sentence,
        found=found,
        calls=tuple(dict.fromkeys(each.who for each in told if each.calls_on(as_of))),
        answer=answer_text(said[-1], {each.id: each.name for each in people}) if said else None,
        alarm=key if told else "",
    )


def _unreadable(thing: Unreadable, as_of: date) -> LapseLine:
    text = Text(
        "Không đọc được «{id}»: {why}. Hãy chạy «tiendo verify».",
        "“{id}” cannot be read: {why}. Run “tiendo verify”.",
    ).fill(id=thing.id, why=thing.why)
    kind = LapseKind.UNREADABLE
    return LapseLine(
        thing.id, thing.id, thing.id, kind, as_of, as_of, 0, Role.OFFICE, "", "", text
    )


def _about(thing: Thing, lapse: Lapse) -> str:
    """What the lapse is about: of something before a meeting, that thing."""
    forward = thing.forward if isinstance(thing, Gathering) else ()
    found = (each.about for each in forward if bare(each.about) == lapse.subject)
    return next(found, thing.id) if lapse.kind is LapseKind.NO_OPINION else thing.id


def _title(desk: Desk, thing: Thing, lapse: Lapse) -> str:
    """What that is called."""
    about = _about(thing, lapse)
    return title_of(thing) if about == thing.id else called(desk, about)


def _turn_of(thing: Thing, lapse: Lapse, people: Sequence[Officer]) -> Officer | None:
    """Whose turn it is: whoever the place was handed to, else its holder."""
    key = lapse.key(thing.id)
    said = [e for e in thing.alerts if isinstance(e, HandedOver) and e.alarm == key]
    given = next((each for each in people if said and each.id == said[-1].assignee), None)
    return given or holder_of(lapse.role, lapse.place, people)


def _holder(lapse: Lapse, officer: Officer | None) -> Text:
    if officer is None:
        title = ROLE_NAMES[lapse.role]
        return Text(f"{title.vi} (chưa cử)", f"the {title.en} (nobody)")
    if lapse.role is Role.MEMBER:
        return Text(officer.name, officer.name)
    return titled(lapse.role, officer.name)


def _say(desk: Desk, thing: Thing, lapse: Lapse, as_of: date, people: Sequence[Officer]) -> Text:
    holder = _holder(lapse, _turn_of(thing, lapse, people))
    title = _title(desk, thing, lapse)
    return lapse_sentence(lapse, title, as_of, holder=holder, days=desk.days)


def tell(desk: Desk, stream: str, *, as_of: date, now: datetime) -> list[LapseRise]:
    """Tell every rung of one thing that is due and not told yet. Raises Conflict."""
    hand = in_hand(desk, stream)
    then = hand.chronicle.replay(stream, hand.events, as_of=as_of)
    if then is None or hand.thing is None:
        return []
    calls = lapse_calls(then, desk.policy, desk.days)
    due = [call for call in to_tell(calls, as_of) if call.key not in hand.thing.told]
    if not due:
        _heal(desk, hand.thing, len(hand.events))
        return []
    people, events = desk.store.people(), list(hand.events)
    rises, notices = list[LapseRise](), list[Notice]()
    for call in due:
        told = _told(then, call, people)
        moment = recorded_after(events, now)
        events.append(telling(call, told, len(events) + 1, as_of, moment))
        lapse = call.alarm
        rises.append(
            LapseRise(stream, _title(desk, then, lapse), lapse.place.block, call, _id(told))
        )
        notices.append(_notice(desk, then, call, told, as_of, people))
    after: Thing = hand.chronicle.admit(stream, events[:-1], events[-1])
    new = [to_be_stored(stream, event) for event in events[len(hand.events) :]]
    row = agenda_row(after, len(events), desk.policy, desk.days)
    desk.store.append(stream, len(hand.events), new, row, _once(notices))
    return rises


def _heal(desk: Desk, thing: Thing, version: int) -> None:
    """Correct a row that asks for attention on another day than the rules do."""
    row = agenda_row(thing, version, desk.policy, desk.days)
    if desk.store.agenda.row(thing.id) != row:
        desk.store.agenda.reproject([row])


def _told(thing: Thing, call: Call[Lapse], people: Sequence[Officer]) -> Officer | None:
    if call.to is call.alarm.role:
        return _turn_of(thing, call.alarm, people)
    return holder_of(call.to, call.alarm.place, people)


def _id(officer: Officer | None) -> str:
    return officer.id if officer else ""


def _notice(
    desk: Desk,
    thing: Thing,
    call: Call[Lapse],
    told: Officer | None,
    as_of: date,
    people: Sequence[Officer],
) -> Notice:
    """The message to one rung; where nobody holds it, the Office is told that nobody does."""
    lapse = call.alarm
    words = _say(desk, thing, lapse, as_of, people).vi
    if told is None:
        words += f" (Chưa có ai giữ vai trò {ROLE_NAMES[call.to].vi}.)"
    office = holder_of(Role.OFFICE, lapse.place, people)
    recipient = told or office
    return Notice(
        key=call.key,
        stream=thing.id,
        recipient=recipient.id if recipient else call.to.value,
        subject=f"{_title(desk, thing, lapse)}: {LAPSE_NAMES[lapse.kind].vi}",
        body=words,
        due_on=call.on,
        urgent=not call.early,
    )


def _once(notices: Sequence[Notice]) -> list[Notice]:
    """One notice a person and alarm: of several rungs told at once, the highest."""
    last = {(each.recipient, each.key.rpartition(":")[0]): each for each in notices}
    return list(last.values())


def reprojected(desk: Desk) -> int:
    """Work every projection of the agenda out again; how many moved."""
    there = {row.stream: row for row in desk.store.agenda.rows()}
    moved = 0
    for stream in (*there, *desk.store.agenda.unprojected()):
        try:
            hand = in_hand(desk, stream)
        except (RuleError, ValueError, NotFound, DatabaseDamaged):
            continue  # it is told of by itself; the others are worked out
        if hand.thing is None:
            continue
        row = agenda_row(hand.thing, len(hand.events), desk.policy, desk.days)
        if there.get(stream) != row:
            desk.store.agenda.reproject([row])
            moved += 1
    return moved

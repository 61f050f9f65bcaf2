"""One decision for many inspections: each is rehearsed first, then recorded as its own act.

What was recorded is told by the decision itself: an inspection that holds an act of the same kind
citing the same paper is done. So a form sent twice, or a run killed midway and started again,
records nothing twice and leaves nothing out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from states import events as ev
from states.errors import RuleError
from states.history import counted, replay
from states.inspection import Inspection
from states.papers import Document
from states.request import AWAITED
from states.text import Text
from tiendo.decision import Act, Fate, Item, Plan, Which, settled
from tiendo.desk import Desk
from tiendo.errors import BadInput, NotFound, ShellError, Stale
from tiendo.foresee import Foreseen, foreseen
from tiendo.ports import DatabaseDamaged, InspectionRow
from tiendo.record import read_whole

MOST = 200
"""How many inspections one decision may be tried on at a time."""
_PAGE = 500
_TOO_MANY = Text(
    "Có hơn {most} cuộc thanh tra như vậy; hãy thu hẹp theo địa bàn, khối hoặc phòng.",
    "More than {most} inspections are like that; narrow it by locality, block or room.",
)
_NOTHING_OWED = Text(
    "Không có yêu cầu nào đã quá hạn mà chưa được trả lời.",
    "No request is overdue and unanswered.",
)
_MOVED_ON = Text(
    "Vừa có thay đổi sau khi xem trước; hãy xem trước lại.",
    "It has changed since the preview; preview again.",
)
_ALL_OR_NONE = Text(
    "Chưa ghi cuộc nào, vì có cuộc không ghi được.",
    "None was recorded, because some cannot be.",
)


def plan(desk: Desk, act: Act, which: Which, *, by: str) -> Plan:
    """A decision tried on all it is about; nothing is written. Raises BadInput or NotFound."""
    asked = settled(act)
    desk.officer(by)
    found = (
        item for stream in _candidates(desk, which) for item in _tried(desk, stream, asked, by)
    )
    return Plan(tuple(found))


def carry_out(
    desk: Desk, act: Act, chosen: Collection[str], *, by: str, whole: bool = False
) -> Plan:
    """Record a decision on the chosen items, each by its key; what was done before stays done.

    ``whole``: all of them or none, as far as the rules can tell beforehand. Killed midway, the
    same call again does the rest. Raises BadInput or NotFound.
    """
    asked = settled(act)
    desk.officer(by)
    names = {key.rpartition(":")[0] for key in chosen}
    items = [
        _checked(item, chosen)
        for stream in sorted({name.split(":", 1)[0] for name in names})
        for item in _tried(desk, stream, asked, by)
        if item.key.rpartition(":")[0] in names
    ]
    if whole and any(item.fate is Fate.OUT for item in items):
        return Plan(tuple(_out(item, _ALL_OR_NONE) for item in items))
    heads = dict[str, int]()
    return Plan(tuple(_recorded(desk, item, by, heads) for item in items))


def _checked(item: Item, chosen: Collection[str]) -> Item:
    """The item, unless it moved on since its key was shown."""
    return item if item.key in chosen else _out(item, _MOVED_ON)


def _out(item: Item, why: Text) -> Item:
    """What could have been recorded is left out after all."""
    if item.fate is not Fate.READY:
        return item
    return replace(item, fate=Fate.OUT, found=None, why=why)


def _candidates(desk: Desk, which: Which) -> list[str]:
    found = list[str]()
    for row in _rows(desk):
        if which.holds(row):
            found.append(row.stream)
        if len(found) > MOST:
            raise BadInput(_TOO_MANY.fill(most=MOST))
    return found


def _rows(desk: Desk) -> Iterator[InspectionRow]:
    after = ""
    while page := desk.store.page(_PAGE, after):
        yield from page
        after = page[-1].stream


def _tried(desk: Desk, stream: str, act: Act, by: str) -> list[Item]:
    """The acts that a decision comes to on one inspection, each tried."""
    try:
        events = read_whole(stream, desk.store.events(stream))
        inspection = replay(stream, events)
    except (RuleError, ValueError, DatabaseDamaged) as error:
        why = Text(f"Hồ sơ không đọc được ({error}).", f"Its record cannot be read ({error}).")
        return [Item(stream, stream, "", 0, act, Fate.OUT, why=why)]
    if inspection is None:
        return []
    acts = _acts(act, inspection, events)
    if not acts:
        return [_item(inspection, len(events), act, Fate.OUT, why=_NOTHING_OWED)]
    return [_one(desk, inspection, events, each, by) for each in acts]


def _acts(act: Act, inspection: Inspection, events: Sequence[ev.Event]) -> list[Act]:
    """One act an inspection; a reminder goes to every request that is overdue."""
    if act["kind"] != "remind_request":
        return [act]
    told = act["occurred_on"]
    owed = [
        request.id
        for request in inspection.requests
        if request.state in AWAITED and isinstance(told, date) and request.due_on < told
    ]
    done = [
        event.request
        for event in counted(events)
        if isinstance(event, ev.RequestActed) and _is_same(event, act)
    ]
    return [{**act, "request": request} for request in dict.fromkeys((*done, *owed))]


def _one(
    desk: Desk,
    inspection: Inspection,
    events: Sequence[ev.Event],
    act: Act,
    by: str,
) -> Item:
    version = len(events)
    done = next((e for e in counted(events) if _is_same(e, act)), None)
    if done is not None:
        return _item(inspection, version, act, Fate.DONE, entry=done.version)
    try:
        rehearsed = desk.rehearse(inspection.id, act, by=by, seen=version)
    except (BadInput, NotFound):
        raise
    except (RuleError, ShellError) as error:
        return _item(inspection, version, act, Fate.OUT, why=error.text)
    found = foreseen(desk, rehearsed, desk.clock.today(), desk.store.people())
    return _item(inspection, version, act, Fate.READY, found=found)


def _item(
    inspection: Inspection,
    version: int,
    act: Act,
    fate: Fate,
    *,
    found: Foreseen | None = None,
    why: Text | None = None,
    entry: int = 0,
) -> Item:
    about = inspection.about
    return Item(
        inspection.id, about.short_name, about.locality, version, act, fate, found, why, entry
    )


def _is_same(event: ev.Event, act: Act) -> bool:
    """Whether an entry is this act of this very decision."""
    if event.kind != act["kind"] or event.document is None:
        return False
    request = act.get("request")
    if request is not None and getattr(event, "request", None) != request:
        return False
    given = Document.model_validate(act["document"])
    paper = event.document
    return (paper.kind, paper.number, paper.signed_on) == (
        given.kind,
        given.number,
        given.signed_on,
    )


def _recorded(desk: Desk, item: Item, by: str, heads: dict[str, int]) -> Item:
    """Record one item; ``heads`` are the streams this very call has moved on."""
    if item.fate is not Fate.READY:
        return item
    seen = heads.get(item.stream, item.version)
    try:
        desk.record(item.stream, item.act, by=by, seen=seen)
    except Stale:
        return _overtaken(desk, item, by)
    except (RuleError, ShellError) as error:
        return _out(item, error.text)
    heads[item.stream] = seen + 1
    return replace(item, fate=Fate.RECORDED, entry=seen + 1)


def _overtaken(desk: Desk, item: Item, by: str) -> Item:
    """Somebody was quicker: with the same decision, and it is done, or with something else."""
    for now in _tried(desk, item.stream, item.act, by):
        if now.fate is Fate.DONE and now.act.get("request") == item.act.get("request"):
            return now
    return _out(item, _MOVED_ON)

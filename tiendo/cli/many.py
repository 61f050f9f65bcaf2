"""The command for one decision over many inspections: tried first, then recorded."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from states.terms import name_of
from states.text import Text
from tiendo.acts import act_of
from tiendo.asjson import Json, both
from tiendo.cli import opening, rendering
from tiendo.cli.acting import (
    DocDate,
    DocNumber,
    DocSigner,
    Fields,
    On,
    Reason,
    check_kind,
    document_of,
    fields_of,
)
from tiendo.cli.options import AsJson, By
from tiendo.decision import Act, Fate, Item, Plan, Which
from tiendo.desk import Desk
from tiendo.foresee_json import foreseen_json
from tiendo.many import carry_out, plan
from tiendo.nudge import PATIENCE_SECONDS, nudge
from tiendo.settings import Settings

FATES: dict[Fate, Text] = {
    Fate.READY: Text("Sẽ ghi", "To be recorded"),
    Fate.RECORDED: Text("Đã ghi", "Recorded"),
    Fate.DONE: Text("Đã ghi từ trước theo văn bản này", "Recorded before under this paper"),
    Fate.OUT: Text("Để lại", "Left out"),
}
_DRY = Text(
    "Mới chỉ thử, chưa ghi gì. Thêm --record để ghi.",
    "Only tried, nothing recorded; add --record.",
)


ForMany = Annotated[
    str, Parameter(help="pause_site, pause_case, lift_hold, assign_overseer, remind_request.")
]
Locality = Annotated[
    str, Parameter(help="Địa bàn, không cần dấu / in name, entity or locality, diacritics or not.")
]
Block = Annotated[str, Parameter(help="Khối / only of this block.")]
Room = Annotated[str, Parameter(help="Phòng / only of this room.")]
Only = Annotated[
    tuple[str, ...],
    Parameter(help="Chỉ những cuộc này / these only; may be repeated."),
]
Record = Annotated[
    bool,
    Parameter(help="Ghi thật; chạy lại cùng lệnh thì làm nốt / record; again does the rest."),
]
Whole = Annotated[bool, Parameter(help="Ghi được tất cả mới ghi / all of them or none.")]


def do_many(
    act: ForMany,
    /,
    *,
    locality: Locality = "",
    block: Block = "",
    room: Room = "",
    only: Only = (),
    record: Record = False,
    whole: Whole = False,
    by: By = "",
    on: On = "",
    reason: Reason = "",
    set_: Fields = (),
    doc_number: DocNumber = "",
    doc_date: DocDate = "",
    doc_signer: DocSigner = "",
    as_json: AsJson = False,
) -> int:
    """Một văn bản cho nhiều cuộc thanh tra: thử trước, ghi sau / one decision for many."""
    check_kind(act)
    paper = document_of("", act_of(act).paper, doc_number, doc_date, doc_signer)
    asked: dict[str, object] = {"reason": reason, **fields_of(set_), "kind": act}
    asked |= {"document": paper} if paper else {}
    with opening.desk() as (desk, settings):
        asked["occurred_on"] = opening.day(on, "--on") if on else desk.clock.today()
        who = opening.actor(by, settings)
        found = plan(desk, asked, Which(locality, block, room, only), by=who)
        if record:
            found = _record(desk, settings, asked, found, who, whole=whole)
        _print(found, act, settings.lang, as_json=as_json)
        if not (record or as_json):
            print(_DRY.say(settings.lang))
        return 1 if record and found.of(Fate.OUT) else 0


def _record(
    desk: Desk, settings: Settings, asked: Act, tried: Plan, who: str, *, whole: bool
) -> Plan:
    keys = [item.key for item in tried.items]
    found = carry_out(desk, asked, keys, by=who, whole=whole)
    heard = [nudge(item.stream, settings) for item in found.of(Fate.RECORDED)]
    for thread in filter(None, heard):
        thread.join(PATIENCE_SECONDS)
    return found


def _print(found: Plan, act: str, lang: str, *, as_json: bool) -> None:
    if as_json:
        rendering.print_json([_json(item) for item in found.items])
        return
    print(name_of(act).say(lang))
    for fate, name in FATES.items():
        items = found.of(fate)
        if items:
            print(f"{name.say(lang)}: {len(items)}")
        for item in items:
            print(f"  {item.stream}  {item.name} {item.act.get('request', '')}".rstrip())
            for line in _said(item):
                print(f"    {line.say(lang)}")


def _said(item: Item) -> list[Text]:
    if item.why is not None:
        return [item.why]
    if item.fate is Fate.READY and item.found is not None:
        return [line.text for line in item.found.lines]
    return []


def _json(item: Item) -> dict[str, Json]:
    return {
        "inspection": item.stream,
        "request": str(item.act.get("request", "")) or None,
        "fate": item.fate.value,
        "entry": item.entry or None,
        "why": both(item.why) if item.why else None,
        "foreseen": foreseen_json(item.found) if item.found else None,
    }

"""The agenda on the command line: conclusions taken in, directives, what is late, the pack."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from cyclopts import Parameter

from states.meeting.directive import DIRECTIVE_ACT_NAMES
from states.meeting.directive_records import Charged
from states.meeting.gathering import MEETING_ACT_NAMES, Gathering
from states.meeting.room_report import REPORT_ACT_NAMES
from states.meeting.terms import every_text
from states.streams import AGENDA, StreamKind, kind_of, stream_id
from states.text import Text, dmy, same
from tiendo.agenda import ALERT_NAMES, Thing, state_of, title_of, words_of
from tiendo.agenda_json import proposal_json, thing_json
from tiendo.cli import opening, rendering
from tiendo.cli.acting import (
    Data,
    DocDate,
    DocNumber,
    DocSigner,
    Fields,
    On,
    Reason,
    data_of,
    document_of,
    fields_of,
)
from tiendo.cli.options import AsJson, By, ItemNumber, MeetingName, PaperFile
from tiendo.errors import BadInput
from tiendo.meeting.confirming import Proposal, confirm, proposals, reject, take
from tiendo.meeting.secretary import history, in_hand, record, thing
from tiendo.meeting.taking_in import content_of

_NAMES = {**ALERT_NAMES, **MEETING_ACT_NAMES, **REPORT_ACT_NAMES, **DIRECTIVE_ACT_NAMES}

ThingId = Annotated[str, Parameter(help="Mã, ví dụ directive:2021-08-06.03 / its id.")]


def of_meeting(name: str) -> str:
    """A meeting's stream from what was typed: 2021-08-06, or the whole id."""
    return name if kind_of(name) in AGENDA else stream_id(StreamKind.MEETING, name)


def take_in(file: PaperFile, /, *, held: str = "", by: By = "", as_json: AsJson = False) -> None:
    """Nhận một kết luận: giữ tệp và các đề xuất để xác nhận / take in a conclusion.

    Parameters
    ----------
    held
        Ngày họp, nếu văn bản không ghi / the day of the meeting, if the paper does not say.
    """
    day = opening.day(held, "--held") if held else None
    with opening.desk() as (desk, settings):
        who = opening.actor(by, settings)
        found = take(desk, content_of(file), file.name, by=who, held_on=day)
        _print_proposals(proposals(desk, found), found, settings.lang, as_json=as_json)


def show_proposals(name: MeetingName, /, *, as_json: AsJson = False) -> None:
    """Các đề xuất của một kết luận / what a conclusion proposes, and what became of each."""
    with opening.desk() as (desk, settings):
        found = thing(desk, of_meeting(name), Gathering)
        _print_proposals(proposals(desk, found), found, settings.lang, as_json=as_json)


def _print_proposals(
    found: tuple[Proposal, ...], about: Gathering, lang: str, *, as_json: bool
) -> None:
    if as_json:
        listed = [proposal_json(each) for each in found]
        rendering.print_json({"meeting": about.id, "proposals": listed})
        return
    print(f"{about.about.title} — {about.id}")
    for defect in about.taken.defects if about.taken else ():
        print(f"! {defect}")
    decided = {each.item: each for each in about.decided}
    for each in found:
        done = decided.get(each.number)
        mark = " " if done is None else ("×" if done.rejected else "✓")
        print(f"{mark} {each.number:>3}. {each.item.place}: {each.item.words}")
        print(f"       → {_suggested(each).say(lang)}")


def _suggested(proposal: Proposal) -> Text:
    """What confirming a proposal as it is would give: of a shortcoming, no directive."""
    wanted = proposal.suggestion
    owners = ", ".join(each.name or "Văn phòng" for each in wanted.owners)
    if proposal.item.kind == "shortcoming":
        return _SHORTCOMING.fill(owners=f" ({owners})" if owners else "")
    who = same(owners) if owners else _UNNAMED
    if wanted.due_on:
        when = _DUE.fill(day=wanted.due_on)
    elif wanted.review_on:
        when = _REVIEW.fill(day=wanted.review_on)
    else:
        when = every_text(f"every {wanted.every}") if wanted.every else _UNDATED
    return Text(f"{who.vi} · {when.vi}", f"{who.en} · {when.en}")


def confirm_item(
    name: MeetingName,
    number: ItemNumber,
    /,
    *,
    owner: tuple[str, ...] = (),
    due: str = "",
    review: str = "",
    title: str = "",
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Xác nhận một đề xuất, có thể sửa / confirm a proposal, as it is or changed.

    Parameters
    ----------
    owner
        Ai làm: office, room:Phòng 1, block:Khối 1, person:MÃ; lặp lại được / who owes it.
    due
        Thời hạn / the due date.
    review
        Ngày xem xét lại, nếu tạm để / the day it is decided again, if it is put off.
    title
        Tên gọi ngắn / a short name.
    """
    change = _change(title, owner, due, review)
    with opening.desk() as (desk, settings):
        who = opening.actor(by, settings)
        found = confirm(desk, of_meeting(name), number, by=who, change=change)
        if as_json:
            rendering.print_json([thing_json(each) for each in found])
            return
        for each in found:
            print(f"{each.id}: {each.about.title}")
        if not found:
            print(_NOTED.say(settings.lang))


def reject_item(name: MeetingName, number: ItemNumber, /, *, reason: Reason, by: By = "") -> None:
    """Bỏ một đề xuất, nêu lý do / say that a proposal is none, and why."""
    with opening.desk() as (desk, settings):
        who = opening.actor(by, settings)
        reject(desk, of_meeting(name), number, by=who, reason=reason)
        print(_REJECTED.fill(number=number).say(settings.lang))


def do_act(
    about: ThingId,
    act: str,
    /,
    *,
    by: By = "",
    on: On = "",
    reason: Reason = "",
    set_: Fields = (),
    data: Data = "",
    doc_number: DocNumber = "",
    doc_date: DocDate = "",
    doc_signer: DocSigner = "",
    as_json: AsJson = False,
) -> None:
    """Ghi một việc vào nhiệm vụ, báo cáo hay cuộc họp / record an act on one of the agenda.

    Parameters
    ----------
    act
        Tên việc: report, accept, set_due, defer, opine … / the act.
    """
    own = {**data_of(data), **fields_of(set_)}
    given: dict[str, object] = {"reason": reason, **own, "kind": act}
    given |= {"occurred_on": opening.day(on, "--on")} if on else {}
    document = document_of("", None, doc_number, doc_date, doc_signer)
    given |= {"document": document} if document else {}
    with opening.desk() as (desk, settings):
        found = record(desk, about, given, by=opening.actor(by, settings))
        _print_thing(found, settings.lang, as_json=as_json)


def show(about: ThingId, /, *, as_json: AsJson = False) -> None:
    """Xem một nhiệm vụ, báo cáo hay cuộc họp / show one of the agenda with its history."""
    with opening.desk() as (desk, settings):
        events = history(desk, about)
        found = in_hand(desk, about).thing
        if found is not None:
            _print_thing(found, settings.lang, as_json=as_json)
        for event in () if as_json else events:
            kind = str(getattr(event, "kind", ""))
            named = _NAMES.get(kind, Text(kind, kind)).say(settings.lang)
            print(f"  {event.version}. {dmy(event.occurred_on)} {named} ({event.actor.id})")
            for words in words_of(event):
                print(f"       {words}")


def _print_thing(found: Thing, lang: str, *, as_json: bool) -> None:
    if as_json:
        rendering.print_json(thing_json(found))
        return
    print(f"{found.id}: {title_of(found)}")
    state = state_of(found.id, found.state.value)
    print(_STANDS.fill(state=state, since=found.since).say(lang))


def _change(title: str, owner: tuple[str, ...], due: str, review: str) -> dict[str, object]:
    """What a person changes of a proposal; a date given takes the place of a recurrence."""
    change: dict[str, object] = {"title": title} if title else {}
    change |= {"owners": tuple(map(_charged, owner))} if owner else {}
    if due or review:
        change |= {"due_on": _maybe(due, "--due"), "review_on": _maybe(review, "--review")}
        change["every"] = ""
    return change


def _charged(text: str) -> Charged:
    kind, _, name = text.partition(":")
    if kind not in ("office", "room", "block", "person") or (kind != "office" and not name):
        raise BadInput(_OWNER.fill(text=text[:60]))
    return Charged.model_validate({"kind": kind, "name": name})


def _maybe(text: str, option: str) -> date | None:
    return opening.day(text, option) if text else None


_UNNAMED = Text("chưa rõ ai", "nobody named")
_UNDATED = Text("chưa có hạn", "no due date")
_DUE = Text("hạn {day:%d/%m/%Y}", "due {day:%d/%m/%Y}")
_REVIEW = Text("xem xét lại {day:%d/%m/%Y}", "review on {day:%d/%m/%Y}")
_SHORTCOMING = Text(
    "hạn chế{owners}; chỉ ghi nhận, giao khắc phục thì thêm --owner",
    "a shortcoming{owners}; only noted, unless --owner says who mends it",
)
_NOTED = Text("Đã ghi nhận; không giao nhiệm vụ nào.", "Noted; no directive came of it.")
_REJECTED = Text("Đã bỏ đề xuất số {number}.", "Proposal {number} was rejected.")
_STANDS = Text("  {state} từ {since:%d/%m/%Y}", "  {state} since {since:%d/%m/%Y}")
_OWNER = Text(
    "--owner «{text}»: viết office, room:TÊN, block:TÊN hoặc person:MÃ.",
    "--owner “{text}”: write office, room:NAME, block:NAME or person:ID.",
)

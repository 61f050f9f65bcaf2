"""Commands that only read: people, list, show, stuck, allowed, verify."""

from __future__ import annotations

from states.allowed import within_reach
from states.events import (
    Escalated,
    Event,
    HandedOver,
    Noted,
    Prompted,
    Snoozed,
)
from states.inspection import Inspection
from states.papers import cited
from states.request import REQUEST_STATE_NAMES
from states.roles import Role
from states.terms import ROLE_NAMES, name_of, state_name
from states.text import Text, dmy, same
from tiendo import asjson
from tiendo.cli import opening, rendering
from tiendo.cli.narrowing import Narrow, Narrowed, looked, print_more
from tiendo.cli.options import AsJson, AsOf, By, CaseId, KnownBy
from tiendo.clock import office_day
from tiendo.errors import BadInput
from tiendo.finding import words_of
from tiendo.integrity import check_whole
from tiendo.listing import Wanted, place_written, read_place
from tiendo.shown import shown, stuck_page
from tiendo.stuck import escalated, lines_of
from tiendo.sumcheck import NOT_COMPARED


def people(*, as_json: AsJson = False) -> None:
    """Những người của cơ quan và mã của họ / who is in the office, with their ids."""
    with opening.desk() as (desk, settings):
        found = desk.store.people()
        if as_json:
            rendering.print_json([asjson.person_json(person) for person in found])
            return
        rows = [(p.id, p.name, p.title, p.room or p.block) for p in found]
        rendering.print_table(_PEOPLE.say(settings.lang).split("|"), rows)


def list_(
    *,
    search: str = "",
    narrow: Narrowed = Narrow(),  # noqa: B008 - frozen
    as_of: AsOf = "",
    known_by: KnownBy = "",
    as_json: AsJson = False,
) -> None:
    """Các cuộc thanh tra / the inspections, with where each one stands.

    Parameters
    ----------
    search
        Tìm không cần dấu / words to look for, diacritics not needed.
    """
    with opening.desk() as (desk, settings):
        day, known = opening.as_of(as_of, desk), opening.known_by(known_by)
        asked = looked(desk, narrow, day, known, search)
        rows = asked.overview.listed(asked.wanted, day, asked.limit + 1, asked.after)
        streams = [row.stream for row in rows[: asked.limit]]
        cases = shown(desk, streams, as_of=day, known_by=known)
        found = [each for s in streams if isinstance(each := cases.get(s), Inspection)]
        if as_json:
            rendering.print_json([asjson.inspection_json(each) for each in found])
            return
        rows_shown = [
            (i.id, i.about.short_name, rendering.standing(i, settings.lang)) for i in found
        ]
        heads = _LISTED.fill(n=len(found), day=dmy(day)).say(settings.lang).split("|")
        rendering.print_table(heads, rows_shown)
        print_more(streams[-1] if len(rows) > asked.limit else "", settings.lang)


def find(*words: str, as_json: AsJson = False) -> None:
    """Tìm, không cần dấu, viết tắt cũng được / find inspections, no diacritics needed.

    Parameters
    ----------
    words
        Chữ trong tên, số văn bản, viết tắt / words of the name, a paper's number, short forms.
    """
    with opening.desk() as (desk, settings):
        wanted = Wanted(words=words_of(" ".join(words)))
        rows = desk.store.overview.listed(wanted, desk.clock.today())
        if as_json:
            rendering.print_json([asjson.row_json(row) for row in rows])
            return
        found = [(r.stream, r.short_name, state_name(r.course).say(settings.lang)) for r in rows]
        heads = Text("Mã|Cuộc thanh tra|Đang ở", "Id|Inspection|At")
        rendering.print_table(tuple(heads.say(settings.lang).split("|")), found)


def show(
    inspection: CaseId, /, *, as_of: AsOf = "", known_by: KnownBy = "", as_json: AsJson = False
) -> None:
    """Một cuộc thanh tra: đang ở đâu, vướng gì, lịch sử / one inspection in full."""
    with opening.desk() as (desk, settings):
        day, known = opening.as_of(as_of, desk), opening.known_by(known_by)
        found = desk.inspection(inspection, as_of=day, known_by=known)
        history = [
            event
            for event in desk.history(inspection)
            if event.occurred_on <= day and (known is None or event.recorded_at <= known)
        ]
        people = desk.store.people()
        lines = lines_of(desk, found, day, people)
        told = escalated(desk, found, day, people)
        if as_json:
            shown = asjson.inspection_json(found)
            stuck_lines = [asjson.stuck_json(line) for line in lines]
            entries = [event.model_dump(mode="json") for event in history]
            alarms = [asjson.escalation_json(each) for each in told]
            shown |= {"stuck": stuck_lines, "escalations": alarms, "history": entries}
            rendering.print_json(shown)
            return
        lang = settings.lang
        print(f"{found.about.name} — {found.about.entity}")
        print(f"{dmy(day)}: {rendering.standing(found, lang)}")
        for line in lines:
            print(f"! {line.sentence.say(lang)}")
        rendering.print_escalations(told, people, lang)
        for request in found.requests:
            state = REQUEST_STATE_NAMES[request.state].say(lang)
            print(f"  {request.id} → {request.addressee}, {dmy(request.due_on)}: {state}")
        _print_history(history, lang)


def _print_history(history: list[Event], lang: str) -> None:
    rows = [
        (
            str(event.version),
            dmy(event.occurred_on),
            _recorded(event, lang),
            name_of(event.kind).say(lang),
            _by(event),
            _said(event, lang),
        )
        for event in history
    ]
    heads = Text("Mục|Ngày|Ghi ngày|Việc|Ai|Nội dung", "No|Day|Recorded|Act|Who|What")
    rendering.print_table(heads.say(lang).split("|"), rows)


def _by(event: Event) -> str:
    """Who acted; behind a slash the post it was done in, if not an own one."""
    as_ = event.actor.acts_as
    return event.actor.id if as_ == event.actor.id else f"{event.actor.id}/{as_}"


def _said(event: Event, lang: str) -> str:
    """What an entry says: its document, to whom it was told, its text or reason."""
    parts = [cited(event.document).say(lang)] if event.document else []
    if isinstance(event, Escalated | Prompted):
        to = ROLE_NAMES[Role(event.to)].say(lang)
        parts.append(f"→ {to} {event.told}".rstrip())
    if isinstance(event, Snoozed):
        parts.append(f"→ {dmy(event.until)}")
    if isinstance(event, HandedOver):
        parts.append(f"→ {event.assignee}")
    if isinstance(event, Noted):
        parts.append(event.text)
    if isinstance(event, Prompted) and event.letter:
        parts.append(Text("có dự thảo", "with a draft").say(lang))
    if event.reason:
        parts.append(event.reason)
    return " · ".join(part if len(part) <= 120 else part[:119] + "…" for part in parts)


def _recorded(event: Event, lang: str) -> str:
    on = office_day(event.recorded_at)
    late = (on - event.occurred_on).days
    if late <= 0:
        return dmy(on)
    return f"{dmy(on)} " + Text(f"(muộn {late} ngày)", f"({late} days late)").say(lang)


def stuck(
    *,
    narrow: Narrowed = Narrow(),  # noqa: B008 - frozen
    as_of: AsOf = "",
    known_by: KnownBy = "",
    as_json: AsJson = False,
) -> None:
    """Cái gì đang vướng, từ bao giờ, chờ ai, chờ gì / what is stuck, by kind."""
    with opening.desk() as (desk, settings):
        day, known = opening.as_of(as_of, desk), opening.known_by(known_by)
        asked = looked(desk, narrow, day, known)
        place = read_place(asked.after)
        if asked.after and place is None:
            raise BadInput(_NO_PLACE.fill(value=same(asked.after[:40])))
        page = stuck_page(
            desk,
            asked.overview,
            asked.wanted,
            desk.store.people(),
            as_of=day,
            known_by=known,
            after=place,
            limit=asked.limit,
        )
        if as_json:
            rendering.print_json([asjson.stuck_json(line) for line in page.lines])
            return
        if not page.lines:
            none = Text("Ngày {day}: không có gì đang vướng.", "{day}: nothing is stuck.")
            print(none.fill(day=dmy(day)).say(settings.lang))
        for line in page.lines:
            print(f"{line.stream}: {line.name}\n    {line.sentence.say(settings.lang)}")
            rendering.print_answer(line, settings.lang)
        print_more(place_written(page.last) if page.last else "", settings.lang)


_PEOPLE = Text("Mã|Họ tên|Chức danh|Phòng, khối", "Id|Name|Title|Room, block")
_LISTED = Text("Mã|Cuộc thanh tra ({n})|Như ngày {day}", "Id|Inspection ({n})|As of {day}")
_ALLOWED = Text(
    "|Mã việc|Việc|Còn thiếu, hoặc vì sao chưa được",
    "|Id|Act|What is missing, or why it is not possible",
)
_NO_PLACE = Text(
    "--after: «{value}» không phải chỗ trong danh sách này.",
    "--after: “{value}” is no place in this list.",
)


def allowed(inspection: CaseId, /, *, by: By = "", as_json: AsJson = False) -> None:
    """Ai làm được gì bây giờ, và vì sao không / what somebody may do now, and why not."""
    with opening.desk() as (desk, settings):
        against = desk.allowed(inspection, opening.actor(by, settings))
        if as_json:
            rendering.print_json(
                [
                    {
                        "act": act,
                        "allowed": not reasons,
                        "within_reach": within_reach(reasons),
                        "reasons": [asjson.both(reason.text) for reason in reasons],
                    }
                    for act, reasons in against.items()
                ]
            )
            return
        marks = {True: "✓", False: "–"}
        rows = [
            (
                marks[within_reach(reasons)],
                act,
                name_of(act).say(settings.lang),
                " ".join(reason.text.say(settings.lang) for reason in reasons),
            )
            for act, reasons in sorted(against.items(), key=lambda each: not within_reach(each[1]))
        ]
        rendering.print_table(_ALLOWED.say(settings.lang).split("|"), rows)


def verify() -> int:
    """Kiểm tra toàn bộ sổ ghi còn nguyên vẹn / check that the whole record is intact."""
    with opening.desk() as (desk, settings):
        faults = check_whole(desk)
        for fault in faults:
            place = Text("{stream}, mục {version}", "{stream}, version {version}")
            where = place.fill(stream=fault.stream, version=fault.version)
            print(f"{where.say(settings.lang)}: {fault.what}")
        whole = Text("Sổ ghi nguyên vẹn.", "The record is intact.")
        broken = Text(f"{len(faults)} chỗ sai.", f"{len(faults)} faults.")
        print((broken if faults else whole).say(settings.lang))
        print(NOT_COMPARED.say(settings.lang))
        return 1 if faults else 0
